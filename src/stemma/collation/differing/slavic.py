"""Hedges, denial and plans that two Russian or Ukrainian mentions of one claim tell differently."""

import re
from collections.abc import Iterator, Sequence

from stemma.collation.differing.base import NOTHING, Difference, Side
from stemma.collation.words import Word
from stemma.records import Hedge

_NOT = frozenset({"не", "ни", "нет", "ні", "немає", "нема"})
_SURE = frozenset({"CT+", "CT-"})
_SHORTEST = 4  # letters of a word that tells something, and of the beginning that two forms share
_SHARED = 0.6  # of the shorter word
# Share of a mention's telling words that the other must tell too: a hedge, or a denial, of the same thing.
_TOLD = 0.75
# What was planned is told as done in other words: forms change, and days are left out.
_TOLD_DONE = 0.6
_MEANT = re.compile(r"(?:ть|ти|чь|[еёиуюая]т|[еє]|ить|уть|ють|ать|ять|ме|муть)(?:ся)?$")
_PAST = re.compile(r"(?:л|ла|ло|ли|в|вши)(?:ся|сь)?$")


def slavic_differences(a: Side, b: Side) -> Iterator[Difference]:
    """Yield what changed in hedges, in denial by "not", and from planned to done."""
    yield from _hedges(a, b)
    yield from _denial(a, b)
    yield from _done(a, b)


def _doubts(side: Side) -> list[Hedge]:
    """The hedges of a mention that doubt it: "about" before a figure doubts nothing."""
    return [hedge for hedge in side.statement.mention.hedges if hedge.kind != "approximation"]


def _hedges(a: Side, b: Side) -> Iterator[Difference]:
    doubts = _doubts(a), _doubts(b)
    if bool(doubts[0]) == bool(doubts[1]):
        return
    side, other, found = (a, b, doubts[0]) if doubts[0] else (b, a, doubts[1])
    if other.statement.mention.factuality not in _SURE:
        return  # the doubt is worded otherwise
    hedge = found[0]
    words = [word for word in _telling(side) if not hedge.span.start <= word.start < hedge.span.end]
    bound = next((word for word in words if word.start >= hedge.span.end), None)
    if bound is not None and not _among(bound, _telling(other)):
        return
    if _share(words, other) < _TOLD:
        return
    text = side.span_words(hedge.span)
    if side is a:
        yield Difference("hedge_dropped", text, NOTHING, 0.85)
    else:
        yield Difference("hedge_added", NOTHING, text, 0.85)


def _denial(a: Side, b: Side) -> Iterator[Difference]:
    """Yield a denial by "not" where all else that both tell is the same."""
    one, other = a.statement.mention, b.statement.mention
    if one.stance != other.stance or one.polarity == other.polarity:
        return
    denials = [[word for word in side.statement.words if word.low in _NOT] for side in (a, b)]
    if bool(denials[0]) == bool(denials[1]):
        return
    side, word = (a, denials[0][0]) if denials[0] else (b, denials[1][0])
    against = b if side is a else a
    if min(_share(_telling(a), b), _share(_telling(b), a)) < _TOLD or not _bound(side, word, against):
        return
    text = side.words(word.start, word.end)
    yield Difference("polarity_flipped", *((text, NOTHING) if side is a else (NOTHING, text)), 0.8)


def _bound(side: Side, denial: Word, other: Side) -> bool:
    """Whether the other mention tells what a "not" denies: the word after it."""
    denied = next((word for word in side.statement.words if word.start > denial.start), None)
    return denied is not None and _among(denied, other.statement.words)


def _done(a: Side, b: Side) -> Iterator[Difference]:
    """Yield what the first side plans and the second tells as done, with a form of the same verb."""
    plan, deed = a.statement.mention, b.statement.mention
    planned = plan.aim or plan.tense == "future"
    if (
        not planned
        or deed.aim
        or deed.tense != "past"
        or deed.factuality != "CT+"
        or plan.polarity == "negative"
    ):
        return
    if _share(_telling(a), b) < _TOLD_DONE:
        return
    for word in _telling(a):
        if _MEANT.search(word.low) is None:
            continue
        for done in _telling(b):
            if done.low != word.low and _PAST.search(done.low) and _one_word(word, done):
                yield Difference(
                    "planned_to_done", a.words(word.start, word.end), b.words(done.start, done.end), 0.7
                )
                return


def _telling(side: Side) -> list[Word]:
    return [word for word in side.statement.words if len(word.low) >= _SHORTEST or word.low[:1].isdigit()]


def _share(words: Sequence[Word], other: Side) -> float:
    """Return the share of words that another mention tells too."""
    told = other.statement.words
    return sum(_among(word, told) for word in words) / len(words) if words else 0.0


def _among(word: Word, words: Sequence[Word]) -> bool:
    return any(_one_word(word, other) for other in words)


def _one_word(one: Word, other: Word) -> bool:
    """Whether two words are forms of one: most of the shorter is the beginning of both."""
    if one.low == other.low:
        return True
    if one.low[:1].isdigit() or other.low[:1].isdigit():
        return False
    shared = next(
        (at for at, (x, y) in enumerate(zip(one.low, other.low, strict=False)) if x != y),
        min(len(one.low), len(other.low)),
    )
    return shared >= max(_SHORTEST, _SHARED * min(len(one.low), len(other.low)))
