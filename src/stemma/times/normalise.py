"""From a time expression's words to its TIMEX3 value, anchored on the publication date."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from stemma.times.calendar import add_months, season_value, week_value
from stemma.times.grammar import words

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Tense = Literal["past", "present", "future", ""]

NO_ANCHOR = "no publication date to anchor it"


@dataclass(slots=True)
class Context:
    """What an expression is read against.

    ``anchor`` is the day that "today" means (None: unknown), ``reference`` the last date named in
    the text and ``reference_day`` the last that was exact to the day, ``tense`` gives the tense of the verb that governs the expression, ``narrative``
    tells that the text recounts the past: bare months and days then follow ``reference``.
    ``year_ahead`` is the year of a later month that an expression is joined to, ``quarter`` the
    last quarter of a year that was named, ``reference_is_fine`` whether the reference names a month.
    """

    anchor: date | None
    anchor_precision: str
    reference: date | None
    reference_day: date | None
    tense: Callable[[], Tense]
    narrative: bool = False
    year_ahead: int | None = None
    reference_is_fine: bool = False
    quarter: str = ""
    start_of_war: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The type and value of an expression; ``reason`` says why a value is missing or uncertain."""

    type: TimexType
    value: str
    reason: str = ""
    anchored: bool = False
    score: float = 1.0
    bounds: tuple[str, str] | None = None


Groups = dict[str, str | None]
# Months that the story jumps back by at least, when the year has turned instead (December, January).
_TURN_MONTHS = 8
# How many days ahead a bare date may lie with a verb in the past, and with one in the present.
_SOON_DAYS = (75, 120)
# With a verb in the future, a bare date so many days past is next year's.
_JUST_PAST = 20
_UNIT_DAYS = {"D": 1, "W": 7, "2W": 14}


def read(rule: str, groups: Groups, context: Context) -> Reading | None:
    """Return the reading of an expression that ``rule`` matched, or None when it is none after all."""
    handler: Callable[[Groups, Context], Reading | None] = _HANDLERS[rule]
    try:
        return handler(groups, context)
    except (ValueError, OverflowError):  # a day that the month does not have, a year out of range
        return None


# --- words to numbers -----------------------------------------------------------------------


def number(text: str) -> float | None:
    """Return the number that words stand for, None for "several" and its like."""
    low = " ".join(text.lower().replace("-", " ").split())
    for prefix in ("more than ", "less than ", "fewer than "):
        low = low.removeprefix(prefix)
    if low in {"half a", "half an", "a half"}:
        return 0.5
    if low in {"a couple of", "a couple"}:
        return 2
    if low == "a dozen":
        return 12
    half = 0.5 if low.endswith("and a half") else 0.0
    low = low.removesuffix(" and a half")
    table = words().numbers
    digits = low.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return float(digits) + half
    parts = low.split()
    if parts and all(p in table for p in parts):
        return sum(table[p] for p in parts) + half
    return None


def _month(text: str) -> int:
    return words().months[text.lower().rstrip(".")]


def _day(text: str) -> int:
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0])
    low = text.lower()
    if "-" in low:
        tens, _, ones = low.partition("-")
        return words().numbers[tens] + words().ordinals[ones]
    return words().ordinals[low]


def _weekday(text: str) -> int:
    return words().weekdays[text.lower().rstrip(".")]


def _unit(text: str) -> str:
    low = text.lower().rstrip(".")
    if low.startswith("centur"):
        return "CE"
    return words().units.get(low) or words().units[low.removesuffix("s")]


def _clock(text: str) -> str:
    low = text.lower().strip()
    if low in {"noon", "midday"}:
        return "T12:00"
    if low == "midnight":
        return "T24:00"
    military = re.match(r"(\d\d)(\d\d)\s*\D", low + " ")
    found = re.match(r"(\d{1,2})(?:[:.](\d\d))?", low)
    if military and ":" not in low and "m" not in low:
        return f"T{military[1]}:{military[2]}"
    assert found is not None
    hour, minute = int(found[1]), found[2] or "00"
    if "p" in low and hour < 12:
        hour += 12
    if "a" in low and hour == 12:
        hour = 0
    if hour > 24:
        raise ValueError(text)
    return f"T{hour:02}:{minute}"


