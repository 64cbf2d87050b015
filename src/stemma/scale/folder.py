"""A folder of Parquet tables, on a disk or in object storage, written so that nothing is half there."""

import atexit
import hashlib
import json
import shutil
import tempfile
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from stemma.errors import DataError

_TEMPORARY = ".unfinished-"
_AT_ONCE = "?allow_delayed_open=true"


@cache
def _here() -> str:
    """A folder on this disk that is removed when the process ends."""
    path = tempfile.mkdtemp(prefix="stemma-")
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


def _object_storage(address: str) -> tuple[fs.FileSystem, str]:
    """Open object storage; where that can be, small objects are put by one request instead of three."""
    if address.startswith("s3://"):
        with suppress(pa.ArrowInvalid):  # Arrow 18 does not know the setting
            found: tuple[fs.FileSystem, str] = fs.FileSystem.from_uri(address + _AT_ONCE)
            return found
    opened: tuple[fs.FileSystem, str] = fs.FileSystem.from_uri(address)
    return opened


@dataclass(frozen=True)
class Folder:
    """Tables by name (``stage/part-00000.parquet``) under one address, a path or ``s3://…``.

    A file appears under its name only when it is whole, so its presence says that its partition
    is finished. A folder may be sent to another process; it opens its own connection there.
    """

    address: str

    @cached_property
    def _opened(self) -> tuple[fs.FileSystem, str]:
        if "://" in self.address:
            return _object_storage(self.address)
        return fs.LocalFileSystem(), str(Path(self.address).absolute())

    @property
    def local(self) -> bool:
        """Whether the folder lies on a disk, where files are renamed when they are whole."""
        return isinstance(self._opened[0], fs.LocalFileSystem)

    def path(self, name: str) -> str:
        """Return where a file is, inside its file system."""
        return f"{self._opened[1].rstrip('/')}/{name}"

    def uri(self, name: str) -> str:
        """Return the address of a file or a pattern of files."""
        return self.path(name) if self.local else f"{self.address.rstrip('/')}/{name}"

    def names(self, stage: str) -> list[str]:
        """Return the names of a stage's finished files, in order."""
        system, _ = self._opened
        found = system.get_file_info(fs.FileSelector(self.path(stage), allow_not_found=True))
        return sorted(
            f"{stage}/{info.base_name}" for info in found if not info.base_name.startswith(_TEMPORARY)
        )

    def read(self, name: str, columns: Sequence[str] | None = None, filters: Any = None) -> pa.Table:  # noqa: ANN401  pyarrow's own form of filters
        """Read one file.

        Raises:
            DataError: the file is damaged or not there.
        """
        try:
            # A file that is open is asked for its size once; a path is asked first what it is.
            with self._opened[0].open_input_file(self.path(name)) as stream:
                return pq.read_table(stream, columns=columns, filters=filters)
        except (pa.ArrowInvalid, OSError) as error:
            raise DataError(f"{self.uri(name)} cannot be read: {error}") from error

    def read_all(
        self,
        stage: str,
        columns: Sequence[str] | None = None,
        filters: Any = None,  # noqa: ANN401  likewise
    ) -> pa.Table:
        """Read all files of a stage, in the order of their names.

        Raises:
            DataError: the stage has no files, or one is damaged.
        """
        names = self.names(stage)
        if not names:
            raise DataError(f"{self.uri(stage)} holds no tables: has the run ended?")
        return pa.concat_tables([self.read(name, columns, filters) for name in names])

    def count(self, name: str) -> int:
        """Return how many rows one file has."""
        with self._opened[0].open_input_file(self.path(name)) as stream:
            return int(pq.ParquetFile(stream).metadata.num_rows)

    def write(self, name: str, table: pa.Table) -> None:
        """Write one table."""
        self.stream(name, table.schema, [table])

    def stream(self, name: str, schema: pa.Schema, tables: Iterable[pa.Table]) -> None:
        """Write one file from tables as they come, without holding them all."""
        with self._whole(name) as stream, pq.ParquetWriter(stream, schema, compression="zstd") as writer:
            for table in tables:
                writer.write_table(table)

    def write_bytes(self, name: str, content: bytes) -> None:
        """Write one file of bytes."""
        with self._whole(name) as stream:
            stream.write(content)

    def fetch(self, name: str) -> Path:
        """Return the path of a file on this disk: where it lies, or a copy of the object for this process."""
        if self.local:
            return Path(self.path(name))
        path = Path(_here(), hashlib.sha256(self.uri(name).encode()).hexdigest())
        with self._opened[0].open_input_stream(self.path(name)) as source, path.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        return path

    def write_json(self, name: str, value: object) -> None:
        """Write one JSON file."""
        with self._whole(name) as stream:
            stream.write(json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode())

    def read_json(self, name: str) -> Any:  # noqa: ANN401  whatever was written
        """Read one JSON file, None when it is not there."""
        try:
            with self._opened[0].open_input_stream(self.path(name)) as stream:
                return json.loads(stream.read())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise DataError(f"{self.uri(name)} cannot be read: {error}") from error

    def holds_anything(self) -> bool:
        """Tell whether anything lies in the folder."""
        system, root = self._opened
        return bool(system.get_file_info(fs.FileSelector(root, allow_not_found=True)))

    def remove(self) -> None:
        """Remove the folder with all that is in it."""
        self._opened[0].delete_dir(self._opened[1])

    @contextmanager
    def _whole(self, name: str) -> Iterator[Any]:
        """Open a file that takes its name when the block has ended without a fault."""
        system, _ = self._opened
        target = self.path(name)
        parent, base = target.rsplit("/", 1)
        if not self.local:
            # An object appears when its upload is complete, and not before.
            with system.open_output_stream(target) as stream:
                yield stream
            return
        system.create_dir(parent, recursive=True)
        unfinished = f"{parent}/{_TEMPORARY}{uuid.uuid4().hex}-{base}"
        try:
            with system.open_output_stream(unfinished) as stream:
                yield stream
            Path(unfinished).replace(target)
        finally:
            Path(unfinished).unlink(missing_ok=True)
