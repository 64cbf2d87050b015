"""Reports read from object storage, and tables written there, by way of its protocol."""

import json
import os
import signal
import sys
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from archives import archive
from objects import serving
from pyarrow import fs

from stemma.demo import corpus_paths
from stemma.scale.folder import Folder
from waiting import ended, ran, started

# Daft lists and reads the objects, whichever engine works on them; a pool of processes starts soonest.
pytestmark = pytest.mark.skipif(find_spec("daft") is None, reason="daft is not installed")
# Daft leaves threads behind, so that it is not loaded by the tests' own process.
SCRIPT = """
import os, signal, sys
from pathlib import Path

import stemma
from stemma.casebook import Casebook
from stemma.export import export
from stemma.scale import ingest, open_tables, running
from stemma.scale.analysing import Analyse

class Mortal(Analyse):
    def __call__(self, key):
        if key == "000002":
            os.kill(os.getpid(), signal.SIGKILL)
        super().__call__(key)

if __name__ == "__main__":
    here = Path(sys.argv[2])
    if sys.argv[1] == "killed":
        running.Analyse = Mortal
    ingest(["s3://news/in/*"], "s3://news/run", engine_name="processes", workers=1, partition=9)
    open_tables("s3://news/run", here / "objects.db")
    with stemma.open(here / "local.db") as book:
        book.ingest([here / "in"], workers=1)
    for name in ("objects", "local"):
        with Casebook.open(here / f"{name}.db") as book:
            export(book, "jsonl", here / name)
    sys.stdout.flush()
    os._exit(0)
"""


def inputs(folder: Path) -> list[Path]:
    """The demo corpus as JSON lines, Parquet and a web archive."""
    rows_file, pages = (Path(path) for path in corpus_paths())
    rows = rows_file.read_text().splitlines()
    (folder / "1.jsonl").write_text("\n".join(rows[:8]))
    pq.write_table(pa.Table.from_pylist([json.loads(row) for row in rows[8:]]), folder / "2.parquet")
    listed = [
        (f"https://demo.example/{page.name}", page.read_bytes()) for page in sorted(pages.rglob("*.html"))
    ]
    (folder / "3.warc.gz").write_bytes(archive(listed, "2022-09-12"))
    return sorted(folder.iterdir())


def exported(folder: Path, origin: str) -> dict[str, str]:
    tables = sorted(folder.glob("*.jsonl"))
    return {path.name: path.read_text().replace(origin, "") for path in tables}


def test_tables_cost_few_requests(monkeypatch):
    table = pa.table({"n": [1, 2, 3], "record": ["a", "b", "c"]})
    with serving() as (server, variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        folder = Folder("s3://news/run")
        folder.write("words/part-0.parquet", table)
        assert server.requests == {"PUT": 1}
        assert folder.read("words/part-0.parquet", ["record"], [("n", "=", 2)])["record"].to_pylist() == ["b"]
        assert server.requests["HEAD"] == 1
        assert server.requests["GET"] <= 2, "its end, and its columns"


def test_an_arrow_without_single_requests_will_do(monkeypatch, tmp_path):
    def older(address):
        if "allow_delayed_open" in address:
            raise pa.ArrowInvalid("Unexpected query parameter")
        return fs.LocalFileSystem(), str(tmp_path)

    monkeypatch.setattr(fs, "FileSystem", SimpleNamespace(from_uri=older))
    assert Folder("s3://news/run").path("a") == f"{tmp_path}/a"


def test_a_run_in_object_storage_that_was_killed_goes_on_and_equals_a_local_one(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    script = tmp_path / "go.py"
    script.write_text(SCRIPT)
    with serving() as (server, variables):
        for path in inputs(source):
            server.objects[f"in/{path.name}"] = path.read_bytes()
        environment = os.environ | variables | {"OMP_NUM_THREADS": "1"}
        command = [sys.executable, str(script)]
        killed = ended(started([*command, "killed", tmp_path], env=environment))
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        finished = {key: server.objects[key] for key in server.objects if key.startswith("run/words/")}
        assert len(finished) == 2
        ran([*command, "again", tmp_path], env=environment)
        done_again = [key for key, content in finished.items() if server.objects[key] is not content]
        assert not done_again
    found = exported(tmp_path / "objects", "s3://news/in/")
    assert found == exported(tmp_path / "local", f"{source}/")
    assert len(found["reports.jsonl"].splitlines()) == 26
