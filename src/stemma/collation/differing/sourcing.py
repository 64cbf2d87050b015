"""Who says it, and by way of whom: attributions, layers, roles, named or not, one or several."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from stemma.collation.differing.base import NOTHING, Difference, Side
from stemma.collation.statements import speaks
from stemma.collation.words import lexicon
from stemma.names import compare_sources, fold, name_key, same_house, unnamed
from stemma.names.normal import split_words, word_set
from stemma.records import ClaimMention, Layer, Words
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
        yield from _attribution(a, b, dropped=_inside(b, a))
        return
    pairs, only_a, only_b = _paired(chain_a, chain_b)
    for one, other in pairs:
        yield from _speakers(a, b, one, other)
    if pairs and bool(only_a) != bool(only_b):
        # One more voice around, or under, those that both have.
        for layer in only_a:
            yield Difference("attribution_dropped", a.span_words(layer.span), NOTHING, 0.7)
        for layer in only_b:
            yield Difference("attribution_added", NOTHING, b.span_words(layer.span), 0.7)


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
    if dropped:
        yield Difference("attribution_dropped", _source_words(a), NOTHING, 0.85)
    else:
        yield Difference("attribution_added", NOTHING, _source_words(b), 0.85)


def _inside(one: Side, other: Side) -> bool:
    """Whether the first mention's source is part of what the second one's source says.

    "Sailors refused to leave" and "Sailors refused to leave, the mayor said": read alone, the
    first may pass for a statement of the sailors.
    """
    voices = [layer for layer in one.statement.mention.chain if _speaks(layer)]
    others = [layer for layer in other.statement.mention.chain if _speaks(layer)]
    if len(voices) != 1 or not others or not voices[0].name:
        return False
    told = fold(other.statement.mention.content.text)
    return fold(voices[0].name) in told and all(
        compare_sources(voices[0], layer).kind == "different" for layer in others
    )


def _source_words(side: Side) -> Words:
    mention = side.statement.mention
    if mention.source is not None:
        return mention.source
    return next((side.span_words(layer.span) for layer in mention.chain if layer.span), NOTHING)


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
        if not _speaks(layer) and layer.role != "addressee" and layer.span is not None and not layer.inferred
    ]


def _layers(a: Side, b: Side) -> Iterator[Difference]:
    left, right = _media(a, b), _media(b, a)
    only_a = [layer for layer in left if not _known(layer, right, b)]
    only_b = [layer for layer in right if not _known(layer, left, a)]
    if only_a and only_b:
        return  # two routes, neither of which lost anything
    for layer in only_a:
        yield Difference("layer_dropped", a.span_words(layer.span), NOTHING, 0.85)
    for layer in only_b:
        yield Difference("layer_added", NOTHING, b.span_words(layer.span), 0.85)


def _known(layer: Layer, others: list[Layer], side: Side) -> bool:
    """Whether the other mention has this layer too, or is itself that house."""
    name = layer.entity or layer.name
    if side.report.outlet and same_house(name, side.report.outlet):
        return True
    named = [other.entity or other.name for other in others]
    named += [one.entity or one.name for one in side.statement.mention.chain]
    return any(same_house(name, other) for other in named)


def _speakers(a: Side, b: Side, one: Layer, other: Layer) -> Iterator[Difference]:
    before, after = _layer_words(a, one), _layer_words(b, other)
    if unnamed(one) != unnamed(other):
        yield Difference("source_named" if unnamed(one) else "source_anonymised", before, after, 0.8)
        if unnamed(other) and _collective(other):
            yield Difference("source_generalised", before, after, 0.75)
        return
    if one.number == "one" and other.number == "several" and unnamed(one):
        yield Difference("source_pluralised", before, after, 0.9)
    elif _generalised(one, other):
        yield Difference("source_generalised", before, after, 0.75)
    elif not unnamed(one) and not unnamed(other):
        yield from _renamed(a, b, one, other)
    if not unnamed(one) and compare_sources(one, other).kind == "same":
        yield from _roles(a, b, one, other)


def _collective(layer: Layer) -> bool:
    """Whether an unnamed source is a body or a crowd ("officials", "the military"), not one person."""
    return layer.number == "several" or layer.name.casefold().startswith("the ")


def _layer_words(side: Side, layer: Layer) -> Words:
    if layer.span is not None:
        return side.span_words(layer.span)
    return _source_words(side)


def _generalised(one: Layer, other: Layer) -> bool:
    """Whether the second source is the first with telling words left out."""
    if unnamed(one):
        left = _telling(f"{one.name} {one.description}")
        right = _telling(f"{other.name} {other.description}")
        return right < left and one.number == other.number
    left_key, right_key = name_key(one.entity or one.name), name_key(other.entity or other.name)
    if not right_key.organisation:
        return False
    if not left_key.organisation:
        generic = all(word.startswith("@") or word in word_set("organisation") for word in right_key.words)
        return generic or compare_sources(one, other).kind == "compatible"
    return right_key.significant < left_key.significant and (
        all(word.startswith("@") for word in right_key.words) or compare_sources(one, other).kind != "same"
    )


def _telling(text: str) -> frozenset[str]:
    return frozenset(
        folded
        for word in split_words(text)
        if (folded := fold(word)) not in lexicon("common") and len(folded) > 1
    )


def _renamed(a: Side, b: Side, one: Layer, other: Layer) -> Iterator[Difference]:
    """One person's name in two spellings."""
    left, right = name_key(one.entity or one.name), name_key(other.entity or other.name)
    if left.organisation or right.organisation or not left.words or not right.words:
        return
    last, last_other = left.words[-1], right.words[-1]
    if last != last_other and compare_sources(one, other).kind == "same":
        yield Difference("name_changed", _layer_words(a, one), _layer_words(b, other), 0.75)


