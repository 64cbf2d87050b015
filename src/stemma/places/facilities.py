"""Air bases, camps, crossings and buildings under attack whose names no gazetteer has."""

from collections.abc import Sequence

from msgspec.structs import replace

from stemma.places.lexicon import lexicon
from stemma.places.mention import Mention
from stemma.places.nearby import is_struck, is_taken
from stemma.records import Token

# Words between a name and the noun ("X military air base").
_MODIFIERS = 3


def facility_mention(mention: Mention, text: str) -> Mention | None:
    """Return an unknown name with the facility's noun behind it, None where it is no facility's.

    The span is that of name and noun. A camp and a base need a word that says of what kind they are: a
    candidate has a camp, a party a base; a field is one of oil or gas. A hospital or a prison counts only
    where it is attacked.

    Args:
        mention: a name that no gazetteer has.
        text: the report's text.
    """
    tokens, first = mention.sentence.tokens, mention.first
    attacked = is_struck(tokens, first)
    found = _noun(tokens, first, mention.last, attacked=attacked)
    if found is None or not _is_name(tokens, first, mention.last):
        return None
    kind, last = found
    if kind == "building" and not (attacked or is_taken(tokens, last - 1)):
        return None
    name = text[tokens[first].start : tokens[last - 1].end]
    return replace(mention, last=last, name=name, full=name, feature=kind, metonym=False, association="")


def _noun(tokens: Sequence[Token], first: int, last: int, *, attacked: bool) -> tuple[str, int] | None:
    """Return the kind of facility that a name ends with, or that follows it, and where its noun ends."""
    words = lexicon()
    at = last
    while at < len(tokens) and at - last < _MODIFIERS and tokens[at].text.lower() in words.facility_modifiers:
        at += 1
    behind = tokens[at].text.lower() if at < len(tokens) else ""
    kind = words.facilities.get(behind, "")
    end = at + 1
    if not kind:
        kind, at, end = words.facilities.get(tokens[last - 1].text.lower(), ""), last - 1, last
    if kind == "crossing" and at < last:
        return None  # "X Crossing" is a suburb as a rule
    modified = at > first + 1 and tokens[at - 1].text.lower() in words.facility_modifiers
    said = modified or attacked
    if not kind or at <= first or (kind in {"camp", "base"} and not said):
        return None
    if tokens[at].text.lower() == "field" and not modified:
        return None
    return kind, end


def _is_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether words in capitals are a name: no adjective of nation, no common noun."""
    words = lexicon()
    own = [t for t in tokens[first:last] if t.text[:1].isalpha() and t.text.lower() not in words.articles]
    common = words.facility_modifiers | words.facilities.keys() | words.never | words.parts.keys()
    names = [t for t in own if t.text.lower() not in common]
    if not names or any(t.pos != "PROPN" or t.entity == "NORP" for t in names):
        return False
    if tokens[first].text.lower() in words.titles or any(t.text.lower() in words.demonyms for t in names):
        return False
    return first > 0 or last - first > 1 or bool(tokens[first].entity)
