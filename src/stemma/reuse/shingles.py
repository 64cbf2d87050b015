"""Shingles: hashes of three neighbouring content words, in any order."""

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

SIZE = 3


def mix(values: npt.NDArray[np.uint32] | Keys) -> Keys:
    """Return well-mixed 64-bit hashes of integers (the finaliser of SplitMix64)."""
    mixed = values.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def neighbours(mixed: Keys) -> Keys:
    """Return a hash of each three neighbouring mixed values, blind to their order."""
    if len(mixed) < SIZE:
        return np.zeros(0, dtype=np.uint64)
    return mix(mixed[:-2] + mixed[1:-1] + mixed[2:])


def shingles(stems: npt.NDArray[np.uint32]) -> Keys:
    """Return a hash of each three neighbouring stems, blind to their order; one per position."""
    return neighbours(mix(stems))


def spread(starts: Longs | Ints, lengths: Longs | Ints) -> Longs:
    """Return the numbers of ranges, given by their starts and lengths, one range after the other."""
    wide = lengths.astype(np.int64, copy=False)
    before = np.cumsum(wide) - wide
    numbers: Longs = np.arange(int(wide.sum()), dtype=np.int64) + np.repeat(starts - before, wide)
    return numbers


def fresh(groups: Keys) -> npt.NDArray[np.bool_]:
    """Mark the elements that differ from the one before."""
    marks = np.ones(len(groups), dtype=np.bool_)
    marks[1:] = groups[1:] != groups[:-1]
    return marks
