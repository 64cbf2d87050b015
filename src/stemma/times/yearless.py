"""Dates that lack their year: months, days, seasons, quarters and holidays, by tense and context."""

from collections.abc import Callable
from datetime import date

from stemma.times.extents import season_value
from stemma.times.grammar import words
from stemma.times.numerals import bc_year, day_of, month_of
from stemma.times.reading import NO_ANCHOR, Context, Groups, Handler, Reading, unanchored

# Months that the story jumps back by at least, when the year has turned instead (December, January).
_TURN_MONTHS = 8
# How many days ahead a bare date may lie with a verb in the past, and with one in the present.
_SOON_DAYS = (75, 120)
# With a verb in the future, a bare date so many days past is next year's: one of the last three months
# would be called "next".
_JUST_PAST = 90


def month_day(month: int, day: int, year: int | None, c: Context) -> Reading:
    """Return the reading of a month and a day, whose year the context gives when it is None."""
    if year is not None:
        return Reading("DATE", date(year, month, day).isoformat())
    return _near(c, f"XXXX-{month:02}-{day:02}", lambda y: date(y, month, day).isoformat(), (month, day))


def _near(c: Context, bare: str, value: Callable[[int], str], when: tuple[int, int]) -> Reading:
    """Give a date without a year the year that the context asks for."""
    month, day = when
    if c.year_ahead is not None:
        return Reading("DATE", value(c.year_ahead))
    if c.narrative and c.reference:
        year = c.reference.year
        if c.reference_is_fine and abs(c.reference.month - month) >= _TURN_MONTHS:
            year += 1 if c.reference.month > month else -1
        return Reading("DATE", value(year), "year of the dates around it", anchored=True, score=0.7)
    if not c.anchor:
        reason = "no publication date; its year is not stated" if c.reference else NO_ANCHOR
        return Reading("DATE", bare, reason, score=0.3 if c.reference else 0.5)
    ahead = (month - c.anchor.month) * 30 + (day - c.anchor.day if day else 0)
    year, tense = c.anchor.year, c.tense()
    if ahead > 0:
        # A date that is only just ahead is not the one of a year ago, unless the verb says so.
        if tense != "future" and ahead > _SOON_DAYS[tense == "present"]:
            year -= 1
    elif ahead + 365 <= _SOON_DAYS[tense in {"present", "future"}] or (
        tense == "future" and ahead < -_JUST_PAST
    ):
        year += 1
    return Reading("DATE", value(year), anchored=True, score=0.9)


def _md(g: Groups, c: Context) -> Reading:
    found = month_day(month_of(g["m"] or ""), day_of(g["d"] or ""), None, c)
    return with_part(found, g.get("part"))


def with_part(found: Reading, part: str | None) -> Reading:
    """Return the reading of a part of a day, of the whole day without one."""
    if not part:
        return found
    value = found.value + words().parts[part.strip().lower()] if found.value else ""
    return Reading("TIME", value, found.reason, found.anchored, found.score)


def _bare_month(g: Groups, c: Context) -> Reading:
    month = month_of(g["m"] or "")
    return _near(c, f"XXXX-{month:02}", lambda y: f"{y:04}-{month:02}", (month, 0))


def _holiday(g: Groups, c: Context) -> Reading:
    month, day = words().holidays[" ".join((g["h"] or "").lower().replace("\u2019", "'").split())]
    if g["y"]:
        return Reading("DATE", date(int(g["y"]), month, day).isoformat())
    return _near(c, f"XXXX-{month:02}-{day:02}", lambda y: date(y, month, day).isoformat(), (month, day))


def shift_of(word: str | None) -> int:
    """Return -1 for "last" and its like, 1 for "next" and its like, 0 for the others."""
    low = (word or "this").lower().removeprefix("the ").strip()
    if low in {"last", "past", "previous", "preceding"}:
        return -1
    if low in {"next", "coming", "following", "ensuing", "upcoming"}:
        return 1
    return 0


