"""Places of a report: mentions found, resolved, and put in relation."""

from collections.abc import Sequence
from math import exp

from msgspec import Struct

from stemma.languages import SLAVIC
from stemma.parses import facts_of_text
from stemma.places.associative import find_associative
from stemma.places.between import between_towns
from stemma.places.capitals import find_capitals
from stemma.places.choices import Choice
from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.governments import is_government
from stemma.places.keys import name_key
from stemma.places.lexicon import lexicon
from stemma.places.mention import Mention
from stemma.places.mentions import find_mentions
from stemma.places.nearby import is_placed
from stemma.places.outlets import home_of
from stemma.places.relations import Relation, relation_of
from stemma.places.resolve import resolve
from stemma.places.slavic import find_slavic
from stemma.places.told import placed_by_words
from stemma.records import ParsedReport, Place, PlaceCandidate, PlacePrecision, Report, Span
from stemma.steps import Steps, Stepwise

_PRECISION: dict[str, PlacePrecision] = {
    "country": "country", "region": "region", "county": "district", "district": "district",
    "settlement": "settlement", "capital": "settlement", "continent": "area", "area": "area", "sea": "area",
    "strait": "area", "river": "area", "lake": "area", "mountains": "area", "island": "area",
    "plant": "facility", "dam": "facility", "bridge": "facility", "airport": "facility",
    "crossing": "facility", "camp": "facility", "building": "facility",
}  # fmt: skip
# A region that the gazetteer knows only as a town of that name reaches this far around it.
_REGION_KM, _DISTRICT_KM = 80.0, 25.0
# A front is called by the town that it is fought for ("the X axis").
_FRONT_KM = 30.0
_ALTERNATIVES = 4


class _Known(Struct, frozen=True):
    """The places of a text, the names that were resolved, and those after which the outlet was named.

    Beside the text, places hang on the country of the outlet's address and on these names only.
    """

    places: tuple[Place, ...]
    names: frozenset[str]
    local: frozenset[str]


@Stepwise
def find_places(
    report: Report, parsed: ParsedReport, gazetteer: Gazetteer, *, associative: bool = False
) -> Steps[tuple[Place, ...]]:
    """Return the places that a report names, in reading order.

    Names come from named entities and from the gazetteer, are resolved by containment, the report's
    countries, distance to one another and size, and carry what moved or widened them. A name that
    cannot be resolved is given with its reason. A place that stands for its government ("Moscow
    said") has the kind "metonym" and half its score.

    Args:
        report: the report.
        parsed: its parsed sentences.
        gazetteer: where names are looked up.
        associative: give also names that only point to a place, with the kind "demonym"
            ("Russian troops") or "organisation" ("the Kharkiv Tractor Plant").
    """
    if report.language in SLAVIC:
        found = find_slavic(report, parsed, gazetteer)
        return _placed(report, resolve(found, report, parsed, gazetteer))
    home, facts = home_of(report), facts_of_text(report, parsed)
    key = ("places", gazetteer, associative, home.country)
    known: _Known | None = facts.get(key)
    if known is not None and home.local(known.names) == known.local:
        return known.places
    mentions = find_mentions(report, parsed, gazetteer)
    if not associative:
        mentions = [m for m in mentions if not m.association]
    else:
        extra = find_associative(report, parsed, gazetteer, mentions)
        mentions = sorted((*mentions, *extra), key=lambda m: (m.start, m.end))
    yield
    choices = resolve(mentions, report, parsed, gazetteer)
    yield
    named = _placed(report, choices)
    capitals = find_capitals(report, parsed, gazetteer, named)
    places = tuple(sorted((*named, *capitals), key=lambda p: p.span.start)) if capitals else named
    names = frozenset([name_key(m.name) for m in mentions])
    facts[key] = _Known(places, names, home.local(names))
    return places


finding_places = find_places.steps


def _placed(report: Report, choices: Sequence[Choice]) -> tuple[Place, ...]:
    """Return the places of a report's names; what no gazetteer knows is put where the report says it lies."""
    places = [_place(report, choice) for choice in choices]
    mentions = [choice.mention for choice in choices]
    placed = placed_by_words(report.text, mentions, [choice.link for choice in choices], places)
    placed = between_towns(mentions, placed)
    return tuple(p for p, c in zip(placed, choices, strict=True) if p.lat is not None or _named(c))


