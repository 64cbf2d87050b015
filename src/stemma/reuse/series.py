"""Issues of one bulletin: a form that is filled in anew every day is no copy of the last one."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import numpy as np

from stemma.resources import load_toml
from stemma.reuse.align import Match, Range
from stemma.reuse.words import Tokens, Vocabulary

# Of a form that is filled in anew nearly every figure is another; a report that is told anew with a new
# toll keeps the day of its event, and mostly the figures around it.
_FEWEST_CHANGED = 2
_MANY_CHANGED = 4
_KEPT_OF_MANY = 3
_WEEK = 7


def issues(a: Tokens, b: Tokens, matches: Sequence[Match], later: int | None) -> bool:
    """Tell whether two reports are issues of one bulletin: other figures of another day in the same words.

    Args:
        a: the words of the first report.
        b: those of the second.
        matches: the passages that they share.
        later: by how many days the second was published later (negative: earlier); None if not known.
    """
    gaps = [gap for match in matches for gap in _gaps(match) if a.may_count(gap[0]) and b.may_count(gap[1])]
    if len(gaps) < _FEWEST_CHANGED:
        return False
    slots = [(_values(a, one), _values(b, other)) for one, other in gaps]
    changed = sum(bool(one and other and not one & other) for one, other in slots)
    kept = sum(len(one & other) for one, other in slots)
    kept += sum(_figures(a, (at, at + size)) for match in matches for at, _, size in match.blocks)
    if changed < _FEWEST_CHANGED or changed <= kept:
        return False
    sides = _sentences(a, [match.a for match in matches]), _sentences(b, [match.b for match in matches])
    days = _days(a, sides[0]), _days(b, sides[1])
    if days[0] and days[1] and (not days[0] & days[1] or days[1] == _shifted(days[0], later)):
        return True
    dates = _dates(a, sides[0]), _dates(b, sides[1])
    if dates[0] and dates[1] and not dates[0] & dates[1] and not days[0] & days[1]:
        return True
    if (days[0] or days[1]) and (days[0] <= days[1] or days[1] <= days[0]):
        return False
    return bool(later) and changed >= _MANY_CHANGED and _KEPT_OF_MANY * kept <= changed


def _shifted(days: set[int], later: int | None) -> set[int]:
    """Return days of the week so many days on; none where that is not known, or the same days."""
    return {(day + later) % _WEEK for day in days} if later and later % _WEEK else set()


def _gaps(match: Match) -> Iterator[tuple[Range, Range]]:
    """Yield the places of a passage at which the two have other words."""
    for (at_a, at_b, size), (next_a, next_b, _) in pairwise(match.blocks):
        if at_a + size < next_a and at_b + size < next_b:
            yield (at_a + size, next_a), (at_b + size, next_b)


def _figures(tokens: Tokens, words: Range) -> int:
    """Return the number of figures in a word range."""
    return int(tokens.figured[words[1]] - tokens.figured[words[0]])


def _values(tokens: Tokens, words: Range) -> set[int]:
    """Return the stems of the figures in a word range."""
    inside = slice(*words)
    return set(tokens.stem[inside][tokens.figures[inside]].tolist())


def _sentences(tokens: Tokens, ranges: Sequence[Range]) -> list[Range]:
    """Return word ranges led on to the ends of their sentences."""
    return [(tokens.sentence_at(low)[0], tokens.sentence_at(high - 1)[1]) for low, high in ranges]


def _days(tokens: Tokens, ranges: Sequence[Range]) -> set[int]:
    """Return which days of the week are named in word ranges, as numbers."""
    return {day for day, names in enumerate(_names("weekdays")) if _places(tokens, names, ranges)}


def _dates(tokens: Tokens, ranges: Sequence[Range]) -> set[tuple[int, int]]:
    """Return the dates without a year that word ranges tell: the month's number, and the day's stem.

    With a year a date mostly belongs to what happened long before.
    """
    found = set()
    for month, names in enumerate(_names("months")):
        for at in _places(tokens, names, ranges):
            near = [place for place in (at - 1, at + 1) if 0 <= place < len(tokens) and tokens.numbers[place]]
            after = max([at, *near]) + 1
            if near and not (after < len(tokens) and tokens.numbers[after]):
                found.add((month, int(tokens.stem[near[0]])))
    return found


def _places(tokens: Tokens, names: Vocabulary, ranges: Sequence[Range]) -> list[int]:
    """Return where in word ranges one of some words stands."""
    places: list[int] = np.flatnonzero(names.among(tokens)).tolist()
    return [at for at in places if any(low <= at < high for low, high in ranges)]


@cache
def _names(table: str) -> tuple[Vocabulary, ...]:
    return tuple(Vocabulary(forms.split()) for forms in load_toml("reuse", "lexicon.toml")[table].values())
