"""What a name may mean, and why the likeliest place is not to be taken for it."""

from msgspec import Struct
from msgspec.structs import replace

from stemma.globe import distance_km
from stemma.places.gazetteer import Entry
from stemma.places.holders import Link, far_from
from stemma.places.keys import is_cyrillic, name_key
from stemma.places.mention import Mention
from stemma.places.priors import LEAST_CITY, NAMED
from stemma.places.weighing import Table

# A name by sound lies in a country that is named at least a third as often as the one named most.
_SOUND_SUPPORT = 0.33
# A small place counts only when its country is named too, if another country is named so often.
_LEAST_SUPPORT, _MOST_SUPPORT, _LEAST_ABROAD = 0.3, 1.5, 50_000
# A town that goes by another name of its own counts abroad only with so many people.
_KNOWN_SPELLING = 1_000_000
# A quarter is no farther from its town.
_QUARTER_KM = 20.0
_SMALL = frozenset({"settlement", "county"})
_WIDE = frozenset({"country", "region", "county"})


class Choice(Struct, frozen=True):
    """The entries that a mention may mean, the best first, with their scores; and how it was found.

    ``link`` says where the words around the mention put it; ``doubt`` says why the best entry is not to
    be taken, "" when it is.
    """

    mention: Mention
    link: Link | None
    ranked: tuple[tuple[Entry, float], ...]
    rule: str
    doubt: str = ""


def doubt_of(entry: Entry, mention: Mention, rule: str, table: Table) -> str:
    """Return why not to take an entry that is small or misspelt, in a country that is not named."""
    sounds = rule.endswith("sound")
    doubtful = {"settlement", "county", "region"} | ({"capital"} if sounds else set())
    if entry.id in table.contained or entry.kind not in doubtful:
        return ""
    support = table.support(name_key(mention.name))
    here, there = max(support.values(), default=0.0), support.get(entry.country, 0.0)
    named = there >= (max(_LEAST_SUPPORT, here * _SOUND_SUPPORT) if sounds else _LEAST_SUPPORT)
    if named or entry.country == table.home.country:
        return ""
    if sounds and (here >= 1 or not mention.tagged):
        told = "names more rarely than others" if there >= _LEAST_SUPPORT else "does not name"
        return f"sounds like {entry.name} ({entry.country}), a country that the report {told}"
    # "The districts of X": a region abroad is none.
    region = entry.kind == "region" and mention.feature in {"", "region"}
    small = not region and entry.population < _LEAST_ABROAD
    if here >= 1 and _is_spelling(entry, mention.name):
        return f"a spelling of {entry.name} ({entry.country}), a country that the report does not name"
    if small and here >= (NAMED if entry.is_district else _MOST_SUPPORT):
        return f"the places of that name known are elsewhere ({entry.country}) than what the report names"
    return ""


def _is_spelling(entry: Entry, name: str) -> bool:
    """Tell whether a town that is not known the world over goes by another name of its own than ``name``.

    The gazetteer has its own names in Latin letters: of a name in others nothing is known.
    """
    if is_cyrillic(name):
        return False
    if entry.kind != "settlement" or entry.main or entry.population >= _KNOWN_SPELLING:
        return False
    return name_key(entry.name).removeprefix("the ") != name_key(name)


def doubt_elsewhere(choices: list[Choice]) -> None:
    """Leave a small place open that does not lie where the report says, in all that bear its name."""
    elsewhere: dict[tuple[str, str], str] = {}
    for choice in choices:
        where = choice.link
        if not choice.ranked or choice.doubt or where is None or where.beside or not where.sure:
            continue
        entry, other = choice.ranked[0][0], choices[where.other]
        if not other.ranked or other.doubt or entry.kind not in _SMALL or _well_known(entry):
            continue
        holder = other.ranked[0][0]
        wide = holder.kind in _WIDE or other.mention.feature in {"region", "district"}
        if wide and holder.id != entry.id and far_from(holder, entry):
            elsewhere[name_key(choice.mention.name), choice.mention.feature] = (
                f"the place of that name known ({entry.country}) is not in {holder.name}, as the report says"
            )
    for index, choice in enumerate(choices):
        reason = elsewhere.get((name_key(choice.mention.name), choice.mention.feature), "")
        if reason and choice.ranked and not choice.doubt:
            choices[index] = replace(choice, doubt=reason)


def doubt_quarters(choices: list[Choice]) -> None:
    """Leave a quarter open whose namesake lies far from every town that the report names."""
    towns = {
        c.ranked[0][0].id: c.ranked[0][0] for c in choices
        if c.ranked and not c.doubt and c.mention.feature != "quarter"
        and c.ranked[0][0].kind in {"settlement", "capital"}
    }  # fmt: skip
    for index, choice in enumerate(choices):
        if choice.mention.feature != "quarter" or not choice.ranked or choice.doubt or not towns:
            continue
        entry = choice.ranked[0][0]
        if _well_known(entry):
            continue  # "the neighbourhoods of X" are its own
        if all(distance_km(t.lat, t.lon, entry.lat, entry.lon) > _QUARTER_KM for t in towns.values()):
            reason = (
                f"the place of that name known ({entry.country}) is far from the towns that the report names"
            )
            choices[index] = replace(choice, doubt=reason)


def _well_known(entry: Entry) -> bool:
    """Tell whether a city goes by its own name, so that the words beside it may mean something else."""
    return entry.main and entry.population >= LEAST_CITY
