"""The joined rooms on real input: bad documents among good ones, and processes that give the same."""

import gzip
import json
import threading

import pytest

import stemma
from stemma.cli import run
from stemma.demo import corpus_paths
from stemma.export import export
from waiting import joined

GOOD = (
    "The mayor of Kherson, Oleh Marchuk, said on Monday that three people were killed when shells hit a bus "
    "stop in the city. Shelling also damaged a hospital, the regional administration said."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("inputs")
    (folder / "good.txt").write_text(GOOD)
    (folder / "same again.txt").write_text(GOOD)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_text(" \n\n ")
    (folder / "binary.dat").write_bytes(bytes(range(256)) * 40)
    (folder / "latin.txt").write_bytes(GOOD.replace("Oleh", "José").encode("latin-1"))
    (folder / "none.html").write_text("<html><body><script>var a = 1;</script></body></html>")
    (folder / "marks.txt").write_text("“ ” ‘ ( ... !!! ??? — – -- ’’’ “““ said")
    (folder / "open.txt").write_text(
        '"We will hold the town, the governor said, "and "we will not leave. ' + GOOD
    )
    (folder / "controls.txt").write_text(GOOD + "\x1b[31m\x00\u202e nothing")
    (folder / "broken.jsonl").write_text(
        json.dumps({"id": "7", "text": GOOD.replace("Monday", "Tuesday"), "section": "war"})
        + '\n{"text": "cut\n'
        + json.dumps({"id": "8", "text": GOOD.replace("Monday", "Friday")})
        + "\n"
    )
    (folder / "damaged.jsonl.gz").write_bytes(gzip.compress(b'{"text": "whole"}\n' * 50)[:-9])
    return folder


def test_bad_documents_are_listed_and_everything_else_is_stored(folder, tmp_path, capfdbinary):
    path = tmp_path / "war.db"
    inputs = [str(folder), str(tmp_path / "missing")]
    assert run(["ingest", *inputs, "--casebook", str(path), "--json"]) == 3
    out, error = capfdbinary.readouterr()
    told = json.loads(out)
    failed = {failure["origin"].rpartition("/")[2]: failure["reason"] for failure in told["errors"]}
    for name in ("empty.txt", "blank.txt", "binary.dat", "none.html", "broken.jsonl:2", "missing"):
        assert failed[name], name
        assert name.encode() in error
    with stemma.open(path) as book:
        origins = {report.origin.rpartition("/")[2] for report in book.reports()}
        assert origins >= {"good.txt", "latin.txt", "open.txt", "broken.jsonl:1", "broken.jsonl:3"}
        assert "same again.txt" not in origins
        assert {report.extra.get("section") for report in book.reports()} >= {"war"}
        assert len(book.failures()) == len(told["errors"])
        assert book.claims(speaker="Marchuk")
        assert book.check() == ()
    assert b"\x1b" not in error


def test_only_failures_is_failure(tmp_path, capfdbinary):
    assert run(["ingest", str(tmp_path / "missing"), "--casebook", str(tmp_path / "war.db")]) == 1
    assert b"missing" in capfdbinary.readouterr().err


def exported(folder, workers):
    """Ingest the table of the demo corpus in so many processes; return the files of its export."""
    with stemma.open(folder / "war.db") as book:
        book.ingest(corpus_paths()[:1], workers=workers)
        return {path.name: path.read_bytes() for path in export(book, "jsonl", folder / "out")}


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    return exported(tmp_path_factory.mktemp("alone"), 1)


def test_processes_give_the_same_as_one(alone, tmp_path):
    assert exported(tmp_path, 2) == alone


def test_processes_beside_other_threads_give_the_same_as_one(alone, tmp_path):
    """A process with other threads is not forked: its helpers are started from nothing."""
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        assert exported(tmp_path, 2) == alone
    finally:
        over.set()
        joined(thread)
