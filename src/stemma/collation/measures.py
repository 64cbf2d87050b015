"""What a figure counts: a noun's things, who was killed or injured, or what was done with arms."""

from collections.abc import Sequence
from functools import cache
from math import ceil

from stemma.collation.arms import arms_told
from stemma.collation.words import Word, lexicon, stem
from stemma.resources import load_toml

_UNIT_REACH = 4
_LOOK_BACK = 4
# Stems of what time is counted in.
TIMES = frozenset(map(stem, ("hour", "day", "week", "month", "year", "decade")))


def counted(words: Sequence[Word], first: int, end: int) -> tuple[str, str]:
    """Return the stem of the counted noun, and the measure nearest to the figure (both "" for none).

    Args:
        words: the words of a text.
        first: the place of the figure's first word, its bound included.
        end: the place behind its last word.
    """
    unit = next((word.stem for word in words[end : end + _UNIT_REACH] if not word.common), "")
    casualty = _casualty()
    if casualty.get(words[end].low if end < len(words) else "") == "killed" and unit:
        return "", "killed"
    if unit in TIMES:
        return unit, ""  # "killed in 24 hours"
    if places := _places_counted(words, end):
        return places, ""  # "a bomb killed people from two besieged towns"
    if casualty.keys().isdisjoint([word.low for word in words[first : end + _UNIT_REACH]]):
        armed = arms_told(words, first, end)
        if armed:
            return unit, armed
    told = _told_beside(words, first, end)
    if (told is None or told[0] > _NEXT) and _driven_out(words, first, end, told):
        return _AWAY, ""
    measure = told[1] if told and told[0] <= _NEXT else _of_toll(words, first) or (told[1] if told else "")
    return ("" if unit in casualty or casualty.get(unit) else unit), measure


# What counts people who had to leave their homes counts these, whatever noun it has.
_AWAY = stem("displaced")


def _driven_out(words: Sequence[Word], first: int, end: int, told: tuple[float, str] | None) -> bool:
    """Whether a figure counts people driven from home: "displaced 9,000", "9,000 have been displaced".

    "9,000 displaced people were killed" does not.
    """
    away = lexicon("driven_out")
    if first and words[first - 1].low in away:
        return True
    reach = len(words) if told is None else end + ceil(told[0])
    for offset in range(end, min(len(words), end + _UNIT_REACH + 1, reach)):
        if words[offset].low in away:
            return offset + 1 == len(words) or words[offset + 1].common
        if words[offset].low in lexicon("parting"):
            return False
    return False


def _places_counted(words: Sequence[Word], end: int) -> str:
    """The stem of the noun where a figure counts towns, schools or other places, "" where it does not."""
    for word in words[end : end + _UNIT_REACH]:
        if word.common or word.low in _casualty():
            return ""
        if word.low in _plural_places():
            return word.stem
    return ""


@cache
def _plural_places() -> frozenset[str]:
    nouns = lexicon("place_noun")
    return frozenset([f"{noun}s" for noun in nouns if noun[-1] != "s"]) | {
        one for one in nouns if one[-1] == "s"
    }


# A word of killing or wounding so near to a figure tells what it counts, whatever toll was told before.
_NEXT = 1.5
# Words behind which some of those counted are told ("63 people, including 12 nurses, died").
_WITHIN = frozenset({"including", "among", "mostly", "mainly"})
_ASIDE = 6


def _told_beside(words: Sequence[Word], first: int, end: int) -> tuple[float, str] | None:
    """The nearest word of killing or wounding around a figure: how far it is, and its measure."""
    casualty = _casualty()
    reach = _UNIT_REACH + 3
    if any(word.low in _WITHIN for word in words[end : end + _UNIT_REACH]):
        reach += _ASIDE
    return min(
        (
            (_reach(words, first, end, offset), casualty[words[offset].low])
            for offset in range(max(0, first - _LOOK_BACK), min(len(words), end + reach))
            if words[offset].low in casualty
        ),
        default=None,
    )


def _of_toll(words: Sequence[Word], first: int) -> str:
    """The measure of a figure that a toll told before has come to ("the toll of the raid rose to 12")."""
    table: dict[str, list[str]] = load_toml("collation", "lexicon.toml")["toll"]
    last = words[first - 1].low if first else ""
    revised = last == "as" and first > 1 and words[first - 2].low in table["revised"]
    if not revised and last not in table["verbs"]:
        return ""
    before = [word.low for word in words[:first]]
    place = next((at for at, low in enumerate(before) if low in ("toll", "number")), None)
    if place is None:
        return ""
    # "The toll rose": of the dead, unless the words say whose else. "..., with injuries standing at 87":
    # those told last, if just before.
    told = [(at, _casualty()[low]) for at, low in enumerate(before) if low in _casualty() and low != "toll"]
    if told and told[-1][0] >= first - _JUST_BEFORE:
        return told[-1][1]
    told = [one for one in told if one[0] >= place - 1]
    return told[0][1] if told else ("killed" if before[place] == "toll" else "")


_JUST_BEFORE = 3


def _reach(words: Sequence[Word], first: int, end: int, offset: int) -> float:
    """How far a word of killing or wounding is from a figure; "and" between them parts them.

    So does a passive before the figure, which counts those before it ("14 were killed 25 were wounded"), and
    an active behind it, which counts those that follow ("kills 14, wounds 25").
    """
    between = words[end:offset] if offset >= end else words[offset + 1 : first]
    parted = 3 * sum(word.low in lexicon("parting") for word in between)
    if offset >= end:
        return len(between) + parted + 3 * (words[offset].low in _ACTIVE)
    passive = offset > 0 and words[offset - 1].low in _PASSIVE
    return len(between) + parted + 3 * passive + 0.5


_ACTIVE = frozenset({"kills", "killing", "injures", "injuring", "wounds", "wounding"})
_PASSIVE = frozenset({"was", "were", "been", "being"})


@cache
def _casualty() -> dict[str, str]:
    data = load_toml("collation", "lexicon.toml")["casualty"]
    return {word: measure for measure, words in data.items() for word in words}
