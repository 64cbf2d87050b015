"""The wording of a claim that a reader understands best on its own."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from stemma.collation.statements import Content, Statement
from stemma.collation.words import lexicon

_BEST_LENGTH = (6, 30)


def clearest(items: Sequence[Statement], alone: Callable[[str], bool]) -> str:
    """Return the wording that stands best alone: whole, named, of fair length, no loose pronoun.

    Args:
        items: the mentions to choose from.
        alone: tells of a stem whether it occurs once in the collection: as a name it may be garbled,
            which counts against the wording.
    """
    return max(
        items, key=lambda item: _clarity(item, _garbled(item, alone) if len(items) > 1 else 0)
    ).mention.content.text


def _garbled(item: Statement, alone: Callable[[str], bool]) -> int:
    return sum(map(alone, item.names))


def _clarity(item: Statement, doubtful: int) -> tuple[float, float, str, str]:
    mention = item.mention
    length, led, loose = _build(item.content)
    low, high = _BEST_LENGTH
    score = 0.0
    score -= led
    score -= loose
    score -= 1.0 * (" … " in mention.content.text)
    score -= 1.0 * (mention.block != "body")
    score -= 1.0 * (mention.stance == "deny")
    score += min(len(item.names), 4) * 0.3 - doubtful * 0.5
    score += 0.5 * (low <= length <= high) - 0.05 * max(0, length - high)
    score += 0.3 * bool(mention.chain and not mention.chain[0].anonymous)
    # The rest only breaks ties, the same way in every run.
    return (score, min(length, high), mention.content.text, mention.id)


@lru_cache(maxsize=8192)  # contents, which copies bring again: 1 MB or so
def _build(content: Content) -> tuple[int, float, float]:
    """Return how many words a content has, and what its first word and its pronouns count against it."""
    pronouns = lexicon("pronoun")
    lows = [word.low for word in content.words]
    led = 2.0 * (lows[0] in pronouns) if lows else 5.0
    return len(lows), led, 0.4 * sum([low in pronouns for low in lows])
