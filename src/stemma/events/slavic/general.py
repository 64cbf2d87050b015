"""What Russian and Ukrainian sentences tell at large, and no single event: habits, prayers, memories."""

from collections.abc import Sequence

from stemma.events.slavic.lexicon import word_set
from stemma.events.slavic.line import Line
from stemma.events.slavic.triggers import Hit
from stemma.records import Time

_RECALLED = 4  # words between a memory and what is remembered: "the anniversary of the liberation"


def at_large(line: Line, times: Sequence[Time]) -> bool:
    """Say whether a sentence tells what goes on all the time, prays, or only remembers the dead."""
    return _habitual(line, times) or _prayed(line, times)


def recollected(line: Line, hit: Hit) -> bool:
    """Say whether a noun's event is only remembered: "the anniversary of", "the memory of" it."""
    before = range(max(0, hit.at - _RECALLED), hit.at)
    near = [at for at in before if line.apart(at, hit.at) == 0]
    return not hit.verbal and line.any_of(near, word_set("recollections"))


def _habitual(line: Line, times: Sequence[Time]) -> bool:
    every = range(len(line.words))
    if line.any_of(every, word_set("habits")):
        return True
    return not times and line.any_of(every, word_set("continuing"))


def _prayed(line: Line, times: Sequence[Time]) -> bool:
    """Say whether a sentence asks a god for something, or only remembers the dead."""
    every = range(len(line.words))
    if line.any_of(every, word_set("called")) and line.any_of(every, word_set("asked")):
        return True
    if not times and line.any_of(every, word_set("recalled")):
        return True
    return not times and any(
        line.has(at, word_set("remembered")) and line.any_of(range(at + 1, at + 3), word_set("memory"))
        for at in every[:-2]
    )
