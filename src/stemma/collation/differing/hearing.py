"""Whether a report tells a source beside a mention, or by name elsewhere."""

import re
from functools import cache

from stemma.collation.differing.base import NOTHING, Side
from stemma.collation.words import lexicon, stem
from stemma.names import fold, name_key, unnamed
from stemma.names.normal import NameKey, nations_in, split_words, word_set
from stemma.records import Layer, Words
from stemma.resources import load_toml

# Characters before and after a mention in which its sentence is looked for.
_REACH = 250
LONGEST_NAME = 5  # words of a person's or a house's name
# No sentence ends after a short title ("Mr.", "Gen.") or a letter.
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][\"'\u201d\u2019)]*\s|\n")


def source_words(side: Side) -> Words:
    """Return the words of a mention's source, or of its first layer with words of its own."""
    mention = side.statement.mention
    if mention.source is not None:
        return mention.source
    return next((side.span_words(layer.span) for layer in mention.chain if layer.span), NOTHING)


def layer_words(side: Side, layer: Layer) -> Words:
    """Return the words of a layer; those of the mention's source where it has none."""
    return side.span_words(layer.span) if layer.span is not None else source_words(side)


def telling(text: str) -> frozenset[str]:
    """Return the folded words of a name or description that tell something."""
    return frozenset(
        folded
        for word in split_words(text)
        if (folded := fold(word)) not in lexicon("common") and len(folded) > 1
    )


def heard(layer: Layer, side: Side, other: Side) -> bool:
    """Whether the other mention's sentence has a source after all, which was not read as its source.

    Args:
        layer: a source.
        side: the mention that it is a source of.
        other: the mention that seems to be without it.
    """
    near = _sentence(other, beyond=side.statement.end - side.statement.start)
    words = frozenset(_plain(word) for word in split_words(near))
    for name in (layer.name, layer.entity):
        wanted = frozenset(map(_plain, telling(name) - word_set("filler")))
        if wanted and wanted <= words:
            return True
    named = not unnamed(layer) and not name_key(layer.known_as).organisation
    if (named or layer.source_type == "person") and _surname(layer) in words:
        return True
    if telling(layer.name):
        return False
    cue = side.statement.mention.cue
    verb = re.escape(cue.text.split()[-1]) if cue is not None and cue.text.split() else ""
    name = re.escape(layer.name)
    return (
        bool(verb and name)
        and re.search(rf"\b(?:{name} {verb}|{verb} {name})\b", near, re.IGNORECASE) is not None
    )


def told_before(side: Side, layer: Layer) -> bool:
    """Whether somebody tells a medium so in the sentence before: "... , he told the Post. "We need ..."."""
    words = [_plain(word) for word in split_words(_sentence(side, lead=1))]
    house = _surname(layer)
    near = (words[place + 1 : place + _TOLD_REACH] for place, word in enumerate(words) if word == "told")
    return bool(house) and spoken(side) and any(house in reach for reach in near)


_TOLD_REACH = 5


def told_behind(side: Side, layer: Layer) -> bool:
    """Whether the report tells soon after that the source spoke to a medium: "Speaking to the Post, ..."."""
    house = _surname(layer)
    words = [
        _plain(word)
        for word in split_words(side.report.text[side.statement.end : side.statement.end + _SOON])
    ]
    return bool(house) and any(
        word == "speaking" and house in words[place + 1 : place + _TOLD_REACH]
        for place, word in enumerate(words)
    )


_SOON = 400  # characters: two paragraphs of news


def posted_before(side: Side, layer: Layer) -> bool:
    """Whether a report names a platform not long before: "... he posted on Chirp. "We need ..."."""
    name, start = layer.known_as, side.statement.start
    if layer.source_type != "social_media" or not name:
        return False
    before = side.report.text[max(0, start - _POSTED_REACH) : start]
    return re.search(rf"\b(?:on|platform|site|app)\s+(?:the\s+)?{re.escape(name)}\b", before) is not None


_POSTED_REACH = 600  # characters: a post is quoted over some paragraphs


def _plain(word: str) -> str:
    """A folded word without the stops of an abbreviation."""
    return fold(word).replace(".", "").removesuffix("'s")


def _surname(layer: Layer) -> str:
    words = name_key(layer.known_as).words
    return words[-1] if words else ""


def _sentence(side: Side, beyond: int = 0, lead: int = 0) -> str:
    """The mention's sentence, from its first word to its last.

    Args:
        side: the mention.
        beyond: how long the other mention is: where it tells several sentences, the source of
            this one may stand behind as many.
        lead: how many sentences before it are looked at too.
    """
    text, start = side.report.text, side.statement.start
    end = max(side.statement.end, min(start + beyond, len(text)))
    before = text[max(0, start - _REACH) : start]
    opened = [match.end() for match in _SENTENCE_END.finditer(before)]
    closed = _SENTENCE_END.search(text, end - 1, end + _REACH)
    first = start - len(before) + (opened[-1 - lead] if len(opened) > lead else 0)
    return text[first : closed.start() if closed else end + _REACH]


def names(side: Side, layer: Layer) -> bool:
    """Whether the paragraph of a mention gives the name of the other report's source."""
    key = name_key(layer.known_as)
    if unnamed(layer) or not key.words:
        return False
    if key.organisation:
        return beside(side, layer.known_as) or _in_other_words(side, key)
    return re.search(rf"\b{re.escape(key.words[-1])}\b", _paragraph(side)) is not None


def _in_other_words(side: Side, key: NameKey) -> bool:
    """Whether a headline's lead has all words of a body's name but its nation's ("Norlan's judiciary").

    Only a headline is so short that its lead tells the body again.
    """
    if side.statement.mention.block != "headline":
        return False
    bare = {word for word in key.words if word[:1] != "@"}
    return bool(bare) and bare <= {fold(word) for word in split_words(_paragraph(side))}


