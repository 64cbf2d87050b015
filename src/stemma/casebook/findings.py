"""What can be wrong with a casebook."""

from typing import Literal

from msgspec import Struct

FaultKind = Literal["file", "index", "search", "raw", "reference", "analysis", "collation"]


class Finding(Struct, frozen=True):
    """Something wrong with a casebook: what it is about, and what is wrong.

    ``kind`` says what can be done: "index" and "search" are built again, "analysis" (found in one
    report) and "collation" (found across reports) are computed again, "reference" is a row of one of
    these; "raw" needs the document itself, "file" a back-up or a salvage. ``report`` is the report
    to be analysed again.
    """

    what: str
    detail: str
    kind: FaultKind = "file"
    report: str = ""
