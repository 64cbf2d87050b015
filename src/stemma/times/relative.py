"""Dates told from another: weekdays, yesterday, last week, two days ago, the 78th day of the war."""

from collections.abc import Callable
from datetime import date, timedelta

from stemma.times.durations import duration_unit
from stemma.times.extents import add_months, week_value
from stemma.times.grammar import words
from stemma.times.numerals import day_of, number, unit_of, weekday_of
from stemma.times.reading import Context, Groups, Handler, Reading, unanchored
from stemma.times.yearless import base_of, shift_of, with_part

_SATURDAY = 5


def _weekday_reading(g: Groups, c: Context) -> Reading:
    wanted = weekday_of(g["w"] or "")
    base = c.reference if c.narrative and c.reference else base_of(g["rel"], c)
    if base is None or (c.anchor_precision != "day" and base == c.anchor):
        return with_part(unanchored("DATE", ""), None) if not g.get("part") else unanchored("TIME", "")
    back = (base.weekday() - wanted) % 7
    rel = (g["rel"] or "").lower()
    if week := g.get("week"):
        monday = base - timedelta(days=base.weekday())
        day = monday + timedelta(days=wanted + 7 * shift_of(week))
    elif rel and shift_of(rel) > 0:
        day = base + timedelta(days=7 - back)
    elif rel and shift_of(rel) < 0:
        day = base - timedelta(days=back or 7)
    elif (not rel or rel == "this") and c.tense() == "future":
        day = base + timedelta(days=(7 - back) % 7)
    else:
        day = base - timedelta(days=back)
    return with_part(Reading("DATE", day.isoformat(), anchored=True, score=0.95), g.get("part"))


_DAY_WORDS = {
    "the day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "the day after tomorrow": 2,
    "tonight": 0, "last night": -1, "overnight": 0,
}  # fmt: skip


def _day_word(g: Groups, c: Context) -> Reading:
    word = " ".join((g["w"] or "").lower().split())
    night = word in {"tonight", "last night", "overnight"}
    if c.anchor is None or c.anchor_precision != "day":
        return unanchored("TIME" if night or g["part"] else "DATE", "")
    day = c.anchor + timedelta(days=_DAY_WORDS[word])
    if word == "overnight":
        # The night that ended on the morning of publication.
        before = c.anchor - timedelta(days=1)
        return Reading(
            "TIME",
            f"{before.isoformat()}TNI",
            anchored=True,
            score=0.8,
            bounds=(before.isoformat(), c.anchor.isoformat()),
        )
    if night:
        return Reading("TIME", f"{day.isoformat()}TNI", anchored=True)
    return with_part(Reading("DATE", day.isoformat(), anchored=True), g["part"])


def _this_part(g: Groups, c: Context) -> Reading | None:
    rel = " ".join((g["rel"] or "").lower().split())
    code = words().parts[(g["part"] or "").lower()]
    base = c.anchor if rel == "this" else (c.reference_day or c.anchor)
    if rel in {"the", "in the"}:
        if base is None:
            return unanchored("TIME", "")
        value = f"{base.isoformat()}{code}"
        return Reading("TIME", value, "day taken from the text before", anchored=True, score=0.4)
    if base is None or c.anchor_precision != "day":
        return unanchored("TIME", "")
    day = base + timedelta(days=shift_of(rel))
    return Reading("TIME", f"{day.isoformat()}{code}", anchored=True)


def _quarter_of(day: date) -> str:
    return f"{day.year:04}-Q{(day.month - 1) // 3 + 1}"


# How a unit, counted from a day by so many, is written in TIMEX3.
_UNIT_VALUES: dict[str, Callable[[date, int], str]] = {
    "D": lambda base, shift: (base + timedelta(days=shift)).isoformat(),
    "W": lambda base, shift: week_value(base + timedelta(days=7 * shift)),
    "2W": lambda base, shift: week_value(base + timedelta(days=14 * shift)),
    "WE": lambda base, shift: week_value(base + timedelta(days=7 * shift)) + "-WE",
    "M": lambda base, shift: add_months(base.replace(day=1), shift).isoformat()[:7],
    "Q": lambda base, shift: _quarter_of(add_months(base.replace(day=1), 3 * shift)),
    "Y": lambda base, shift: f"{base.year + shift:04}",
    "DE": lambda base, shift: f"{base.year // 10 + shift:03}",
    "CE": lambda base, shift: f"{base.year // 100 + shift:02}",
}


