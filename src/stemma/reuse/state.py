"""The state of a copy index as bytes: names, numbers and the sorted keys, as differences in few bytes."""

from collections.abc import Iterable, Mapping

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from stemma.errors import DataError
from stemma.reuse.shingles import Ints, Keys

_VERSION = 1
_WIDTHS = (3, 4, 5, 6, 7, 8)
_KEY_BYTES = 8
_LOW_BYTES = {width: np.uint64((1 << 8 * width) - 1) for width in _WIDTHS}


class _Sorted(msgspec.Struct, array_like=True):
    """Ascending keys: each as the difference from the one before, in ``width`` bytes.

    Differences that need more bytes are 0 there and stand in ``large`` (8 bytes each) at the places ``at``.
    """

    width: int
    small: memoryview  # decoded where it lies: it is large
    at: bytes
    large: bytes


class _Young(msgspec.Struct, array_like=True):
    """A pair of early reports, and the shingles that its copy rests on."""

    earlier: int
    later: int
    keys: bytes


class _Head(msgspec.Struct):
    """What is short in a state, and the number of its sorted runs."""

    version: int
    segments: int
    outlet_names: list[str]
    young: list[_Young]


class _Stored(msgspec.Struct):
    """The sorted runs come first, the longest of them before the others.

    They seldom change: whoever stores the bytes in parts writes few of them again.
    """

    version: int
    segments: list[_Sorted]
    names: list[str]
    outlet_names: list[str]
    outlets: bytes
    sizes: bytes
    days: bytes
    young: list[_Young]


class State(Struct, frozen=True, eq=False):
    """What a copy index knows of its reports, in the order of adding.

    Attributes:
        names: the reports' ids.
        outlet_names: the outlets' case-folded names, by number.
        outlets: each report's outlet; negative numbers of their own where it is not known.
        sizes: how many different shingles each report has.
        days: each report's day of publication as a number, negative when it is not known.
        segments: sorted keys of shingles and reports.
        young: early pairs that are copies, and the shingles whose frequency these rest on.
    """

    names: list[str]
    outlet_names: list[str]
    outlets: Ints
    sizes: Ints
    days: Ints
    segments: list[Keys]
    young: dict[tuple[int, int], Keys]

    def encode(self) -> bytes:
        """Return the state as bytes (MessagePack)."""
        return msgspec.msgpack.encode(
            _Stored(
                version=_VERSION,
                names=self.names,
                outlet_names=self.outlet_names,
                outlets=_little(self.outlets),
                sizes=_little(self.sizes),
                days=_little(self.days),
                segments=[_differences(keys) for keys in self.segments],
                young=[_Young(*pair, _little(keys)) for pair, keys in self.young.items()],
            )
        )

    def pieces(self, packed: Iterable[tuple[Keys, bytes | bytearray]] = ()) -> dict[str, bytes | bytearray]:
        """Return the state in pieces.

        More reports change the ends of most of them, and the shorter runs of keys: whoever stores
        them in parts writes few of these again.

        Args:
            packed: sorted keys whose pieces are known, such as those that were restored.
        """
        known = {id(keys): piece for keys, piece in packed}
        young = [_Young(*pair, _little(keys)) for pair, keys in self.young.items()]
        head = _Head(_VERSION, len(self.segments), self.outlet_names, young)
        keys = {
            f"keys {at}": known.get(id(part)) or _pack(_differences(part))
            for at, part in enumerate(self.segments)
        }
        return {
            "head": _pack(head),
            "names": _pack(self.names),
            "outlets": _little(self.outlets),
            "sizes": _little(self.sizes),
            "days": _little(self.days),
            **keys,
        }

    @classmethod
    def joined(cls, pieces: Mapping[str, bytes | bytearray]) -> "State":
        """Return the state that gave pieces.

        Raises:
            DataError: when they are no such pieces, or of another version.
        """
        try:
            head = msgspec.msgpack.decode(pieces["head"], type=_Head)
            names = msgspec.msgpack.decode(pieces["names"], type=list[str])
            if head.version != _VERSION:
                raise DataError(f"the copy index was written by another version ({head.version})")
            keys = [msgspec.msgpack.decode(pieces[f"keys {at}"], type=_Sorted) for at in range(head.segments)]
            return cls(
                names=names,
                outlet_names=head.outlet_names,
                outlets=np.frombuffer(pieces["outlets"], dtype="<i4"),
                sizes=np.frombuffer(pieces["sizes"], dtype="<i4"),
                days=np.frombuffer(pieces["days"], dtype="<i4"),
                segments=[_summed(part) for part in keys],
                young={(part.earlier, part.later): _keys(part.keys) for part in head.young},
            )
        except (msgspec.MsgspecError, KeyError) as error:
            raise DataError(f"these pieces are no state of a copy index: {error}") from error

    @classmethod
    def decode(cls, data: bytes) -> "State":
        """Return the state that was encoded.

        Raises:
            DataError: when the bytes are no state, or one of another version.
        """
        try:
            stored = msgspec.msgpack.decode(data, type=_Stored)
        except msgspec.MsgspecError as error:
            raise DataError(f"these bytes are no state of a copy index: {error}") from error
        if stored.version != _VERSION:
            raise DataError(
                f"the copy index was written by another version ({stored.version}); build it anew"
            )
        return cls(
            names=stored.names,
            outlet_names=stored.outlet_names,
            outlets=np.frombuffer(stored.outlets, dtype="<i4"),
            sizes=np.frombuffer(stored.sizes, dtype="<i4"),
            days=np.frombuffer(stored.days, dtype="<i4"),
            segments=[_summed(part) for part in stored.segments],
            young={(part.earlier, part.later): _keys(part.keys) for part in stored.young},
        )


