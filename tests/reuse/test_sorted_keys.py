"""The copy index's sorted keys come back from the few bytes that they are stored in."""

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.errors import DataError
from stemma.reuse.shingles import fresh
from stemma.reuse.state import State, _differences, _Sorted, _summed


def back(keys):
    stored = msgspec.msgpack.encode(_differences(keys.copy()))
    return _summed(msgspec.msgpack.decode(stored, type=_Sorted))


@given(
    bits=st.sampled_from([8, 20, 30, 38, 45, 54, 64]),
    seed=st.integers(0, 1000),
    count=st.sampled_from([0, 1, 2, 3, 4, 9, 200]),
)
def test_keys_of_any_width_come_back(bits, seed, count):
    steps = np.random.default_rng(seed).integers(0, 2**bits - 1, count, dtype=np.uint64, endpoint=True)
    keys = np.sort(steps)  # of 64 bits as they are, so that sums do not go beyond
    keys = keys[fresh(keys)] if count else keys
    assert back(keys).tolist() == keys.tolist()


def test_keys_that_are_cut_off_are_refused():
    stored = _differences(np.arange(9, dtype=np.uint64))
    with pytest.raises(DataError):
        _summed(_Sorted(stored.width, stored.small[:-1], stored.at, stored.large))


def test_pieces_may_be_read_into_memory_that_can_be_written():
    keys = np.sort(np.random.default_rng(3).integers(0, 2**63, 500, dtype=np.uint64))
    none = np.zeros(2, dtype=np.int32)
    pieces = State(["a", "b"], ["x"], none, none, none, [keys], {}).pieces()
    read = State.joined({name: bytearray(piece) for name, piece in pieces.items()})
    assert [part.tolist() for part in read.segments] == [keys.tolist()]
    assert read.pieces() == pieces