# --- full dates -----------------------------------------------------------------------------


def _iso(g: Groups, _: Context) -> Reading:
    day = date(int(g["y"] or 0), int(g["m"] or 0), int(g["d"] or 0))
    clock = g.get("t")
    return Reading("TIME" if clock else "DATE", day.isoformat() + (f"T{clock}" if clock else ""))


def _numeric(g: Groups, c: Context) -> Reading | None:
    a, b, year = g["a"] or "", int(g["b"] or 0), g["c"] or ""
    if len(a) == 4:
        return Reading("DATE", date(int(a), b, int(year)).isoformat())
    if len(a) > 2 or (g["s"] == "." and len(year) == 2):
        return None
    first = int(a)
    full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 50 else 1900)
    readings = []
    for month, day in {(first, b), (b, first)}:
        try:
            readings.append(date(full, month, day))
        except ValueError:
            continue
    if not readings:
        return None
    if len(readings) == 1 or g["s"] == ".":
        best = readings[0] if len(readings) == 1 else date(full, b, first)
        return Reading("DATE", best.isoformat())
    if c.anchor:
        near = [d for d in readings if -45 <= (c.anchor - d).days <= 45]
        if len(near) == 1:
            return Reading(
                "DATE", near[0].isoformat(), "day and month in the order that is near publication", True, 0.7
            )
    low, high = sorted(d.isoformat() for d in readings)
    return Reading("DATE", "", f"day and month could be either way round: {low} or {high}", score=0.3)


def _full(g: Groups, _: Context) -> Reading:
    return Reading("DATE", date(int(g["y"] or 0), _month(g["m"] or ""), _day(g["d"] or "")).isoformat())


def _span(g: Groups, c: Context) -> Reading | None:
    first = _month_day(_month(g["m"] or ""), _day(g["d"] or ""), int(g["y"]) if g["y"] else None, c)
    if not first.value:
        return first
    start = date.fromisoformat(first.value)
    end = start.replace(day=_day(g["d2"] or ""))
    if end < start:
        return None
    return Reading(
        "DATE", first.value, first.reason, first.anchored, first.score, (start.isoformat(), end.isoformat())
    )


def _bc_year(text: str) -> str:
    return f"BC{int(text.split()[0]):04}"


def _month_year(g: Groups, _: Context) -> Reading:
    if g["bc"]:
        return Reading("DATE", f"{_bc_year(g['bc'])}-{_month(g['m'] or ''):02}")
    return Reading("DATE", f"{int(g['y'] or 0):04}-{_month(g['m'] or ''):02}")


def _year(g: Groups, _: Context) -> Reading | None:
    first = g["y"] or ""
    second = g.get("y2")
    if not second:
        return Reading("DATE", first)
    last = second if len(second) == 4 else first[:2] + second
    if int(last) <= int(first):
        return None
    return Reading("DATE", first, bounds=(f"{first}-01-01", f"{last}-12-31"))


def _year_short(g: Groups, c: Context) -> Reading:
    base = c.anchor.year if c.anchor else 2025
    full = base - base % 100 + int(g["yy"] or 0)
    return Reading("DATE", f"{full if full <= base + 5 else full - 100:04}", score=0.7)


def _decade(g: Groups, _: Context) -> Reading:
    names = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
    if year := g["y"]:
        return Reading("DATE", year[:3])
    if short := g["yy"]:
        return Reading("DATE", f"19{short[0]}")
    return Reading("DATE", f"19{names.index((g['w'] or '').lower()) + 2}")


