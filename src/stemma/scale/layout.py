"""Where a folder's tables lie: the names of stages and of their partitions' files."""

UNITS, READ, KIN, SETTLED, NUMBERED = "units", "read", "kin", "settled", "numbered"
REPORTS, DOCUMENTS = "reports", "documents"


def name(stage: str, key: str) -> str:
    """Return the name of a partition's file."""
    return f"{stage}/part-{key}.parquet"


def key_of(number: int) -> str:
    """Return the key of a partition; keys sort as numbers do."""
    return f"{number:06}"
