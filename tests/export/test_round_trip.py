"""A WARC export taken up again gives the same reports."""

import gzip
import json
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from stemma.casebook import Casebook
from stemma.export import export
from stemma.export.outward import OutwardBook
from stemma.reading import documents, parts, read
from stemma.reading.kinds import document
from stemma.records import ROW_TYPE, Failure

_PAGE = """<html lang="en"><head><title>Depot burns</title><meta charset="utf-8">
<meta property="article:published_time" content="2022-05-10T08:00:00Z"></head><body><article>
<h1>Depot burns</h1>
<p>The fuel depot at Kharkiv burned on Monday, Colonel Ivan Testov said. Two guards were hurt.</p>
<p>The fire was seen from the ring road, and it was out by noon, the regional fire service said.</p>
</article></body></html>"""
_FETCHED = {
    "url": "https://courier.example/depot",
    "captured": "2022-05-10T08:00:00Z",
    "charset": "utf-8",
    "http.content-type": "text/html; charset=utf-8",
    "http.content-encoding": "gzip",
    "http.status": "200",
    "http.etag": '"ä1"',
}
_MAIL = b"""From: Desk <desk@courier.example>
To: all@courier.example
Subject: Depot burns
Date: Tue, 10 May 2022 08:00:00 +0000
Content-Type: text/plain; charset=utf-8

The depot at Kharkiv burned on Monday, Colonel Ivan Testov said.
"""
_FEED = b"""<rss version="2.0"><channel><title>Courier</title><link>https://courier.example/</link>
<item><title>Depot burns</title><link>https://courier.example/1</link>
<pubDate>Tue, 10 May 2022 08:00:00 +0000</pubDate><description>The depot at Kharkiv burned on Monday,
Colonel Ivan Testov said.</description></item></channel></rss>"""
_NINJS = {
    "uri": "urn:courier:1",
    "headlines": [{"role": "main", "value": "Depot burns"}],
    "bodies": [
        {"role": "main", "contenttype": "text/plain", "value": "The depot burned, Testov said. " * 900}
    ],
    "firstcreated": "2022-05-10T08:00:00Z",
}
_UPDATES = [
    {"headline": f"At {hour}", "articleBody": f"The depot burned at {hour}, Testov said.",
     "datePublished": f"2022-05-10T0{hour}:00:00Z"} for hour in range(1, 8)
]  # fmt: skip
_LIVE = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "liveBlogUpdate": _UPDATES}
_BLOG = _PAGE.replace("</head>", f'<script type="application/ld+json">{json.dumps(_LIVE)}</script></head>')


@pytest.fixture
def folder(tmp_path):
    """Reports of every kind that is read."""
    made = tmp_path / "home" / "news"
    (made / "süd").mkdir(parents=True)
    (made / "süd" / "1.txt").write_text(
        "Depot\n\nThe depot at Kharkiv burned, Testov said.", encoding="utf-8"
    )
    (made / "2.html").write_text(_PAGE, encoding="utf-8")
    (made / "latin.html").write_bytes(
        _PAGE.replace("guards", "gu\xe4rds").replace("utf-8", "latin-1").encode("latin-1")
    )
    (made / "3.eml").write_bytes(_MAIL)
    (made / "4.xml").write_bytes(_FEED)
    (made / "5.json").write_text(json.dumps(_NINJS), encoding="utf-8")
    (made / "6.html").write_text(_BLOG, encoding="utf-8")
    rows = [
        {
            "id": "a",
            "date": "5/10/2022",
            "headline": "Depot",
            "text": "The depot burned, Testov said.",
            "tags": ["x"],
        },
        {
            "id": "b",
            "date": "5/13/2022",
            "headline": "Fire",
            "text": "The fire is out — Testov said.",
            "n": 3,
        },
    ]
    (made / "7.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (made / "8.csv").write_text(
        "date,text\n10/05/2022,The depot burned\n13/05/2022,The fire is out\n", encoding="utf-8"
    )
    return made


