"""What the words beside a name that no gazetteer has say it is: a village, an area of a place, none."""

from stemma.places.lexicon import lexicon
from stemma.places.mention import Mention
from stemma.places.nearby import feature_apposed, feature_before, is_measured, is_placed, singular

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
    if mention.feature and not titled and (said or _settled(mention)):
        return mention.feature
    if _part_of(mention, previous) or _area_of(mention):
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
    if kind not in lexicon().settled and tokens[last - 1].text.lower() not in lexicon().administrative:
        return False
    people = any(t.entity == "NORP" for t in tokens[first:last])
    # "A Bedouin hamlet": a name has no indefinite article.
    people = people or (first > 0 and tokens[first - 1].text.lower() in {"a", "an", "another"})
    return tokens[first].pos == "PROPN" and (first > 0 or last - first > 1) and not people


def _part_of(mention: Mention, previous: Mention | None) -> bool:
    """Tell whether a name is an area of the place that owns it ("Ruritania's Zenda area")."""
    tokens, first, last = mention.sentence.tokens, mention.first, mention.last
    if previous is None or last == len(tokens) or tokens[last].text not in _AREA:
        return False
    return first == previous.last + 1 and tokens[previous.last].tag == "POS"


def _area_of(mention: Mention) -> bool:
    """Tell whether "the area of" stands before a name."""
    tokens, first = mention.sentence.tokens, mention.first
    if first < _AREA_OF or tokens[first].pos != "PROPN":
        return False
    return [t.text.lower() for t in tokens[first - _AREA_OF : first]] == ["the", "area", "of"]