def _century(g: Groups, _: Context) -> Reading:
    count = int(g["n"]) if g["n"] else _day(g["w"] or "")
    return Reading("DATE", f"BC{count - 1:02}" if g["bc"] else f"{count - 1:02}")


def _fiscal(g: Groups, _: Context) -> Reading:
    return Reading("DATE", g["y"] or "")


# --- dates that lack their year -------------------------------------------------------------


def _unanchored(type_: TimexType, value: str) -> Reading:
    return Reading(type_, value, NO_ANCHOR, score=0.5)


def _month_day(month: int, day: int, year: int | None, c: Context) -> Reading:
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
        return Reading("DATE", value(year), "year of the dates around it", True, 0.7)
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
    found = _month_day(_month(g["m"] or ""), _day(g["d"] or ""), None, c)
    return _with_part(found, g.get("part"))


def _with_part(found: Reading, part: str | None) -> Reading:
    if not part:
        return found
    value = found.value + words().parts[part.strip().lower()] if found.value else ""
    return Reading("TIME", value, found.reason, found.anchored, found.score)


def _bare_month(g: Groups, c: Context) -> Reading:
    month = _month(g["m"] or "")
    return _near(c, f"XXXX-{month:02}", lambda y: f"{y:04}-{month:02}", (month, 0))


def _holiday(g: Groups, c: Context) -> Reading:
    month, day = words().holidays[" ".join((g["h"] or "").lower().replace("’", "'").split())]
    if g["y"]:
        return Reading("DATE", date(int(g["y"]), month, day).isoformat())
    return _near(c, f"XXXX-{month:02}-{day:02}", lambda y: date(y, month, day).isoformat(), (month, day))


def _shift(word: str | None) -> int:
    low = (word or "this").lower().removeprefix("the ").strip()
    if low in {"last", "past", "previous", "preceding"}:
        return -1
    if low in {"next", "coming", "following", "ensuing", "upcoming"}:
        return 1
    return 0


def _base(word: str | None, c: Context) -> date | None:
    """Return what a relative word counts from: the reference for "that", "the following", else the anchor."""
    low = (word or "").lower()
    if any(w in low for w in ("that", "same", "following", "previous", "preceding", "ensuing")):
        return c.reference or c.anchor
    return (c.reference or c.anchor) if c.narrative and low not in {"this", "last"} else c.anchor


def _month_rel(g: Groups, c: Context) -> Reading:
    month = _month(g["m"] or g["m2"] or "")
    base = _base(g["rel"] or g["ry"], c)
    if base is None:
        return _unanchored("DATE", f"XXXX-{month:02}")
    if g["m2"]:
        return Reading("DATE", f"{base.year + _shift(g['ry']):04}-{month:02}", anchored=True)
    shift = _shift(g["rel"])
    year = base.year
    if shift < 0 and month >= base.month:
        year -= 1
    elif shift > 0 and month <= base.month:
        year += 1
    value = f"{year:04}-{month:02}" + (f"-{_day(g['d']):02}" if g["d"] else "")
    return Reading("DATE", value, anchored=True)


def _season(g: Groups, c: Context) -> Reading | None:
    code = words().seasons[(g["s"] or "").lower()]
    year = (g["y"] or "").lower()
    if year.isdigit() or " bc" in year:
        return Reading("DATE", f"{year if year.isdigit() else _bc_year(year)}-{code}")
    if year and c.anchor:
        return Reading("DATE", f"{c.anchor.year + _shift(year.split()[0]):04}-{code}", anchored=True)
    base = _base(g["rel"], c) if g["rel"] else (c.reference if c.narrative else c.anchor)
    if base is None:
        return _unanchored("DATE", f"XXXX-{code}")
    if c.narrative and not g["rel"]:
        return Reading("DATE", f"{base.year:04}-{code}", "year of the dates around it", True, 0.6)
    now_year, now = season_value(base)
    order = ("SP", "SU", "FA", "WI")
    shift = _shift(g["rel"]) if g["rel"] else (1 if c.tense() == "future" else 0)
    place, here = order.index(code), order.index(now)
    if shift < 0:
        now_year -= place >= here
    elif shift > 0:
        now_year += place <= here
    elif not g["rel"] and place > here:
        now_year -= 1
    return Reading("DATE", f"{now_year:04}-{code}", anchored=True, score=0.8)


