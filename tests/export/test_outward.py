"""What exports tell of where documents came from."""

import hashlib

import pytest

import sample_book
from stemma.casebook import Casebook
from stemma.export import FORMATS, export
from stemma.export.outward import OutwardBook
from stemma.records import Document

GIVEN = ["/home/olena/news/", "/home/olena/war.jsonl", "../shared/sets", "C:\\Users\\olena\\in", "here"]


@pytest.fixture
def book(tmp_path):
    with Casebook.open(tmp_path / "war.db") as casebook:
        casebook.start_run(GIVEN, tool="test")
        yield casebook


def add(book, origin):
    raw = b"Depot\n\nThe depot burned, Colonel Orlik said."
    document = Document(origin, raw, "text/plain", hashlib.sha256(raw).hexdigest())
    report = sample_book.make_report(document, "Courier", "2022-05-10")
    book.add([(document, report)], tool="test")
    return report.id, document.sha256


@pytest.mark.parametrize(
    ("origin", "told"),
    [
        ("/home/olena/news/kyiv/1.html", "kyiv/1.html"),
        ("/home/olena/news/a.zip!b/c.html", "a.zip!b/c.html"),
        ("/home/olena/war.jsonl:17", "war.jsonl:17"),
        ("/home/olena/war.jsonl", "war.jsonl"),
        ("/home/olena/newspapers/1.html", "1.html"),
        ("/mnt/x/pages.warc.gz#https://courier.example/a/b", "pages.warc.gz#https://courier.example/a/b"),
        ("../shared/sets/x/1.txt", "x/1.txt"),
        ("a/../../olena/1.txt", "1.txt"),
        ("C:\\Users\\olena\\in\\1.txt", "1.txt"),
        ("~olena/secret/1.txt", "1.txt"),
        ("file:///home/olena/1.txt", "1.txt"),
        ("here/1.txt", "here/1.txt"),
        ("1..2.txt", "1..2.txt"),
        ("stdin:3", "stdin:3"),
        ("https://courier.example/../a", "https://courier.example/../a"),
    ],
)
def test_origins_are_told_from_the_input_on(book, origin, told):
    report, sha256 = add(book, origin)
    outward = OutwardBook(book)
    assert outward.report(report).origin == told
    assert outward.reports()[0].origin == told
    assert outward.raw(sha256).origin == told
    assert next(outward.documents()).document.origin == told
    assert book.report(report).origin == origin  # the casebook keeps it


@pytest.mark.parametrize("to", [name for name in FORMATS if name not in ("warc", "parquet", "site")])
def test_no_export_tells_the_exporters_folders(book, tmp_path, to):
    add(book, "/home/olena/news/1.txt")
    for path in export(book, to, tmp_path / "out"):
        assert b"olena" not in path.read_bytes()
