"""The different numbers of an array are those that NumPy finds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.distinct import distinct


@given(st.lists(st.integers(0, 9)), st.sampled_from([np.int32, np.int64, np.uint64]))
def test_each_number_once_and_in_order(numbers, kind):
    found = distinct(np.array(numbers, dtype=kind))
    assert found.tolist() == sorted(set(numbers))
    assert found.dtype == kind


@pytest.mark.parametrize("shape", [(2, 3), (3, 2), (6,)])
def test_arrays_of_any_shape(shape):
    assert distinct(np.array([5, 1, 5, 0, 1, 5]).reshape(shape)).tolist() == [0, 1, 5]
