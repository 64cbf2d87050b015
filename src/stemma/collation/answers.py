"""What a mention answers to an accusation: that its source had no part in a deed, or that it did it."""

from collections.abc import Sequence
from functools import cache
from typing import Literal

from stemma.collation.words import Word, lexicon
from stemma.records import ClaimMention
from stemma.resources import load_toml

Answer = Literal["", "denies", "owns"]

# Words of a content within which the part stands that is denied ("that its own forces were behind ...").
_REACH = 6
# Words that may stand between a denial and what it denies ("has no known connection").
_BETWEEN = 1


def answer_of(mention: ClaimMention, words: Sequence[Word]) -> Answer:
    """Return how a mention answers an accusation, "" where it does not.

    "Denied any involvement", "had no connection with the incident", "rejected these allegations" and
    "has not carried out any strikes" deny a part in a deed; who "claimed responsibility" owns the deed.

    Args:
        mention: the mention.
        words: the words of its content.
    """
    if mention.stance == "deny":
        return "denies" if _part_denied(words) else ""
    if mention.polarity == "negative":
        return "denies" if _without_part(words) else ""
    return "owns" if _owned(mention, words) else ""


def _part_denied(words: Sequence[Word]) -> bool:
    """Whether a content that is denied tells of a part in a deed, or of accusations and nothing else."""
    lows = [word.low for word in words if word.low not in _list("openers")]
    if lows[:1] == ["to"]:
        return False  # "refused to take responsibility"
    if _names_part(lows[:_REACH]):
        return True
    telling = [word.low for word in words if not word.common and word.low not in _list("openers")]
    if not telling or telling[0] not in _list("accusations"):
        return False
    return _names_part(telling) or lexicon("untrue").union(_list("accusations")).issuperset(telling)


def _without_part(words: Sequence[Word]) -> bool:
    """Whether a content says that there was no part in a deed, or that a deed was not done."""
    lows = [word.low for word in words]
    for at, low in enumerate(lows):
        following = lows[at + 1 : at + 2 + _BETWEEN]
        if (low in lexicon("negation") or low.endswith("n't")) and _names_part(following):
            return True
        if low == "nothing" and following == ["to", "do"]:
            return True
        if low in _list("deeds") and following[:1] == ["no"]:
            return True
    return False


def _names_part(lows: Sequence[str]) -> bool:
    """Whether words name a part in a deed, or the doing of one."""
    return not (_list("parts").isdisjoint(lows) and _list("deeds").isdisjoint(lows))


def _owned(mention: ClaimMention, words: Sequence[Word]) -> bool:
    """Whether a mention claims responsibility for a deed."""
    if mention.cue is None or _list("owning").isdisjoint(mention.cue.text.lower().split()):
        return False
    return next((word.low for word in words if word.low not in _list("openers")), "") in _list("owned")


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(load_toml("collation", "lexicon.toml")["answer"][name])


__all__ = ["Answer", "answer_of"]
