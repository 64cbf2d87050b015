"""The different numbers of an array, found without what NumPy loads to find them."""

from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Number = TypeVar("Number", bound=np.integer[Any])


def distinct(values: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """Return the different numbers of an array of any shape, from the least to the largest.

    ``np.unique`` takes several times as long for many, and loads NumPy's masked arrays to ask whether
    these are masked: 0.03 CPU seconds of a start.
    """
    ordered = np.sort(values, axis=None)
    first = np.ones(len(ordered), dtype=np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    found: npt.NDArray[Number] = ordered[first]
    return found


__all__ = ["distinct"]
