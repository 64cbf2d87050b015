"""Feeds, mails, PDF files, Parquet tables, ninjs and lists of addresses."""

import datetime as dt
import io
import json
from email.message import EmailMessage

import pyarrow as pa
import pyarrow.parquet as pq
import pypdf
import pytest
from making import SENTENCE, page, pdf

from stemma.errors import ReadingError
from stemma.reading import addresses, documents, parts, read
from stemma.reading.feeds import feed_entries
from stemma.records import Document, Failure

LONG = "".join(f"<p>{SENTENCE} It was strike {number} of the week.</p>" for number in range(8))
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>World news | The Courier</title><link>https://courier.example/world</link><language>en-gb</language>
<item><title>Strike on Velmar</title><link>https://courier.example/a</link><dc:creator>Ada Roe</dc:creator>
 <category>World</category><pubDate>Tue, 03 Jun 2031 09:39:21 GMT</pubDate><guid>https://courier.example/?p=1</guid>
 <description>A teaser [...]</description><content:encoded><![CDATA[{LONG}]]></content:encoded></item>
<item><title>Council meets</title><link>https://courier.example/b</link>
 <description>The council of Velmar met on Monday to speak of the strike … Read more</description></item>
<item><title>Only a headline stands here, and nothing else</title><link>https://courier.example/c</link></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>
<entry><title>Strike on Velmar</title><link href="https://courier.example/a"/><published>2031-06-03T09:39:21Z</published>
<updated>2031-06-03T11:00:00Z</updated><author><name>Ada Roe</name></author>
<content type="html">{LONG.replace("<", "&lt;")}</content></entry></feed>"""


def read_all(tmp_path, name, raw):
    (tmp_path / name).write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return [item if isinstance(item, Failure) else read(item) for item in documents([tmp_path / name])]


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "feed.html", "feed"])
def test_rss_gives_articles_and_stubs(tmp_path, name):
    whole, teaser, headline = read_all(tmp_path, name, RSS)
    assert whole.title == "Strike on Velmar"
    assert whole.url == "https://courier.example/a"
    assert whole.outlet == "The Courier"
    assert whole.byline == "Ada Roe"
    assert whole.published == "2031-06-03T09:39:21+00:00"
    assert sum(block.kind == "body" for block in whole.blocks) == 8
    assert "stub" not in whole.extra
    assert whole.extra["section"] == "World"
    assert teaser.extra["stub"] == "teaser"
    assert headline.extra["stub"] == "teaser"
    assert whole.origin.endswith("#https://courier.example/a")


def test_atom_gives_its_dates(tmp_path):
    (report,) = read_all(tmp_path, "feed.atom", ATOM)
    assert (report.published, report.updated) == ("2031-06-03T09:39:21+00:00", "2031-06-03T11:00:00+00:00")
    assert report.byline == "Ada Roe"
    assert len(report.blocks) == 9


def test_json_feeds_are_read(tmp_path):
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Courier",
        "items": [
            {"id": "1", "url": "https://courier.example/a", "content_html": LONG,
             "authors": [{"name": "Ada Roe"}],
             "date_published": "2031-06-03T09:39:21Z", "title": "Strike on Velmar"},
            {"id": "2", "summary": "A teaser of the strike on the town of Velmar.", "title": "B"},
            "no item",
        ],
    }  # fmt: skip
    first, second, third = read_all(tmp_path, "feed.json", json.dumps(feed))
    assert (first.outlet, first.byline, first.published[:10]) == ("Courier", "Ada Roe", "2031-06-03")
    assert second.extra["stub"] == "teaser"
    assert isinstance(third, Failure)


def test_what_begins_like_a_json_feed_and_is_no_text_is_a_document_like_others():
    raw = b'{%PDF-\x00"version": "https://jsonfeed.org/version/1", "items": [{"content_text": "A strike."}]}'
    found = Document("a.json", raw, "application/json", "")
    assert list(parts(found)) == [found]


def test_parts_gives_the_entries_of_a_feed_from_elsewhere():
    raw = Document("https://courier.example/feed", RSS.encode(), "application/rss+xml", "0")
    assert len(list(parts(raw))) == 3
    plain = Document("x", b"Some words.", "text/plain", "0")
    assert list(parts(plain)) == [plain]


def test_entities_of_a_feed_never_unfold():
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    for subset in (
        f'<!DOCTYPE rss [<!ENTITY e0 "ha">{bomb}]>',
        '<!DOCTYPE rss [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>',
    ):
        raw = RSS.replace("<rss", subset + "<rss", 1).replace("A teaser [...]", "&e9; of all").encode()
        rows = list(feed_entries(raw, "x"))
        assert len(rows) == 3
        assert all(len(row.raw) < 10_000 and b"root:" not in row.raw for row in rows)


def mail(**headers):
    message = EmailMessage()
    message["From"] = "Courier News <desk@courier.example>"
    message["Subject"] = "=?utf-8?q?Strike_on_Velmar_=E2=80=93_toll_rises?="
    message["Date"] = "Tue, 03 Jun 2031 09:39:21 +0200"
    message["Message-ID"] = "<1@courier.example>"
    for name, value in headers.items():
        del message[name]
        message[name] = value
    return message


def test_a_mail_gives_subject_date_and_sender(tmp_path):
    message = mail()
    message.set_content(
        f"{SENTENCE}\n\nFour people were hurt, he said, and a school was hit.\n\n-- \nThe Courier, Velmar\n"
    )
    message.add_alternative(f"<html><body><p>{SENTENCE}</p></body></html>", subtype="html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    (report,) = read_all(tmp_path, "a.eml", message.as_bytes())
    assert report.title == "Strike on Velmar – toll rises"
    assert report.published == "2031-06-03T09:39:21+02:00"
    assert (report.outlet, report.outlet_source) == ("Courier News", "sender of the mail")
    assert "The Courier, Velmar" not in report.text
    assert "a school was hit" in report.text
    assert report.extra["mail.attachments"] == "map.png"
    (same,) = read_all(tmp_path, "without_suffix", message.as_bytes())
    assert same.title == report.title


def test_a_person_who_sends_a_mail_is_its_byline(tmp_path):
    message = mail(From="Ada Roe <ada.roe@courier.example>")
    message.set_content(LONG, subtype="html")
    (report,) = read_all(tmp_path, "a.eml", message.as_bytes())
    assert (report.byline, report.outlet) == ("Ada Roe", "courier.example")
    message = mail(From="Ada Roe <ada.roe@gmail.com>")
    message.set_content(SENTENCE)
    (report,) = read_all(tmp_path, "a.eml", message.as_bytes())
    assert report.outlet is None


def test_a_mail_nested_without_end_is_a_reading_error():
    parts_of_mail = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000)
    )
    with pytest.raises(ReadingError):
        read(Document("x", b"From: a@b.example\nMIME-Version: 1.0\n" + parts_of_mail, "message/rfc822", "0"))


def test_a_pdf_loses_running_heads_and_page_numbers_and_gets_its_paragraphs_back(tmp_path):
    first = [
        "Velmar Courier - Issue 12", "", "Strike on Velmar kills four", "",
        "Shells fell on the town of Velmar on Monday, the governor told re-",
        "porters there, and four people were killed in the strike which",
        "hit a school and a bakery near the market in the old town.", "",
        "The army said that it had not fired at the town, and that the",
        "shells had come from the other bank of the river, where rebel",
        "1",
    ]  # fmt: skip
    second = [
        "Velmar Courier - Issue 12", "", "units have stood for some weeks, according to the governor.", "",
        "Nobody claimed the strike.", "2",
    ]  # fmt: skip
    (report,) = read_all(
        tmp_path, "a.pdf", pdf([first, second, ["Velmar Courier - Issue 12", "", SENTENCE, "3"]])
    )
    text = report.text
    assert report.title == "Strike on Velmar kills four"
    assert "told reporters there" in text
    assert "rebel units have stood" in text
    assert "Issue 12" not in text
    assert not any(block.end - block.start < 3 for block in report.blocks)
    assert report.extra["pdf.pages"] == "3"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (pdf([[]]), "scan"),
        (pdf([[SENTENCE]])[:200], "cannot be read"),
        (b"%PDF-1.7 nothing", "cannot be read"),
    ],
)
def test_pdf_files_without_text_say_why(raw, reason):
    with pytest.raises(ReadingError, match=reason):
        read(Document("x", raw, "application/pdf", "0"))


def test_an_encrypted_pdf_is_named_as_such():
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([[SENTENCE]])))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    with pytest.raises(ReadingError, match="encrypted"):
        read(Document("x", stream.getvalue(), "application/pdf", "0"))


def test_parquet_tables_are_read_by_the_row(tmp_path):
    table = pa.table(
        {
            "headline": ["Strike on Velmar", "Council meets"],
            "body": [f"{SENTENCE} One.", f"{SENTENCE} Two."],
            "published_at": [dt.datetime(2031, 6, 3, 9, 39, tzinfo=dt.UTC), None],
            "tags": [["war", "velmar"], []],
            "views": [3, 4],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=1)
    first, second = (read(item) for item in documents([tmp_path / "a.parquet"]))
    assert (first.title, first.published) == ("Strike on Velmar", "2031-06-03T09:39:00+00:00")
    assert first.extra["tags"] == "war, velmar"
    assert second.published is None
    raw = (tmp_path / "a.parquet").read_bytes()
    for cut in (raw[:-20], raw[:40] + b"\xff" * 60 + raw[100:], b"PAR1" + b"\x00" * 50 + b"PAR1"):
        (tmp_path / "b.parquet").write_bytes(cut)
        assert any(isinstance(item, Failure) for item in documents([tmp_path / "b.parquet"]))


def test_ninjs_items_are_read(tmp_path):
    one = {
        "uri": "http://agency.example/1", "type": "text", "versioncreated": "2031-06-03T10:00:00Z",

        "firstcreated": "2031-06-03T09:00:00Z", "byline": "Ada Roe", "headline": "Strike on Velmar",
        "language": "en",
        "body_xhtml": LONG, "organisation": [{"name": "Velmar Wire"}], "urgency": 2,
    }  # fmt: skip
    two = {
        "uri": "http://agency.example/2", "standard": {"name": "ninjs", "version": "2.1"},
        "headlines": [{"role": "sub", "value": "No"}, {"role": "main", "value": "Council meets"}],
        "bodies": [{"role": "main", "contenttype": "text/html", "value": LONG}], "by": "Ada Roe",
        "infosources": [{"name": "Velmar Wire"}], "contentcreated": "2031-06-04T09:00:00Z",
    }  # fmt: skip
    first, second = read_all(tmp_path, "items.json", json.dumps([one, two]))
    assert (first.title, first.outlet, first.byline) == ("Strike on Velmar", "Velmar Wire", "Ada Roe")
    assert (first.published, first.updated) == ("2031-06-03T09:00:00+00:00", "2031-06-03T10:00:00+00:00")
    assert (second.title, second.outlet, second.published[:10]) == (
        "Council meets",
        "Velmar Wire",
        "2031-06-04",
    )
    assert sum(block.kind == "body" for block in second.blocks) == 8


SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> https://courier.example/a </loc>
<lastmod>2031-06-03</lastmod><news:news><news:publication><news:name>Courier</news:name><news:language>en</news:language>
</news:publication><news:publication_date>2031-06-02</news:publication_date><news:title>Strike</news:title></news:news>
</url><url><loc>https://courier.example/b</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>
<loc>https://courier.example/s.xml</loc></sitemap></sitemapindex>"""
GDELT_JSON = json.dumps({"articles": [
    {"url": "https://courier.example/a", "title": "Strike", "seendate": "20310603T093000Z",
                                       "domain": "courier.example",
                                       "language": "English"}]})  # fmt: skip
