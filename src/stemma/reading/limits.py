"""How much a reader takes in before it refuses: sizes, depths and how far packed bytes may swell."""

import io
import re
import zlib
from typing import BinaryIO

from stemma.errors import ReadingError

# A single page or text above this is refused: 20 MB reads in under 4 s, the largest real news pages
# are about 5 MB. A list of articles in one JSON text may be longer; JSONL and CSV have no bound.
MAX_DOCUMENT = 24 << 20
MAX_JSON = 512 << 20
MAX_PDF = 64 << 20
# What must be held in memory whole, since it is packed in something that cannot be read twice.
MAX_HELD = 256 << 20
# Archives within archives: a WACZ holds WARCs, a zip of zips is an accident, more is an attack.
MAX_NESTED = 2
# Deflate packs nothing more than 1,032 times; articles pack 3 to 5 times, the most repetitive tables
# that we made 60 times. A stream is stopped beyond both of these bounds.
BOMB_RATIO = 200
BOMB_FREE = 64 << 20
# And an archive of many members beyond this, however they are packed.
MAX_ARCHIVE = 64 << 30

_CHUNK = 1 << 16
_MAGIC = b"\x1f\x8b\x08"
_GZIP = 31
_FINEST = 64


class DamagedError(ReadingError):
    """Packed bytes that cannot be unpacked, or that swell beyond all bounds."""


def too_large(size: int) -> str:
    """Return the message for a document above its bound of so many bytes."""
    return f"larger than {size >> 20} MB: give a table of articles (JSONL or CSV)"


def check_swelling(packed: int, unpacked: int, what: str) -> None:
    """Raise when unpacked bytes are beyond what honest packing gives.

    Raises:
        DamagedError: more than 64 MB, and more than 200 times the packed size.
    """
    if unpacked > BOMB_FREE and unpacked > BOMB_RATIO * max(packed, 1):
        raise DamagedError(f"{what} unpacks to more than {BOMB_RATIO} times its size: it was not unpacked")


class GzipMembers(io.RawIOBase):
    """The unpacked bytes of a gzip file of one or many members, which can go on after a damaged one.

    Reading raises ``DamagedError`` at a member that is damaged, cut short or swells beyond bounds;
    after ``resync`` it goes on with the next member.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._packed = b""
        self._inflate = zlib.decompressobj(_GZIP)
        self._inside = False
        self._read = self._start = self._out = 0

    def readable(self) -> bool:
        """Return true."""
        return True

    def close(self) -> None:
        """Close the file beneath as well."""
        if not self.closed:
            self._file.close()
        super().close()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill a buffer with unpacked bytes and return their number, 0 at the end.

        Raises:
            DamagedError: see the class.
        """
        while True:
            if not self._packed:
                self._packed = self._file.read(_CHUNK)
                self._read += len(self._packed)
                if not self._packed:
                    if self._inside:
                        self._inside = False
                        raise DamagedError("the gzip data is damaged: it ends too early")
                    return 0
            if not self._inside and not self._next_member():
                continue
            found = self._some(len(buffer))
            if found:
                buffer[: len(found)] = found
                return len(found)

    def _next_member(self) -> bool:
        """Begin a member at the bytes at hand; padding between members is passed over."""
        self._packed = self._packed.lstrip(b"\x00")
        if not self._packed:
            return False
        self._inflate = zlib.decompressobj(_GZIP)
        self._inside, self._out = True, 0
        self._start = self._read - len(self._packed)
        return True

    def _some(self, size: int) -> bytes:
        before = self._inflate.copy()
        try:
            found = self._inflate.decompress(self._packed, size)
        except zlib.error as error:
            if size <= _FINEST:
                raise DamagedError(f"the gzip data is damaged: {_brief(error)}") from error
            # What lies before the damage is given, in smaller and smaller pieces.
            self._inflate = before
            return self._some(size // 2)
        self._packed = self._inflate.unconsumed_tail
        if self._inflate.eof:
            self._packed, self._inside = self._inflate.unused_data, False
        self._out += len(found)
        check_swelling(self._read - len(self._packed) - self._start, self._out, "the gzip data")
        return found

    def resync(self) -> bool:
        """Go to the next member after the one that failed; return whether there is one."""
        self._inside = False
        if self._file.seekable():
            self._file.seek(self._start + 1)
            self._packed, self._read = b"", self._start + 1
        while True:
            found = self._packed.find(_MAGIC)
            if found >= 0:
                self._packed = self._packed[found:]
                return True
            more = self._file.read(_CHUNK)
            if not more:
                self._packed = b""
                return False
            self._read += len(more)
            self._packed = self._packed[-2:] + more


def _brief(error: zlib.error) -> str:
    return re.sub(r"^Error -?\d+ while decompressing data: ", "", str(error))


def inflate(raw: bytes, *, wrapper: int = 47) -> bytes:
    """Return gzip or zlib data unpacked, at most ``MAX_DOCUMENT`` + 1 bytes of it.

    Args:
        raw: the packed bytes.
        wrapper: zlib's window bits; 47 tells gzip and zlib by themselves, -15 is bare deflate.

    Raises:
        DamagedError: the data are damaged; what was cut short is given as far as it goes.
    """
    try:
        return zlib.decompressobj(wrapper).decompress(raw, MAX_DOCUMENT + 1)
    except zlib.error as error:
        raise DamagedError(f"the packed data is damaged: {_brief(error)}") from error
