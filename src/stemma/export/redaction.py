"""Redaction: the rules by which names and places are taken out of records before a format sees them."""

import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from stemma.export.phrases import Phrase, Phrases, words
from stemma.export.private import ANYONE
from stemma.records import EventPlace, Name, Place, Report

T = TypeVar("T")

FINE = ("facility", "settlement", "district")  # what is finer than a country's first-level areas
SMALL_KM = 25.0  # an "area" (a camp, a dam, an islet) within this radius is as telling as a town
# An area told from one of these ("near the mountains", "the bank of the river") gives no town away.
_WIDE = frozenset(
    {"area", "river", "sea", "lake", "mountains", "island", "region", "country", "continent", "district"}
)
_OWN_ID = re.compile(r"r-[0-9a-f]{12}")


class Area(Struct, frozen=True):
    """The first-level area that stands for a finer place; the whole country where none is known."""

    name: str
    lat: float
    lon: float
    radius_km: float
    country: str
    precision: str = "region"


class Rules(Struct, frozen=True):
    """What a redacted export leaves out or replaces.

    Args:
        countries: ISO 3166-1 alpha-2 codes whose fine places are coarsened; "all" for every place.
        beside: the points (latitude, longitude) of areas that were told from a town ("30 km north of X"):
            who knows how these are computed finds the town, however wide they are.
        area: gives the area of a point in a country, None where none is known.
        replaced: words (names of persons, of fine places) and what stands in their place.
        loose: those of the words that are found whatever their case.
        kept: words that hold such a name and stay as they are ("Kharkiv region").
        hide_persons: whether private persons are left out.
        public: the words of names of persons with an office, who stay named.
        reports: report ids and what stands in their place.
        ids: other ids that were made from names, and what stands in their place.
    """

    countries: frozenset[str] = frozenset()
    beside: frozenset[tuple[float, float]] = frozenset()
    area: Callable[[float, float, str], Area | None] = lambda _lat, _lon, _country: None
    replaced: Mapping[str, str] = field(default_factory=dict)
    loose: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    hide_persons: bool = False
    public: AbstractSet[tuple[str, ...]] = frozenset()
    reports: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)

    def coarsens(self, place: Place | EventPlace) -> bool:
        """Tell whether a place is to be made coarser, by its country, precision and extent."""
        if not self.countries:
            return False
        if place.precision == "unknown":
            return True  # it may be a village of the country that is meant
        if "all" not in self.countries and place.country not in self.countries:
            return False
        if isinstance(place, Place) and place.canonical is None:
            return True  # a name that no gazetteer has, put into the region that the words around it name
        if place.precision == "area":
            return (place.radius_km or 0.0) < SMALL_KM or (place.lat, place.lon) in self.beside
        return place.precision in FINE


def told_beside(places: Iterable[Place]) -> frozenset[tuple[float, float]]:
    """Return the points of the areas that some places are told in by a town: "near X", "30 km north of X"."""
    return frozenset(
        (place.lat, place.lon)
        for place in places
        if place.precision == "area" and place.relation and place.kind not in _WIDE
        and place.lat is not None and place.lon is not None
    )  # fmt: skip


def anonymous_ids(reports: Iterable[str]) -> dict[str, str]:
    """Return the report ids that came from outside (they may hold a name) with numbers instead."""
    return {own: f"report-{number}" for number, own in enumerate(reports, 1) if not _OWN_ID.fullmatch(own)}


class Redactor:
    """Applies rules to records: every text in every record, whatever field it is in."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._phrases = Phrases(
            [
                *(Phrase(own, given, loose=True) for own, given in rules.reports.items()),
                *(Phrase(name, None) for name in rules.kept),
                *(Phrase(name, given, name in rules.loose) for name, given in rules.replaced.items()),
            ]
        )

    def text(self, text: str) -> str:
        """Return a text with the words of the rules replaced."""
        for ids in (self.rules.reports, self.rules.ids):
            if text in ids:
                return ids[text]
        return self._phrases.replaced(text)

    def record(self, record: T) -> T:
        """Return a record of any kind with its texts and places redacted."""
        found: T = _walked(record, self)
        return found

    def report(self, report: Report) -> Report:
        """Return a report without its article: what is left is who published what, and when."""
        bare = replace(
            report, text="", blocks=(), byline=None, extra={}, origin="", url=_site(report.url),
            title=report.title if report.status == "analysed" else None,
        )  # fmt: skip
        found: Report = _walked(bare, self)
        return found

    def name(self, name: Name) -> Name:
        """Return a name in a report; a person's only where it is a public one's or has a number instead."""
        told = self.record(name)
        if not self.rules.hide_persons or name.kind != "person":
            return told
        if words(name.entity) in self.rules.public or words(name.name) in self.rules.public:
            return told
        hidden = (
            told.entity if told.entity != name.entity else told.name if told.name != name.name else ANYONE
        )
        return replace(told, name=hidden, entity=hidden)

    def event_place(self, place: EventPlace) -> EventPlace:
        """Return an event's place, its area instead when it is finer than that."""
        if not self.rules.coarsens(place):
            return place
        area = self._area(place.lat, place.lon, place.country)
        if area is None:
            return EventPlace("", None, None, None, "unknown", country=place.country, note=_NOTE)
        return EventPlace(
            area.name, area.lat, area.lon, None, _precision(area), area.radius_km, area.country,
            note="; ".join(part for part in (place.note, _NOTE) if part),
        )  # fmt: skip

    def place(self, place: Place) -> Place:
        """Return a place named in a report, its area instead when it is finer than that."""
        if not self.rules.coarsens(place):
            # What else a name may mean has coordinates and no precision.
            return replace(place, alternatives=()) if self.rules.countries else place
        # Why it was left open would name it ("a spelling of X").
        bare = Place("", place.span, country=place.country, note=_NOTE, rule=place.rule, score=place.score)
        area = self._area(place.lat, place.lon, place.country)
        if area is None:
            return bare
        return replace(
            bare, name=area.name, canonical=area.name, lat=area.lat, lon=area.lon, country=area.country,
            kind="region", precision=_precision(area), radius_km=area.radius_km,
        )  # fmt: skip

    def _area(self, lat: float | None, lon: float | None, country: str) -> Area | None:
        return None if lat is None or lon is None else self.rules.area(lat, lon, country)


_NOTE = "made coarser on export"


def _precision(area: Area) -> Any:  # noqa: ANN401  a literal of PlacePrecision
    return area.precision


def _site(url: str | None) -> str | None:
    """Return the site of an address: the rest of it often spells out the headline."""
    site = re.match(r"https?://[^/?#]+", url or "")
    return f"{site.group()}/" if site else None


def _walked(value: Any, redactor: Redactor) -> Any:  # noqa: ANN401  any value of a record's field
    if isinstance(value, str):
        return redactor.text(value)
    if isinstance(value, EventPlace):
        value = redactor.event_place(value)
    elif isinstance(value, Place):
        value = redactor.place(value)
    if isinstance(value, tuple):
        return tuple(_walked(part, redactor) for part in value)
    if isinstance(value, dict):
        return {_walked(key, redactor): _walked(part, redactor) for key, part in value.items()}
    if isinstance(value, Struct):
        changes = {name: _walked(getattr(value, name), redactor) for name in value.__struct_fields__}
        return replace(value, **changes)
    return value
