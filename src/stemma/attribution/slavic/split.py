"""Speech whose marks hold the words of who speaks: "«A, - said X. - B»"."""

# ruff: noqa: RUF001 (dashes)

import re

from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.quotations import Quotation
from stemma.records import Span

_CUT = re.compile(r"(?P<mark>[,.!?…])[»\"”]?\s+[-–—]\s+")
_KEPT = "!?…"


def around_speaker(clause: Clause, border: int, quotation: Quotation) -> list[tuple[Span, bool]] | None:
    """Return the speech on both sides of words that begin at ``border`` inside of quotation marks.

    None where no dash parts these words from speech before them.
    """
    place, inner = clause.tokens[border].start, quotation.inner
    cuts = [
        (inner.start + cut.start() + (cut["mark"] in _KEPT), inner.start + cut.end())
        for cut in _CUT.finditer(quotation.text)
    ]
    at = next((at for at, (_, end) in enumerate(cuts) if end == place), None)
    if at is None:
        return None
    begun = cuts[at - 1][1] if at > 1 else inner.start
    spans = [(Span(begun, cuts[at][0]), True)]
    if at + 1 < len(cuts):
        last = cuts[at + 2][0] if at + 2 < len(cuts) else inner.end
        spans.append((Span(cuts[at + 1][1], last), True))
    return [(span, quoted) for span, quoted in spans if span.end > span.start]
