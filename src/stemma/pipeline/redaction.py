"""The rules of a redacted export: who is private in a casebook, and which places are too fine."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from stemma.casebook import Casebook
from stemma.errors import UsageError
from stemma.export.phrases import words
from stemma.export.private import Evidence, Named, People, names_in
from stemma.export.redacted import RedactedBook
from stemma.export.redaction import Area, Redactor, Rules, anonymous_ids, told_beside
from stemma.export.streams import claims, event_mentions
from stemma.pipeline.regions import first_levels
from stemma.records import Event, ParsedReport, Place, Report, Span

ANYWHERE = "a place"  # for a fine place whose area is not known, or a name of several places
_WORD = re.compile(r"\b[^\W\d_]+\b")
_COUNTRY = re.compile(r"[A-Z]{2}")
_GROUPS = frozenset({"armed_group", "military", "international", "organisation", "government", "opposition"})
_FIRST_LEVEL = ("region", "oblast", "province", "governorate", "krai", "state", "republic")
_REGION_WORDS = frozenset({*_FIRST_LEVEL, "county", "territory", "district", "department", "prefecture"})

Parse = Callable[[Iterable[Report]], Iterable[ParsedReport]]


def redacted(book: Casebook, coarsen: Sequence[str] = (), *, hide_persons: bool = False) -> Casebook:
    """Return the casebook as a redacted export sees it; the casebook itself when nothing is asked for.

    Hiding persons parses the texts again: beside the names that are kept it hides whatever the parse takes
    for a person's.

    Args:
        book: the casebook.
        coarsen: ISO 3166-1 alpha-2 codes of countries whose fine places become first-level areas,
            or "all".
        hide_persons: whether private persons' names are replaced.

    Raises:
        UsageError: a code is not two letters or "all", or of no country ("UK" is GB).
    """
    countries = frozenset(_code(code) for part in coarsen for code in part.split(",") if code.strip())
    if not countries and not hide_persons:
        return book
    reports = book.reports()
    places = {report.id: book.places(report.id) for report in reports}
    rules = Rules(
        countries=countries,
        beside=told_beside(place for found in places.values() for place in found),
        area=_areas(countries) if countries else Rules().area,
        hide_persons=hide_persons,
        reports=anonymous_ids(report.id for report in reports),
    )
    outlets = {name for report in reports for name in (report.outlet, report.republished_from) if name}
    replaced: dict[str, str] = {}
    kept = set(outlets)
    if countries:
        replaced, regions = _place_names(rules, places.values(), book.events())
        kept |= regions
    lower = {word for report in reports for word in _WORD.findall(report.text) if word.islower()}
    ids: dict[str, str] = {}
    public: frozenset[tuple[str, ...]] = frozenset()
    if hide_persons:
        people = _people(book, reports, _other_names(outlets, places, lower))
        replaced, public = people.hidden() | replaced, people.public()
        ids = _made_from_names(book)
    loose = frozenset(name for name in replaced if not set(words(name)) <= lower)
    hidden = set(map(words, replaced))  # "Urum al Kubra" is "Urum al-Kubra"
    kept = {name for name in kept if words(name) not in hidden}
    rules = replace(rules, replaced=replaced, loose=loose, kept=frozenset(kept), ids=ids, public=public)
    return RedactedBook(book, rules)


def _other_names(
    outlets: Iterable[str], places: Mapping[str, Sequence[Place]], common: Iterable[str]
) -> dict[tuple[str, ...], set[str]]:
    """Return what is no person's name, with the reports that have it as a place ("" for always)."""
    others = {words(name): {""} for name in outlets}
    others |= {(word,): {""} for word in common}
    for report, found in places.items():
        for name in (name for place in found for name in _names(place)):
            others.setdefault(words(name), set()).add(report)
    return others


def _made_from_names(book: Casebook) -> dict[str, str]:
    """Return ids that someone who guesses a name could compute, with numbers instead."""
    origins = (origin.id for origin in book.origins())
    lost = (witness.id for claim in claims(book) for witness in claim.witnesses)
    # A decision's id is made from its words, such as the source that a claim was given.
    decided = {one.id: f"decision-{number}" for number, one in enumerate(book.decisions(), 1)}
    named = enumerate(dict.fromkeys([*origins, *lost]), 1)
    return {own: f"origin-{number}" for number, own in named} | decided


def _code(code: str) -> str:
    code = code.strip()
    if code.lower() == "all":
        return "all"
    if not _COUNTRY.fullmatch(code.upper()):
        raise UsageError(f"--coarsen takes two-letter country codes (UA, SY) or all, not {code!r}")
    return code.upper()


def _areas(countries: frozenset[str]) -> Callable[[float, float, str], Area | None]:
    levels = first_levels()
    if unknown := sorted(countries - levels.countries - {"all"}):
        raise UsageError(
            f"--coarsen: no country has the code {', '.join(unknown)}; codes are those of ISO 3166 (UA, GB)"
        )

    def area(lat: float, lon: float, country: str) -> Area | None:
        found = levels.at(lat, lon, country)
        if found is None:
            return None
        name, precision = found.name, "country"
        if found.admin1:
            name, precision = _region_name(name), "region"
        return Area(name, round(found.lat, 1), round(found.lon, 1), found.radius_km, found.country, precision)

    return area


def _region_name(name: str) -> str:
    return name if _REGION_WORDS & set(words(name)) else f"{name} region"


