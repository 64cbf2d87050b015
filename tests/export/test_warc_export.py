"""The WARC export, read back with another library."""

import hashlib

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

import sample_book
from stemma.casebook import Casebook
from stemma.export import export
from stemma.records import Document


@pytest.fixture
def book(tmp_path):
    with Casebook.open(tmp_path / "war.db") as casebook:
        sample_book.fill(casebook)
        raw = b"<html><body><p>The depot burned.</p></body></html>"
        fields = {
            "url": "https://courier.example/depot",
            "captured": "2022-05-10T08:00:00Z",
            "http.content-type": "text/html; charset=utf-8",
            "http.etag": '"a1"',
            "http.content-encoding": "gzip",
        }
        page = Document("list.txt", raw, "text/html", hashlib.sha256(raw).hexdigest(), fields)
        casebook.add([(page, sample_book.make_report(page, "Courier", "2022-05-10"))], tool="stemma 1")
        yield casebook


def records(path):
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, verify_digests=True):
            yield record, record.reader.read()


def test_every_document_comes_back_byte_for_byte(book, tmp_path):
    (path,) = export(book, "warc", tmp_path / "out")
    found = {
        hashlib.sha256(body).hexdigest()
        for record, body in records(path)
        if record.record_type != WarcRecordType.warcinfo
    }
    assert found == {kept.document.sha256 for kept in book.documents()}
    assert len(found) == 3


def test_a_page_keeps_its_address_time_and_headers(book, tmp_path):
    (path,) = export(book, "warc", tmp_path / "out")
    pages = [record for record, _ in records(path) if record.record_type == WarcRecordType.response]
    (page,) = pages
    assert page.headers["WARC-Target-URI"] == "https://courier.example/depot"
    assert page.headers["WARC-Date"] == "2022-05-10T08:00:00Z"
    headers = {name.lower(): value for name, value in page.http_headers}
    assert headers["etag"] == '"a1"'
    assert "content-encoding" not in headers


def test_the_same_casebook_gives_the_same_bytes(book, tmp_path):
    (one,) = export(book, "warc", tmp_path / "one")
    (two,) = export(book, "warc", tmp_path / "two")
    assert one.read_bytes() == two.read_bytes()