def _quarter(g: Groups, c: Context) -> Reading | None:
    count = int(g["q"]) if g["q"] else _day(g["n"] or "")
    letter = "H" if "half" in (g["half"] or "") else "Q"
    if count > (2 if letter == "H" else 4):
        return None
    year = (g["y"] or "").lower()
    if year.isdigit():
        return Reading("DATE", f"{year}-{letter}{count}")
    if c.anchor is None:
        return _unanchored("DATE", f"XXXX-{letter}{count}")
    if year or g["rel"]:
        word = (year or g["rel"] or "").split()[0]
        return Reading("DATE", f"{c.anchor.year + _shift(word):04}-{letter}{count}", anchored=True)
    length = 3 if letter == "Q" else 6
    ahead = (count - 1) * length + 1 > c.anchor.month
    shift = -1 if ahead and c.tense() != "future" else 0
    return Reading("DATE", f"{c.anchor.year + shift:04}-{letter}{count}", anchored=True, score=0.8)


# --- days and weeks -------------------------------------------------------------------------


def _weekday_reading(g: Groups, c: Context) -> Reading:
    wanted = _weekday(g["w"] or "")
    base = c.reference if c.narrative and c.reference else _base(g["rel"], c)
    if base is None or (c.anchor_precision != "day" and base == c.anchor):
        return _with_part(_unanchored("DATE", ""), None) if not g.get("part") else _unanchored("TIME", "")
    back = (base.weekday() - wanted) % 7
    rel = (g["rel"] or "").lower()
    if week := g.get("week"):
        monday = base - timedelta(days=base.weekday())
        day = monday + timedelta(days=wanted + 7 * _shift(week))
    elif rel and _shift(rel) > 0:
        day = base + timedelta(days=7 - back)
    elif rel and _shift(rel) < 0:
        day = base - timedelta(days=back or 7)
    elif (not rel or rel == "this") and c.tense() == "future":
        day = base + timedelta(days=(7 - back) % 7)
    else:
        day = base - timedelta(days=back)
    return _with_part(Reading("DATE", day.isoformat(), anchored=True, score=0.95), g.get("part"))


_DAY_WORDS = {
    "the day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "the day after tomorrow": 2,
    "tonight": 0, "last night": -1, "overnight": 0,
}  # fmt: skip


def _day_word(g: Groups, c: Context) -> Reading:
    word = " ".join((g["w"] or "").lower().split())
    night = word in {"tonight", "last night", "overnight"}
    if c.anchor is None or c.anchor_precision != "day":
        return _unanchored("TIME" if night or g["part"] else "DATE", "")
    day = c.anchor + timedelta(days=_DAY_WORDS[word])
    if word == "overnight":
        # The night that ended on the morning of publication.
        before = c.anchor - timedelta(days=1)
        return Reading(
            "TIME", f"{before.isoformat()}TNI", "", True, 0.8, (before.isoformat(), c.anchor.isoformat())
        )
    if night:
        return Reading("TIME", f"{day.isoformat()}TNI", anchored=True)
    return _with_part(Reading("DATE", day.isoformat(), anchored=True), g["part"])


def _this_part(g: Groups, c: Context) -> Reading | None:
    rel = " ".join((g["rel"] or "").lower().split())
    code = words().parts[(g["part"] or "").lower()]
    base = c.anchor if rel == "this" else (c.reference_day or c.anchor)
    if rel in {"the", "in the"}:
        if base is None:
            return _unanchored("TIME", "")
        return Reading("TIME", f"{base.isoformat()}{code}", "day taken from the text before", True, 0.4)
    if base is None or c.anchor_precision != "day":
        return _unanchored("TIME", "")
    day = base + timedelta(days=_shift(rel))
    return Reading("TIME", f"{day.isoformat()}{code}", anchored=True)


