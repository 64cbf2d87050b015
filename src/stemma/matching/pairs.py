"""Pairs of a claim's mentions with those of other claims that words and days put side by side."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from stemma.casebook.memory import Kept
from stemma.collation.comparing import overlap_of
from stemma.collation.statements import Statement, Weights
from stemma.dates import gap
from stemma.matching.bounds import bound, whole
from stemma.matching.reading import Reader
from stemma.matching.signs import Beside, signs


class Pair(Struct, frozen=True):
    """A mention of a claim, one of another claim, and what speaks for and against their being one.

    ``claim`` is the other's claim; ``signs`` are by name.
    """

    a: Statement
    b: Statement
    claim: str
    signs: Mapping[str, float]


def pairs_of(reader: Reader, claim: str) -> list[Pair]:
    """Return the pairs of a claim that may be one claim with others, those with most words in common first.

    Args:
        reader: reads of the casebook, which remembers how telling words are.
        claim: the claim's id.
    """
    weight = reader.weight
    if weight is None:
        return []
    own = reader.claim(claim)
    found = _close(reader, weight, _wordings(own), {item.id for item in own})
    others = reader.statements(other for _, other in found)
    pairs = [(a, others[b]) for a, b in found if b in others and _may_be_one(a, others[b])]
    apart = {reader.claim_of(b.id) for _, b in pairs if _decided(reader, own, b)}
    return _weighed(reader, weight, [(a, b) for a, b in pairs if reader.claim_of(b.id) not in apart])


def _wordings(own: Iterable[Statement]) -> list[Statement]:
    """Return a claim's mentions, of those in the same words the first; not more than so many."""
    found: dict[frozenset[str], Statement] = {}
    for item in own:
        found.setdefault(item.stems, item)
    return list(found.values())[: whole("wordings")]


def _close(
    reader: Reader, weight: Weights, own: Sequence[Statement], ids: set[str]
) -> list[tuple[Statement, str]]:
    """Return the pairs with mentions of other reports that share most words."""
    found: list[tuple[float, Statement, Kept]] = []
    for item in own:
        for some in reader.kept(reader.near(item)).values():
            scored = ((_score(item, kept, weight), kept) for kept in some if kept.id not in ids)
            found += [(score, item, kept) for score, kept in scored if score >= bound("faint")]
    found.sort(key=lambda one: (-one[0], one[1].id, one[2].id))
    # Copies say the same in the same words: one of them stands for all.
    first = {(item.stems, kept.stems): (item, kept.id) for _, item, kept in reversed(found)}
    return list(reversed(first.values()))[: whole("pairs")]


def _score(item: Statement, kept: Kept, weight: Weights) -> float:
    """Return how much a mention shares with what is kept of another, 0.0 where too few words are one."""
    if len(item.stems & kept.stems) < whole("shared"):
        return 0.0
    total = sum([weight.of[stem] for stem in kept.stems])
    return overlap_of(item.stems, weight.total(item), kept.stems, total, weight.of, bound("faint")).score


def _may_be_one(a: Statement, b: Statement) -> bool:
    """Whether two mentions are of two reports of few days and share words that are no names."""
    apart = gap(a.date, b.date)
    near = a.report != b.report and apart is not None and apart <= bound("days")
    return near and len((a.stems & b.stems) - a.names - b.names) >= whole("shared")


def _decided(reader: Reader, own: Iterable[Statement], other: Statement) -> bool:
    """Whether an analyst decided that a claim and another's mention stand apart."""
    rules = reader.rules
    return bool(rules.apart) and any(rules.keeps_apart(one.id, other.id) for one in own)


def _weighed(reader: Reader, weight: Weights, found: Sequence[tuple[Statement, Statement]]) -> list[Pair]:
    reports = reader.reports(item.report for pair in found for item in pair)
    events = reader.events(item.id for pair in found for item in pair)
    none: frozenset[str] = frozenset()
    pairs = []
    for a, b in found:
        one_event = not events.get(a.id, none).isdisjoint(events.get(b.id, none))
        beside = Beside(one_event, (reports[a.report].text, reports[b.report].text))
        pairs.append(Pair(a, b, reader.claim_of(b.id), signs(a, b, weight, beside)))
    return pairs


__all__ = ["Pair", "pairs_of"]
