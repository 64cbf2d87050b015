"""Zip and tar archives of articles: members read in place, nothing ever written to disk."""

import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from stemma.reading.cleaning import clean_line
from stemma.reading.companions import folders_of_pages, is_companion
from stemma.reading.limits import MAX_ARCHIVE, MAX_HELD, DamagedError, check_swelling
from stemma.reading.source import Source
from stemma.reading.tables import head_of
from stemma.records import Document, Failure

Found = Iterator[Document | Failure]
Inner = Callable[[Source], Found]

_FAULTS = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, DamagedError)
_OFFICE = ("[Content_Types].xml", "META-INF/container.xml", "content.xml")
_ENCRYPTED = 0x1
# The directory of a zip is read whole; a member costs some 400 bytes of memory.
_MOST_MEMBERS = 2_000_000
_CODECS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


class _Counter:
    """Counts what an archive has unpacked, against its packed size and the bound for all."""

    def __init__(self, packed: int) -> None:
        self.packed = packed
        self.unpacked = 0

    def add(self, size: int) -> None:
        self.unpacked += size
        self.check()

    def check(self) -> None:
        """Raise when the archive has unpacked to more than it may."""
        check_swelling(self.packed, self.unpacked, "the archive")
        if self.unpacked > MAX_ARCHIVE:
            raise DamagedError(f"the archive holds more than {MAX_ARCHIVE >> 30} GB: unpack it first")


class _Counted(io.RawIOBase):
    """A member's bytes, counted as they are unpacked."""

    def __init__(self, member: IO[bytes], counter: _Counter) -> None:
        self._member = member
        self._counter = counter

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._member.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._member.seek(offset, whence)

    def tell(self) -> int:
        return self._member.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._member.read(len(buffer))
        self._counter.add(len(data))
        buffer[: len(data)] = data
        return len(data)


def zip_members(source: Source, inner: Inner) -> Found:
    """Yield what the members of a zip (or WACZ) hold, in the order of the archive.

    Links, encrypted members and anything that cannot be unpacked are failures; names are used in
    messages only, without leading slashes and "..".
    """
    try:
        with source.open() as file:
            seekable = file if file.seekable() else io.BytesIO(_held(file))
            size = seekable.seek(0, io.SEEK_END)
            with zipfile.ZipFile(seekable) as archive:
                members = [member for member in archive.infolist() if not member.filename.endswith("/")]
                if any(member.filename in _OFFICE for member in members):
                    yield Failure(source.name, _office(members))
                elif len(members) > _MOST_MEMBERS:
                    yield Failure(source.name, f"the archive has more than {_MOST_MEMBERS:,} members")
                else:
                    yield from _zip_members(archive, members, source.name, _Counter(size), inner)
    except (*_FAULTS, ValueError, NotImplementedError, RuntimeError) as error:
        # NotImplementedError, RuntimeError: zip versions and methods that zipfile does not know
        yield Failure(source.name, _reason(error, "zip archive"))


def _office(members: list[zipfile.ZipInfo]) -> str:
    """Return what is said of an office document or e-book."""
    if any(member.filename.startswith("xl/") for member in members):
        return "this is a spreadsheet: save it as CSV (UTF-8), with one article a row"
    return "this is an office document or e-book: save it as text, HTML or PDF"


def _zip_members(
    archive: zipfile.ZipFile,
    members: list[zipfile.ZipInfo],
    name: str,
    counter: _Counter,
    inner: Inner,
) -> Found:
    wacz = any(member.filename == "datapackage.json" for member in members) and any(
        member.filename.startswith("archive/") for member in members
    )
    passed = folders_of_pages(str(_path(member.filename)) for member in members)
    for member in members:
        path = _path(member.filename)
        if is_companion(path) or not passed.isdisjoint(map(str, path.parents)):
            continue
        if wacz and path.parts[:1] != ("archive",):
            continue
        title = f"{name}!{path}"
        if stat.S_ISLNK(member.external_attr >> 16):
            yield Failure(title, "this is a link, which is not followed")
        elif member.flag_bits & _ENCRYPTED:
            yield Failure(title, "this is encrypted: unpack it first")
        elif member.compress_type not in _CODECS:
            yield Failure(title, "this is packed in a way that is not read: unpack it first")
        else:
            yield from _zip_member(archive, member, title, counter, inner)
            counter.check()  # a member that swells is its own fault; an archive that does ends here


def _zip_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, title: str, counter: _Counter, inner: Inner
) -> Found:
    def open_member() -> BinaryIO:
        return _Counted(archive.open(member), counter)  # type: ignore[return-value]

    try:
        yield from inner(Source(title, _suffix(member.filename), open_member))
    except (*_FAULTS, ValueError, NotImplementedError, RuntimeError) as error:
        yield Failure(title, _reason(error, "member"))


def tar_members(source: Source, inner: Inner) -> Found:
    """Yield what the files of a tar hold, in order; the archive is read once, from front to back."""
    try:
        with source.open() as file:
            counter = _Counter(MAX_ARCHIVE)
            # "r|": a plain tar; what was packed was unpacked, with its bounds, before it came here.
            with tarfile.open(fileobj=file, mode="r|") as archive:
                for member in archive:
                    yield from _tar_member(archive, member, source.name, counter, inner)
    except (*_FAULTS, ValueError, OverflowError, RecursionError) as error:
        yield Failure(source.name, _reason(error, "tar archive"))


def _tar_member(
    archive: tarfile.TarFile, member: tarfile.TarInfo, name: str, counter: _Counter, inner: Inner
) -> Found:
    path = _path(member.name)
    title = f"{name}!{path}"
    if is_companion(path) or member.isdir():
        return
    if not member.isfile():
        yield Failure(title, "this is a link or a device, which is not followed")
        return
    if member.size > MAX_HELD:
        yield Failure(title, f"larger than {MAX_HELD >> 20} MB inside an archive: unpack it first")
        return
    stream = archive.extractfile(member)
    raw = stream.read(MAX_HELD + 1) if stream else b""
    counter.add(len(raw))
    yield from inner(Source(title, _suffix(member.name), lambda: io.BytesIO(raw)))


def _held(file: BinaryIO) -> bytes:
    """Return all bytes of a stream that cannot go back.

    Raises:
        DamagedError: there are more than may be held in memory.
    """
    raw = head_of(lambda: file, MAX_HELD + 1)
    if len(raw) > MAX_HELD:
        raise DamagedError(f"larger than {MAX_HELD >> 20} MB inside an archive: unpack it first")
    return raw


def _path(name: str) -> PurePosixPath:
    """Return a member's name as a path that stays inside the archive."""
    parts = PurePosixPath(clean_line(name.replace("\\", "/"))).parts
    kept = [part for part in parts if part not in ("/", "//", "..", ".")]
    return PurePosixPath(*kept or ["unnamed"])


def _suffix(name: str) -> str:
    return "".join(PurePosixPath(name).suffixes[-2:]).lower()


def _reason(error: Exception, what: str) -> str:
    if isinstance(error, DamagedError):
        return str(error)
    return f"the {what} is damaged: {error or type(error).__name__}"