def _unit_value(unit: str, base: date, shift: int) -> str | None:
    if unit == "W":
        return week_value(base + timedelta(days=7 * shift))
    if unit == "WE":
        return week_value(base + timedelta(days=7 * shift)) + "-WE"
    if unit == "M":
        return add_months(base.replace(day=1), shift).isoformat()[:7]
    if unit == "Q":
        moved = add_months(base.replace(day=1), 3 * shift)
        return f"{moved.year:04}-Q{(moved.month - 1) // 3 + 1}"
    if unit == "Y":
        return f"{base.year + shift:04}"
    if unit == "DE":
        return f"{base.year // 10 + shift:03}"
    if unit == "CE":
        return f"{base.year // 100 + shift:02}"
    if unit == "D":
        return (base + timedelta(days=shift)).isoformat()
    return None


def _rel_unit(g: Groups, c: Context) -> Reading | None:
    unit = _unit(g["u"] or "")
    rel = (g["rel"] or "").lower()
    base = _base(rel, c)
    if base is None:
        return _unanchored("DATE", "")
    shift = _shift(rel)
    if unit == "D" and rel == "this":
        shift = 0
    if unit == "D" and (g["u"] or "").lower() == "night":
        return Reading("TIME", f"{(base + timedelta(days=shift)).isoformat()}TNI", anchored=True, score=0.8)
    if unit == "WE" and shift < 0 and base.weekday() >= 5:
        shift = -1
    value = _unit_value(unit, base, shift)
    return Reading("DATE", value, anchored=True) if value else None


_BACK = frozenset({"ago", "earlier", "before", "previously", "prior"})


def _ago(g: Groups, c: Context) -> Reading | None:
    direction = " ".join((g["dir"] or "").lower().split())
    unit = _unit(g["u"] or "")
    count = number(g["q"] or "")
    deictic = direction in {"ago", "hence", "from now", "from today"}
    if direction == "on":
        return None
    yearly = unit == "Y" and direction == "earlier"
    base = c.anchor if (deictic or yearly) and not c.narrative else (c.reference or c.anchor)
    if count is None:
        word = "PAST_REF" if direction in _BACK else "FUTURE_REF"
        return Reading(
            "DATE", word if deictic else f"PX{_duration_unit(unit)}", "how long is not said", score=0.5
        )
    if unit == "Y" and count == 1 and direction in _BACK and (found := _year_before_quarter(c)):
        return found
    if base is None:
        return _unanchored("DATE", "")
    sign = -1 if direction in _BACK else 1
    value = _moved(base, unit, count * sign)
    if value is None:
        return None
    return Reading(
        "DATE" if "T" not in value else "TIME", value, anchored=True, score=0.9 if deictic else 0.6
    )


def _moved(base: date, unit: str, count: float) -> str | None:
    """Return the value of a day moved by so many units, as fine as the unit."""
    if unit in _UNIT_DAYS and count == int(count):
        moved = base + timedelta(days=int(count) * _UNIT_DAYS[unit])
        return moved.isoformat() if unit == "D" else week_value(moved)
    if unit == "M":
        return add_months(base.replace(day=1), round(count)).isoformat()[:7]
    if unit == "Y":
        if count != int(count):
            return add_months(base.replace(day=1), round(count * 12)).isoformat()[:7]
        return f"{base.year + int(count):04}"
    if unit in {"DE", "CE"}:
        return f"{(base.year + round(count * (10 if unit == 'DE' else 100))):04}"[: 3 if unit == "DE" else 2]
    if unit == "Q":
        moved = add_months(base.replace(day=1), round(3 * count))
        return f"{moved.year:04}-Q{(moved.month - 1) // 3 + 1}"
    return base.isoformat() if unit.startswith("T") else None


