"""As much of ONNX's file format as the sentence encoder needs: weights read, a network's description written.

An ONNX file is one message of protocol buffers: fields of a number each, which hold a whole number, four
bytes, or a row of bytes that may be a message again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from stemma.errors import DataError

Array = npt.NDArray[np.generic]
Weights = Mapping[str, npt.NDArray[np.float32]]
Field = int | bytes

FLOAT = 1
_TYPES = {"float32": FLOAT, "uint8": 2, "int8": 3, "int64": 7}
_IR_VERSION = 8
_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5


def read_weights(path: Path) -> Weights:
    """Return the arrays of floats that a model's file names, by name.

    Args:
        path: the model; its weights lie in files beside it, and are read when they are looked at.

    Raises:
        DataError: where the file is not what it should be; also when weights are asked for that it has not.
    """
    try:
        graph = next(value for number, value in _fields(path.read_bytes()) if number == 7)  # noqa: PLR2004
        tensors = [_bytes(value) for number, value in _fields(_bytes(graph)) if number == 5]  # noqa: PLR2004
        described = [one for one in map(_described, tensors) if one is not None]
        files = {one.file: np.memmap(path.parent / one.file, np.uint8, "r") for one in described}
        return _Weights(path, {one.name: _floats(one, files[one.file]) for one in described})
    except (OSError, LookupError, ValueError, StopIteration) as error:
        raise DataError(f"{path} cannot be read as an ONNX model: {error}") from error


class _Weights(dict[str, npt.NDArray[np.float32]]):
    """The weights of a model, which says what is wrong where it has not those that a network needs."""

    def __init__(self, path: Path, weights: Weights) -> None:
        super().__init__(weights)
        self._path = path

    def __missing__(self, name: str) -> npt.NDArray[np.float32]:
        raise DataError(
            f"{self._path} has no weights named {name} in a file beside it: it is not the model that Stemma "
            "knows; install the version of the package that Stemma asks for"
        )


class _Described(Struct, frozen=True):
    """Where a tensor's floats lie: from which byte on, how many bytes, and how they are arranged."""

    name: str
    file: str
    start: int
    length: int
    shape: tuple[int, ...]


def _described(message: bytes) -> _Described | None:
    """Return where a tensor's floats lie; None where it has none, or they are in the message itself."""
    fields = list(_fields(message))
    where = dict(_pair(_bytes(value)) for number, value in fields if number == 13)  # noqa: PLR2004
    told = dict(fields)
    if not where or told[2] != FLOAT:
        return None
    shape = tuple(value for number, value in fields if number == 1 and isinstance(value, int))
    name = _bytes(told[8]).decode()
    return _Described(name, where["location"], int(where["offset"]), int(where["length"]), shape)


def _floats(one: _Described, raw: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    return np.asarray(raw[one.start : one.start + one.length]).view(np.float32).reshape(one.shape)


def _pair(message: bytes) -> tuple[str, str]:
    told = dict(_fields(message))
    return _bytes(told[1]).decode(), _bytes(told[2]).decode()


def _bytes(value: Field) -> bytes:
    if isinstance(value, int):
        raise ValueError("a number where a message should be")  # noqa: TRY004  of the file, not of a caller
    return value


def _fields(message: bytes) -> Iterator[tuple[int, Field]]:
    """Yield the fields of a message: their numbers and values."""
    at = 0
    while at < len(message):
        key, at = _number(message, at)
        kind = key & 7
        if kind == _VARINT:
            value, at = _number(message, at)
            yield key >> 3, value
            continue
        size = 4 if kind == _FOUR else 8 if kind == _EIGHT else None
        if size is None:
            size, at = _number(message, at)
        if at + size > len(message):
            raise ValueError("it is cut off")
        yield key >> 3, message[at : at + size]
        at += size


def _number(message: bytes, at: int) -> tuple[int, int]:
    """Return the whole number at a place, and the place behind it."""
    found = shift = 0
    while True:
        byte = message[at]
        at += 1
        found |= (byte & 127) << shift
        shift += 7
        if byte < 128:  # noqa: PLR2004  the last byte of a number
            return found, at


class Graph:
    """The description of a network, built node by node."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._made = 0

    def constant(self, value: Array) -> str:
        """Keep an array; return its name."""
        name = self._name()
        sizes = b"".join(_field(1, size) for size in value.shape)
        told = sizes + _field(2, _TYPES[value.dtype.name]) + _field(8, name.encode())
        told += _opening(9, value.nbytes)
        # The arrays are most of a model: they are copied once, when all is put together.
        self._parts += [_opening(5, len(told) + value.nbytes), told, value.tobytes()]
        return name

    def node(
        self, operator: str, *inputs: str, domain: str = "", outputs: int = 1, **named: int
    ) -> list[str]:
        """Add a node with whole numbers for its attributes; return its outputs' names."""
        names = [self._name() for _ in range(outputs)]
        node = [_field(1, one.encode()) for one in inputs]
        node += [_field(2, one.encode()) for one in names]
        node.append(_field(4, operator.encode()))
        for name, value in named.items():
            attribute = _field(1, name.encode()) + _field(3, value) + _field(20, 2)
            node.append(_field(5, attribute))
        node.append(_field(7, domain.encode()))
        self._parts.append(_field(1, b"".join(node)))
        return names

    def model(
        self, source: str, result: str, shape: Sequence[str | int], domains: Mapping[str, int]
    ) -> bytes:
        """Return a model's file.

        Args:
            source: the name of its input, of floats.
            result: the name of its output, likewise.
            shape: both have it; names stand for any size.
            domains: the sets of operators that it uses, with their versions.
        """
        graph = [*self._parts, _field(2, b"graph")]
        graph += [_field(11, _value(source, shape)), _field(12, _value(result, shape))]
        used = [
            _field(8, _field(1, domain.encode()) + _field(2, version)) for domain, version in domains.items()
        ]
        return b"".join([_field(1, _IR_VERSION), *used, _opening(7, sum(map(len, graph))), *graph])

    def _name(self) -> str:
        self._made += 1
        return f"v{self._made}"


def _value(name: str, shape: Iterable[str | int]) -> bytes:
    """Return the description of an input or output of floats."""
    sizes = [_field(1, size) if isinstance(size, int) else _field(2, size.encode()) for size in shape]
    tensor = _field(1, FLOAT) + _field(2, b"".join(_field(1, size) for size in sizes))
    return _field(1, name.encode()) + _field(2, _field(1, tensor))


def _field(number: int, value: Field) -> bytes:
    if isinstance(value, int):
        return _written(number << 3 | _VARINT) + _written(value)
    return _opening(number, len(value)) + value


def _opening(number: int, size: int) -> bytes:
    """Return what stands before the bytes of a field."""
    return _written(number << 3 | _BYTES) + _written(size)


def _written(number: int) -> bytes:
    """Return a whole number, not below nothing, as the format writes it."""
    found = bytearray()
    while number > 127:  # noqa: PLR2004  seven bits a byte
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)


__all__ = ["FLOAT", "Graph", "Weights", "read_weights"]
