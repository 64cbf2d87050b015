"""Who says it, and by way of whom: attributions and layers that one mention has and the other lacks."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from stemma.collation.differing.base import NOTHING, Difference, Side
from stemma.collation.differing.hearing import (
    LONGEST_NAME,
    announced,
    heard,
    in_sentence,
    inquires,
    own_words,
    posted_before,
    proper,
    same_words,
    somebody,
    source_words,
    spoken,
    telling,
    told_before,
    told_behind,
)
from stemma.collation.differing.speakers import speaker_differences
from stemma.collation.statements import speaks
from stemma.collation.words import lexicon
from stemma.names import compare_sources, fold, same_house
from stemma.names.normal import split_words
from stemma.records import ClaimMention, Layer
from stemma.resources import load_toml


def source_differences(a: Side, b: Side) -> Iterator[Difference]:
    """Yield what changed in the attribution."""
    chain_a, chain_b = _told(a.statement.mention), _told(b.statement.mention)
    if bool(chain_a) != bool(chain_b):
        yield from _attribution(a, b, dropped=bool(chain_a))
        return
    if not chain_a:
        return
    yield from _layers(a, b)
    if _inside(a, b) or _inside(b, a):
        yield from _outer(a, b)
        return
    pairs, only_a, only_b = _paired(chain_a, chain_b)
    for one, other in pairs:
        yield from speaker_differences(a, b, one, other)
    same = any(same_words(*pair) or compare_sources(*pair).kind == "same" for pair in pairs)
    if same and bool(only_a) != bool(only_b):
        # One more voice around, or under, those that both have.
        for layer in only_a:
            if _one_more(layer, a, b):
                yield Difference("attribution_dropped", a.span_words(layer.span), NOTHING, 0.7)
        for layer in only_b:
            if _one_more(layer, b, a):
                yield Difference("attribution_added", NOTHING, b.span_words(layer.span), 0.7)


def _outer(a: Side, b: Side) -> Iterator[Difference]:
    """Yield that a source around the other's source was dropped or added."""
    outer = b if _inside(a, b) else a
    # "It added that the council said": who "it" is was found, not told.
    if not any(layer.name.casefold() in lexicon("pronoun") for layer in outer.statement.voices):
        yield from _attribution(a, b, dropped=_inside(b, a))


def _paired(
    a: Sequence[Layer], b: Sequence[Layer]
) -> tuple[list[tuple[Layer, Layer]], list[Layer], list[Layer]]:
    """Pair the speakers of two chains that may be one, inner ones first; and return the rest."""
    left = [layer for layer in a if _speaks(layer)]
    right = [layer for layer in b if _speaks(layer)]
    if len(left) == len(right) == 1:
        return [(left[0], right[0])], [], []
    pairs, alone = [], []
    for one in left:
        fitting = [other for other in right if compare_sources(one, other).kind != "different"]
        if fitting:
            best = max(fitting, key=lambda other: compare_sources(one, other).score)
            right.remove(best)
            pairs.append((one, best))
        else:
            alone.append(one)
    return pairs, alone, right


def _speaks(layer: Layer) -> bool:
    return layer.role in ("originator", "relayer") and speaks(layer)


def _told(mention: ClaimMention) -> tuple[Layer, ...]:
    """The layers that the words of the mention tell, without those inferred from the whole report."""
    return tuple(layer for layer in mention.chain if not layer.inferred)


def _attribution(a: Side, b: Side, *, dropped: bool) -> Iterator[Difference]:
    told, bare = (a, b) if dropped else (b, a)
    voices = [
        layer
        for layer in _told(told.statement.mention)
        if layer.role != "addressee" and not own_words(layer, told)
    ]
    if any(heard(layer, told, bare) for layer in voices) or all(map(_counted, voices)) or _owns_up(told):
        return
    if not _told(bare.statement.mention) and not _same_stand(told, bare):
        return  # who denies a thing, or asks whether it is so, is not who says it
    if announced(bare) or inquires(bare, told):
        return
    if _headless(told) and bare.statement.mention.chain:
        return
    if spoken(bare) or _dangles(told) or not any(somebody(layer, told) for layer in voices):
        return  # whom a quotation is by stands in a sentence beside it
    if dropped:
        yield Difference("attribution_dropped", source_words(a), NOTHING, 0.85)
    else:
        yield Difference("attribution_added", NOTHING, source_words(b), 0.85)


def _same_stand(told: Side, bare: Side) -> bool:
    """Whether the mention with a source affirms, or denies, what the one without affirms, or denies."""
    mentions = told.statement.mention, bare.statement.mention
    if "deny" in {one.stance for one in mentions} and mentions[0].stance != mentions[1].stance:
        return False
    if {one.factuality[-1] for one in mentions} == {"+", "-"}:
        return False
    lows = [[word.low for word in side.statement.words] for side in (told, bare)]
    asked = [words[:1] in (["whether"], ["if"]) for words in lows]
    untrue = [bool(lexicon("untrue") & {*words}) for words in lows]
    return asked[0] == asked[1] and untrue[0] == untrue[1]


def _dangles(side: Side) -> bool:
    """Whether a content breaks off at a small word: the rest of it was read as part of the source."""
    words = side.statement.words
    person = any(layer.source_type == "person" for layer in side.statement.mention.chain)
    return bool(words) and words[-1].low in _OPEN and not person