def _year_before_quarter(c: Context) -> Reading | None:
    """Return the same quarter of the year before the one named last: what "a year earlier" then means."""
    if not c.quarter:
        return None
    return Reading(
        "DATE", f"{int(c.quarter[:4]) - 1:04}{c.quarter[4:]}", "as fine as the quarter before it", True, 0.7
    )


def _year_earlier(g: Groups, c: Context) -> Reading | None:
    direction = (g["dir"] or "").lower()
    if (g["u"] or "").lower() == "year" and direction != "later" and (found := _year_before_quarter(c)):
        return found
    base = (c.reference or c.anchor) if c.narrative or direction == "later" else c.anchor
    if base is None:
        return _unanchored("DATE", "")
    value = _moved(base, _unit(g["u"] or ""), 1 if direction == "later" else -1)
    return Reading("DATE", value, anchored=True, score=0.7) if value else None


def _the_unit(g: Groups, c: Context) -> Reading | None:
    unit = _unit(g["u"] or "")
    if g["q"]:
        return Reading("DURATION", f"P1{_duration_unit(unit)}", score=0.8)
    base = c.reference or c.anchor
    if base is None:
        return _unanchored("DATE", "")
    direction = (g["dir"] or "").strip().lower()
    if direction:
        value = _moved(base, unit, -1 if direction in _BACK else 1)
        return Reading("DATE", value, anchored=True, score=0.6) if value else None
    if g["end"]:
        return Reading("DURATION", f"P1{_duration_unit(unit)}", score=0.8)
    if unit in {"D", "DE", "CE"}:
        return None
    base = base if c.narrative else (c.anchor or base)
    if unit == "Q":
        value = c.quarter or _unit_value("Q", base, -1)
        return (
            Reading("DATE", value, "the quarter named last, or the last whole one", True, 0.5)
            if value
            else None
        )
    back = unit == "WE" and base.weekday() < 5 and c.tense() != "future"
    value = _unit_value(unit, base, -1 if back else 0)
    return Reading("DATE", value, "taken for the current one", True, 0.4) if value else None


def _nth_day(g: Groups, c: Context) -> Reading | None:
    count = int(g["n"]) if g["n"] else _day(g["w"] or "")
    unit = _unit(g["u"] or "")
    if g["of"]:
        if c.start_of_war is None:
            return Reading("DATE", "", "the start of the war is not dated in the report", score=0.5)
        value = _moved(c.start_of_war, unit, count - 1)
        return Reading("DATE", value or "", "counted from the start that the report gives", True, 0.7)
    return Reading("DATE", "", "what it is counted from is not stated", score=0.3) if unit == "D" else None


# --- durations and sets ---------------------------------------------------------------------


def _duration_unit(unit: str) -> str:
    return {"2W": "W", "S": "M", "WE": "W"}.get(unit, unit.removeprefix("T"))


def duration(count: float | None, unit: str) -> str:
    """Return the TIMEX3 value of so many units, X for a count that is not said."""
    amount = "X"
    if count is not None:
        if unit == "2W":
            count *= 2
        amount = str(int(count)) if count == int(count) else str(count)
    return f"P{'T' if unit.startswith('T') else ''}{amount}{_duration_unit(unit)}"


def _duration(g: Groups, _: Context) -> Reading | None:
    quantity = " ".join((g["q"] or "").lower().split())
    if g["age"] or (quantity in {"a", "an"} and _unit(g["u"] or "") == "TS"):
        return None
    if quantity == "recent":
        return Reading("DATE", "PAST_REF", "names no date", score=0.5)
    return Reading("DURATION", duration(number(g["q"] or ""), _unit(g["u"] or "")))


def _recent(g: Groups, c: Context) -> Reading:
    word = (g["dir"] or "").lower()
    if word in {"coming", "ensuing", "future"}:
        return Reading("DATE", "FUTURE_REF", "names no date", score=0.5)
    return Reading("DATE", "PRESENT_REF" if word == "these" else "PAST_REF", "names no date", score=0.5)