def _named(choice: Choice) -> bool:
    """Tell whether a name without a position is a place's all the same: by its words or the parser's word.

    What only the gazetteer takes for a place, and then elsewhere, is as a rule a person or a firm.
    """
    mention = choice.mention
    if mention.located or mention.feature == "building":
        return False
    return not choice.doubt or mention.tagged or bool(mention.feature) or is_placed(mention)


def _place(report: Report, choice: Choice) -> Place:
    mention = choice.mention
    span = Span(mention.start, mention.end)
    name = report.text[span.start : span.end]
    if not choice.ranked:
        return Place(
            name, span, kind=mention.feature, rule="ner" if mention.tagged else "context",
            reason=f"no place named {mention.name!r} in the gazetteer",
        )  # fmt: skip
    if choice.doubt:
        return Place(
            name, span, kind=mention.feature, alternatives=_candidates(choice.ranked[:_ALTERNATIVES]),
            rule=choice.rule, reason=choice.doubt,
        )  # fmt: skip
    entry = choice.ranked[0][0]
    score = _confidence(choice)
    kind, precision, radius = _extent(entry, mention)
    before = report.text[mention.sentence.start : span.start]
    relation = _relation(before, entry, mention, radius) or Relation("", entry.lat, entry.lon, radius)
    metonym = (mention.metonym and kind in {"country", "capital", "building"}) or (
        kind == "capital" and is_government(mention)
    )
    if relation.words and precision in {"settlement", "facility"} and relation.radius_km != radius:
        precision = "area"
    return Place(
        name, span, canonical=entry.name, lat=relation.lat, lon=relation.lon, geonames_id=entry.geonames_id,
        country=entry.country, kind=mention.association or ("metonym" if metonym else kind),
        precision=precision,
        radius_km=relation.radius_km, relation=relation.words,
        alternatives=_candidates(choice.ranked[1 : 1 + _ALTERNATIVES]),
        note=contested_note(entry), rule=choice.rule, score=round(score / 2 if metonym else score, 3),
    )  # fmt: skip


def _relation(before: str, entry: Entry, mention: Mention, radius: float) -> Relation | None:
    """Return what the words before a name make of its place; none if they are of its name."""
    found = relation_of(before, entry.lat, entry.lon, radius)
    if found is None or name_key(entry.name).startswith(name_key(found.words)):
        return None
    tokens, last = mention.sentence.tokens, mention.last
    noun = tokens[last] if last < len(tokens) else None
    # "Outside the X embassy" is not outside X.
    owned = noun is not None and tokens[last - 1].dep == "compound" and noun.text in lexicon().facilities
    return None if owned else found


def _candidates(ranked: Sequence[tuple[Entry, float]]) -> tuple[PlaceCandidate, ...]:
    return tuple(
        [
            PlaceCandidate(e.name, e.lat, e.lon, e.geonames_id, e.country, round(score, 3))
            for e, score in ranked
        ]
    )


def _confidence(choice: Choice) -> float:
    """Return a score from 0 to 1: the best entry's share of the evidence, less when found by sound."""
    best = choice.ranked[0][1]
    share = 1 / sum([exp(4 * (score - best)) for _, score in choice.ranked[:8]])
    return share * (0.6 if choice.rule.endswith("sound") else 1.0) * (1.0 if choice.mention.tagged else 0.9)


def _extent(entry: Entry, mention: Mention) -> tuple[str, PlacePrecision, float]:
    """Return the kind, precision and radius, widened when the words mean more than the entry."""
    settled = entry.kind in {"settlement", "capital"}
    if settled and mention.feature in {"region", "valley"}:
        return "region", "region", max(entry.radius_km, _REGION_KM)
    if settled and mention.feature in {"district", "quarter"}:
        return "district", "district", max(entry.radius_km, _DISTRICT_KM)
    if settled and mention.feature == "front":
        return "area", "area", max(entry.radius_km, _FRONT_KM)
    return entry.kind, _PRECISION.get(entry.kind, "unknown"), entry.radius_km


def contested_note(entry: Entry) -> str:
    """Return the note on a contested place, or ""."""
    words = lexicon()
    named = words.contested_names.get(name_key(entry.name))
    if named and named[0] in {"", entry.country}:
        return named[1]
    return words.contested_areas.get((entry.country, entry.admin1), "") if entry.admin1 else ""
