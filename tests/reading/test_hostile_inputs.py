"""Inputs made to harm: each is refused, or read within its bounds, and never takes the run down."""

import gzip
import io
import json
import os
import tracemalloc
import zipfile
import zlib

import pytest
from making import SENTENCE, page, pdf, record, tarred, zipped

from stemma.errors import ReadingError
from stemma.names.outlets import same_house
from stemma.reading import addresses, documents, limits, outlets, read, rows, tables
from stemma.records import Document, Failure

ZEROS = b"\x00" * (1 << 20)


@pytest.fixture(autouse=True)
def _low_bounds(monkeypatch):
    """Small bombs are enough when the bound is low."""
    monkeypatch.setattr(limits, "BOMB_FREE", 4 << 20)


def bomb(megabytes, head=b""):
    """Gzip data that unpack to so many megabytes of zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(head) + b"".join(packer.compress(ZEROS) for _ in range(megabytes)) + packer.flush()


def results(tmp_path, name, raw):
    (tmp_path / name).write_bytes(raw)
    return list(documents([tmp_path / name]))


@pytest.mark.parametrize(
    "name", ["a.html.gz", "a.txt.gz", "a.csv.gz", "a.jsonl.gz", "a.json.gz", "a.warc.gz", "a.gz"]
)
def test_gzip_bombs_are_stopped(tmp_path, name):
    head = b"WARC/1.0\r\n" if "warc" in name else b'{"text": "' if "json" in name else b"text,url\n"
    raw = bomb(40, head)
    assert len(raw) < 50_000
    tracemalloc.start()
    found = results(tmp_path, name, raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found
    assert all(isinstance(item, Failure) for item in found)
    assert peak < 30 << 20


def test_a_bomb_in_a_web_archive_costs_only_its_record(tmp_path):
    bombed = record(2, bomb(30), headers="Content-Encoding: gzip\r\n")
    huge = gzip.compress(record(3, b"<p>" + ZEROS * 30))
    raw = gzip.compress(record(1)) + gzip.compress(bombed) + huge + gzip.compress(record(4))
    found = results(tmp_path, "a.warc.gz", raw)
    assert [item.fields["url"][-1] for item in found if isinstance(item, Document)] == ["1", "4"]
    assert {"24 MB", "200 times"} <= {
        word for item in found for word in ("24 MB", "200 times") if word in str(item)
    }


def test_zip_bombs_are_stopped_one_member_and_many(tmp_path):
    one = zipped({"a.html": page(1), "b.csv": b"text\n" + b"a" * (20 << 20), "c.html": page(2)})
    found = results(tmp_path, "one.zip", one)
    assert isinstance(found[0], Document)
    assert any("200 times" in item.reason for item in found if isinstance(item, Failure))
    many = zipped({f"{number}.txt": b"x" * 1_000_000 for number in range(60)})
    found = results(tmp_path, "many.zip", many)
    assert "200 times" in found[-1].reason
    assert len(found) < 30


def test_overlapping_members_of_a_zip_bomb_are_stopped(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"y" * 3_000_000)
        first = archive.infolist()[0]
        for number in range(200):
            other = zipfile.ZipInfo("a.txt")
            for field in ("compress_type", "CRC", "compress_size", "file_size", "header_offset", "flag_bits"):
                setattr(other, field, getattr(first, field))
            other.comment = str(number).encode()
            archive.filelist.append(other)
    found = results(tmp_path, "a.zip", stream.getvalue())
    assert "200 times" in found[-1].reason or "damaged" in found[-1].reason
    assert len(found) < 210


def test_tar_bombs_and_lying_sizes_are_stopped(tmp_path):
    packed = gzip.compress(tarred({"a.csv": b"text\n" + b"a" * (8 << 20)}, "w"))
    assert all(isinstance(item, Failure) for item in results(tmp_path, "a.tar.gz", packed))
    raw = bytearray(tarred({"a.html": page(1)}, "w"))
    raw[124:136] = b"77777777777\x00"
    raw[148:156] = b"        "
    raw[148:156] = b"%06o\x00 " % sum(raw[:512])
    failure, *_ = results(tmp_path, "b.tar", bytes(raw))
    assert "larger than" in failure.reason


def test_a_page_of_a_gigabyte_is_refused_by_its_size(tmp_path):
    path = tmp_path / "huge.html"
    with path.open("wb") as file:
        file.write(page(1) + SENTENCE.encode() * 1000)
        file.truncate(1 << 30)
    tracemalloc.start()
    (failure,) = documents([path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "larger than 24 MB" in failure.reason
    assert peak < 80 << 20


def test_a_long_table_is_streamed(tmp_path):
    path = tmp_path / "long.csv"
    with path.open("w") as file:
        file.write("id,date,text\n")
        for number in range(4_000):
            file.write(f"{number},5/6/2031,{SENTENCE} {SENTENCE} Number {number}.\n")
    tracemalloc.start()
    count = sum(isinstance(item, Document) for item in documents([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 4_000
    assert peak < 5 << 20


@pytest.mark.parametrize(
    "raw",
    [
        b"<div>" * 100_000 + SENTENCE.encode(),
        b"<p>" + b"<b><i>" * 50_000 + SENTENCE.encode() * 40,
        b"<html><body>" + b"<table><tr><td>" * 20_000 + SENTENCE.encode() * 40,
        b"<html><body><p>" + SENTENCE.encode() * 100 + b"<a href='x'>y</a>" * 30_000,
        b"<html><body><p>" + b"word " * 2_000_000,
        b"<html " + b'a="b" ' * 200_000 + b"><p>" + SENTENCE.encode() * 40,
        b'<html><head><script type="application/ld+json">'
        + b"[" * 100_000
        + b"</script><p>"
        + SENTENCE.encode() * 40,
        b"<html><!--" + b"<!--" * 100_000 + b"--><p>" + SENTENCE.encode() * 40,
        b'<html><div class="liveblog-entry"><time datetime="2031-05-01">' * 5_000 + SENTENCE.encode(),
        b"<!DOCTYPE html [" + b'<!ENTITY a "&b;&b;">' * 10 + b"]><html><p>&a;" + SENTENCE.encode() * 40,
    ],
    ids=["deep", "inline", "tables", "links", "word", "attributes", "json", "comments", "live", "entities"],
)
def test_pages_made_to_be_slow_or_deep_end(raw):
    try:
        report = read(Document("x", raw, "text/html", "0"))
    except ReadingError:
        return
    assert len(report.text) <= len(raw)


def test_deep_json_lists_and_long_lines_are_failures(tmp_path):
    deep = b'{"text": "a b c", "x": ' + b"[" * 900 + b"]" * 900 + b"}"
    for name in ("a.json", "a.jsonl", "a.ndjson"):
        for raw in (deep, b"[" * 200_000, b'{"a":' * 200_000):
            for item in results(tmp_path, name, raw):
                if isinstance(item, Document):
                    read(item)
    assert addresses(b"[" * 200_000) == []
    assert addresses(b"<urlset>" + b"<url>" * 100_000) == []


def test_a_row_with_a_text_beyond_the_bound_of_a_file_is_a_failure(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MAX_DOCUMENT", 4000)
    monkeypatch.setattr(rows, "MAX_DOCUMENT", 4000)
    long = SENTENCE * 200
    lines = [json.dumps({"text": text}) for text in (long, SENTENCE)]
    refused, kept = results(tmp_path, "a.jsonl", "\n".join(lines).encode())
    assert "text is longer than" in refused.reason
    assert isinstance(kept, Document)
    refused, kept = results(tmp_path, "a.csv", f'text,url\n"{long}",u\n{SENTENCE},v\n'.encode())
    assert "a cell is longer than" in refused.reason
    assert "quotation mark" in refused.reason
    assert isinstance(kept, Document)


def test_a_sitemap_never_unfolds_entities_or_reads_files():
    bomb_of_entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    for subset in (
        f'[<!ENTITY e0 "https://a.example/">{bomb_of_entities}]',
        '[<!ENTITY e9 SYSTEM "file:///etc/passwd">]',
    ):
        entry = "<url><loc>https://a.example/&e9;</loc></url>"
        raw = f"<?xml version='1.0'?><!DOCTYPE urlset {subset}><urlset>{entry}</urlset>"
        assert all(len(url) < 100 for url, _ in addresses(raw.encode()))


def test_control_characters_and_overrides_are_taken_out_and_noted():
    told = (
        "The general said \u202esrebmun eht\u202c were \x00right\x07 and \u2066went\u2069 on to \x1b[31mit. "
        + SENTENCE * 3
    )
    for media_type, raw in (("text/plain", told), ("text/html", page(1).decode().replace("It was", told))):
        report = read(Document("x", raw.encode(), media_type, "0"))
        assert not any(mark in report.text for mark in "\u202e\u202c\u2066\u2069\x00\x07\x1b")
        assert "overrides" in report.extra["hidden_characters"]
    assert "hidden_characters" not in read(Document("x", SENTENCE.encode(), "text/plain", "0")).extra


def test_lookalike_outlets_are_flagged_and_never_merged(tmp_path):
    lookalike = "R\u0435uters"  # with a Cyrillic letter
    row = json.dumps(
        {"text": f"{SENTENCE} More.", "outlet": lookalike, "url": "https://xn--ruters-4of.example/a"}
    )
    (document,) = results(tmp_path, "a.jsonl", row.encode())
    report = read(document)
    assert "mixes Cyrillic and Latin" in report.extra["outlet_warning"]
    assert report.outlet == lookalike
    assert not same_house(lookalike, "Reuters")
    assert outlets.warning("\uff32euters")
    assert "host" in outlets.warning(
        "Courier", "https://xn--" + "r\u0435uters".encode("punycode").decode() + ".example/"
    )
    for honest in (
        "Reuters",
        "ТАСС",
        "Ukrainska Pravda",
        "Українська правда",
        "Le Monde diplomatique",
        "RT Россия",
        "Ελευθεροτυπία",
        "",
    ):
        assert outlets.warning(honest) == ""


@pytest.mark.parametrize(
    ("raw", "declared"),
    [
        ("Velmar’s café — said “so”. ".encode() * 4, "iso-8859-1"),
        ("Velmar’s café — said “so”. ".encode("cp1252") * 4, "utf-8"),
        ("Velmar’s café — said “so”. ".encode("utf-16") * 1, "utf-8"),
        (b"\xef\xbb\xbf" + "Velmar’s café — said “so”. ".encode() * 4, "utf-16"),
        ("Velmar’s café — said “so”. ".encode() * 4, "hex"),
        ("Velmar’s café — said “so”. ".encode() * 4, "no-such-charset"),
    ],
)
def test_encodings_that_lie_are_not_believed(raw, declared):
    report = read(Document("x", raw, "text/plain", "0", {"charset": declared}))
    assert "café — said “so”" in report.text


def test_pdf_bombs_are_reading_errors_or_short():
    packed = zlib.compress(zlib.compress(b" " * 90_000_000))
    raw = pdf([[SENTENCE]]).replace(b"/FlateDecode", b"[/FlateDecode /FlateDecode]")
    for bad in (raw, pdf([["x" * 20_000_00]]), raw[:400] + packed + raw[400:]):
        try:
            report = read(Document("x", bad, "application/pdf", "0"))
        except ReadingError:
            continue
        assert len(report.text) < 7_000_000


def test_a_folder_with_a_pipe_and_a_loop_is_walked(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a.txt").write_text(SENTENCE)
    found = list(documents([tmp_path]))
    assert [isinstance(item, Failure) for item in found] == [False, True]
