"""Dates that are told in full: days, months, years, decades and centuries."""

from datetime import date

from stemma.times.grammar import words
from stemma.times.numerals import bc_year, day_of, month_of
from stemma.times.reading import Context, Groups, Handler, Reading
from stemma.times.yearless import month_day

_YEAR_DIGITS = 4
# A year of two figures: below this it is of the 2000s.
_PIVOT = 50
# A date in figures that reads two ways is taken for the one so few days before publication, or after.
_NEAR_DAYS, _AHEAD_DAYS = 45, 7


def _iso(g: Groups, _: Context) -> Reading:
    day = date(int(g["y"] or 0), int(g["m"] or 0), int(g["d"] or 0))
    clock = g.get("t")
    return Reading("TIME" if clock else "DATE", day.isoformat() + (f"T{clock}" if clock else ""))


def _numeric(g: Groups, c: Context) -> Reading | None:
    a, b, year = g["a"] or "", int(g["b"] or 0), g["c"] or ""
    if len(a) == _YEAR_DIGITS:
        return Reading("DATE", date(int(a), b, int(year)).isoformat())
    if len(a) > _YEAR_DIGITS // 2 or (g["s"] == "." and len(year) != _YEAR_DIGITS):
        return None
    first = int(a)
    full = int(year) if len(year) == _YEAR_DIGITS else int(year) + (2000 if int(year) < _PIVOT else 1900)
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
        near = [d for d in readings if -_AHEAD_DAYS <= (c.anchor - d).days <= _NEAR_DAYS]
        if len(near) == 1:
            return Reading(
                "DATE",
                near[0].isoformat(),
                "day and month in the order that is near publication",
                anchored=True,
                score=0.7,
            )
    low, high = sorted(d.isoformat() for d in readings)
    return Reading("DATE", "", f"day and month could be either way round: {low} or {high}", score=0.3)


def _full(g: Groups, _: Context) -> Reading:
    return Reading("DATE", date(int(g["y"] or 0), month_of(g["m"] or ""), day_of(g["d"] or "")).isoformat())


def _span(g: Groups, c: Context) -> Reading | None:
    first = month_day(month_of(g["m"] or ""), day_of(g["d"] or ""), int(g["y"]) if g["y"] else None, c)
    if not first.value:
        return first
    start = date.fromisoformat(first.value)
    end = start.replace(day=day_of(g["d2"] or ""))
    if end < start:
        return None
    return Reading(
        "DATE", first.value, first.reason, first.anchored, first.score, (start.isoformat(), end.isoformat())
    )


def _month_year(g: Groups, _: Context) -> Reading:
    if g["bc"]:
        return Reading("DATE", f"{bc_year(g['bc'])}-{month_of(g['m'] or ''):02}")
    return Reading("DATE", f"{int(g['y'] or 0):04}-{month_of(g['m'] or ''):02}")


def _year(g: Groups, _: Context) -> Reading | None:
    first = g["y"] or ""
    second = g.get("y2")
    if not second:
        return Reading("DATE", first)
    last = second if len(second) == _YEAR_DIGITS else first[:2] + second
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
    count = int(g["n"]) if g["n"] else day_of(g["w"] or "")
    return Reading("DATE", f"BC{count - 1:02}" if g["bc"] else f"{count - 1:02}")


def _fiscal(g: Groups, _: Context) -> Reading:
    return Reading("DATE", g["y"] or "")


def _bc(g: Groups, _: Context) -> Reading:
    return Reading("DATE", f"BC{int(g['y'] or 0):04}")


def _year_words(g: Groups, _: Context) -> Reading:
    ones = words().numbers[(g["ones"] or "").lower()] if g["ones"] else 0
    return Reading("DATE", str(1900 + words().numbers[(g["tens"] or "").lower()] + ones))


def _year_quarter(g: Groups, _: Context) -> Reading | None:
    count = day_of(g["n"] or "")
    letter = "H" if (g["half"] or "").lower() == "half" else "Q"
    return Reading("DATE", f"{g['y']}-{letter}{count}") if count <= (2 if letter == "H" else 4) else None


HANDLERS: dict[str, Handler] = {
    "iso": _iso,
    "numeric": _numeric,
    "mdy": _full,
    "dmy": _full,
    "span_md": _span,
    "span_dm": _span,
    "my": _month_year,
    "year": _year,
    "year_short": _year_short,
    "decade": _decade,
    "century": _century,
    "fiscal": _fiscal,
    "bc": _bc,
    "year_words": _year_words,
    "year_quarter": _year_quarter,
}