GDELT_GKG = "\n".join(
    f"20310603-{n}\t20310603093000\t1\tcourier.example\thttps://courier.example/{n}\tKILL#4\t\t"
    for n in range(3)
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (SITEMAP, [("https://courier.example/a", {"updated": "2031-06-03", "outlet": "Courier",
                                                  "language": "en",
                                                  "published": "2031-06-02", "title": "Strike"}),
                   ("https://courier.example/b", {})]),
        (INDEX, [("https://courier.example/s.xml", {"kind": "sitemap"})]),
        ("# a list\nhttps://courier.example/a\n\nhttps://courier.example/b\nhttps://courier.example/a\n",
         [("https://courier.example/a", {}), ("https://courier.example/b", {})]),
        (GDELT_JSON, [("https://courier.example/a", {"title": "Strike", "published": "20310603T093000Z",
                                                     "outlet": "courier.example", "language": "English"})]),
        (GDELT_GKG, [(f"https://courier.example/{n}", {}) for n in range(3)]),
        ("URL,MobileURL,Date,Title\nhttps://courier.example/a,,2031-06-03,Strike\n",
         [("https://courier.example/a", {"published": "2031-06-03", "title": "Strike"})]),
        ('{"url": "https://courier.example/a", "date": "2031-06-03"}\n{"url": "https://courier.example/b"}\n',
         [("https://courier.example/a", {"published": "2031-06-03"}), ("https://courier.example/b", {})]),
        ("", []), ("\x00\x01", []), ("javascript:alert(1)\nfile:///etc/passwd\n", []),
    ],
)  # fmt: skip
def test_addresses_are_found_in_lists_of_all_kinds(raw, expected):
    assert addresses(raw.encode()) == expected


@pytest.mark.parametrize(
    ("name", "raw"),
    [("sitemap.xml", SITEMAP), ("list.txt", "https://courier.example/a\nhttps://courier.example/b\n"),
     ("gdelt.json", GDELT_JSON), ("gdelt.csv", "URL,Date,Title\nhttps://courier.example/a,2031-06-03,Strike\n")],
)  # fmt: skip
def test_a_list_of_addresses_is_one_failure_that_says_what_to_do(tmp_path, name, raw):
    (failure,) = read_all(tmp_path, name, raw)
    assert "fetched" in failure.reason


def test_content_wins_over_a_suffix_that_lies(tmp_path):
    cases = {"page.txt": page(1), "page.json": page(1), "table.html": b'[{"text": "A text of some words."}]'}
    for name, raw in cases.items():
        (report,) = read_all(tmp_path, name, raw)
        assert report.title == ("Strike 1 on Velmar town" if name.startswith("page") else None), name
    (report,) = read_all(tmp_path, "a.csv", b'{"text": "A text of some words here."}')
    assert report.text == "A text of some words here."
