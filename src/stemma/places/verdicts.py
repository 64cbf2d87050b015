"""Whether a name that could be a place's is one where it stands in a report."""

from collections.abc import Sequence

from stemma.places.bearers import is_borne, is_of_fighters, is_of_people, is_persons
from stemma.places.gazetteer import Entry
from stemma.places.keys import name_key
from stemma.places.lexicon import lexicon
from stemma.places.mention import Asked, Mention
from stemma.places.naming import Naming
from stemma.places.nearby import (
    has_parts,
    in_state,
    is_apposed,
    is_between,
    is_cut,
    is_home,
    is_parted,
    is_struck,
    is_taken,
)
from stemma.places.review import WELL_KNOWN
from stemma.places.unknown import is_of_words
from stemma.records import Token

# Names that are words in small letters, and the length of postal codes, which follow a comma.
_CODES = frozenset({"us", "la", "u s", "uk"})
_CODE_LENGTH, _ABBREVIATED = 2, 5
_DATELINE = frozenset({"\u2014", "-", "\u2013", ":", "("})
# Words that begin a sentence with a capital and are of no name.
_OPENING = frozenset({"DET", "NUM"})
# Letters that cut a region's name and, behind a number, an era's ("575 B.C.").
_ERAS = frozenset({"b c", "bc"})
_ERA_NOUNS = frozenset({"century", "centuries", "millennium"})
# Whatever the parser took it for, a name is a place that so many people live in, or that is of such a kind.
_FAMOUS = 1_000_000
FACILITIES = frozenset({"plant", "dam", "bridge", "airport", "camp", "crossing", "building"})
_UNMISTAKABLE = frozenset({"country", "region", "sea", "river"})


def word_before(mention: Mention) -> str:
    """Return the word before a name in small letters, "" at a sentence's start."""
    return mention.sentence.tokens[mention.first - 1].text.lower() if mention.first else ""