def _pack(value: object) -> bytes:
    return msgspec.msgpack.encode(value)


def _little(values: Ints | Keys) -> bytes:
    return values.astype(values.dtype.newbyteorder("<"), copy=False).tobytes()


def _keys(data: bytes) -> Keys:
    return np.frombuffer(data, dtype="<u8").astype(np.uint64)


def _differences(keys: Keys) -> _Sorted:
    steps = np.diff(keys, prepend=np.uint64(0))
    places = np.zeros(0, dtype=np.int64)
    width = _KEY_BYTES
    for width in _WIDTHS:
        places = np.flatnonzero(steps >> np.uint64(8 * width)) if width < _KEY_BYTES else places[:0]
        # A byte less for all is worth 16 bytes for each of those that it does not hold.
        if len(places) * 2 * _KEY_BYTES <= len(keys):
            break
    large = steps[places]
    steps[places] = 0
    octets: npt.NDArray[np.uint8] = steps.astype("<u8", copy=False).view(np.uint8).reshape(-1, _KEY_BYTES)
    small = memoryview(octets[:, :width].tobytes())
    return _Sorted(width, small, _little(places.astype(np.uint64)), _little(large))


def _summed(part: _Sorted) -> Keys:
    count, over = divmod(len(part.small), part.width)
    if over:
        raise DataError("these sorted keys are cut off")
    # Each difference is read as eight bytes from where it begins, and what follows it is taken off again;
    # behind the last ones there are none to be read with them.
    whole = max(0, count - (_KEY_BYTES - 1) // part.width)
    steps: Keys = np.empty(count, dtype=np.uint64)
    steps[:whole] = np.ndarray(whole, "<u8", part.small, strides=(part.width,))
    steps &= _LOW_BYTES[part.width]
    last = range(whole * part.width, count * part.width, part.width)
    steps[whole:] = [int.from_bytes(part.small[at : at + part.width], "little") for at in last]
    steps[_keys(part.at).astype(np.int64)] = _keys(part.large)
    return np.cumsum(steps, dtype=np.uint64, out=steps)
