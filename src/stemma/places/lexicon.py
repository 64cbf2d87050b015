"""The places room's word lists, read once from its data files."""

from functools import cache

from msgspec import Struct

from stemma.places.keys import name_key
from stemma.resources import load_toml


class Lexicon(Struct, frozen=True):
    """Word lists of lexicon.toml, demonyms.toml and contested.toml, in lower case."""

    locatives: frozenset[str]
    strong_locatives: frozenset[str]
    feature_words: dict[str, str]
    quarters: frozenset[str]
    never: frozenset[str]
    unless_tagged: frozenset[str]
    organisation: frozenset[str]
    civic: frozenset[str]
    titles: frozenset[str]
    inner: frozenset[str]
    articles: frozenset[str]
    edges: frozenset[str]
    streets: frozenset[str]
    placed: frozenset[str]
    settled: frozenset[str]
    administrative: frozenset[str]
    describing: frozenset[str]
    joined: frozenset[str]
    territorial: frozenset[str]
    struck: frozenset[str]
    speech: frozenset[str]
    seats: frozenset[str]
    facilities: dict[str, str]
    facility_modifiers: frozenset[str]
    roads: frozenset[str]
    grounds: frozenset[str]
    town_parts: frozenset[str]
    bearers: frozenset[str]
    fighters: frozenset[str]
    peoples: frozenset[str]
    acting: frozenset[str]
    ruling: frozenset[str]
    dealing: frozenset[str]
    regional: frozenset[str]
    abbreviations: frozenset[str]
    directions: dict[str, float]
    parts: dict[str, float]
    demonyms: dict[str, str]
    contested_names: dict[str, tuple[str, str]]
    contested_areas: dict[tuple[str, str], str]


@cache
def lexicon() -> Lexicon:
    """Return the word lists."""
    data = load_toml("places", "lexicon.toml")
    lists = data["lists"]
    contested = load_toml("places", "contested.toml")["area"]
    demonyms = load_toml("places", "demonyms.toml")["countries"]
    return Lexicon(
        locatives=frozenset(data["locatives"]),
        strong_locatives=frozenset(data["strong_locatives"]),
        feature_words={word: kind for kind, words in data["feature_words"].items() for word in words},
        quarters=frozenset(data["feature_words"]["quarter"]),
        never=frozenset(data["stop"]["never"]),
        unless_tagged=frozenset(data["stop"]["unless_tagged"]),
        organisation=frozenset(lists["organisation"]),
        civic=frozenset(lists["civic"]),
        titles=frozenset(lists["titles"]),
        inner=frozenset(lists["inner"]),
        articles=frozenset(lists["articles"]),
        edges=frozenset(lists["edges"]),
        streets=frozenset(lists["streets"]),
        placed=frozenset(lists["placed"]),
        settled=frozenset(lists["settled"]),
        administrative=frozenset(lists["administrative"]),
        describing=frozenset(lists["describing"]),
        joined=frozenset(lists["joined"]),
        territorial=frozenset(lists["territorial"]),
        struck=frozenset(lists["struck"]),
        speech=frozenset(lists["speech"]),
        seats=frozenset(lists["seats"]),
        facilities={word: kind for kind, words in data["facilities"].items() for word in words},
        facility_modifiers=frozenset(lists["facility_modifiers"]),
        town_parts=frozenset(lists["town_parts"]),
        roads=frozenset(lists["roads"]),
        grounds=frozenset(lists["grounds"]),
        bearers=frozenset(lists["bearers"]),
        fighters=frozenset(lists["fighters"]),
        peoples=frozenset(lists["peoples"]),
        acting=frozenset(lists["acting"]),
        ruling=frozenset(lists["ruling"]),
        dealing=frozenset(lists["dealing"]),
        regional=frozenset(lists["regional"]),
        abbreviations=_abbreviations(),
        directions=data["directions"],
        parts=data["parts"],
        demonyms={word: iso for iso, words in demonyms.items() for word in words.split()},
        contested_names={name_key(n): (a["country"], a["note"]) for a in contested for n in a["names"]},
        contested_areas={(a["country"], code): a["note"] for a in contested for code in a["admin1"]},
    )


def _abbreviations() -> frozenset[str]:
    """Return the keys of what newspapers cut regions' names to, with a full stop ("Pa.", "Que.")."""
    listed = load_toml("places", "features.toml")["abbreviations"].values()
    names = [name for short in listed for joined in short.values() for name in joined.split("|")]
    return frozenset(name_key(name) for name in names if name.endswith(".") and name.count(".") == 1)


@cache
def slavic_words(name: str) -> frozenset[str]:
    """Return a list of Russian and Ukrainian words, by its name in ``slavic.toml``."""
    return frozenset(load_toml("places", "slavic.toml")["words"][name]["words"])
