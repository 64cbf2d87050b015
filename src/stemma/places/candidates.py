"""The entries of the gazetteer that a name may mean: by its key, by its kind, by its sound."""

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.holders import holds
from stemma.places.keys import is_cyrillic, romanised, smooth, with_loose_article, without_article
from stemma.places.mention import Mention

# A name that only sounds like a gazetteer name counts when so much of its spelling agrees. Other
# spellings of places in UA, RU, BY: .61 right, .13 wrong, .27 not found (.6: .68, .15; .8: .47, .11); in
# Arabic-speaking countries .53, .05, .42. Of US, French and German names, 3 to 5% would find one.
_LEAST_ALIKE = 0.7
# Of one that only a preposition makes a place, more.
_LEAST_LOCATED = 0.85
# Of names in one spelling of Arabic; "Maaret Alnouman" and "Ma'arrat an Nu'man" have .9.
_ONE_SPELLING = 0.9
# Names that agree less than this as written ("Hodeidah", "Al Hudaydah": .6) are not even compared in that.
_LEAST_SMOOTHED = 0.6
_LONGEST_CODE = 5
_COUNTIES = frozenset({"county", "counties"})
_LISTED = 12  # tokens from a name to the noun at the end of its list
# The kinds of entries that the kinds of common nouns name, where they are not the same.
_KINDS = {
    "settlement": ("settlement", "capital", "district"),
    "district": ("county", "district"),
    "quarter": ("district",),
    "region": ("region", "area"),
    "valley": ("area", "crossing"),
}


def candidates(mention: Mention, gazetteer: Gazetteer) -> tuple[tuple[Entry, ...], str]:
    """Return the entries for a mention's name and the rule that found them."""
    if mention.full != mention.name and (entries := _in_full(mention, gazetteer)):
        return entries, "gazetteer:full"
    if mention.feature == "district" and (counties := _counties(mention, gazetteer)):
        return counties, "gazetteer:full"
    if entries := gazetteer.find(mention.name):
        if not mention.feature and all(e.is_district for e in entries):
            entries = (*entries, *_seat_of(mention.name, entries, gazetteer))
        return _fitting(entries, mention.feature) or entries, "gazetteer:name"
    if entries := _in_other_article(mention.name, gazetteer):
        # A name of one word is shared by too many villages to be taken without its country.
        return entries, "gazetteer:name" if " " in mention.name else "gazetteer:sound"
    # Names in Cyrillic letters are known as they are spelt.
    heard = mention.tagged or mention.feature or mention.located
    if heard and not _is_code(mention.name) and not is_cyrillic(mention.name):
        least = _LEAST_LOCATED if mention.located else _LEAST_ALIKE
        # A quarter is of a town: a district that sounds like it is another place.
        entries = tuple(
            [e for e in gazetteer.alike(mention.name) if mention.feature != "quarter" or not e.is_district]
        )
        if alike := _alike(mention.name, entries, least):
            return alike, "gazetteer:sound"
    return (), ""


def _in_full(mention: Mention, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Return the entries for a name with the noun that belongs to it; "X Republic" is the country of X."""
    if entries := gazetteer.find(mention.full):
        return entries
    republic = mention.full.endswith(" Republic")
    return tuple([e for e in gazetteer.find(mention.name) if e.kind == "country"]) if republic else ()


def _in_other_article(name: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Return the entries for an Arabic name with its article set apart, or without it ("al-Shadadi")."""
    loose, bare = with_loose_article(name), without_article(name)
    found = gazetteer.find(loose) if loose != name else ()
    return found or (gazetteer.find(bare) if bare != name and "-" in name[:3] else ())


def _is_code(name: str) -> bool:
    """Tell whether a name is of capitals, as abbreviations are ("MoD"): by sound it would find anything."""
    return len(name) <= _LONGEST_CODE and sum(c.isupper() for c in name) > 1


def _counties(mention: Mention, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Return the US counties of a name in a list of them ("Dallas and Lake counties")."""
    tokens = mention.sentence.tokens
    after = next((t.text for t in tokens[mention.last : mention.last + _LISTED] if t.text in _COUNTIES), "")
    if not after:
        return ()
    return tuple([e for e in gazetteer.find(f"{mention.name} County") if e.kind == "county"])


def _seat_of(name: str, districts: Sequence[Entry], gazetteer: Gazetteer) -> list[Entry]:
    """Return the towns that districts are named after, in another spelling ("Az Zabadani", "al-Zabadani")."""
    return [
        e for e in gazetteer.alike(name)
        if e.kind in {"settlement", "capital"} and any(holds(d, e) for d in districts)
        and _one_spelling(name, e)
    ]  # fmt: skip


def _fitting(entries: tuple[Entry, ...], feature: str) -> tuple[Entry, ...]:
    """Return the entries of the kind that a feature word names.

    Districts abroad share their names with regions and countries, which have districts themselves
    ("Kentucky's third district"): with that word these stay beside them.
    """
    if not feature:
        return entries
    fitting = tuple([e for e in entries if fits(e, feature)])
    if not fitting or feature != "district":
        return fitting
    return tuple([e for e in entries if fits(e, feature) or e.kind in {"region", "country"}])


def _alike(name: str, entries: Sequence[Entry], least: float) -> tuple[Entry, ...]:
    """Return the entries whose spelling agrees with a name's so far, or in one spelling of Arabic."""
    own = romanised(without_article(name))
    found = []
    for entry in entries:
        agreement = Levenshtein.normalized_similarity(own, romanised(without_article(entry.name)))
        if agreement >= least or (agreement >= _LEAST_SMOOTHED and _one_spelling(name, entry)):
            found.append(entry)
    return tuple(found)


def _one_spelling(name: str, entry: Entry) -> bool:
    return Levenshtein.normalized_similarity(smooth(name), smooth(entry.name)) >= _ONE_SPELLING


def fits(entry: Entry, feature: str) -> bool:
    """Tell whether an entry is of the kind that a feature word names."""
    return not feature or entry.kind in _KINDS.get(feature, (feature,))
