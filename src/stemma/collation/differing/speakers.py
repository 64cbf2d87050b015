"""One speaker told otherwise: named or not, one or several, in fewer words, by another name or role."""

from collections.abc import Iterator

from stemma.collation.differing.base import Difference, Side
from stemma.collation.differing.hearing import (
    LONGEST_NAME,
    beside,
    described,
    housed,
    introduced,
    layer_words,
    names,
    proper,
    same_words,
    telling,
)
from stemma.collation.differing.naming import one_spelling
from stemma.collation.differing.roles import role_differences
from stemma.collation.words import lexicon, stem
from stemma.names import compare_sources, fold, name_key, unnamed
from stemma.names.normal import split_words, word_set
from stemma.records import Layer

_LONGEST_SOURCE = 10  # words of a source
_HEAD = 2  # words of a source that name it, as "rights groups"
_PREPOSITIONS = frozenset({"at", "in", "on", "of", "from", "by", "with", "near", "for"})
_AS_A_WHOLE = frozenset({"government", "regime", "administration", "authorities", "leadership", "officials"})


def speaker_differences(a: Side, b: Side, one: Layer, other: Layer) -> Iterator[Difference]:
    """Yield what changed in how a speaker of both mentions is told."""
    before, after = layer_words(a, one), layer_words(b, other)
    if not same_words(one, other) and not _misread(one) and not _misread(other):
        if unnamed(one) != unnamed(other):
            yield from _named_or_not(a, b, one, other)
            return
        if one.number == "one" and other.number == "several" and unnamed(one) and _one_kind(one, other):
            yield Difference("source_pluralised", before, after, 0.9)
        elif (
            one.name.casefold() not in lexicon("pronoun")
            and _generalised(one, other)
            and not names(b, one)
            and not _as_full(b, one, other)
            and not (unnamed(one) and introduced(b, other))
        ):
            yield Difference("source_generalised", before, after, 0.75)
        elif not unnamed(one) and not unnamed(other):
            yield from _renamed(a, b, one, other)
    if not unnamed(one) and compare_sources(one, other).kind == "same":
        yield from role_differences(a, b, one, other)


def _one_kind(one: Layer, other: Layer) -> bool:
    """Whether one source and several are of one kind ("an expert", "experts")."""
    kinds = [{stem(word) for word in telling(layer.name)} for layer in (one, other)]
    return bool(kinds[0] & kinds[1])


def _as_full(side: Side, one: Layer, other: Layer) -> bool:
    """Whether the second source is told no less fully: with the same words, by a pronoun, or nearby."""
    if _one_beginning(one, other):
        return True
    told = telling(other.name) | telling(other.entity)
    mine = telling(one.known_as) - word_set("filler")
    if not telling(other.name) or other.name.casefold() in lexicon("pronoun"):
        return True
    return (bool(mine) and mine <= told) or beside(side, one.known_as)


def _one_beginning(one: Layer, other: Layer) -> bool:
    """Whether two sources begin alike and go on with a clause of the sentence ("groups of shelling ...")."""
    lists = [fold(layer.name).split() for layer in (one, other)]
    return min(map(len, lists)) > _HEAD and lists[0][:_HEAD] == lists[1][:_HEAD]


def _misread(layer: Layer) -> bool:
    """Whether a source's words are too many, quote something, or begin inside it ("at the clinic")."""
    words = layer.name.split()
    return (
        len(words) > _LONGEST_SOURCE or '"' in layer.name or (words[:1] != [] and words[0] in _PREPOSITIONS)
    )


def _named_or_not(a: Side, b: Side, one: Layer, other: Layer) -> Iterator[Difference]:
    """A name given or kept back; not where the other report gives it in another place."""
    if any(layer.name.casefold() in lexicon("pronoun") for layer in (one, other)):
        return  # whoever "he" is was named above, and not found
    if described(one, other):
        return
    before, after = layer_words(a, one), layer_words(b, other)
    if unnamed(one):
        if proper(b, other) and not names(a, other) and not _in_short(one, other) and not _whole(other):
            yield Difference("source_named", before, after, 0.8)
    elif (
        other.source_type != "document"
        and proper(a, one)
        and not names(b, one)
        and not _as_full(b, one, other)
    ):
        yield Difference("source_anonymised", before, after, 0.8)
        if _collective(other):
            yield Difference("source_generalised", before, after, 0.75)


def _whole(layer: Layer) -> bool:
    """Whether a source is a government or the like as a whole: a country's or party's name names nobody."""
    words = fold(layer.known_as).split()
    return words[-1:] != [] and words[-1] in _AS_A_WHOLE


def _in_short(one: Layer, other: Layer) -> bool:
    """Whether a source without a name tells by its initials the body that the other tells in full."""
    initials = name_key(other.known_as).initials
    return any(word.isupper() and len(word) > 1 and fold(word) == initials for word in split_words(one.name))


def _collective(layer: Layer) -> bool:
    """Whether an unnamed source is a body or a crowd ("officials", "the military"), not one person."""
    return layer.number == "several" or layer.name.casefold().startswith("the ")


def _generalised(one: Layer, other: Layer) -> bool:
    """Whether the second source is the first with telling words left out."""
    if unnamed(one):
        left = telling(f"{one.name} {one.description}")
        right = telling(f"{other.name} {other.description}")
        return right < left and one.number == other.number
    left_key, right_key = name_key(one.known_as), name_key(other.known_as)
    if not right_key.organisation or housed(other):
        return False
    if not left_key.organisation:
        generic = all(word.startswith("@") or word in word_set("organisation") for word in right_key.words)
        return generic or compare_sources(one, other).kind == "compatible"
    left_out = left_key.significant - right_key.significant
    if left_out <= lexicon("record") or _told_short(one, other):
        return False
    if all(word.startswith("@") for word in left_out) and right_key.significant:
        return False  # "the Syrian interior ministry" is "the interior ministry" in news from Syria
    return right_key.significant < left_key.significant and (
        all(word.startswith("@") for word in right_key.words) or compare_sources(one, other).kind != "same"
    )


def _told_short(one: Layer, other: Layer) -> bool:
    """Whether a body is told by the first words of its name ("the Syrian Observatory" for Human Rights)."""
    short, whole = (split_words(layer.known_as) for layer in (other, one))
    return len(short) > 1 and all(word[:1].isupper() for word in short) and whole[: len(short)] == short


def _renamed(a: Side, b: Side, one: Layer, other: Layer) -> Iterator[Difference]:
    """One person's name in two spellings."""
    left, right = name_key(one.known_as), name_key(other.known_as)
    if left.organisation or right.organisation or not left.words or not right.words:
        return
    if any(layer.name.casefold() in lexicon("pronoun") for layer in (one, other)):
        return
    if max(len(left.words), len(right.words)) > LONGEST_NAME or one_spelling(
        *map(" ".join, (left.words, right.words))
    ):
        return
    last, last_other = left.words[-1], right.words[-1]
    if left.significant <= right.significant or right.significant <= left.significant:
        return  # one name, not told whole
    if last != last_other and compare_sources(one, other).kind == "same":
        yield Difference("name_changed", layer_words(a, one), layer_words(b, other), 0.75)
