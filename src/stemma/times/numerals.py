"""From words to numbers, months, weekdays, units and times of day."""

import re

from stemma.times.grammar import words

_HALF_DAY, _WHOLE_DAY = 12, 24


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


def month_of(text: str) -> int:
    """Return a month's number."""
    return words().months[text.lower().rstrip(".")]


def day_of(text: str) -> int:
    """Return the number of a day, or of any ordinal ("4th", "twenty-first")."""
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0])
    low = text.lower()
    if "-" in low:
        tens, _, ones = low.partition("-")
        return words().numbers[tens] + words().ordinals[ones]
    return words().ordinals[low]


def weekday_of(text: str) -> int:
    """Return a weekday's number, Monday being 0."""
    return words().weekdays[text.lower().rstrip(".")]


def unit_of(text: str) -> str:
    """Return a unit as TIMEX3 writes it."""
    low = text.lower().rstrip(".")
    if low.startswith("centur"):
        return "CE"
    return words().units.get(low) or words().units[low.removesuffix("s")]


def clock_of(text: str) -> str:
    """Return a time of day as TIMEX3 writes it ("T17:30")."""
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
    if "p" in low and hour < _HALF_DAY:
        hour += 12
    if "a" in low and hour == _HALF_DAY:
        hour = 0
    if hour > _WHOLE_DAY:
        raise ValueError(text)
    return f"T{hour:02}:{minute}"


def bc_year(text: str) -> str:
    """Return a year before Christ ("480 BC") as TIMEX3 writes it."""
    return f"BC{int(text.split(maxsplit=1)[0]):04}"
