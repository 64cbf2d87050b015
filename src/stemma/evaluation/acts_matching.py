"""Which row of a text tells which labelled act, and what of it is right."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from stemma.casebook import Analysis
from stemma.evaluation.acts_labels import Label, Spans
from stemma.globe import distance_km
from stemma.records import Actor, Event, EventMention, EventPlace, ParsedReport, Place, Report, Span, Time

MARKS = ("kind", "actor", "target", "place", "day")
# An event is all right where all but the last, its target, are.
EVENT_MARKS = ("kind", "actor", "place", "day", "target")
_NEAR_KM = 25.0
_WIDE = frozenset({"country", "region", "area"})
_WORD = re.compile(r"[^\W\d_]+")
# Words by which no party is told from another.
_COMMON = frozenset(
    {
        *("a", "an", "the", "of", "in", "and", "or", "its", "their", "his", "her", "other", "some", "many"),
        *("several", "who", "from", "by", "for", "to", "with", "force", "forces", "army", "armies", "troop"),
        *("troops", "fighter", "fighters", "militant", "militants", "group", "groups", "soldier", "soldiers"),
        *("unit", "units", "member", "members", "people", "men", "man", "air", "ground", "military", "armed"),
        "local",
    }
)
_DAY = len("2017-11-23")
_STEM = 4  # letters that a state's name and its people's have in common ("Syria", "Syrian")


class Match(Struct, frozen=True):
    """Rows of one text set against its labels.

    ``told`` counts acts told, once a sentence, ``rows`` the rows that are right or false; ``acts`` holds
    the rows found with their act, ``marks`` what is right of each, by `MARKS`.
    """

    told: int
    rows: int
    acts: tuple[tuple[EventMention, str], ...]
    marks: tuple[tuple[bool, ...], ...]


class Telling(Struct, frozen=True):
    """One act as one sentence tells it: its mentions there."""

    event: str
    sentence: int
    labels: tuple[Label, ...]


def matched(report: Report, parsed: ParsedReport, labels: Sequence[Label], read: Analysis) -> Match:
    """Set the rows of force of a text against its labels."""
    rows = [row for row in read.events if row.type and row.status == "occurred"]
    told = tellings(parsed, labels)
    found = pairs(report, told, rows, read.places)
    used = {id(row) for row, _ in found}
    spare = [row for row in rows if id(row) not in used and not _is_open(parsed, row, labels)]
    return Match(
        len(told),
        len(found) + len(spare),
        tuple((row, telling.event) for row, telling in found),
        tuple(marks(report, telling.labels, row, read.places) for row, telling in found),
    )


def tellings(parsed: ParsedReport, labels: Iterable[Label]) -> list[Telling]:
    """Return the acts told, once for each sentence that tells them."""
    found: dict[tuple[str, int], list[Label]] = {}
    for label in labels:
        if not label.open:
            found.setdefault((label.event, _sentence(parsed, label.trigger)), []).append(label)
    return [Telling(event, sentence, tuple(own)) for (event, sentence), own in found.items()]


def _sentence(parsed: ParsedReport, span: Span) -> int:
    return next((one.index for one in reversed(parsed.sentences) if one.start <= span.start), 0)


def pairs(
    report: Report, told: Sequence[Telling], rows: Sequence[EventMention], places: Sequence[Place]
) -> list[tuple[EventMention, Telling]]:
    """Return rows with the acts that they tell, each used once: by trigger, then by kind in one sentence."""
    options = []
    for row_at, row in enumerate(rows):
        for at, telling in enumerate(told):
            meets = any(_overlap(row.trigger.spans, (one.trigger,)) for one in telling.labels)
            kind = any(row.type in one.kinds for one in telling.labels)
            if row.sentence == telling.sentence and (meets or kind):
                right = sum(marks(report, telling.labels, row, places))
                options.append((-meets, -kind, -right, row_at, at))
    found, rows_used, told_used = [], set(), set()
    for *_, row_at, at in sorted(options):
        if row_at not in rows_used and at not in told_used:
            rows_used.add(row_at)
            told_used.add(at)
            found.append((rows[row_at], told[at]))
    return found


def _is_open(parsed: ParsedReport, row: EventMention, labels: Iterable[Label]) -> bool:
    """Whether a row stands in a sentence with an open mention, which it may tell."""
    return any(one.open and _sentence(parsed, one.trigger) == row.sentence for one in labels)


def marks(
    report: Report, labels: Sequence[Label], row: EventMention, places: Sequence[Place]
) -> tuple[bool, ...]:
    """Return what of a row is right by its label, as `MARKS`."""
    label = told_by(row, labels)
    return (
        row.type in label.kinds,
        is_party(report, label.actor, row.actor),
        is_target(report, label.target, row),
        is_place(report, label.place, row.place, places),
        is_day(label.day, *_ends(row.time)),
    )


def told_by(row: EventMention, labels: Sequence[Label]) -> Label:
    """Return the label whose trigger a row has, else the first."""
    return next((one for one in labels if _overlap(row.trigger.spans, (one.trigger,))), labels[0])


def _overlap(one: Iterable[Span], other: Sequence[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one for b in other)


def is_party(report: Report, words: Spans, actor: Actor | None) -> bool:
    """Say whether an actor is the one that a label's words name, or there is none in both."""
    if actor is None or not words:
        return actor is None and not words
    if _overlap((actor.span,), words):
        return True
    told = " ".join(report.text[span.start : span.end] for span in words)
    return _share_words(told, f"{actor.name} {actor.entity} {actor.side}")


