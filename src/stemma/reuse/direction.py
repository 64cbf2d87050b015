"""Which of two reports has the shared passages from the other, with a score and the reasons."""

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from msgspec import Struct

from stemma.identity import witness
from stemma.records import Report
from stemma.reuse.align import Match
from stemma.reuse.credits import Sources, names_outlet, tells_own_outlet
from stemma.reuse.readings import Readings
from stemma.reuse.shingles import Longs
from stemma.reuse.words import Tokens

# Weights are log-odds that the first report is the source (see the evaluation `transmission`).
_CITATION = 2.5
_HOURS = 1.4
_TOLD = 1.8
_QUOTING = 1.4
_AS_QUOTED = 0.9
_MOSTLY = 0.4
_PARAPHRASE = 0.8
_CUT = 1.2
_LENGTH = 0.3
_LEAD = 0.9
_READING = 0.8
_MOST_READING = 2.5
_HEDGE = 0.6
_KNOWN = 0.97
_UNDECIDED = 0.3
# With signs as strong as this the texts' readings are not compared any more.
_PLAIN = 2.5
_APART = timedelta(minutes=5)

Sign = tuple[float, str]


class Direction(Struct, frozen=True):
    """``forward`` tells that the first report is the source; "unknown" leaves it without meaning."""

    forward: bool
    kind: Literal["known", "inferred", "unknown"]
    score: float
    reasons: tuple[str, ...]


class Side(Struct, frozen=True):
    """A report with its words, whom it names, and the share of its words inside the shared passages."""

    report: Report
    tokens: Tokens
    sources: Sources
    covered: float


class _Facts(Struct, frozen=True):
    """Of a passage: its share of equal words; of each side its start, share quoted and hedges."""

    equal: float
    starts: tuple[int, int]
    quoted: tuple[float, float]
    hedges: tuple[float, float]

    def turned(self) -> "_Facts":
        """Return the facts with the sides in each other's place."""
        return _Facts(self.equal, self.starts[::-1], self.quoted[::-1], self.hedges[::-1])


def published_range(value: str | None) -> tuple[date, date] | None:
    """Return the first and last day that an ISO date, perhaps only a year or month, may mean."""
    if not value:
        return None
    parts = value[:10].split("-")
    try:
        year = int(parts[0])
        if len(parts) == 1:
            return date(year, 1, 1), date(year, 12, 31)
        month = int(parts[1])
        if len(parts) == 2:  # noqa: PLR2004  a year and a month
            following = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1), following - timedelta(days=1)
        day = date(year, month, int(parts[2]))
    except ValueError:
        return None
    return day, day


def _moment(value: str | None) -> datetime | None:
    if not value or "T" not in value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def known(a: Side, b: Side) -> Direction | None:
    """Return the direction between two reports where versions, days or credit lines tell it."""
    return _by_version(a.report, b.report) or _by_days(a.report, b.report) or _by_credit(a, b)


def signs(a: Side, b: Side, matches: Sequence[Match]) -> list[Sign]:
    """Return the evidence that the first report is the source (where negative, the second).

    Hours, citations in the text, containment, quotation on one side only and lost hedges.
    """
    facts = [_facts(a.tokens, b.tokens, match) for match in matches]
    back = [fact.turned() for fact in facts]
    return [*_signs(a, b, facts), *((-weight, why) for weight, why in _signs(b, a, back))]


def weak(found: Sequence[Sign]) -> bool:
    """Tell whether signs leave so much open that the texts' readings should be compared."""
    return abs(sum(weight for weight, _ in found)) < _PLAIN


def conclude(found: Sequence[Sign]) -> Direction:
    """Return the direction that signs add up to."""
    total = sum(weight for weight, _ in found)
    if abs(total) < _UNDECIDED:
        return Direction(forward=True, kind="unknown", score=0.5, reasons=("nothing tells which was first",))
    reasons = tuple(why for weight, why in found if weight * total > 0)
    score = 1 / (1 + math.exp(-abs(total)))
    return Direction(forward=total > 0, kind="inferred", score=round(score, 3), reasons=reasons)


def _facts(a: Tokens, b: Tokens, match: Match) -> _Facts:
    return _Facts(
        equal=match.equal,
        starts=(match.a[0], match.b[0]),
        quoted=(_quoted(a, match.a), _quoted(b, match.b)),
        hedges=(_within(a.hedges, match.a), _within(b.hedges, match.b)) if match.equal < 1 else (0, 0),
    )


