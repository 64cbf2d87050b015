"""RE3D: who, where, with what, how many and when, in reports of the war in Syria and Iraq.

45 documents of US Central Command and the State Department with entities marked for analysts (Dstl, Aleph
Insights and Committed Software, 2017). What a casebook holds of a report is set against them:

========  =========================================  ================================================
metric    RE3D                                       ours
========  =========================================  ================================================
actor     Person, Organisation                       names, sources of claims, sides of events
place     Location                                   places
weapon    Weapon, MilitaryPlatform                   weapons of events, and arms, vehicles and ships in them
quantity  Quantity                                   casualties, and things that are counted in events
time      Temporal                                   times
========  =========================================  ================================================

Nationalities, vehicles, money, documents and identifiers have no counterpart. Entities of RE3D nest
("Palmyra" in "Palmyra, Syria"), and its automatic step left some that begin or end inside a word, which are
left out. So a span of ours is right where a marked one of its kind overlaps it, and a marked one is found
where one of ours does; the ``_exact_f1`` figures ask for the same edges, articles and possessives aside.
All F1 are over spans, intervals over documents. RE3D marks whoever and whatever is told of; a casebook holds
who is named, says or does something, and what was used and counted in events: recall is low by what the two
are. ``actor_held`` is ``actor`` without names: sources, and actors and targets of events.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from stemma.evaluation.base import Evaluation, bootstrap, need
from stemma.evaluation.parsing import line_blocks, read_whole
from stemma.language import Parser
from stemma.places import Gazetteer
from stemma.records import ClaimMention, EventMention, ParsedReport, Report, Span, Thing

KINDS = {
    "Person": "actor",
    "Organisation": "actor",
    "Location": "place",
    "Weapon": "weapon",
    "MilitaryPlatform": "weapon",
    "Quantity": "quantity",
    "Temporal": "time",
}
# Kinds of things that are weapons, or platforms of weapons.
ARMED = frozenset({"airborne", "ammunition", "aircraft", "arms", "vehicle", "ship"})
_ARTICLE = re.compile(r"(?:a|an|the|its|his|her|their|our|this|these|those|that)\s+", re.IGNORECASE)
_EDGES = " \t\n.,;:\"'()“”‘’"  # noqa: RUF001  typographic quotation marks

Spans = Mapping[str, frozenset[Span]]


class Marked(Struct, frozen=True):
    """A document: the report made of it, and its entities by our kinds."""

    report: Report
    gold: Spans


class Counts(Struct, frozen=True):
    """Spans of one kind in one document: ours, those that are right; marked, those that are found."""

    ours: int
    right: int
    gold: int
    found: int


def evaluate(data: Path) -> Evaluation:
    """Score all documents below ``re3d``, in whichever of its parts they are.

    Args:
        data: the folder that holds ``re3d`` (or the set's own folder, or one of its parts).

    Raises:
        DataMissing: there are no documents.
    """
    folder = data / "re3d" if (data / "re3d").is_dir() else data
    documents = read_documents(folder)
    figures = {}
    scored = [(document, found) for document, found in zip(documents, held(documents), strict=True)]
    for kind in (*dict.fromkeys(KINDS.values()), "actor_held"):
        for name, exact in (("f1", False), ("exact_f1", True)):
            counts = [compare(document, found, kind, exact=exact) for document, found in scored]
            figures[f"{kind}_{name}"] = bootstrap(counts, f1)
            if not exact:
                figures[f"{kind}_precision"] = bootstrap(counts, _share(lambda one: (one.right, one.ours)))
                figures[f"{kind}_recall"] = bootstrap(counts, _share(lambda one: (one.found, one.gold)))
    return Evaluation("re3d", str(folder), figures)


def read_documents(folder: Path) -> list[Marked]:
    """Return the documents below a folder, in the order of their ids.

    Raises:
        DataMissing: there is no ``documents.json`` with an ``entities.json`` beside it.
    """
    paths = sorted(folder.rglob("documents.json")) or [need(folder / "documents.json")]
    found: dict[str, Marked] = {}
    for path in paths:
        rows = {row["_id"]: row for row in _rows(path)}
        marked: dict[str, list[dict[str, str]]] = {key: [] for key in rows}
        for entity in _rows(need(path.parent / "entities.json")):
            marked.get(entity["documentId"], []).append(entity)
        for key, row in rows.items():
            found[key] = Marked(_report(key, row["text"]), _gold(row["text"], marked[key]))
    return [found[key] for key in sorted(found)]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    return map(json.loads, filter(None, path.read_text(encoding="utf-8-sig").splitlines()))


def _report(name: str, raw: str) -> Report:
    text = raw.replace("\N{NO-BREAK SPACE}", " ")  # as reading does
    return Report(name, name, text, line_blocks(text), language="en")


def _gold(text: str, entities: Sequence[Mapping[str, str]]) -> Spans:
    found: dict[str, set[Span]] = {kind: set() for kind in KINDS.values()}
    for entity in entities:
        start, end = int(entity["begin"]), int(entity["end"])
        if entity["type"] in KINDS and _whole_words(text, start, end):
            found[KINDS[entity["type"]]].add(Span(start, end))
    return {kind: frozenset(spans) for kind, spans in found.items()}


def _whole_words(text: str, start: int, end: int) -> bool:
    if not 0 <= start < end <= len(text):
        return False
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return not cut_before and not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


def held(documents: Sequence[Marked]) -> Iterator[Spans]:
    """Yield what a casebook holds of each document, by kind."""
    gazetteer = Gazetteer.open()
    reports = [document.report for document in documents]
    for report, parsed in zip(reports, Parser().parse(reports), strict=True):
        yield _held(report, parsed, gazetteer)


def _held(report: Report, parsed: ParsedReport, gazetteer: Gazetteer) -> Spans:
    whole = read_whole(report, parsed, gazetteer)
    events = whole.events
    people = (count.span for event in events for count in event.casualties)
    things = [thing for event in events for thing in event.things]
    counted = (thing.span for thing in things if _counted(thing))
    armed = (thing.span for thing in things if thing.kind in ARMED)
    sides = frozenset((*_sources(whole.mentions), *_sides(events)))
    return {
        "actor": frozenset((*sides, *(name.span for name in whole.names))),
        "actor_held": sides,
        "place": frozenset(place.span for place in whole.places),
        "weapon": frozenset((*_weapons(report, parsed, events), *armed)),
        "quantity": frozenset((*people, *counted)),
        "time": frozenset(time.span for time in whole.times),
    }


def _counted(thing: Thing) -> bool:
    """Say whether the words give a number of things: "two tanks", no "a tank"."""
    least = thing.best if thing.low is None else thing.low
    return least is not None and (least > 1 or thing.text.lower().startswith("one "))


def _sources(claims: Sequence[ClaimMention]) -> Iterator[Span]:
    for claim in claims:
        yield from (layer.span for layer in claim.chain if layer.span is not None)


def _sides(events: Sequence[EventMention]) -> Iterator[Span]:
    for event in events:
        yield from (side.span for side in (event.actor, event.target) if side is not None)


def _weapons(report: Report, parsed: ParsedReport, events: Sequence[EventMention]) -> Iterator[Span]:
    """Find the weapon of each event again, in its sentence: the record keeps its words only."""
    for event in events:
        sentence = parsed.sentences[event.sentence]
        words = [re.escape(word) for word in event.weapon.split()]
        if words:
            pattern = re.compile(r"\W+".join(words), re.IGNORECASE)
            yield from (
                Span(*match.span()) for match in pattern.finditer(report.text, sentence.start, sentence.end)
            )


def compare(document: Marked, found: Spans, kind: str, *, exact: bool) -> Counts:
    """Count what is right and what is found of one kind in one document."""
    text = document.report.text
    same = _same_edges(text) if exact else _overlap
    wanted = document.gold[kind.removesuffix("_held")]
    ours, gold = sorted(found[kind], key=_place), sorted(wanted, key=_place)
    return Counts(
        len(ours),
        sum(any(same(one, other) for other in gold) for one in ours),
        len(gold),
        sum(any(same(one, other) for other in ours) for one in gold),
    )


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _same_edges(text: str) -> Callable[[Span, Span], bool]:
    return lambda one, other: _bare(text, one) == _bare(text, other)


def _bare(text: str, span: Span) -> tuple[int, int]:
    """Return a span's edges without articles, possessives, quotation marks and stops."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if match := _ARTICLE.match(text, start, end):
        start = match.end()
    if text[start:end].endswith(("'s", "’s")):  # noqa: RUF001  a typographic apostrophe
        end -= 2
    return start, end


def f1(counts: Sequence[Counts]) -> float:
    """Return the harmonic mean of the share of ours that is right and of the marked that is found."""
    precision = _share(lambda one: (one.right, one.ours))(counts)
    recall = _share(lambda one: (one.found, one.gold))(counts)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _share(of: Callable[[Counts], tuple[int, int]]) -> Callable[[Sequence[Counts]], float]:
    def share(counts: Sequence[Counts]) -> float:
        part, whole = (sum(column) for column in zip(*map(of, counts), strict=True)) if counts else (0, 0)
        return part / whole if whole else 0.0

    return share