def _share_words(one: str, other: str) -> bool:
    words = [set(_WORD.findall(text.lower())) for text in (one, other)]
    own = [found - _COMMON for found in words]
    first, second = own if all(own) else words
    return any(_alike(a, b) for a in first for b in second)


def _alike(one: str, other: str) -> bool:
    """Say whether two words are one but for their endings ("Syria", "Syrian"; "rebel", "rebels")."""
    size = max(_STEM, min(len(one), len(other)) - 2)
    return one == other or (one[:size] == other[:size] and min(len(one), len(other)) >= size)


def is_target(report: Report, words: Spans, row: EventMention) -> bool:
    """Say whether whom or what a row hit is what the label says: its target, else who or what was hit."""
    if row.target is not None or not words:
        return is_party(report, words, row.target)
    hit = [one.span for one in row.things if one.role not in ("used", "stopped", "acts")]
    hurt = [one.span for one in row.casualties]
    told = " ".join(report.text[span.start : span.end] for span in words)
    victims = " ".join(one.victims for one in row.casualties)
    return _overlap((*hit, *hurt), words) or bool(victims and _share_words(told, victims))


def is_place(report: Report, words: Spans, place: Place | None, places: Sequence[Place]) -> bool:
    """Say whether a place is the one that a label's words name: the same name, entry or spot."""
    if place is None or not words:
        return place is None and not words
    told = {_bare(report.text[span.start : span.end]) for span in words}
    if _overlap((place.span,), words):
        return True
    if told & {_bare(place.name), _bare(place.canonical or "")}:
        return True
    named = [one for one in places if _overlap((one.span,), words)]
    return any(_one_spot(one, place) for one in named)


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ").strip()


def _one_spot(one: Place, other: Place) -> bool:
    if one.geonames_id is not None and one.geonames_id == other.geonames_id:
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    wide = {one.precision, other.precision} & _WIDE
    return not wide and distance_km(one.lat, one.lon, other.lat, other.lon) <= _NEAR_KM


def _ends(time: Time | None) -> tuple[str | None, str | None]:
    return (None, None) if time is None else (time.start, time.end)


def is_day(day: str, start: str | None, end: str | None) -> bool:
    """Say whether a time is a label's day, or lies in its stretch of days; or both tell none."""
    if not start or not day:
        return not start and not day
    begins, ends = start[:_DAY], (end or start)[:_DAY]
    first, _, last = day.partition("..")
    if not last and len(first) == _DAY:
        return begins == ends == first
    low, high = (first + "-01-01")[:_DAY], ((last or first) + "-99-99")[:_DAY]
    return low <= begins and ends <= high


def event_marks(
    report: Report, labels: Sequence[Label], event: Event, places: Sequence[Place]
) -> tuple[bool, ...]:
    """Return what of an event is right by all the mentions of its act, as `EVENT_MARKS`."""
    actors = tuple(span for one in labels for span in one.actor)
    where = tuple(span for one in labels for span in one.place)
    days = {one.day for one in labels if one.day} or {""}
    return (
        any(event.type in one.kinds for one in labels),
        _is_actor(report, actors, event),
        is_place(report, where, _as_place(event.place), places),
        any(is_day(day, event.start, event.end) for day in days),
        _is_target_of(report, tuple(span for one in labels for span in one.target), event),
    )


def _is_actor(report: Report, words: Spans, event: Event) -> bool:
    """Say whether an event's actor is one that labels name, by the words of the mentions that tell it.

    The event has the party's name, a mention the report's own words ("PKK").
    """
    if not event.actor or not words:
        return not event.actor and not words
    named = [one.actor for one in event.mentions if one.actor and one.actor.known_as == event.actor]
    return any(is_party(report, words, actor) for actor in named)


def _is_target_of(report: Report, words: Spans, event: Event) -> bool:
    """Say whether an event's target, else who or what its mentions say was hit, is what labels name."""
    rows = event.mentions
    if event.target:
        rows = tuple(
            one for one in rows if one.target and event.target in (one.target.known_as, one.target.name)
        )
    if not words:
        return not event.target
    return any(is_target(report, words, one) for one in rows)


def _as_place(place: EventPlace | None) -> Place | None:
    if place is None:
        return None
    nowhere = Span(-1, -1)
    return Place(
        place.name, nowhere, None, place.lat, place.lon, place.geonames_id, precision=place.precision
    )
