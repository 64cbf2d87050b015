"""Offices and ranks: what a source is said to be in two mentions."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from stemma.collation.differing.base import Difference, Side
from stemma.collation.differing.hearing import source_words
from stemma.collation.words import lexicon
from stemma.names import fold, name_key
from stemma.names.normal import split_words
from stemma.records import Layer, Words
from stemma.resources import load_toml


def role_differences(a: Side, b: Side, one: Layer, other: Layer) -> Iterator[Difference]:
    """Yield another office or rank of one source."""
    if any(_is_body(layer) for layer in (one, other)):
        return
    told_a, told_b = _role_text(a, one), _role_text(b, other)
    if _two_ranks(told_a, told_b):
        yield Difference("role_changed", _role_words(a, one), _role_words(b, other), 0.8)
        return
    left, right = _role(told_a), _role(told_b)
    if left is None or right is None or left == right:
        return
    if not left[0] & right[0] and not left[2] & right[2]:
        return  # two things that one person is: nobody made the one out of the other
    if left[1] == right[1]:
        if left[0] == right[0] and (
            left[2] <= right[2] or right[2] <= left[2] or _abbreviates(told_a, told_b)
        ):
            return  # the same office, told at greater length or in short
        fewer, more = sorted((left[0], right[0]), key=len)
        if fewer < more and fewer <= _ranks():
            return  # the same rank, with the office or without
    yield Difference("role_changed", _role_words(a, one), _role_words(b, other), 0.8)


def _is_body(layer: Layer) -> bool:
    return layer.source_type == "organisation" or name_key(layer.known_as).organisation


def _role_text(side: Side, layer: Layer) -> str:
    """The words that describe a source; where none were set apart, its words without its name."""
    source = side.statement.mention.source
    bare = source.text.replace(layer.name, " ") if source is not None else ""
    return _DOTTED.sub(lambda match: match.group().replace(".", ""), layer.description or bare)


# An abbreviation with stops ("F.B.I.").
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")


@cache
def _role_lists() -> tuple[frozenset[str], frozenset[str]]:
    table = load_toml("collation", "lexicon.toml")["role"]
    return frozenset(table["words"]), frozenset(table["modifiers"])


_RELATIVE = frozenset({"who", "which", "that", "whose"})
_AFTER_OFFICE = frozenset(
    {"of", "in", "at", "for", "with", "from", "who", "on", "near", "to", "named", "called"}
)


def _role(description: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]] | None:
    """Heads, modifiers such as "former", and other telling words of a role; None without a head."""
    heads_known, modifiers_known = _role_lists()
    # What a source is besides ("who heads ...") is told in too many ways to be compared.
    spoken = list(takewhile(lambda word: word not in _RELATIVE, split_words(description)))
    words = [_rank(fold(word)) for word in spoken]
    heads = frozenset(word.removesuffix("s") for word in words if word.removesuffix("s") in heads_known)
    if not heads:
        # An office that is not listed: the last word before "of", "in" and the like.
        core = list(takewhile(lambda word: word not in _AFTER_OFFICE, spoken))
        heads = frozenset(word for word in core[-1:] if word not in lexicon("common") and word.islower())
    if not heads:
        return None
    modifiers = frozenset(word for word in words if word in modifiers_known)
    # A genitive may have lost its apostrophe.
    bare = (word.removesuffix("s") for word in words if word not in lexicon("common"))
    rest = frozenset(bare) - heads - modifiers
    return heads, modifiers, rest


@cache
def _ranks() -> frozenset[str]:
    return frozenset(load_toml("collation", "lexicon.toml")["role"]["ranks"])


def _two_ranks(one: str, other: str) -> bool:
    """Whether one person has two ranks ("spokesman Captain", "Major"), which share no word."""
    left, right = (_ranks().intersection(map(fold, split_words(text))) for text in (one, other))
    return bool(left and right) and left.isdisjoint(right)


def _rank(word: str) -> str:
    ranks: dict[str, str] = load_toml("collation", "lexicon.toml")["rank"]
    return ranks.get(word, word)


def _abbreviates(one: str, other: str) -> bool:
    """Whether a body in one description is the other's acronym (DIA, Defense Intelligence Agency)."""
    for short, long in ((one, other), (other, one)):
        initials = "".join(word[0] for word in split_words(long) if word[:1].isupper())
        if any(word.isupper() and len(word) > 1 and word in initials for word in split_words(short)):
            return True
    return False


def _role_words(side: Side, layer: Layer) -> Words:
    """The description's words in the report, those nearest to the layer; else the source's words."""
    if not layer.description:
        return source_words(side)
    text = side.report.text
    near = layer.span.start if layer.span else side.statement.start
    places = [match.start() for match in re.finditer(re.escape(layer.description), text)]
    if not places:
        return Words((), layer.description)
    best = min(places, key=lambda place: abs(place - near))
    return side.words(best, best + len(layer.description))
