"""Pairs as arrays of numbers: two small numbers in one, and what is different among very many."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# A pair is one number, its code: the number of the one, 32 bits, that of the other.
LOW = 0xFFFFFFFF


def ends(codes: Longs) -> Iterator[tuple[int, int]]:
    """Yield the two numbers of each pair."""
    return zip((codes >> 32).tolist(), (codes & LOW).tolist(), strict=True)


def both(numbers: Longs, codes: Longs) -> Longs:
    """Return one number for what the two of each pair have in ``numbers``."""
    found: Longs = numbers[codes >> 32] << 32 | numbers[codes & LOW]
    return found


def combinations(*parts: Longs) -> tuple[Longs, Longs]:
    """Return where each different row of some columns stands first, and which of these each row is.

    Columns after the first hold numbers below 2 to the power of 32.
    """
    _, first, which = np.unique(parts[0], return_index=True, return_inverse=True)
    for part in parts[1:]:
        _, first, which = np.unique(which << 32 | part, return_index=True, return_inverse=True)
    return first, which


def among(held: Longs, wanted: Longs) -> tuple[Flags, Longs]:
    """Tell which numbers are among others, which are sorted, and where."""
    if not len(held):
        return np.zeros(len(wanted), dtype=np.bool_), np.zeros(len(wanted), dtype=np.int64)
    at: Longs = np.minimum(np.searchsorted(held, wanted), len(held) - 1)
    return held[at] == wanted, at


def numbered(values: Sequence[str]) -> Longs:
    """Return a number for each value: equal values have one number."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.int64)
