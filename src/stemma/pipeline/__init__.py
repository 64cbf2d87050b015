"""The pipeline: the one place that joins the rooms, from documents to a collated casebook."""

import os

# NumPy's BLAS starts a thread for each core, and reads how many when it is loaded. The products here are
# small, and processes take up the cores: more threads cost processor time and gain nothing.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


from stemma.pipeline.analysing import Analyst
from stemma.pipeline.rescuing import rescue
from stemma.pipeline.rooms import Rooms
from stemma.pipeline.running import Summary, collate, ingest

__all__ = ["Analyst", "Rooms", "Summary", "collate", "ingest", "rescue"]