def unit_value(unit: str, base: date, shift: int) -> str | None:
    """Return the unit that a day is in, moved by so many; None for hours and less."""
    write = _UNIT_VALUES.get(unit)
    return write(base, shift) if write else None


# Words for a day beside the one told before, and why such a day may have no date.
_FROM_TOLD = frozenset({"next", "following", "previous", "preceding", "ensuing", "same", "the same", "that"})
_NOT_NAMED = "the day that it is counted from is not named"


def _is_ahead(day: date, c: Context) -> bool:
    """Tell whether a day lies after publication: nothing that is told as past happened then."""
    return c.anchor is not None and c.anchor_precision == "day" and day > c.anchor


def _rel_unit(g: Groups, c: Context) -> Reading | None:
    unit = unit_of(g["u"] or "")
    rel = (g["rel"] or "").lower()
    shift, base = shift_of(rel), base_of(rel, c)
    told = unit == "D" and not c.narrative and rel in _FROM_TOLD and c.tense() != "future"
    if told:
        # "The next day" of what happened follows the day named last, and no month or year.
        base = c.reference_day or (None if shift > 0 else base)
        if base is None or _is_ahead(base + timedelta(days=shift), c):
            return Reading("DATE", "", _NOT_NAMED, score=0.3) if c.anchor else unanchored("DATE", "")
    if base is None:
        return unanchored("DATE", "")
    if unit == "D" and rel == "this":
        shift = 0
    if unit == "D" and (g["u"] or "").lower() == "night":
        return Reading("TIME", f"{(base + timedelta(days=shift)).isoformat()}TNI", anchored=True, score=0.8)
    if unit == "WE" and shift < 0 and base.weekday() >= _SATURDAY:
        shift = -1
    value = unit_value(unit, base, shift)
    return Reading("DATE", value, anchored=True) if value else None


_BACK = frozenset({"ago", "earlier", "before", "previously", "prior"})


def _ago(g: Groups, c: Context) -> Reading | None:
    direction = " ".join((g["dir"] or "").lower().split())
    unit = unit_of(g["u"] or "")
    count = number(g["q"] or "")
    deictic = direction in {"ago", "hence", "from now", "from today"}
    if direction == "on":
        return None
    yearly = unit == "Y" and direction == "earlier"
    base = c.anchor if (deictic or yearly) and not c.narrative else (c.reference or c.anchor)
    if unit == "D" and not deictic and not c.narrative:
        # "A day earlier" than a day: a month that was named last says nothing of it.
        base = c.reference_day or c.anchor
    if count is None:
        word = "PAST_REF" if direction in _BACK else "FUTURE_REF"
        return Reading(
            "DATE", word if deictic else f"PX{duration_unit(unit)}", "how long is not said", score=0.5
        )
    if unit == "Y" and count == 1 and direction in _BACK and (found := _year_before_quarter(c)):
        return found
    if base is None:
        return unanchored("DATE", "")
    sign = -1 if direction in _BACK else 1
    value = _moved(base, unit, count * sign)
    if value is None:
        return None
    told = unit == "D" and sign > 0 and not deictic and c.tense() not in {"future", ""}
    return _counted(value, c, told=told, score=0.9 if deictic else 0.6)


def _counted(value: str, c: Context, *, told: bool, score: float) -> Reading:
    """Return a day or time that was counted to, without a date where it is ``told`` and yet to come."""
    if told and _is_ahead(date.fromisoformat(value), c):
        return Reading("DATE", "", _NOT_NAMED, score=0.3)
    return Reading("DATE" if "T" not in value else "TIME", value, anchored=True, score=score)


