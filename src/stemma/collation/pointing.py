"""Contents that point at an event of their own report: forms of words that fit any other event as well."""

from collections.abc import Sequence
from functools import cache

from stemma.collation.numbers import Figure
from stemma.collation.words import Word, lexicon
from stemma.resources import load_toml

# Telling words beyond which a content tells its event by itself.
_LONGEST = 10
# Words at a content's beginning among which the event stands that it is about.
_BEGINNING = 9
# Words within which "the" stands before the event ("the latest rebel rocket attack").
_REACH = 4
# Words within which "they were" stands before the participle of a deed ("they were reportedly carried out").
_NEAR = 3
# A count from which it is that of one event, more likely than of the next one too.
_TELLING = 10
_YEAR = 4
# Nations that together tell which event it is ("the bombs at one country's embassies in two others").
_NATIONS = 3


def points(
    words: Sequence[Word], stems: frozenset[str], named: Sequence[str], figures: Sequence[Figure]
) -> bool:
    """Whether a content names no event of its own, and points at one that its report tells elsewhere.

    "The attack caused damage to houses", "the toll was expected to rise", "they were carried out by planes",
    "children were among the dead": an event or its dead, and no name but a nation's, no year, no large
    figure, and nothing that has gone on for years.

    Args:
        words: the content's words.
        stems: the stems of its telling words.
        named: the stems of those with a capital.
        figures: its figures.
    """
    if not 0 < len(stems) <= _LONGEST:
        return False
    lows = [word.low for word in words]
    if not (_event_at_hand(lows, len(stems)) or _done_to_somebody(lows)):
        return False
    first = words[0].stem
    if any(one[:1] not in "@^" and one != first for one in named):
        return False
    if len({one[1:] for one in named if one[:1] in "@^"}) >= _NATIONS:
        return False
    if any(one.value >= _TELLING and one.comparator != "vague" for one in figures):
        return False
    lasting = not _list("lasting").isdisjoint(lows)
    return not lasting and not any(len(low) == _YEAR and low.isdigit() for low in lows)


def _event_at_hand(lows: Sequence[str], telling: int) -> bool:
    """Whether "the" or the like stands before an event, or nothing else is told ("another attack")."""
    events, pointers = _list("events"), _list("pointers")
    for at, low in enumerate(lows[:_BEGINNING]):
        if low in events and (telling == 1 or not pointers.isdisjoint(lows[max(0, at - _REACH) : at])):
            return True
    return False


def _done_to_somebody(lows: Sequence[str]) -> bool:
    """Whether people are told to have been killed or hurt, or "it" to have been done."""
    hurt = _list("hurt")
    for at, low in enumerate(lows[:_BEGINNING]):
        if low in hurt and not _list("passive").isdisjoint(lows[max(0, at - _NEAR) : at]):
            return True
    if lows[0] not in lexicon("pronoun") and lows[0] not in _list("passive"):
        return False
    beginning = lows[: _NEAR + 1]
    return not _list("passive").isdisjoint(beginning) and not _list("done").isdisjoint(beginning[1:])


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(load_toml("collation", "lexicon.toml")["pointing"][name])


__all__ = ["points"]