def _names(place: Place) -> Iterator[str]:
    yield place.name
    if place.canonical:
        yield place.canonical


def _place_names(
    rules: Rules, places: Iterable[Sequence[Place]], events: Iterable[Event]
) -> tuple[dict[str, str], set[str]]:
    """Return the names of fine places with what stands for them, and those of regions, which stay."""
    redactor = Redactor(rules)
    found: dict[str, set[str]] = {}
    coarse: dict[str, str] = {}
    wide: set[str] = set()  # of these, the names of first-level regions
    for place in (place for report in places for place in report):
        instead = redactor.place(place).name or ANYWHERE
        for name in _names(place):
            if not rules.coarsens(place):
                coarse[name] = _region_name(name) if place.precision == "region" else name
                wide |= {name} if place.precision == "region" else set()
            elif name != name.lower() or not name.isascii():
                found.setdefault(name, set()).add(instead)
    # A name that is also a region's ("Donetsk") is that region where both readings agree.
    for name, given in found.items():
        if name in coarse:
            given.add(coarse[name])
    areas = {area for given in found.values() for area in given}
    for event in events:
        if event.place is not None and rules.coarsens(event.place):
            instead = redactor.event_place(event.place).name or ANYWHERE
            for name in (event.place.name, *event.place.alternatives):
                found.setdefault(name, {instead})
            areas.add(instead)
    replaced = {name: next(iter(given)) if len(given) == 1 else ANYWHERE for name, given in found.items()}
    regions = frozenset(map(_region_name, wide))
    return _with_regions(replaced, regions), areas | set(_unshielding(coarse, wide, replaced))


def _with_regions(replaced: Mapping[str, str], regions: AbstractSet[str]) -> dict[str, str]:
    """Return what stands for names, and for them with the word for a region: "X province", "X state".

    A region of that name stays, whether it is told in the reports or stands for the town; "Marsh state
    television" is of a village.
    """
    known = {words(name)[:-1] for name in regions} | {words(area)[:-1] for area in replaced.values()}
    found = dict(replaced)
    for name, area in replaced.items():
        for word in _FIRST_LEVEL:
            found.setdefault(f"{name} {word}", f"{name} {word}" if words(name) in known else area)
    return found


def _unshielding(coarse: Iterable[str], regions: AbstractSet[str], fine: Iterable[str]) -> Iterator[str]:
    """Yield the names of wide places that hold no fine one's, but for regions told with that word.

    What the finder took for a longer name ("Marsh August", "Marsh refugee camp") would shield the village.
    """
    hidden = set(map(words, fine))
    for name in coarse:
        parts = words(name)
        ends = range(1, len(parts) + 1)
        inner = {parts[start:end] for end in ends for start in range(end)} - {parts}
        if not inner & hidden or (name in regions and _REGION_WORDS & set(parts)):
            yield name


def _people(book: Casebook, reports: Sequence[Report], others: dict[tuple[str, ...], set[str]]) -> People:
    """Return the persons of the casebook: sources, authors, and whoever the parse or the names find."""
    from stemma.language import Parser  # noqa: PLC0415  loads the language model

    others |= {
        words(name): {""}
        for mention in book.mentions()
        for layer in mention.chain
        if layer.role == "medium"
        for name in (layer.name, layer.entity)
    }
    others |= {words(name): {""} for name in _groups(book)}
    evidence = Evidence()
    found: dict[str, list[Named]] = {}
    for report, parsed in zip(reports, Parser().parse(reports), strict=True):
        kept = [name.span for name in book.names(report.id) if name.kind == "person"]
        found[report.id] = list(_persons(report, parsed, kept))
        other = (text for label, text in _entities(report, parsed) if label != "PERSON")
        evidence.add_text(report.text, (named.name for named in found[report.id]), other)
    people = People(others, evidence)
    for report in reports:
        for mention in book.mentions(report.id):
            for layer in mention.chain:
                people.meet_source(layer, report.id)
        for named in found[report.id]:
            people.meet(evidence.bare(named.name), report.id, public=named.public)
        for author in re.split(r",|;|\band\b|&", report.byline or ""):
            people.meet(re.sub(r"^\s*[Bb]y\s+", "", author), report.id, public=False)
    return people


def _groups(book: Casebook) -> Iterator[str]:
    """Yield the names of armed groups, forces and organisations that take part in events."""
    for mention in event_mentions(book):
        for actor in (mention.actor, mention.target):
            if actor is not None and actor.kind in _GROUPS:
                yield from (actor.name, actor.entity)


def _entities(report: Report, parsed: ParsedReport) -> Iterator[tuple[str, str]]:
    return ((label, report.text[start:end]) for label, start, end in _labelled(parsed))


def _labelled(parsed: ParsedReport) -> Iterator[tuple[str, int, int]]:
    """Yield each named entity's label and where it stands."""
    label, start, end = "", 0, 0
    for token in (token for sentence in parsed.sentences for token in sentence.tokens):
        if label and (token.entity_start or token.entity != label):
            yield label, start, end
            label = ""
        if token.entity:
            start, end = (start, token.end) if label else (token.start, token.end)
            label = token.entity
    if label:
        yield label, start, end


def _persons(report: Report, parsed: ParsedReport, kept: Iterable[Span]) -> Iterator[Named]:
    found = {(start, end) for label, start, end in _labelled(parsed) if label == "PERSON"}
    return names_in(report.text, found | {(span.start, span.end) for span in kept})
