"""Scale: the same stages over partitions of Parquet, on this machine or on a cluster."""

from stemma.scale.opening import Slice, open_tables
from stemma.scale.running import ENGINES, Summary, ingest

__all__ = ["ENGINES", "Slice", "Summary", "ingest", "open_tables"]