def fill(path, found):
    with Casebook.open(path) as book:
        given = list(found)
        assert not [one for one in given if isinstance(one, Failure)]
        book.add([(one, read(one)) for one in given], tool="stemma 1")
        return book.documents() and tuple(kept.document for kept in book.documents())


def told(book):
    return OutwardBook(book).reports()


def test_an_export_taken_up_again_gives_the_same_documents_and_reports(folder, tmp_path):
    page = document("https://courier.example/depot", (_PAGE + "<!-- b -->").encode(), "text/html", _FETCHED)
    fill(tmp_path / "one.db", [*documents([str(folder)]), page])
    with Casebook.open(tmp_path / "one.db") as one:
        one.start_run([str(folder)], tool="test")
        (archive,) = export(one, "warc", tmp_path / "out")
        fill(tmp_path / "two.db", documents([str(archive)]))
        with Casebook.open(tmp_path / "two.db") as two:
            assert len(one.reports()) > 15
            assert two.reports() == told(one)
            assert [kept.document for kept in two.documents()] == [
                kept.document for kept in OutwardBook(one).documents()
            ]
            (again,) = export(two, "jsonl", tmp_path / "two")[:1]
            (first,) = export(one, "jsonl", tmp_path / "first")[:1]
            assert again.read_bytes() == first.read_bytes()
    assert str(tmp_path).encode() not in gzip.decompress(archive.read_bytes())


def test_a_document_whose_bytes_have_changed_is_refused(folder, tmp_path):
    fill(tmp_path / "one.db", documents([str(folder / "süd")]))
    with Casebook.open(tmp_path / "one.db") as one:
        (archive,) = export(one, "warc", tmp_path / "out")
    plain = tmp_path / "documents.warc"
    plain.write_bytes(gzip.decompress(archive.read_bytes()).replace(b"Kharkiv burned", b"Kharkov burned"))
    (failure,) = documents([str(plain)])
    assert isinstance(failure, Failure)
    assert "hash has changed" in failure.reason


@pytest.mark.parametrize("beside", [b"[1]", b"{", b"{}}", b'"x"', b"[" * 9000])
def test_damage_beside_a_document_is_told(folder, tmp_path, beside):
    fill(tmp_path / "one.db", documents([str(folder / "süd")]))
    with Casebook.open(tmp_path / "one.db") as one:
        (archive,) = export(one, "warc", tmp_path / "out")
    plain = tmp_path / "documents.warc"
    whole = gzip.decompress(archive.read_bytes())
    plain.write_bytes(whole.replace(b"Stemma-Fields: {}", b"Stemma-Fields: " + beside))
    assert plain.read_bytes() != whole
    (failure,) = documents([str(plain)])
    assert isinstance(failure, Failure)
    assert "damaged" in failure.reason


_VALUES = st.one_of(
    st.text(max_size=40), st.integers(), st.booleans(), st.none(), st.lists(st.text(max_size=5))
)
_NUMBER = count()


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    row=st.dictionaries(st.text(min_size=1, max_size=12), _VALUES, max_size=6), origin=st.text(max_size=30)
)
def test_any_row_comes_back(tmp_path, row, origin):
    folder = tmp_path / str(next(_NUMBER))
    folder.mkdir()
    lines = folder / "rows.jsonl"
    lines.write_text(json.dumps(row | {"text": "The depot burned, Testov said."}), encoding="utf-8")
    found = [one for one in documents([str(lines)]) if not isinstance(one, Failure)]
    found = [replace(one, origin=origin) for one in found for one in parts(one)]
    fill(folder / "one.db", found)
    with Casebook.open(folder / "one.db") as one:
        (archive,) = export(one, "warc", folder / "out")
        wanted = [kept.document for kept in OutwardBook(one).documents()]
    back = list(documents([str(archive)]))
    assert [(one.raw, one.fields, one.media_type) for one in back] == [
        (one.raw, one.fields, ROW_TYPE) for one in wanted
    ]
    assert [read(one).text for one in back] == [read(one).text for one in wanted]
