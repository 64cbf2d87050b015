"""Places that no gazetteer knows, put where the report says that they lie, as coarsely as it says it."""

from collections.abc import Sequence
from dataclasses import replace

from stemma.places.holders import Link
from stemma.places.keys import spelt_once
from stemma.places.mention import Mention
from stemma.records import Place

# What can hold a village: a country says too little.
_HOLDING = frozenset({"settlement", "district", "region", "area"})
_AREAS = frozenset({"district", "region"})
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
    told: dict[str, Place] = {}
    open_ones = [index for index, place in enumerate(places) if place.lat is None]
    for index in open_ones:
        if found := _as_said(text, links[index], places, index):
            told.setdefault(spelt_once(mentions[index].name), found)
    for index in open_ones:
        if mentions[index].feature and spelt_once(mentions[index].name) not in told:
            found = _in_the_one_area(mentions, places, index)
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


def _in_the_one_area(mentions: Sequence[Mention], places: Sequence[Place], index: int) -> Place | None:
    """Return a place in the one region or district that its sentence or its report names."""
    mention = mentions[index]
    if mention.feature not in {"settlement", "district", "quarter"}:
        return None
    around = [p for p, m in zip(places, mentions, strict=True) if m.sentence is mention.sentence]
    if mention.feature in {"district", "quarter"}:
        towns = [p for p in around if p.precision == "settlement" and p.lat is not None]
        if len({p.geonames_id for p in towns}) == 1:
            return _inside(places[index], towns[0], _SAME_SENTENCE, "sentence")
    for among, score, how in ((around, _SAME_SENTENCE, "sentence"), (places, _SAME_REPORT, "report")):
        areas = [p for p in among if p.precision in _AREAS and p.lat is not None]
        if len({p.geonames_id for p in areas}) == 1:
            return _inside(places[index], areas[0], score, how)
        if areas:
            return None
    return None


def _inside(place: Place, holder: Place, score: float, how: str) -> Place:
    probably = "" if how == "said" else "probably "
    return replace(
        place, lat=holder.lat, lon=holder.lon, country=holder.country, precision=holder.precision,
        radius_km=holder.radius_km, relation=f"{probably}in {holder.name}", rule=f"text:{how}", score=score,
    )  # fmt: skip
