"""Every reader on bytes from nowhere: documents, failures or reading errors, and offsets that hold."""

import gzip
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import SENTENCE, page, pdf, record, tarred, zipped

from stemma.errors import ReadingError
from stemma.reading import addresses, documents, outlets, read
from stemma.reading.kinds import from_source
from stemma.reading.source import Source
from stemma.records import Document, Failure


def parquet():
    stream = io.BytesIO()
    pq.write_table(pa.table({"text": [SENTENCE, SENTENCE + " Again."], "date": ["5/6/2031", None]}), stream)
    return stream.getvalue()


FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title><item><title>A</title>'
    f"<link>https://courier.example/a</link><pubDate>Tue, 03 Jun 2031 09:39:21 GMT</pubDate>"
    f"<description>&lt;p&gt;{SENTENCE}&lt;/p&gt;</description></item></channel></rss>"
).encode()
MAIL = (
    "From: Courier <desk@courier.example>\r\nDate: Tue, 03 Jun 2031 09:39:21 +0200\r\n"
    "Subject: =?utf-8?q?A=20B?=\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nU2hlbGxz\r\n"
    f"--b\r\nContent-Type: text/html\r\n\r\n<p>{SENTENCE}</p>\r\n--b--\r\n"
).encode()
UPDATES = [
    {"@type": "BlogPosting", "articleBody": SENTENCE, "datePublished": f"2031-05-01T1{n}:00:00Z"}
    for n in range(4)
]
LINKED = json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": UPDATES})
LIVE = page(head=f'<script type="application/ld+json">{LINKED}</script>')
SITEMAP = b"<urlset><url><loc>https://courier.example/a</loc><lastmod>2031-01-01</lastmod></url></urlset>"
SEEDS = {
    ".html": page(1),
    ".live.html": LIVE,
    ".xml": FEED,
    ".eml": MAIL,
    ".pdf": pdf([[SENTENCE, "1"]], packed=False),
    ".warc": record(1) + record(2),
    ".warc.gz": gzip.compress(record(1)) + gzip.compress(record(2)),
    ".zip": zipped({"a.html": page(1), "b.jsonl": b'{"text": "A b c."}'}),
    ".tar": tarred({"a.html": page(1)}, "w"),
    ".tar.gz": tarred({"a.html": page(1)}),
    ".parquet": parquet(),
    ".sitemap.xml": SITEMAP,
    ".csv": f"date;text\n5/6/2031;{SENTENCE}\n".encode(),
    ".jsonl": b'{"text": "A b c.", "date": "5/6/2031"}\n' * 3,
    ".json": json.dumps(
        {"uri": "x", "bodies": [{"value": SENTENCE}], "headlines": [{"value": "A"}]}
    ).encode(),
    ".feed.json": b'{"version": "https://jsonfeed.org/version/1", "items": [{"content_text": "A b"}]}',
    ".txt": SENTENCE.encode(),
    ".urls": b"https://courier.example/a\nhttps://courier.example/b\n",
}
# Pieces that mean something to one reader or another, set into the seeds.
PIECES = [
    b"\x00", b"\xff", b"\r\n\r\n", b"<![CDATA[", b"]]>", b"&#x110000;", b"%PDF-", b"\x1f\x8b\x08",
    b"PK\x03\x04",
    b"WARC/1.0\r\n", b"Content-Length: -1\r\n", b"Content-Length: 99999999999999999999\r\n", b'"', b"{", b"[",
    b"</p>", b"<p>",
    b"=?x?q?y?=", b"\xed\xa0\x80", b"\xe2\x80\xae", b"1e999", b"-0", b"9999-99-99T99:99:99Z",
    b"<!DOCTYPE a [", b"endobj", b"/Length 1", b"\n",
]  # fmt: skip


def mutations(seed):
    place = st.integers(0, len(seed))
    edit = st.tuples(place, st.integers(0, 40), st.sampled_from(PIECES) | st.binary(max_size=8))

    def apply(edits):
        raw = seed
        for start, length, piece in edits:
            raw = raw[:start] + piece + raw[start + length :]
        return raw

    return st.lists(edit, min_size=1, max_size=4).map(apply)


