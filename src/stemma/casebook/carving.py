"""Rows read from the pages of a damaged database, without its header, its schema or its trees.

SQLite's file format is published (https://www.sqlite.org/fileformat2.html). A leaf page of a table
says itself where its rows begin, and a row says what types its columns have; so every page that is
whole gives its rows, whatever has become of the pages that led to it. Pages of the write-ahead log
are read as well. Whether a row is what it seems to be is for the caller to check.
"""

import mmap
import struct
from collections.abc import Callable, Iterator

from msgspec import Struct

Value = bytes | str | int | float | None

_LEAF = 0x0D
_MAGIC = b"SQLite format 3\x00"
_USUAL = 4096
_SIZES = tuple(1 << power for power in range(9, 17))
_WAL_HEADER, _FRAME_HEADER = 32, 24
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_FLOAT, _ZERO, _ONE, _BLOB, _TEXT = 7, 8, 9, 12, 13
_MOST_COLUMNS = 100


Pages = bytes | mmap.mmap


class Carved(Struct, frozen=True):
    """A row: its number in its table, and its columns."""

    rowid: int
    values: tuple[Value, ...]


class _DamagedError(Exception):
    """What was taken for a row is none, or its overflow pages are gone."""


def rows(database: Pages, wal: bytes, wanted: Callable[[tuple[int, ...]], bool]) -> Iterator[Carved]:
    """Yield every row that can be read from whole pages, those of the write-ahead log last.

    Args:
        database: the file.
        wal: the write-ahead log beside it, b"" for none.
        wanted: tells from a row's serial types (12 and more are bytes and texts) whether it is read.
    """
    size = _page_size(database, wal)
    latest = dict(_frames(wal, size))
    for logged in (False, True):
        places = (
            ((number, place) for number, place in _frames(wal, size))
            if logged
            else ((place // size + 1, place) for place in range(0, len(database) - size + 1, size))
        )
        source = wal if logged else database
        for number, place in places:
            page = bytes(source[place : place + size])
            start = 100 if number == 1 else 0
            if page[start] == _LEAF:
                yield from _leaf(page, start, wanted, _Chains(database, wal, latest, size, logged=logged))


def serial_length(serial: int) -> int:
    """Return how many bytes a column of a serial type has."""
    if serial >= _BLOB:
        return (serial - _BLOB) // 2
    return _INTEGERS.get(serial, 8 if serial == _FLOAT else 0)


def is_text(serial: int, length: int | None = None) -> bool:
    """Tell whether a serial type is a text, of a length where one is given."""
    return serial >= _TEXT and serial % 2 == 1 and length in (None, serial_length(serial))


def is_blob(serial: int) -> bool:
    """Tell whether a serial type is bytes."""
    return serial >= _BLOB and serial % 2 == 0


def _page_size(database: Pages, wal: bytes) -> int:
    """Return the page size that a header states, the usual one where none can be believed."""
    if bytes(database[:16]) == _MAGIC:
        stated = int(struct.unpack(">H", database[16:18])[0])
        stated = 1 << 16 if stated == 1 else stated
        if stated in _SIZES:
            return stated
    stated = int(struct.unpack(">I", wal[8:12])[0]) if len(wal) >= _WAL_HEADER else 0
    return stated if stated in _SIZES else _USUAL


def _frames(wal: bytes, size: int) -> Iterator[tuple[int, int]]:
    """Yield the number of each page in a write-ahead log, and where its bytes begin."""
    for place in range(_WAL_HEADER, len(wal) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        yield struct.unpack(">I", wal[place : place + 4])[0], place + _FRAME_HEADER


class _Chains:
    """Overflow pages, as the file has them or as the log does."""

    def __init__(
        self, database: Pages, wal: bytes, latest: dict[int, int], size: int, *, logged: bool
    ) -> None:
        self.database = database
        self.wal = wal
        self.latest = latest
        self.size = size
        self.logged = logged

    def read(self, number: int, length: int) -> bytes:
        """Return so many bytes from a chain of overflow pages on.

        Raises:
            _DamagedError: the chain ends early.
        """
        parts: list[bytes] = []
        while length > 0:
            page = self._page(number)
            part = page[4 : 4 + min(length, self.size - 4)]
            if len(part) < min(length, self.size - 4):
                raise _DamagedError
            parts.append(part)
            length -= len(part)
            number = struct.unpack(">I", page[:4])[0]
        return b"".join(parts)

    def _page(self, number: int) -> bytes:
        if self.logged and number in self.latest:
            place = self.latest[number]
            return bytes(self.wal[place : place + self.size])
        place = (number - 1) * self.size
        if number < 1 or place + self.size > len(self.database):
            raise _DamagedError
        return bytes(self.database[place : place + self.size])


def _leaf(
    page: bytes, start: int, wanted: Callable[[tuple[int, ...]], bool], chains: _Chains
) -> Iterator[Carved]:
    cells = struct.unpack(">H", page[start + 3 : start + 5])[0]
    first = start + 8
    if first + 2 * cells > len(page):
        return
    for (offset,) in struct.iter_unpack(">H", page[first : first + 2 * cells]):
        try:
            found = _cell(page, offset, wanted, chains)
        except (_DamagedError, IndexError, struct.error, UnicodeDecodeError):
            continue
        if found is not None:
            yield found


def _cell(
    page: bytes, offset: int, wanted: Callable[[tuple[int, ...]], bool], chains: _Chains
) -> Carved | None:
    length, at = _varint(page, offset)
    rowid, at = _varint(page, at)
    here = _local(length, len(page))
    header, _ = _varint(page, at)
    if not 1 < header <= min(here, 10 * _MOST_COLUMNS):
        return None
    serials, position = [], _varint(page, at)[1]
    while position < at + header:
        serial, position = _varint(page, position)
        serials.append(serial)
    if header + sum(map(serial_length, serials)) != length or not wanted(tuple(serials)):
        return None
    payload = page[at : at + here]
    if here < length:
        (more,) = struct.unpack(">I", page[at + here : at + here + 4])
        payload += chains.read(more, length - here)
    return Carved(rowid, tuple(_values(payload[header:], serials)))


def _local(length: int, size: int) -> int:
    """Return how many bytes of a payload stand in its own page (of a table's leaf)."""
    most = size - 35
    if length <= most:
        return length
    least = (size - 12) * 32 // 255 - 23
    some = least + (length - least) % (size - 4)
    return some if some <= most else least


def _varint(page: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(at, at + 8):
        byte = page[place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004  the high bit says that another byte follows
            return value, place + 1
    return value << 8 | page[at + 8], at + 9


def _values(body: bytes, serials: list[int]) -> Iterator[Value]:
    at = 0
    for serial in serials:
        end = at + serial_length(serial)
        part = body[at:end]
        if serial >= _BLOB:
            yield part.decode() if serial % 2 else part
        elif serial in (_ZERO, _ONE):
            yield serial - _ZERO
        elif serial == _FLOAT:
            yield float(struct.unpack(">d", part)[0])
        else:
            yield int.from_bytes(part, "big", signed=True) if part else None
        at = end
