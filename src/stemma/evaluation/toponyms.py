"""Toponym recognition and resolution on LGL and TR-News, read in place.

A system's place matches a gold toponym when their spans overlap, one to one in reading order.
``toponym_f1`` counts matches; ``accuracy_161`` is the share of all gold toponyms with coordinates
whose match is within 161 km (Lieberman, Samet and Sankaranarayanan 2010; a shared GeoNames id
counts as 0 km, and what was not found or not resolved as wrong); ``end_to_end_f1`` is F1 with a
match counted only when it is within 161 km too, over gold toponyms with coordinates. Both sets label
associative toponyms too ("Russian troops", "University of X"), so these are asked for. Reports have
the addresses of their articles, as they have in use.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from stemma.evaluation.base import Evaluation, Figure, bootstrap, need
from stemma.evaluation.parsing import line_blocks
from stemma.globe import distance_km
from stemma.language import Parser
from stemma.places import Gazetteer, find_places
from stemma.records import Place, Report

NEAR_KM = 161.0
PEERS = {
    "trnews": {
        "spaCy md + GeoNames 500": {"toponym_f1": 0.835, "accuracy_161": 0.823, "end_to_end_f1": 0.736}
    },
    "lgl": {"spaCy md + GeoNames 500": {"toponym_f1": 0.759, "accuracy_161": 0.662, "end_to_end_f1": 0.547}},
}


class Gold(Struct, frozen=True):
    """A hand-labelled toponym; the position is None where the annotators gave none."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    geonames_id: str | None


class Article(Struct, frozen=True):
    """A text with its gold toponyms."""

    report: Report
    gold: tuple[Gold, ...]


class Counts(Struct, frozen=True):
    """One article's counts: matched, near, predicted, gold; located predictions and gold."""

    matched: int
    near: int
    predicted: int
    gold: int
    located: int


def articles(path: Path) -> Iterator[Article]:
    """Yield the articles of a file in LGL's format; offsets that miss their phrase are mended by search."""
    root = ET.parse(need(path)).getroot()  # noqa: S314 - a local benchmark file
    for number, element in enumerate(root.iter("article")):
        text = element.findtext("text") or ""
        published = (element.findtext("dltime") or "").strip()[:10] or None
        report = Report(
            id=f"{path.stem}-{element.get('docid', number)}", sha256="", text=text,
            blocks=line_blocks(text),
            title=(element.findtext("title") or "").strip(), published=published, language="en",
            url=(element.findtext("url") or "").strip() or None,
        )  # fmt: skip
        yield Article(report, tuple(_gold(element, text)))


def _gold(element: ET.Element, text: str) -> Iterator[Gold]:
    for toponym in element.iter("toponym"):
        phrase = toponym.findtext("phrase") or ""
        start = int(toponym.findtext("start") or 0)
        if text[start : start + len(phrase)] != phrase:
            places = [m.start() for m in re.finditer(re.escape(phrase), text)]
            if not phrase or not places:
                continue
            start = min(places, key=lambda place: abs(place - start))
        tag = toponym.find("gaztag")
        lat = _number(tag.findtext("lat") if tag is not None else toponym.findtext("lat"))
        lon = _number(tag.findtext("lon") if tag is not None else toponym.findtext("lon"))
        yield Gold(start, start + len(phrase), lat, lon, tag.get("geonameid") if tag is not None else None)


def _number(text: str | None) -> float | None:
    return float(text) if text else None


def is_near(place: Place, gold: Gold) -> bool:
    """Tell whether a place is the gold one, or within 161 km of it."""
    if place.geonames_id is not None and place.geonames_id == gold.geonames_id:
        return True
    if place.lat is None or place.lon is None or gold.lat is None or gold.lon is None:
        return False
    return distance_km(place.lat, place.lon, gold.lat, gold.lon) <= NEAR_KM


def pairs(places: Sequence[Place], gold: Sequence[Gold]) -> list[tuple[Place, Gold]]:
    """Return places and gold toponyms whose spans overlap, each used once."""
    matched = []
    left = sorted(gold, key=lambda g: g.start)
    for place in sorted(places, key=lambda p: p.span.start):
        for candidate in left:
            if candidate.start < place.span.end and place.span.start < candidate.end:
                matched.append((place, candidate))
                left.remove(candidate)
                break
    return matched


def count(places: Sequence[Place], gold: Sequence[Gold]) -> Counts:
    """Return one article's counts."""
    matched = pairs(places, gold)
    near = sum(is_near(place, candidate) for place, candidate in matched)
    return Counts(len(matched), near, len(places), len(gold), sum(g.lat is not None for g in gold))


def _f1(counts: Sequence[Counts], right: Callable[[Counts], int], gold: Callable[[Counts], int]) -> float:
    total = sum(c.predicted for c in counts) + sum(map(gold, counts))
    return 2 * sum(map(right, counts)) / total if total else 0.0


def evaluate_file(name: str, path: Path, gazetteer: Gazetteer | None = None) -> Evaluation:
    """Run places on a file in LGL's format and return the figures."""
    found = list(articles(path))
    gazetteer = gazetteer or Gazetteer.open()
    parser = Parser()
    counts = []
    for article, parsed in zip(found, parser.parse(a.report for a in found), strict=True):
        counts.append(count(find_places(article.report, parsed, gazetteer, associative=True), article.gold))
    return Evaluation(name, str(path), figures_of(counts), PEERS[name])


def figures_of(counts: Sequence[Counts]) -> dict[str, Figure]:
    """Return the metrics with their intervals over articles."""
    return {
        "toponym_f1": bootstrap(counts, lambda c: _f1(c, lambda x: x.matched, lambda x: x.gold)),
        "accuracy_161": bootstrap(counts, _accuracy),
        "end_to_end_f1": bootstrap(counts, lambda c: _f1(c, lambda x: x.near, lambda x: x.located)),
    }


def _accuracy(counts: Sequence[Counts]) -> float:
    located = sum(c.located for c in counts)
    return sum(c.near for c in counts) / located if located else 0.0