def _roles(a: Side, b: Side, one: Layer, other: Layer) -> Iterator[Difference]:
    told_a, told_b = _role_text(a, one), _role_text(b, other)
    left, right = _role(told_a), _role(told_b)
    if left is None or right is None or left == right:
        return
    if left[0] == right[0] and left[1] == right[1]:
        longer = left[2] <= right[2] or right[2] <= left[2]
        if longer or _abbreviates(told_a, told_b):
            return  # the same office, told at greater length or in short
    yield Difference("role_changed", _role_words(a, one), _role_words(b, other), 0.8)


def _role_text(side: Side, layer: Layer) -> str:
    """The words that describe a source; where none were set apart, its words without its name."""
    if layer.description:
        return layer.description
    source = side.statement.mention.source
    return source.text.replace(layer.name, " ") if source is not None else ""


@cache
def _role_lists() -> tuple[frozenset[str], frozenset[str]]:
    table = load_toml("collation", "lexicon.toml")["role"]
    return frozenset(table["words"]), frozenset(table["modifiers"])


_AFTER_OFFICE = frozenset({"of", "in", "at", "for", "with", "from", "who", "on", "near", "to"})


def _role(description: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]] | None:
    """Heads, modifiers such as "former", and other telling words of a role; None without a head."""
    heads_known, modifiers_known = _role_lists()
    words = [_rank(fold(word)) for word in split_words(description)]
    heads = frozenset(word.removesuffix("s") for word in words if word.removesuffix("s") in heads_known)
    if not heads:
        # An office that is not listed: the last word before "of", "in" and the like.
        core = list(takewhile(lambda word: word not in _AFTER_OFFICE, words))
        heads = frozenset(word for word in core[-1:] if word not in lexicon("common") and word.isalpha())
    if not heads:
        return None
    modifiers = frozenset(word for word in words if word in modifiers_known)
    rest = frozenset(word for word in words if word not in lexicon("common")) - heads - modifiers
    return heads, modifiers, rest


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
        return _source_words(side)
    text = side.report.text
    near = layer.span.start if layer.span else side.statement.start
    places = [match.start() for match in re.finditer(re.escape(layer.description), text)]
    if not places:
        return Words((), layer.description)
    best = min(places, key=lambda place: abs(place - near))
    return side.words(best, best + len(layer.description))
