"""The pipeline: the one place that joins the rooms, from documents to a collated casebook."""

from stemma.pipeline.analysing import Analyst
from stemma.pipeline.rooms import Rooms
from stemma.pipeline.running import Summary, collate, ingest

__all__ = ["Analyst", "Rooms", "Summary", "collate", "ingest"]
