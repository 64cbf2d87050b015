"""Days that move through the year: Easter, feasts told by their weekday, dates of the Islamic calendar.

The Islamic calendar is reckoned by its tables (the civil epoch, eleven leap years in thirty); where the
month is begun by the sighted moon, it may lie a day to either side.
"""

from collections.abc import Callable
from datetime import date, timedelta

from stemma.times.grammar import words
from stemma.times.numerals import day_of
from stemma.times.reading import Context, Groups, Handler, Reading, unanchored

_BY_TABLES = "by the tables of the Islamic calendar: a day to either side"
# The first day of the Islamic era as an ordinal of the proleptic Gregorian calendar (19 July 622).
_EPOCH = 227015
# From one calendar's years to the other's: 33 lunar years are 32 of the sun.
_LUNAR, _SOLAR, _HEJIRA = 33, 32, 622
_NOVEMBER, _THURSDAY = 11, 3
# A feast is the one nearest to publication; with a verb that looks ahead, one not longer past than this.
_JUST_PAST = 45


def easter(year: int, *, orthodox: bool = False) -> date:
    """Return Easter Sunday of a year (Meeus's rules); the Orthodox one is reckoned by the Julian calendar."""
    if orthodox:
        moon = (19 * (year % 19) + 15) % 30
        week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
        month, day = divmod(moon + week + 114, 31)
        return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + week - 7 * ((golden + 11 * moon + 22 * week) // 451) + 114, 31)
    return date(year, month, day + 1)


def islamic(year: int, month: int, day: int) -> date:
    """Return the day of a date of the Islamic calendar, by its tables."""
    months = (59 * (month - 1) + 1) // 2
    return date.fromordinal(_EPOCH - 1 + day + months + 354 * (year - 1) + (3 + 11 * year) // 30)


def _thanksgiving(year: int) -> date:
    first = date(year, _NOVEMBER, 1)
    return first + timedelta(days=(_THURSDAY - first.weekday()) % 7 + 21)


def _of_year(kind: str, numbers: tuple[int, ...], year: int) -> list[date]:
    """Return the days of a year on which a feast is (twice a year, or never, in a year of the moon)."""
    if kind == "easter":
        return [easter(year) + timedelta(days=numbers[0])]
    if kind == "orthodox":
        return [easter(year, orthodox=True) + timedelta(days=numbers[0])]
    if kind == "thanksgiving":
        return [_thanksgiving(year)]
    month, day = numbers
    return _in_moon_years(year, lambda lunar: islamic(lunar, month, day))


def _in_moon_years(year: int, reckon: Callable[[int], date]) -> list[date]:
    about = (year - _HEJIRA) * _LUNAR // _SOLAR
    days = [reckon(lunar) for lunar in range(about - 1, about + 3) if lunar > 0]
    return [day for day in days if day.year == year]


def _nearest(find: Callable[[int], list[date]], c: Context) -> date | None:
    """Return the day of a feast that the context means: by its tense, else the nearest to publication."""
    base = c.reference if c.narrative and c.reference else c.anchor
    if base is None:
        return None
    days = [day for year in range(base.year - 1, base.year + 2) for day in find(year)]
    if c.tense() == "future":
        days = [day for day in days if (base - day).days <= _JUST_PAST] or days
    return min(days, key=lambda day: abs((day - base).days), default=None)


def _plain(name: str) -> str:
    """Return a name as the lexicon has it ("Eid al-Fitr" → "eid al fitr")."""
    return " ".join(name.lower().replace("-", " ").replace("\u2019", "'").split())


def _feast(g: Groups, c: Context) -> Reading | None:
    kind, *numbers = words().feasts[_plain(g["h"] or "")]
    if g["y"]:
        days = _of_year(str(kind), tuple(map(int, numbers)), int(g["y"]))
        day = days[0] if days else None
    else:
        day = _nearest(lambda year: _of_year(str(kind), tuple(map(int, numbers)), year), c)
    if day is None:
        return unanchored("DATE", "")
    reason, score = (_BY_TABLES, 0.6) if kind == "islamic" else ("", 0.8)
    return Reading("DATE", day.isoformat(), reason, anchored=not g["y"], score=score)


def _moon_date(g: Groups, c: Context) -> Reading | None:
    """Return a date, or the whole, of a month of the Islamic calendar."""
    month = words().moons[_plain(g["m"] or g["whole"] or "")]
    first = day_of(g["d"]) if g["d"] else 1
    if g["y"]:
        day: date | None = islamic(int(g["y"]), month, first)
    else:
        day = _nearest(lambda year: _in_moon_years(year, lambda lunar: islamic(lunar, month, first)), c)
    if day is None:
        return unanchored("DATE", "")
    if g["d"]:
        return Reading("DATE", day.isoformat(), _BY_TABLES, anchored=not g["y"], score=0.6)
    last = day + timedelta(days=29 if month % 2 else 28)
    bounds = (day.isoformat(), last.isoformat())
    return Reading("DATE", "", _BY_TABLES, anchored=not g["y"], score=0.6, bounds=bounds)


HANDLERS: dict[str, Handler] = {"feast": _feast, "moon_date": _moon_date}
