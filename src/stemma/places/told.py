"""Places that no gazetteer knows, put where the report says that they lie, as coarsely as it says it."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from msgspec.structs import replace

from stemma.globe import distance_km
from stemma.places.holders import Link
from stemma.places.keys import spelt_once
from stemma.places.mention import Mention
from stemma.records import Place, PlacePrecision

# What can hold a village: a country says too little.
_HOLDING = frozenset({"settlement", "district", "region", "area"})
# How many unknown places one in the other are followed.
_CHAIN = 2
_AREAS = frozenset({"district", "region"})
# Kinds of names that lie in the one region of their sentence or report; kinds of towns that hold quarters.
_FACILITIES = frozenset({"airport", "base", "camp", "crossing", "plant"})
_HELD = frozenset({"settlement", "district", "quarter"}) | _FACILITIES
_TOWNS, _OFTEN = frozenset({"settlement", "capital"}), 2
# A town of this radius is a city, which has quarters of its own.
_CITY_KM = 4.0
_POSTED = frozenset({"positioned", "located", "stationed", "entrenched", "based", "holed"})
# How far a district or region may reach around a town in it.
_REACH: dict[str, tuple[PlacePrecision, float]] = {
    "district": ("district", 50.0),
    "region": ("region", 150.0),
}
# How sure a place is whose region stands beside it, in its sentence, or alone in its report.
_TOLD, _SAME_SENTENCE, _SAME_REPORT = 0.5, 0.4, 0.3


def placed_by_words(
    text: str, mentions: Sequence[Mention], links: Sequence[Link | None], places: Sequence[Place]
) -> list[Place]:
    """Return the places, those without a position put in what holds them or beside what they lie near.

    "The village of X in Y province" is put in the middle of the province, with its radius and precision;
    "X, 10 km west of Y" where that leads to. Failing that, a village or district is put in the one region
    that its sentence names, or that its report names; a part of a town in the one town of its sentence.
    All mentions of one name lie at one place. ``reason`` still says why the gazetteer did not do.
    """
    report = _Report(mentions, links, places)
    open_ones = [index for index, place in enumerate(places) if place.lat is None]
    told = _told_by_words(text, report, open_ones)
    for index in open_ones:
        if found := _around(report, index):
            told.setdefault(spelt_once(mentions[index].name), found)
    for index in open_ones:
        if mentions[index].feature and spelt_once(mentions[index].name) not in told:
            found = _in_the_one_area(report, index)
            if found:
                told.setdefault(spelt_once(mentions[index].name), found)
    placed = list(places)
    for index in open_ones:
        if found := told.get(spelt_once(mentions[index].name)):
            own = places[index]
            placed[index] = replace(
                found, name=own.name, span=own.span, kind=own.kind or found.kind,
                alternatives=own.alternatives, reason=own.reason,
            )  # fmt: skip
    return placed


def _told_by_words(text: str, report: "_Report", open_ones: Sequence[int]) -> dict[str, Place]:
    """Return the places that words beside their names put somewhere, a hamlet in an unknown village too."""
    told: dict[str, Place] = {}
    known = list(report.places)
    for _ in range(_CHAIN):
        for index in open_ones:
            name = spelt_once(report.mentions[index].name)
            found = _as_said(text, report.links[index], known, index)
            if found and (name not in told or _finer(found, told[name])):
                told[name] = found
        for index in open_ones:
            if found := told.get(spelt_once(report.mentions[index].name)):
                known[index] = replace(found, name=known[index].name, span=known[index].span)
    return told


def _finer(place: Place, other: Place) -> bool:
    """Tell whether a place is known more closely than another."""
    return (place.radius_km or 0.0) < (other.radius_km or 0.0)


def _as_said(text: str, where: Link | None, places: Sequence[Place], index: int) -> Place | None:
    """Return a place as the words between it and another name put it, None when they do not."""
    if where is None or not where.sure:
        return None
    other = places[where.other]
    if other.lat is None:
        return None
    if not where.beside:
        return _inside(places[index], other, _TOLD, "said") if other.precision in _HOLDING else None
    words = " ".join(text[places[index].span.end : other.span.start].split())
    if not other.relation or other.relation not in words or other.precision == "region":
        return None
    return replace(
        places[index], lat=other.lat, lon=other.lon, country=other.country, precision="area",
        radius_km=other.radius_km, relation=f"{other.relation} {other.name}", rule="text:beside", score=_TOLD,
    )  # fmt: skip


class _Report:
    """What the names of one report say of each other, worked out when it is first asked for."""

    def __init__(
        self, mentions: Sequence[Mention], links: Sequence[Link | None], places: Sequence[Place]
    ) -> None:
        self.mentions = mentions
        self.links = links
        self.places = places

    @cached_property
    def beside(self) -> dict[int, list[int]]:
        """The names of each sentence, by its id."""
        beside: dict[int, list[int]] = {}
        for index, mention in enumerate(self.mentions):
            beside.setdefault(id(mention.sentence), []).append(index)
        return beside

    @cached_property
    def holders(self) -> set[int]:
        """The names in or near which another one surely lies."""
        return {link.other for link in self.links if link is not None and link.sure}

    @cached_property
    def held(self) -> dict[int, Place]:
        """The first town that surely lies in each name."""
        held: dict[int, Place] = {}
        for town, link in zip(self.places, self.links, strict=True):
            inside = link is not None and link.sure and not link.beside
            if link is not None and inside and town.lat is not None and town.precision == "settlement":
                held.setdefault(link.other, town)
        return held

    @cached_property
    def towns(self) -> list[int]:
        """The towns that the report tells of, as far as the gazetteer knows them."""
        return [
            index for index, (p, m) in enumerate(zip(self.places, self.mentions, strict=True))
            if p.lat is not None and p.kind in _TOWNS and p.rule[:5] != "text:" and not _is_post(m)
        ]  # fmt: skip

    @cached_property
    def areas(self) -> list[Place]:
        """The districts and regions that the report names."""
        return _areas(self.places)

    @cached_property
    def widest(self) -> Place | None:
        """The one of them that holds all others."""
        return _widest(self.areas)


def _areas(among: Sequence[Place]) -> list[Place]:
    return [p for p in among if p.precision in _AREAS and p.lat is not None and p.rule[:5] != "text:"]


def _around(report: _Report, index: int) -> Place | None:
    """Return an unknown district or region around the town that the report says lies in it."""
    reach, town = _REACH.get(report.mentions[index].feature), report.held.get(index)
    if reach is None or town is None:
        return None
    return replace(
        report.places[index], lat=town.lat, lon=town.lon, country=town.country, precision=reach[0],
        radius_km=reach[1], relation=f"around {town.name}", rule="text:around", score=_TOLD,
    )  # fmt: skip


def _in_the_one_area(report: _Report, index: int) -> Place | None:
    """Return a place in the one region or district that its sentence or its report names.

    A part of a town is in the one town of its sentence; a district in which a village is said to lie is none.
    """
    mention, place = report.mentions[index], report.places[index]
    if mention.feature not in _HELD:
        return None
    around = [(report.places[at], report.mentions[at]) for at in report.beside[id(mention.sentence)]]
    if mention.feature in {"district", "quarter"} and index not in report.holders:
        towns = [
            p for p, m in around if p.precision == "settlement" and p.lat is not None and not _is_post(m)
        ]  # fmt: skip
        if len({p.geonames_id for p in towns}) == 1:
            return _inside(place, towns[0], _SAME_SENTENCE, "sentence")
    if mention.feature == "quarter" and (town := _town_in_hand(report, index)):
        return _inside(place, town, _SAME_REPORT, "report")
    # No district lies in another ("the districts of X and Y"); an airport or a base may lie anywhere in what
    # the rest of the report is about.
    if areas := [p for p in _areas([p for p, _ in around]) if p.precision != mention.feature]:
        holder = _widest(areas)
        return _inside(place, holder, _SAME_SENTENCE, "sentence") if holder else None
    widest = report.widest if mention.feature not in _FACILITIES and report.areas else None
    if widest is None or widest.precision == mention.feature == "district":
        return None
    return _inside(place, widest, _SAME_REPORT, "report")


def _is_post(mention: Mention) -> bool:
    """Tell whether a name is where those stand who act from there ("fighters positioned in X")."""
    before = [t.text.lower() for t in mention.sentence.tokens[max(0, mention.first - 2) : mention.first]]
    return before[-1:] == ["from"] or (len(before) > 1 and before[0] in _POSTED)


def _town_in_hand(report: _Report, index: int) -> Place | None:
    """Return the town that a report is telling of: a city named last before, or a town named twice there."""
    end = bisect_left(report.towns, index)
    towns = [report.places[at] for at in report.towns[max(0, end - _OFTEN) : end]]
    last = [p for p in towns if not p.relation]
    if not last:
        return None
    city = (last[-1].radius_km or 0.0) >= _CITY_KM
    same = len(last) == _OFTEN and len({p.geonames_id for p in last}) == 1
    return last[-1] if same or (city and last[-1] is towns[-1]) else None


def _widest(areas: Sequence[Place]) -> Place | None:
    """Return the one area that is named, or that holds all others that are; None where they lie apart."""
    widest = max(areas, key=lambda p: p.radius_km or 0.0)
    for area in areas:
        if area.geonames_id == widest.geonames_id:
            continue
        if area.lat is None or area.lon is None or widest.lat is None or widest.lon is None:
            return None
        far = distance_km(area.lat, area.lon, widest.lat, widest.lon) > (widest.radius_km or 0.0)
        if far or area.precision == widest.precision or area.country != widest.country:
            return None
    return widest


def _inside(place: Place, holder: Place, score: float, how: str) -> Place:
    probably = "" if how == "said" else "probably "
    return replace(
        place, lat=holder.lat, lon=holder.lon, country=holder.country, precision=holder.precision,
        radius_km=holder.radius_km, relation=f"{probably}in {holder.name}", rule=f"text:{how}", score=score,
    )  # fmt: skip