def base_of(word: str | None, c: Context) -> date | None:
    """Return what a relative word counts from: the reference for "that", "the following", else the anchor."""
    low = (word or "").lower()
    if any(w in low for w in ("that", "same", "following", "previous", "preceding", "ensuing")):
        return c.reference or c.anchor
    return (c.reference or c.anchor) if c.narrative and low not in {"this", "last"} else c.anchor


def _month_rel(g: Groups, c: Context) -> Reading:
    month = month_of(g["m"] or g["m2"] or "")
    base = base_of(g["rel"] or g["ry"], c)
    if base is None:
        return unanchored("DATE", f"XXXX-{month:02}")
    if g["m2"]:
        return Reading("DATE", f"{base.year + shift_of(g['ry']):04}-{month:02}", anchored=True)
    shift = shift_of(g["rel"])
    year = base.year
    if shift < 0 and month >= base.month:
        year -= 1
    elif shift > 0 and month <= base.month:
        year += 1
    value = f"{year:04}-{month:02}" + (f"-{day_of(g['d']):02}" if g["d"] else "")
    return Reading("DATE", value, anchored=True)


def _day_rel(g: Groups, c: Context) -> Reading:
    month, day = month_of(g["m"] or g["m2"] or ""), day_of(g["d"] or g["d2"] or "")
    base = base_of(g["ry"], c)
    if base is None:
        return unanchored("DATE", f"XXXX-{month:02}-{day:02}")
    return Reading("DATE", date(base.year + shift_of(g["ry"]), month, day).isoformat(), anchored=True)


def _season(g: Groups, c: Context) -> Reading | None:
    code = words().seasons[(g["s"] or "").lower()]
    year = (g["y"] or "").lower()
    if year.isdigit() or " bc" in year:
        return Reading("DATE", f"{year if year.isdigit() else bc_year(year)}-{code}")
    if year and c.anchor:
        return Reading("DATE", f"{c.anchor.year + shift_of(year.split()[0]):04}-{code}", anchored=True)
    if c.year_ahead is not None and not g["rel"]:
        return Reading("DATE", f"{c.year_ahead}-{code}")
    base = base_of(g["rel"], c) if g["rel"] else (c.reference if c.narrative else c.anchor)
    if base is None:
        return unanchored("DATE", f"XXXX-{code}")
    if c.narrative and not g["rel"]:
        value = f"{base.year:04}-{code}"
        return Reading("DATE", value, "year of the dates around it", anchored=True, score=0.6)
    now_year, now = season_value(base)
    order = ("SP", "SU", "FA", "WI")
    shift = shift_of(g["rel"]) if g["rel"] else (1 if c.tense() == "future" else 0)
    place, here = order.index(code), order.index(now)
    if shift < 0:
        now_year -= place >= here
    elif shift > 0:
        now_year += place <= here
    elif not g["rel"] and place > here:
        now_year -= 1
    return Reading("DATE", f"{now_year:04}-{code}", anchored=True, score=0.8)


def _quarter(g: Groups, c: Context) -> Reading | None:
    count = int(g["q"]) if g["q"] else day_of(g["n"] or "")
    letter = "H" if "half" in (g["half"] or "") else "Q"
    if count > (2 if letter == "H" else 4):
        return None
    year = (g["y"] or "").lower()
    if year.isdigit():
        return Reading("DATE", f"{year}-{letter}{count}")
    if c.anchor is None:
        return unanchored("DATE", f"XXXX-{letter}{count}")
    if year or g["rel"]:
        word = (year or g["rel"] or "").split()[0]
        return Reading("DATE", f"{c.anchor.year + shift_of(word):04}-{letter}{count}", anchored=True)
    length = 3 if letter == "Q" else 6
    ahead = (count - 1) * length + 1 > c.anchor.month
    shift = -1 if ahead and c.tense() != "future" else 0
    return Reading("DATE", f"{c.anchor.year + shift:04}-{letter}{count}", anchored=True, score=0.8)


HANDLERS: dict[str, Handler] = {
    "md": _md,
    "dm": _md,
    "month": _bare_month,
    "holiday": _holiday,
    "month_rel": _month_rel,
    "day_rel": _day_rel,
    "season": _season,
    "quarter": _quarter,
}
