"""Denied in the one mention, affirmed in the other."""

from collections.abc import Iterator

from stemma.collation.comparing import denied_only
from stemma.collation.differing.base import NOTHING, Difference, Side
from stemma.collation.statements import denies
from stemma.names import compare_sources
from stemma.records import Words

_AVERTING = frozenset(
    {"keep", "keeps", "kept", "prevent", "prevents", "prevented", "stopped", "barred", "blocked"}
)


def polarity_differences(a: Side, b: Side) -> Iterator[Difference]:
    """Yield that one mention denies what the other affirms."""
    if a.statement.mention.stance != b.statement.mention.stance:
        yield from stance_differences(a, b)
        return
    for one, other, turned in ((a, b, False), (b, a, True)):
        if denied_only(one.statement, other.statement):
            words = _denial(one)
            if not words.spans or _averted(other):
                continue  # read as denied, and no word to show for it
            yield Difference(
                "polarity_flipped", NOTHING if turned else words, words if turned else NOTHING, 0.85
            )
            return


def _averted(side: Side) -> bool:
    """Whether a mention tells without a denial that something did not come about ("kept them from ...")."""
    lows = [word.low for word in side.statement.words]
    return any(low in _AVERTING and "from" in lows[at + 1 :] for at, low in enumerate(lows))


def stance_differences(a: Side, b: Side) -> Iterator[Difference]:
    """Yield that one speaker asserts a thing in the one mention, and denies it in the other."""
    stances = (a.statement.mention.stance, b.statement.mention.stance)
    if stances[0] != stances[1]:
        # Who "has not acknowledged" a thing and who dismisses it say the same of it.
        negative = {
            side.statement.mention.polarity for side in (a, b) if side.statement.mention.stance != "deny"
        }
        if "deny" in stances and "negative" not in negative and _one_speaker(a, b):
            yield Difference("polarity_flipped", _cue(a), _cue(b), 0.8)


def _one_speaker(a: Side, b: Side) -> bool:
    one, other = a.statement.speaker, b.statement.speaker
    return one is not None and other is not None and compare_sources(one, other).kind == "same"


def _cue(side: Side) -> Words:
    cue = side.statement.mention.cue
    return cue if cue is not None else NOTHING


def _denial(side: Side) -> Words:
    words = side.statement.words
    for place, word in enumerate(words):
        if denies(words, place):
            return side.words(word.start, word.end)
    return NOTHING