def _moved(base: date, unit: str, count: float) -> str | None:
    """Return the value of a day moved by so many units, as fine as the unit."""
    if unit.startswith("T"):
        return base.isoformat()
    if count == int(count):
        return unit_value(unit, base, int(count))
    months = {"M": 1, "Q": 3, "Y": 12}.get(unit)
    return unit_value("M", base, round(count * months)) if months else None


def _year_before_quarter(c: Context) -> Reading | None:
    """Return the same quarter of the year before the one named last: what "a year earlier" then means."""
    if not c.quarter:
        return None
    return Reading(
        "DATE",
        f"{int(c.quarter[:4]) - 1:04}{c.quarter[4:]}",
        "as fine as the quarter before it",
        anchored=True,
        score=0.7,
    )


def _year_earlier(g: Groups, c: Context) -> Reading | None:
    direction = (g["dir"] or "").lower()
    if (g["u"] or "").lower() == "year" and direction != "later" and (found := _year_before_quarter(c)):
        return found
    base = (c.reference or c.anchor) if c.narrative or direction == "later" else c.anchor
    if base is None:
        return unanchored("DATE", "")
    value = _moved(base, unit_of(g["u"] or ""), 1 if direction == "later" else -1)
    return Reading("DATE", value, anchored=True, score=0.7) if value else None


def _before_last(g: Groups, c: Context) -> Reading | None:
    value = unit_value(unit_of(g["u"] or ""), c.anchor, -2) if c.anchor else None
    return Reading("DATE", value, anchored=True, score=0.9) if value else unanchored("DATE", "")


def _the_unit(g: Groups, c: Context) -> Reading | None:  # noqa: PLR0911 - one for each use of the article
    unit = unit_of(g["u"] or "")
    if g["q"]:
        return Reading("DURATION", f"P1{duration_unit(unit)}", score=0.8)
    base = c.reference or c.anchor
    if base is None:
        return unanchored("DATE", "")
    direction = (g["dir"] or "").strip().lower()
    if direction:
        value = _moved(base, unit, -1 if direction in _BACK else 1)
        return Reading("DATE", value, anchored=True, score=0.6) if value else None
    if g["end"]:
        return Reading("DURATION", f"P1{duration_unit(unit)}", score=0.8)
    if unit in {"D", "DE", "CE"}:
        return None
    base = base if c.narrative else (c.anchor or base)
    if unit == "Q":
        value = c.quarter or unit_value("Q", base, -1)
        return (
            Reading("DATE", value, "the quarter named last, or the last whole one", anchored=True, score=0.5)
            if value
            else None
        )
    back = unit == "WE" and base.weekday() < _SATURDAY and c.tense() != "future"
    value = unit_value(unit, base, -1 if back else 0)
    return Reading("DATE", value, "taken for the current one", anchored=True, score=0.4) if value else None


def _nth_day(g: Groups, c: Context) -> Reading | None:
    count = int(g["n"]) if g["n"] else day_of(g["w"] or "")
    unit = unit_of(g["u"] or "")
    if g["of"]:
        if c.start_of_war is None:
            return Reading("DATE", "", "the start of the war is not dated in the report", score=0.5)
        value = _moved(c.start_of_war, unit, count - 1)
        reason = "counted from the start that the report gives"
        return Reading("DATE", value or "", reason, anchored=True, score=0.7)
    return Reading("DATE", "", "what it is counted from is not stated", score=0.3) if unit == "D" else None


def _latest(_: Groups, c: Context) -> Reading | None:
    value = unit_value("Q", c.anchor, -1) if c.anchor else None
    return (
        Reading("DATE", value, "taken for the last whole quarter", anchored=True, score=0.5)
        if value
        else None
    )


HANDLERS: dict[str, Handler] = {
    "weekday": _weekday_reading,
    "day_word": _day_word,
    "this_part": _this_part,
    "rel_unit": _rel_unit,
    "ago": _ago,
    "year_earlier": _year_earlier,
    "the_unit": _the_unit,
    "nth_day": _nth_day,
    "latest": _latest,
    "before_last": _before_last,
}