def _latest(_: Groups, c: Context) -> Reading | None:
    value = _unit_value("Q", c.anchor, -1) if c.anchor else None
    return Reading("DATE", value, "taken for the last whole quarter", True, 0.5) if value else None


def _bc(g: Groups, _: Context) -> Reading:
    return Reading("DATE", f"BC{int(g['y'] or 0):04}")


def _year_words(g: Groups, _: Context) -> Reading:
    ones = words().numbers[(g["ones"] or "").lower()] if g["ones"] else 0
    return Reading("DATE", str(1900 + words().numbers[(g["tens"] or "").lower()] + ones))


def _year_quarter(g: Groups, _: Context) -> Reading | None:
    count = _day(g["n"] or "")
    letter = "H" if (g["half"] or "").lower() == "half" else "Q"
    return Reading("DATE", f"{g['y']}-{letter}{count}") if count <= (2 if letter == "H" else 4) else None


def _since_long(g: Groups, _: Context) -> Reading:
    return Reading("DURATION", duration(number(g["q"] or ""), _unit(g["u"] or "")))


_ADVERBS = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y",
    "hourly": "PT1H", "nightly": "TNI",
}  # fmt: skip


def _set(g: Groups, _: Context) -> Reading | None:
    if adverb := g["adv"]:
        return Reading("SET", _ADVERBS[adverb.lower()])
    unit = (g["u"] or "").lower()
    if unit in words().weekdays:
        return Reading("SET", f"XXXX-WXX-{words().weekdays[unit] + 1}")
    if unit in words().parts:
        return Reading("SET", f"XXXX-XX-XX{words().parts[unit]}")
    if unit in words().seasons:
        return Reading("SET", f"XXXX-{words().seasons[unit]}")
    if unit.rstrip(".") in words().months:
        return Reading("SET", f"XXXX-{_month(unit):02}")
    return Reading("SET", duration(number(g["q"]) if g["q"] else 1.0, _unit(unit)))


# --- times of day ---------------------------------------------------------------------------


def _clock_alone(g: Groups, c: Context) -> Reading:
    clock = _clock(g["t"] or g["word"] or "")
    base = c.reference_day or c.anchor
    if base is None:
        return _unanchored("TIME", "")
    return Reading("TIME", f"{base.isoformat()}{clock}", "day taken from the text before", True, 0.6)


def _vague(g: Groups, _: Context) -> Reading:
    word = " ".join((g["v"] or "").lower().split())
    return Reading("DATE", words().vague[word], "names no date", score=0.5)


_HANDLERS: dict[str, Callable[[Groups, Context], Reading | None]] = {
    "iso": _iso, "numeric": _numeric, "mdy": _full, "dmy": _full, "span_md": _span, "span_dm": _span,
    "my": _month_year, "md": _md, "dm": _md, "decade": _decade, "century": _century, "quarter": _quarter,
    "fiscal": _fiscal, "season": _season, "month_rel": _month_rel, "weekday": _weekday_reading,
    "day_word": _day_word, "this_part": _this_part, "since_long": _since_long, "rel_unit": _rel_unit,
    "ago": _ago, "year_earlier": _year_earlier, "nth_day": _nth_day, "set": _set, "duration": _duration,
    "the_unit": _the_unit, "holiday": _holiday, "clock": _clock_alone, "year": _year,
    "year_short": _year_short, "recent": _recent, "latest": _latest, "bc": _bc, "year_words": _year_words,
    "year_quarter": _year_quarter, "beside": _since_long, "month": _bare_month, "vague": _vague,
}  # fmt: skip


def with_clock(day: Reading, clock: str) -> Reading:
    """Return the reading of a day and a time on it."""
    value = _clock(clock) if clock.lower() not in words().parts else words().parts[clock.lower()]
    return Reading("TIME", day.value + value if day.value else "", day.reason, day.anchored, day.score)