def beside(side: Side, name: str) -> bool:
    """Whether the paragraph of a mention has a name in full."""
    return bool(name) and fold(name) in _paragraph(side)


def in_sentence(side: Side, layer: Layer) -> bool:
    """Whether a source stands in the sentences of a mention, and not before or behind them."""
    if layer.span is None:
        return True
    start, end = side.statement.start, side.statement.end
    between = (layer.span.end, start) if layer.span.end <= start else (end, layer.span.start)
    return _SENTENCE_END.search(side.report.text, between[0], max(between)) is None


def introduced(side: Side, layer: Layer) -> bool:
    """Whether "the activist" points back to "an activist" that the report has told more of before."""
    words = fold(layer.name).split()
    if len(words) < 2 or words[0] != "the":  # noqa: PLR2004  "the" and a noun
        return False
    before = fold(side.report.text[: side.statement.start])
    return (
        re.search(rf"\b(?:an?|one|another)\s+(?:[\w-]+\s+){{0,3}}{re.escape(words[-1])}\b", before)
        is not None
    )


def _paragraph(side: Side) -> str:
    """The paragraph of a mention; a headline's with the lead, which tells in full what it tells in short."""
    start, blocks = side.statement.start, side.report.blocks
    at = next((at for at, block in enumerate(blocks) if block.start <= start < block.end), None)
    if at is None:
        return ""
    end = blocks[at].end
    if blocks[at].kind == "headline":
        end = next((block.end for block in blocks[at:] if block.kind == "body"), end)
    return fold(side.report.text[blocks[at].start : end])


_MARKS = re.compile('["\u201c\u201d\u201e\u00ab\u00bb]|``')
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me", "ours", "mine"})


def spoken(side: Side) -> bool:
    """Whether a mention is somebody's spoken words: in quotation marks, or in the first person."""
    content = side.statement.mention.content.text
    if _MARKS.search(content):
        return True
    return any(word.low in _FIRST_PERSON for word in side.statement.words)


def inquires(side: Side, other: Side) -> bool:
    """Whether a mention tells only that the matter is looked into, denied or rumoured.

    "The agency investigates reports that ferries sank" does not say that they sank. The other mention
    tells what follows such a word, and not the word.
    """
    mine, words = other.statement.stems, side.statement.words
    told = [at for at, word in enumerate(words) if word.stem in mine]
    asked = next((at for at, word in enumerate(words) if word.stem in _inquiry() - mine), None)
    return asked is not None and 2 * sum(at > asked for at in told) >= len(told)


@cache
def _inquiry() -> frozenset[str]:
    return frozenset(map(stem, lexicon("inquiry")))


def announced(side: Side) -> bool:
    """Whether a mention begins with its source and a colon, as headlines do ("Coast guard: ...")."""
    lead, colon, _ = side.statement.mention.content.text.partition(":")
    words = [fold(word) for word in split_words(lead)]
    return bool(colon) and 0 < len(words) <= _LONGEST_LEAD and bool(_kinds() & {*words})


_LONGEST_LEAD = 4  # words of a source before a colon


def own_words(layer: Layer, side: Side) -> bool:
    """Whether a source stands inside what it is said to say, and so was misread for a source."""
    spans = side.statement.mention.content.spans
    return layer.span is not None and any(one.start <= layer.span.start < one.end for one in spans)


def proper(side: Side, layer: Layer) -> bool:
    """Whether a source has a name of its own: words that the report writes with a capital everywhere."""
    words = [word for word in split_words(layer.known_as) if word[:1].isupper()]
    text = side.report.text
    return any(not re.search(rf"\b{re.escape(word[:1].lower() + word[1:])}\b", text) for word in words)


def somebody(layer: Layer, side: Side) -> bool:
    """Whether a source can speak: a known kind of source, a person, or a name."""
    if layer.source_type != "unknown":
        return layer.name.casefold() not in _POINTING
    words = {fold(word) for word in split_words(layer.name)}
    return bool(words & _kinds()) or bool(words & _PERSONS) or proper(side, layer)


_POINTING = frozenset({"that", "this", "which", "those", "these", "his", "her", "their", "its"})
_PERSONS = frozenset({"he", "she", "they", "who", "i", "we"})


@cache
def _kinds() -> frozenset[str]:
    table: dict[str, list[str]] = load_toml("names", "lexicon.toml")["kind"]
    return frozenset(word for words in table.values() for word in words)


def same_words(one: Layer, other: Layer) -> bool:
    """Whether two reports write a source in the same words at this place."""
    bare = [fold(layer.name).removeprefix("the ") for layer in (one, other)]
    return bool(bare[0]) and bare[0] == bare[1]


def described(one: Layer, other: Layer) -> bool:
    """Whether two sources are told with the same words, but for those of any body.

    "Norlan state railways" and "the state railway company of Norlan" hide and name nobody.
    """
    mine, theirs = ({stem(word) for word in name_key(layer.known_as).words} for layer in (one, other))
    generic = {stem(word) for word in word_set("organisation")}
    return len(mine - generic) > 1 and mine - generic == theirs - generic


def housed(layer: Layer) -> bool:
    """Whether a source is told by the house of one body of its nation ("the Kremlin"), not by all of it."""
    words = [word for word in split_words(layer.known_as) if fold(word) != "the"]
    body = any(fold(word) in word_set("organisation") for word in words)
    # "The defence ministry in Moscow" is told by more than a house.
    whole = [(first, end) for first, end, _ in nations_in(words)] == [(0, len(words))]
    return body and whole and not nations_in(words, seats=False)
