"""Durations, repeated times, times of day alone, and words for past, present and future."""

from datetime import timedelta
from math import ceil

from stemma.times.grammar import words
from stemma.times.numerals import clock_of, month_of, number, unit_of
from stemma.times.reading import Context, Groups, Handler, Reading, unanchored


def duration_unit(unit: str) -> str:
    """Return a unit as it stands at the end of a duration ("TH" → "H")."""
    return {"2W": "W", "S": "M", "WE": "W"}.get(unit, unit.removeprefix("T"))


def duration(count: float | None, unit: str) -> str:
    """Return the TIMEX3 value of so many units, X for a count that is not said."""
    amount = "X"
    if count is not None:
        if unit == "2W":
            count *= 2
        amount = str(int(count)) if count == int(count) else str(count)
    return f"P{'T' if unit.startswith('T') else ''}{amount}{duration_unit(unit)}"


def _duration(g: Groups, _: Context) -> Reading | None:
    quantity = " ".join((g["q"] or "").lower().split())
    if g["age"] or (quantity in {"a", "an"} and unit_of(g["u"] or "") == "TS"):
        return None
    if quantity == "recent":
        return Reading("DATE", "PAST_REF", "names no date", score=0.5)
    return Reading("DURATION", duration(number(g["q"] or ""), unit_of(g["u"] or "")))


def _recent(g: Groups, _: Context) -> Reading:
    word = (g["dir"] or "").lower()
    if word in {"coming", "ensuing", "future"}:
        return Reading("DATE", "FUTURE_REF", "names no date", score=0.5)
    return Reading("DATE", "PRESENT_REF" if word == "these" else "PAST_REF", "names no date", score=0.5)


def _since_long(g: Groups, c: Context) -> Reading:
    count, unit = number(g["q"] or ""), unit_of(g["u"] or "")
    rel = " ".join((g.get("rel") or "").lower().split())
    bounds = _up_to_now(count, unit, c) if rel in _UP_TO_NOW else None
    return Reading("DURATION", duration(count, unit), anchored=bounds is not None, bounds=bounds)


# "The past 24 hours" are days that a report dates; longer times are what it looks back on.
_UP_TO_NOW = frozenset({"the past", "the last", "past", "last"})
_LONGEST_DAYS = 7


def _up_to_now(count: float | None, unit: str, c: Context) -> tuple[str, str] | None:
    """Return the days of so many hours or days up to publication, None for longer ones."""
    if count is None or unit not in {"TH", "D"} or c.anchor is None or c.anchor_precision != "day":
        return None
    days = ceil(count / 24) if unit == "TH" else int(count)
    if not 0 < days <= _LONGEST_DAYS:
        return None
    return (c.anchor - timedelta(days=days)).isoformat(), c.anchor.isoformat()


def _beside(g: Groups, _: Context) -> Reading:
    return Reading("DURATION", duration(number(g["q"] or ""), unit_of(g["u"] or "")))


def _for_long(g: Groups, _: Context) -> Reading:
    return Reading("DURATION", duration(None, unit_of(g["u"] or "")), score=0.7)


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
        return Reading("SET", f"XXXX-{month_of(unit):02}")
    return Reading("SET", duration(number(g["q"]) if g["q"] else 1.0, unit_of(unit)))


def _clock_alone(g: Groups, c: Context) -> Reading:
    clock = clock_of(g["t"] or g["word"] or "")
    base = c.reference_day or c.anchor
    if base is None:
        return unanchored("TIME", "")
    value = f"{base.isoformat()}{clock}"
    return Reading("TIME", value, "day taken from the text before", anchored=True, score=0.6)


def _clock_figures(g: Groups, c: Context) -> Reading:
    figures = g["t"] or ""
    return _clock_alone({"t": f"{figures[:2]}:{figures[2:]}", "word": None}, c)


def _vague(g: Groups, _: Context) -> Reading:
    word = " ".join((g["v"] or "").lower().split())
    return Reading("DATE", words().vague[word], "names no date", score=0.5)


HANDLERS: dict[str, Handler] = {
    "duration": _duration,
    "since_long": _since_long,
    "for_long": _for_long,
    "beside": _beside,
    "recent": _recent,
    "set": _set,
    "clock": _clock_alone,
    "clock_at": _clock_figures,
    "clock_dot": _clock_alone,
    "vague": _vague,
}