def check(raw, suffix):
    for item in from_source(Source("x", suffix, lambda: io.BytesIO(raw))):
        if isinstance(item, Failure):
            assert item.reason
            continue
        try:
            report = read(item)
        except ReadingError as error:
            assert str(error)  # noqa: PT017 both outcomes are right
            continue
        end = 0
        for block in report.blocks:
            assert report.text[end : block.start] == ("\n\n" if end else "")
            assert report.text[block.start : block.end].strip()
            end = block.end
        assert end == len(report.text)
        assert all(isinstance(value, str) for value in report.extra.values())


@pytest.mark.parametrize("suffix", SEEDS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_damaged_inputs_of_every_kind(suffix, data):
    check(data.draw(mutations(SEEDS[suffix])), "." + suffix.lstrip(".").split(".", 1)[-1])


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(raw=st.binary(max_size=200), suffix=st.sampled_from(sorted(SEEDS)))
def test_bytes_from_nowhere_under_every_suffix(raw, suffix):
    check(raw, suffix)


@pytest.mark.parametrize("media_type", ["message/rfc822", "application/pdf", "text/html", "text/plain"])
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(raw=st.binary(max_size=300))
def test_bytes_from_nowhere_of_every_media_type(media_type, raw):
    for prefix in (b"", b"%PDF-1.4\n", b"From: a\nMIME-Version: 1.0\n\n"):
        try:
            read(Document("x", prefix + raw, media_type, "0"))
        except ReadingError as error:
            assert str(error)  # noqa: PT017 both outcomes are right


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(st.binary(max_size=200), *(mutations(SEEDS[one]) for one in (".sitemap.xml", ".urls", ".csv")))
)
def test_addresses_are_addresses_or_nothing(raw):
    for url, fields in addresses(raw):
        assert url.startswith(("http://", "https://", "HTTP", "Http")) or url.lower().startswith("http")
        assert not any(mark in url for mark in " \n\x00")
        assert all(isinstance(value, str) for value in fields.values())


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.text(max_size=40))
def test_outlet_warnings_never_fail(name, host):
    assert isinstance(outlets.warning(name, f"https://{host}/"), str)


def nameless():
    """Return a zip whose only member has no name: the name's bytes count as its comment."""
    raw = bytearray(zipped({"b.jsonl": b'{"text": "A b c."}'}))
    entry = raw.index(b"PK\x01\x02")
    raw[entry + 28], raw[entry + 32] = 0, len("b.jsonl")
    return bytes(raw)


# What fuzzing found, kept as it was found.
@pytest.mark.parametrize(
    ("suffix", "raw"),
    [
        (".json", b'{"uri": "x", "bodies": [{"value": 5, "role": null}], "by": {}, "altids": 3}'),
        (
            ".json",
            b'{"version": "https://jsonfeed.org/version/1", "items": [{"authors": [null, 5], "id": 3}]}',
        ),
        (
            ".xml",
            b"<rss><channel><item><pubDate>99999999999</pubDate><title>&#55296;</title></item></channel></rss>",
        ),
        (
            ".eml",
            b"From: =?utf-8?b?//8=?= <@>\nDate: 0\nContent-Type: text/plain; charset*=x'y'%F\n\n",
        ),
        (".zip", b"PK\x05\x06" + b"\x00" * 18),
        (".zip", nameless()),
        (".warc", b"WARC/1.0\r\nContent-Length: 18446744073709551616\r\n\r\n"),
    ],
)
def test_found_by_fuzzing(suffix, raw):
    check(raw, suffix)


def test_any_name_in_a_folder(tmp_path):
    for number, name in enumerate(("a.warc.gz.txt", "..txt", "a.tar.zip", "ü.PDF", "x.HTML.GZ")):
        (tmp_path / name).write_bytes(list(SEEDS.values())[number])
    assert list(documents([tmp_path]))
