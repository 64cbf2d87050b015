"""Documents from the web: pages, feeds with teasers, sitemaps and lists of addresses."""

import pytest
from sitemaps import sitemap

from stemma.api import Book
from stemma.cli import run
from stemma.errors import UsageError
from stemma.fetching import Polite
from stemma.pipeline.fetched import from_list, from_web
from stemma.records import Document, Failure

STORY = """<html lang="en"><head><title>{title}</title>
<meta property="og:site_name" content="Courier">
<meta property="article:published_time" content="2024-05-0{day}T10:00:00Z"></head>
<body><article><h1>{title}</h1>
<p>Two shells hit the {title} on the edge of the town on Monday, the fire service said.</p>
<p>The governor said that at least {day} people were killed and that the road was closed.</p>
</article></body></html>"""


def story(title, day=1):
    return STORY.format(title=title, day=day)


@pytest.fixture
def guest(client):
    return Polite(client, delay=0, sleep=lambda _seconds: None)


def fetched(guest, address, **options):
    found = list(from_web(address, guest, **options))
    documents = [each for each in found if isinstance(each, Document)]
    return documents, [each for each in found if isinstance(each, Failure)]


def test_a_page_is_a_document_with_its_address(server, guest):
    (document,), failures = fetched(guest, f"{server.address}/story")
    assert failures == []
    assert (document.media_type, document.fields["url"]) == ("text/html", f"{server.address}/story")


def test_a_feeds_teasers_are_followed_and_its_texts_taken(server, guest):
    server.pages["/depot"] = story("depot")
    body = "The bridge at the mill was shelled on Monday. " * 30
    server.pages["/feed"] = f"""<?xml version="1.0"?>
      <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
      <channel><title>Courier</title><item><title>depot</title><link>{server.address}/depot</link>
      <description>Two shells…</description></item>
      <item><title>mill</title><link>{server.address}/mill</link>
      <content:encoded>&lt;p&gt;{body}&lt;/p&gt;</content:encoded></item></channel></rss>"""
    documents, failures = fetched(guest, f"{server.address}/feed")
    assert failures == []
    assert {document.fields["url"] for document in documents} == {
        f"{server.address}/depot",
        f"{server.address}/mill",
    }
    assert "/mill" not in [path for path, _ in server.asked]


def test_sitemaps_are_followed_two_deep_and_no_further(server, guest):
    server.pages |= {
        "/index.xml": sitemap(server, "/one.xml", "/index.xml", index=True),
        "/one.xml": sitemap(server, "/depot", "/mill", "/gone"),
        "/depot": story("depot"),
        "/mill": story("mill"),
    }
    documents, failures = fetched(guest, f"{server.address}/index.xml")
    assert len(documents) == 2
    assert [failure.origin for failure in failures] == [f"{server.address}/gone"]


def test_no_more_pages_than_allowed(server, guest):
    server.pages["/list.xml"] = sitemap(server, *(f"/p{number}" for number in range(50)))
    server.pages |= {f"/p{number}": story(f"p{number}") for number in range(50)}
    documents, failures = fetched(guest, f"{server.address}/list.xml", most=3)
    assert len(documents) == 3
    assert "more than 3 pages" in failures[-1].reason


def test_a_list_that_names_itself_ends(server, guest):
    server.pages["/list.txt"] = f"{server.address}/list.txt\n{server.address}/gone\n"
    documents, failures = fetched(guest, f"{server.address}/list.txt")
    assert documents == []
    assert [failure.origin for failure in failures] == [f"{server.address}/gone"]


@pytest.mark.parametrize("path", ["endless", "bomb", "garbage", "silent", "nothing"])
def test_a_bad_page_is_one_failure(server, guest, path):
    documents, failures = fetched(guest, f"{server.address}/{path}")
    assert documents == []
    assert len(failures) == 1
    assert failures[0].stage == "fetching"


def test_a_file_of_addresses(server, guest):
    server.pages |= {"/depot": story("depot"), "/mill": story("mill")}
    raw = f"{server.address}/depot\n{server.address}/mill\n".encode()
    assert len(list(from_list("list.txt", raw, guest))) == 2
    with pytest.raises(UsageError, match="lists no addresses"):
        list(from_list("list.txt", b"nothing here", guest))


def test_addresses_are_ingested(server, tmp_path, capfdbinary):
    server.pages |= {"/depot": story("depot"), "/mill": story("mill", 2)}
    listed = tmp_path / "list.txt"
    listed.write_text(f"{server.address}/mill\n")
    book = str(tmp_path / "war.db")
    options = ["--allow-private", "--delay", "0", "-c", book]
    assert run(["ingest", f"{server.address}/depot", str(listed), "--fetch-lists", *options]) == 0
    with Book.open(book) as opened:
        assert {report.url for report in opened.reports()} == {
            f"{server.address}/depot",
            f"{server.address}/mill",
        }
        assert {report.outlet for report in opened.reports()} == {"Courier"}
    assert run(["ingest", f"{server.address}/depot", "-c", book]) == 1
    assert b"--allow-private" in capfdbinary.readouterr().err
