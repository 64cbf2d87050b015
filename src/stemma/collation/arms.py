"""What is told to have been done with so many arms or machines: launched, or brought down."""

from collections.abc import Sequence
from functools import cache

from stemma.collation.words import Word
from stemma.resources import load_toml

# Words behind a figure among which the arms stand that it counts.
_NOUN_REACH = 4


def arms_told(words: Sequence[Word], first: int, end: int) -> str:
    """What was done with so many arms or machines ("drones launched"), "" for anything else counted."""
    kinds, deeds, _ = _arms()
    at = next(
        (place for place in range(end, min(len(words), end + _NOUN_REACH)) if words[place].low in kinds), None
    )
    if at is None or any(word.low in _BETWEEN for word in words[end:at]):
        return ""
    near = range(max(0, first - _DEED_REACH), min(len(words), at + _DEED_REACH))
    told = [
        (min(abs(first - place), abs(place - at)), place, deed)
        for place in near
        if (deed := _downed(words, place) or deeds.get(words[place].low, ""))
    ]
    return f"{kinds[words[at].low]} {min(told)[2]}" if told else ""


_BETWEEN = frozenset({"and", "or", "of", "in", "by", "with", "from"})
# Words around a count of arms within which a deed is told of them.
_DEED_REACH = 7


def _downed(words: Sequence[Word], place: int) -> str:
    """Tell whether "down" at a place says that something was shot down: the deed, or ""."""
    if words[place].low != "down":
        return ""
    shot = _arms()[2]
    return "downed" if any(word.low in shot for word in words[max(0, place - _SHOT_REACH) : place]) else ""


_SHOT_REACH = 6  # words: "brought five Norlan fighter jets down"


@cache
def _arms() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """Return kinds of arms and deeds done with them by their words, and the words for shooting down."""
    data = load_toml("collation", "lexicon.toml")
    return (
        {word: kind for kind, words in data["arms"].items() for word in words},
        {word: deed for deed, words in data["arms_done"].items() for word in words},
        frozenset(data["shot_down"]["words"]),
    )


__all__ = ["arms_told"]