def _headless(side: Side) -> bool:
    """Whether a content begins with its verb ("in answer to what the minister says was an attack")."""
    words = side.statement.words
    return bool(words) and words[0].low in _FINITE


_FINITE = frozenset({"was", "were", "is", "are", "has", "had"})
_OPEN = frozenset({"a", "an", "the", "of", "by", "with", "from", "and", "or", "that", "its", "their", "his"})


def _owns_up(side: Side) -> bool:
    """Whether the source claims a deed as its own, rather than saying something."""
    mention = side.statement.mention
    cue = fold(mention.cue.text).split() if mention.cue is not None else []
    return any(word.startswith("claim") for word in cue) and bool(
        {word.low for word in side.statement.words} & lexicon("claimed")
    )


def _counted(layer: Layer) -> bool:
    """Whether a source is a count of people, the subject of the next clause: nobody who speaks."""
    table = load_toml("collation", "lexicon.toml")
    name = fold(layer.name)
    first = name.split(" ")[0] if name else ""
    # "A nurse" is none, though "a dozen nurses" are.
    vague = any(f"{name} ".startswith(f"{phrase} ") for phrase in table["vague"])
    return first.isdigit() or first in table["number"] or vague


def _one_more(layer: Layer, side: Side, other: Side) -> bool:
    """Whether a layer is one more voice: a known kind of source, and not told on the other side."""
    words = layer.name.split()
    known = layer.source_type != "unknown" or any(word[:1].isupper() for word in words[1:])
    apart = not in_sentence(side, layer) or _parted(layer, side)
    if not known or apart or _counted(layer) or _papers(layer) or heard(layer, side, other):
        return False
    mine = telling(layer.known_as)
    return bool(telling(layer.name)) and not any(
        mine <= telling(one.known_as) or compare_sources(layer, one).kind == "same"
        for one in (*side.statement.mention.chain, *other.statement.mention.chain)
        if one is not layer
    )


def _papers(layer: Layer) -> bool:
    """Whether a layer is a paper without a name ("the statement"), in which a speaker says it himself."""
    return layer.source_type == "document" and len(telling(layer.name)) == 1


def _parted(layer: Layer, side: Side) -> bool:
    """Whether a clause of its own stands between a source and what is said.

    "The council welcomed it, while the mayor said ...": the council says something else.
    """
    if layer.span is None:
        return False
    between = side.report.text[layer.span.end : side.statement.start]
    return re.search(r"\b(?:while|whereas)\b", between) is not None


@lru_cache(maxsize=2048)  # contents: 2 MB or so
def _folded(text: str) -> frozenset[str]:
    return frozenset([fold(word) for word in split_words(text)])


def _inside(one: Side, other: Side) -> bool:
    """Whether the first mention's source is part of what the second one's source says.

    "Sailors refused to leave" and "Sailors refused to leave, the mayor said": read alone, the
    first may pass for a statement of the sailors.
    """
    voices = [layer for layer in one.statement.mention.chain if _speaks(layer)]
    others = [layer for layer in other.statement.mention.chain if _speaks(layer)]
    if len(voices) != 1 or not others or not voices[0].name:
        return False
    name = telling(voices[0].name)
    return (
        bool(name)
        and name <= _folded(other.statement.mention.content.text)
        and all(compare_sources(voices[0], layer).kind == "different" for layer in others)
    )


def _media(side: Side, other: Side) -> list[Layer]:
    """Media that the text names beside a speaker; a medium without one is the source itself.

    The speaker may have been read as part of the content ("..., the mayor said, the Wire reported").
    """
    mention = side.statement.mention
    told = fold(mention.content.text)
    inside = any(layer.name and fold(layer.name) in told for layer in other.statement.voices)
    if not side.statement.voices and not inside:
        return []
    return [
        layer
        for layer in mention.chain
        if not _speaks(layer)
        and layer.role != "addressee"
        and layer.span is not None
        and not layer.inferred
        and _is_house(layer, side)
    ]


def _is_house(layer: Layer, side: Side) -> bool:
    """Whether a medium is told by its name, and not by an occasion or half a clause that has it inside."""
    words = side.span_words(layer.span).text.split()
    return len(words) <= LONGEST_NAME and proper(side, layer)


def _layers(a: Side, b: Side) -> Iterator[Difference]:
    left, right = _media(a, b), _media(b, a)
    other_a = [layer for layer in left if not _told_as_well(layer, right, b)]
    other_b = [layer for layer in right if not _told_as_well(layer, left, a)]
    if other_a and other_b:
        return  # two routes, neither of which lost anything
    only_a = [layer for layer in other_a if not _told_near(layer, b)]
    only_b = [layer for layer in other_b if not _told_near(layer, a)]
    for layer in only_a:
        yield Difference("layer_dropped", a.span_words(layer.span), NOTHING, 0.85)
    for layer in only_b:
        yield Difference("layer_added", NOTHING, b.span_words(layer.span), 0.85)


def _told_as_well(layer: Layer, others: list[Layer], side: Side) -> bool:
    """Whether the other mention has this layer too, or is itself that house."""
    name = layer.known_as
    if side.report.outlet and same_house(name, side.report.outlet):
        return True
    named = [other.known_as for other in others]
    named += [one.known_as for one in side.statement.mention.chain]
    return any(same_house(name, other) for other in named)


def _told_near(layer: Layer, side: Side) -> bool:
    """Whether the report tells a medium not far from the other mention."""
    return told_before(side, layer) or told_behind(side, layer) or posted_before(side, layer)