def _quoted(tokens: Tokens, words: tuple[int, int]) -> float:
    """Return the share of the words of a range that stand inside quotation marks."""
    return _within(tokens.quotations, words) / (words[1] - words[0]) if tokens.quotes else 0.0


def _within(running: Longs, words: tuple[int, int]) -> int:
    """Return the count inside a word range, from running counts."""
    return int(running[words[1]] - running[words[0]])


def _by_version(a: Report, b: Report) -> Direction | None:
    if witness(a) != witness(b):
        return None
    reason = "a later version of the same report"
    return Direction(forward=a.version < b.version, kind="known", score=1.0, reasons=(reason,))


def _by_days(a: Report, b: Report) -> Direction | None:
    first, second = published_range(a.published), published_range(b.published)
    if not first or not second:
        return None
    for forward, early, late in ((True, first, second), (False, second, first)):
        if early[1] < late[0]:
            days = (late[0] - early[1]).days
            reason = f"published {days} day{'s' if days > 1 else ''} earlier"
            return Direction(forward=forward, kind="known", score=_KNOWN, reasons=(reason,))
    return None


def _by_credit(a: Side, b: Side) -> Direction | None:
    a_credits = names_outlet(a.report, a.sources, b.report.outlet, credit=True)
    b_credits = names_outlet(b.report, b.sources, a.report.outlet, credit=True)
    if a_credits == b_credits:
        return None
    outlet = a.report.outlet if b_credits else b.report.outlet
    return Direction(forward=b_credits, kind="known", score=_KNOWN, reasons=(f"the copy credits {outlet}",))


def _signs(a: Side, b: Side, facts: Sequence[_Facts]) -> list[Sign]:
    """Return what speaks for ``a`` as the source of ``b``: weights and reasons."""
    signs = []
    if names_outlet(b.report, b.sources, a.report.outlet, credit=False):
        signs.append((_CITATION, f"the copy cites {a.report.outlet}"))
    early, late = _moment(a.report.published), _moment(b.report.published)
    if early and late and late - early >= _APART:
        signs.append((_HOURS, "published earlier the same day"))
    if tells_own_outlet(a.report) and not tells_own_outlet(b.report):
        signs.append((_TOLD, f"the source says that it was told to {a.report.outlet}"))
    if any(fact.equal >= _AS_QUOTED and fact.quoted[1] - fact.quoted[0] > _MOSTLY for fact in facts):
        signs.append((_QUOTING, "the copy puts the words in quotation marks"))
    if any(fact.equal < _AS_QUOTED and fact.quoted[0] - fact.quoted[1] > _MOSTLY for fact in facts):
        signs.append((_PARAPHRASE, "the copy paraphrases what the source quotes"))
    if _leads(a.tokens, b.tokens, facts):
        signs.append((_LEAD, "what opens the source stands inside the copy"))
    signs.extend(_containment(a, b))
    lost = sum(max(0, fact.hedges[0] - fact.hedges[1]) for fact in facts)
    if lost > 0:
        signs.append((_HEDGE * min(lost, 3), "the copy lacks words of caution that the source has"))
    return signs


def of_readings(readings: Readings) -> list[Sign]:
    """Return what the differing readings say: for the first report when positive."""
    signs = []
    for (first, second), why in (
        (readings.shared, "other reports share the source's wording where the two differ"),
        (readings.kept, "the copy elsewhere keeps words that it has replaced"),
    ):
        if first != second:
            weight = _READING * math.log((first + 0.5) / (second + 0.5))
            signs.append((max(-_MOST_READING, min(_MOST_READING, weight)), why))
    return signs


def _leads(a: Tokens, b: Tokens, facts: Sequence[_Facts]) -> bool:
    """Tell whether a passage opens the first report and stands well inside the second."""
    early, inside = 0.08 * len(a), 0.15 * len(b)
    return any(fact.starts[0] <= early and fact.starts[1] > inside for fact in facts)


def _containment(a: Side, b: Side) -> list[Sign]:
    if b.covered >= 0.75 and a.covered < b.covered - 0.1:  # noqa: PLR2004  shares named in the reason
        return [(_CUT, "nearly all of the copy is in the source, which has more")]
    if len(a.tokens) > 1.05 * len(b.tokens) and b.covered > max(a.covered, 0.6):
        return [(_LENGTH, "the source is longer")]
    return []