def is_excluded(naming: Naming, mention: Mention, tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a name is one that never is a place, or a code that stands by itself."""
    name, key = mention.name, name_key(mention.name)
    before = tokens[first - 1].text.lower() if first else ""
    if (
        _is_empty(naming, key)
        or key in naming.lexicon.demonyms
        or (key in naming.lexicon.never and not mention.feature)
        or before == "ethnic"
        or is_borne(tokens, mention.first)
        or is_of_people(tokens, mention.last)
        or _is_abbreviation(naming, mention)
        or (key in naming.lexicon.abbreviations and not is_cut(tokens, first, mention.last))
        or (key in _ERAS and first > 0 and (tokens[first - 1].pos == "NUM" or before in _ERA_NOUNS))
    ):
        return True
    if key in _CODES:
        return not name.replace(".", "").isupper()
    return len(name) == _CODE_LENGTH and name.isupper() and before != ","


def _is_abbreviation(naming: Naming, mention: Mention) -> bool:
    """Tell whether capitals stand in brackets or before a number, as a unit's do ("(LIB)", "LIB 540")."""
    tokens, first, last = mention.sentence.tokens, mention.first, mention.last
    if (
        last > first + 1
        or not mention.name.isupper()
        or len(mention.name) > _ABBREVIATED
        or last >= len(tokens)
    ):
        return False
    bracketed = first > 0 and tokens[first - 1].text == "(" and tokens[last].text == ")"
    if not (bracketed or tokens[last].text.isdigit()):
        return False
    return all(e.kind in {"settlement", "county"} for e in naming.gazetteer.find(mention.name))


def _is_empty(naming: Naming, key: str) -> bool:
    """Tell whether a name is made of nothing but common nouns ("City of", "Region")."""
    return all(
        w in naming.lexicon.feature_words or w in naming.lexicon.never or w.isdigit() for w in key.split()
    )


def is_tagged_rightly(naming: Naming, surnames: Asked, mention: Mention, first: int, last: int) -> bool:
    """Tell whether an entity that the parser took for a place can be one: no person, no street."""
    tokens = mention.sentence.tokens
    if tokens[first].text.lower() in naming.lexicon.titles - {"st.", "saint"}:
        return False
    before = word_before(mention)
    known = naming.gazetteer.find(mention.full) or naming.gazetteer.find(mention.name)
    surname = name_key(tokens[last - 1].text) in surnames
    located = before in naming.lexicon.locatives or bool(mention.feature)
    if not known and before not in naming.lexicon.strong_locatives and not mention.feature:
        return False
    if not known and (is_of_words(mention.name) or is_of_fighters(tokens, last)):
        return False
    if is_persons(mention, known):
        return False
    if surname and not (located or in_state(naming.text, tokens, last, naming.gazetteer)):
        return False
    road = {t.text.lower() for t in tokens[last - 1 : last + 1]} & naming.lexicon.streets
    return not road or any(e.population >= WELL_KNOWN for e in known)


def verdict_on(
    naming: Naming, surnames: Asked, mention: Mention, entry: Entry, previous: Mention | None
) -> bool | None:
    """Tell whether an untagged gazetteer name is a place here; None when it depends on the rest."""
    before = word_before(mention)
    key = name_key(mention.name)
    surname, common = key in surnames, key in naming.lexicon.unless_tagged
    facility = entry.kind in FACILITIES and " " in mention.full
    if (
        key in naming.lexicon.seats
        or mention.feature
        or facility
        or _stands_as_place(naming, mention, previous, surname=surname)
    ):
        return True
    if (before in naming.lexicon.strong_locatives or is_parted(mention)) and not common:
        return None if surname else True
    if surname:
        return False
    if common:
        return None
    if entry.kind in _UNMISTAKABLE or (entry.main and entry.population >= _FAMOUS):
        return True
    label = mention.sentence.tokens[mention.first].entity
    well_known = entry.population >= WELL_KNOWN or entry.kind in {"country", "region", "sea", "river"}
    located = before in naming.lexicon.locatives
    sure = (well_known and located) if label else (well_known or located)
    return True if sure and label != "PERSON" else None


def _stands_as_place(naming: Naming, mention: Mention, previous: Mention | None, *, surname: bool) -> bool:
    """Tell whether the words around say so: a state after it, "residents" after it, a dateline."""
    tokens = mention.sentence.tokens
    after = tokens[mention.last].text if mention.last < len(tokens) else ""
    if in_state(naming.text, tokens, mention.last, naming.gazetteer):
        return True
    known_role = is_taken(tokens, mention.last - 1) or is_struck(tokens, mention.first)
    if not surname and (known_role or has_parts(tokens, mention.last) or _follows_place(mention, previous)):
        return True
    if is_apposed(tokens, mention.first, mention.last) and not surname:
        return True
    if is_home(tokens, mention.first) or is_between(naming.text, mention, naming.gazetteer):
        return True
    if previous is not None and _is_described(tokens[previous.last : mention.first]):
        return True
    dateline = mention.first == 0 and after in _DATELINE and tokens[0].text.isupper()
    dateline = dateline or (not surname and is_bare_dateline(mention))
    return dateline or (after in naming.lexicon.placed and not surname)


def _is_described(between: Sequence[Token]) -> bool:
    """Tell whether a place owns the next name, which is described ("Ruritania's coastal X")."""
    if len(between) < 2 or between[0].tag != "POS":  # noqa: PLR2004 - and an adjective
        return False
    return all(token.text in lexicon().describing for token in between[1:])


def is_bare_dateline(mention: Mention) -> bool:
    """Tell whether a sentence begins a second time behind its first name ("Zenda Two men were shot")."""
    tokens, last = mention.sentence.tokens, mention.last
    if mention.first or last + 1 >= len(tokens):
        return False
    opening, following = tokens[last], tokens[last + 1]
    # In a headline's capitals, or a title ("X The Movie"), the next word has one too.
    return opening.pos in _OPENING and opening.text[:1].isupper() and following.text[:1].islower()


def _follows_place(mention: Mention, previous: Mention | None) -> bool:
    """Tell whether a name is listed after a place ("Rafah and X")."""
    if previous is None:
        return False
    between = mention.sentence.tokens[previous.last : mention.first]
    joined = all(t.text in {",", "and", "or", "&"} for t in between)
    return joined and bool(between) and between[-1].text != ","
