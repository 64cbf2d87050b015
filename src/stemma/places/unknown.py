"""What the words beside a name that no gazetteer has say it is: a village, an area of a place, none."""

from collections.abc import Sequence

from stemma.places.lexicon import lexicon
from stemma.places.mention import Mention
from stemma.places.nearby import (
    feature_apposed,
    feature_before,
    is_held,
    is_measured,
    is_placed,
    is_taken,
    past_parts,
    singular,
)
from stemma.records import Token

_OF = frozenset({"of", "in", "near"})
_AREA = frozenset({"area", "sector"})
# "The area of X": three words stand before the name.
_AREA_OF = 3


def told_as(mention: Mention, previous: Mention | None) -> str | None:
    """Return the kind of place that an unknown name is told to be, "" for one not said, None for no place.

    Args:
        mention: the name.
        previous: the place found before it in its sentence, if any.
    """
    tokens, first = mention.sentence.tokens, mention.first
    titled = tokens[first].text.lower() in lexicon().titles
    said = feature_before(tokens, first) or feature_apposed(tokens, mention.last)
    if mention.feature and not titled and (said or _settled(mention) or _is_listed(mention, previous)):
        return mention.feature
    if _part_of(mention, previous) or _area_of(mention):
        return "area"
    at = first > 0 and tokens[first - 1].text.lower() == "at"
    there = at or is_placed(mention) or is_taken(tokens, mention.last - 1)
    if not titled and there and tokens[first].pos == "PROPN" and is_held(tokens, mention.last):
        return "area"
    several = mention.last - first > 1 and tokens[mention.last - 1].text in lexicon().grounds
    if several and not titled and is_placed(mention):
        return "area"
    return "" if is_placed(mention) and is_measured(tokens, mention.last) else None


def is_of_words(name: str) -> bool:
    """Tell whether a name is of common nouns in a headline's capitals ("Village Attack"), or has a figure."""
    words = lexicon()
    nouns = words.struck | words.feature_words.keys()
    parts = name.lower().split()
    common = all(w in nouns or singular(w) in nouns or w in words.never for w in parts)
    return common or any(c.isdigit() for c in name)


def _settled(mention: Mention) -> bool:
    """Tell whether a noun after a name can only say that it is a village, a district or a province."""
    tokens, first, last = mention.sentence.tokens, mention.first, mention.last
    kind = tokens[last].text if last < len(tokens) else ""
    # A noun with a capital is in the name already ("Gojjam Zone").
    inner = singular(tokens[last - 1].text.lower())
    if kind not in lexicon().settled and inner not in lexicon().administrative:
        return False
    people = any(t.entity == "NORP" for t in tokens[first:last])
    # "A Bedouin hamlet", "a mostly Bedouin hamlet": a name has no indefinite article.
    led = first
    while led > 0 and tokens[led - 1].pos in {"ADV", "ADJ"}:
        led -= 1
    people = people or (led > 0 and tokens[led - 1].text.lower() in {"a", "an", "another"})
    return tokens[first].pos == "PROPN" and (first > 0 or last - first > 1) and not people


def _is_listed(mention: Mention, previous: Mention | None) -> bool:
    """Tell whether a name goes on with a list of names of one kind ("the towns of A, B and C")."""
    if previous is None or mention.feature != previous.feature:
        return False
    between = [t.text for t in mention.sentence.tokens[previous.last : mention.first]]
    return bool(between) and all(word in {",", "and", "or"} for word in between)


def _part_of(mention: Mention, previous: Mention | None) -> bool:
    """Tell whether a name is an area of the place that owns it ("Ruritania's Zenda area")."""
    tokens, first, last = mention.sentence.tokens, mention.first, mention.last
    if previous is None or last == len(tokens) or tokens[last].text not in _AREA:
        return False
    return first == previous.last + 1 and tokens[previous.last].tag == "POS"


def _area_of(mention: Mention) -> bool:
    """Tell whether "the area of" stands before a name ("the rebel-held area of"), or "area of" behind it."""
    tokens, first, last = mention.sentence.tokens, mention.first, mention.last
    if first > 0 and tokens[first - 1].text == "the" and last + 2 < len(tokens):
        behind, people = [t.text for t in tokens[last : last + 2]], tokens[first].entity == "NORP"
        if behind[0] in _AREA and behind[1] in _OF and not people and _leads_to_name(tokens, last + 2):
            return True
    if first < _AREA_OF or tokens[first].pos != "PROPN":
        return False
    if [t.text for t in tokens[first - 2 : first]] != ["area", "of"]:
        return False
    led = first - _AREA_OF
    while led > 0 and (tokens[led].text in lexicon().describing or tokens[led + 1].text == "-"):
        led -= 1
    return tokens[led].text.lower() == "the"


def _leads_to_name(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a name begins at a token, or behind an article and a part ("the northern")."""
    index = past_parts(tokens, index)
    return index < len(tokens) and tokens[index].text[:1].isupper()
