"""Times: time expressions in reports as TIMEX3 values, anchored on the publication date."""

from stemma.times.find import find_times

__all__ = ["find_times"]
