"""Live blogs as several reports, stubs known as stubs, and what a page says of itself."""

import json

import pytest
from making import SENTENCE, page

from stemma.reading import documents, parts, read
from stemma.records import Document

INTRO = "<p>Shells have fallen on Velmar since Monday, and we follow what is said about it here all day.</p>"
HEAD = (
    '<link rel="canonical" href="https://courier.example/live">'
    '<meta property="og:site_name" content="Courier"><meta property="article:section" content="World">'
)


def updates():
    return [
        {"@type": "BlogPosting", "headline": f"Update {n} from Velmar&#39;s market",
         "articleBody": f"{SENTENCE} Entry {n}.",
         "datePublished": f"2031-05-01T1{n}:00:00Z", "url": f"https://courier.example/live#e{n}"}
        for n in range(4)
    ]  # fmt: skip


def linked(found):
    data = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": "Live",
        "liveBlogUpdate": found,
    }
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def split(raw):
    found = list(parts(Document("live.html", raw, "text/html", "0")))
    return [read(document) for document in found]


def test_a_live_blog_in_json_ld_is_a_page_and_its_entries():
    body = INTRO + "".join(f"<h2>{one['headline']}</h2><p>{one['articleBody']}</p>" for one in updates())
    whole, *entries = split(page(body=body, head=HEAD + linked(updates())))
    assert len(entries) == 4
    assert "we follow what is said" in whole.text
    assert "Entry 2" not in whole.text
    assert whole.extra["live.entries"] == "4"
    assert entries[2].title == "Update 2 from Velmar's market"
    assert entries[2].published == "2031-05-01T12:00:00+00:00"
    assert entries[2].url == "https://courier.example/live#e2"
    assert entries[2].outlet == "Courier"
    assert entries[2].extra["live.page_sha256"] == "0"
    assert len({report.id for report in (whole, *entries)}) == 5


def test_an_entry_is_the_same_report_when_the_page_has_grown():
    first = split(page(head=HEAD + linked(updates()[1:])))
    later = split(page(head=HEAD + linked(updates())))
    assert {report.id for report in first[1:]} <= {report.id for report in later[1:]}


@pytest.mark.parametrize(
    "marks", ['class="live-blog__post"', 'itemprop="liveBlogUpdate"', 'class="ticker-item"']
)
def test_a_live_blog_in_plain_html_is_split(marks):
    entry = (
        '<div {m} id="e{n}"><time datetime="2031-05-01T1{n}:00:00+02:00">1{n}:00</time>'
        "<h3>Update {n}</h3><p>{s} It was entry {n}.</p></div>"
    )
    body = INTRO + "".join(entry.format(m=marks, n=n, s=SENTENCE) for n in range(4))
    whole, *entries = split(page(body=body, head=HEAD))
    assert [report.published for report in entries] == [f"2031-05-01T1{n}:00:00+02:00" for n in range(4)]
    assert "It was entry 3." in entries[3].text
    assert "It was entry" not in whole.text
    assert entries[1].url == "https://courier.example/live#e1"


def test_a_list_of_latest_headlines_is_no_live_blog():
    links = "".join(
        f'<li class="ticker-item"><time datetime="2031-05-01T1{n}:00:00Z">1{n}:00</time>'
        f'<a href="/{n}">Headline {n} of today</a></li>'
        for n in range(8)
    )
    assert len(split(page(1).replace(b"</article>", f"</article><ul>{links}</ul>".encode()))) == 1


def test_files_are_split_too(tmp_path):
    (tmp_path / "live.html").write_bytes(page(head=HEAD + linked(updates())))
    origins = [item.origin.rpartition("/")[2] for item in documents([tmp_path / "live.html"])]
    assert origins == ["live.html", *(f"live.html#entry-{n}" for n in range(1, 5))]


def stub_of(raw):
    return read(Document("x", raw, "text/html", "0")).extra.get("stub")


FREE = (
    '<script type="application/ld+json">'
    '{"@type": "NewsArticle", "isAccessibleForFree": %s, "wordCount": %d}</script>'
)
SHORT = f"<p>{SENTENCE} He said that four people had been hurt, and that more were missing.</p>"

WHOLE = "".join(SHORT.replace("four", f"{number}0") for number in range(1, 10))


@pytest.mark.parametrize(
    ("raw", "stub"),
    [
        (page(body=SHORT, head=FREE % ('"False"', 0)), "paywall"),
        (page(body=SHORT, head=FREE % ("true", 0)), None),
        (page(body=WHOLE, head=FREE % ("false", 2000)), "paywall"),
        (page(body=WHOLE, head=FREE % ("false", 200)), None),
        (page(body=SHORT, head='<meta name="article:content_tier" content="locked">'), "paywall"),
        (page(body=SHORT + "<div class='x'><h3>Subscribe to continue reading</h3></div>"), "paywall"),
        (page(body=SHORT + "<p>Already a subscriber? Log in</p>"), "paywall"),
        (page(body=WHOLE + "<p>Already a subscriber? Log in</p>"), None),
        (page(body=SHORT + "<p>The man said he would subscribe to continue reading the paper.</p>"), None),
    ],
)  # fmt: skip
def test_paywalled_beginnings_are_stubs(raw, stub):
    assert stub_of(raw) == stub


def test_sections_and_corrections_are_read():
    body = (
        SHORT * 3 + "<p>Correction: an earlier version of this article gave the wrong name of the town.</p>"
    )
    report = read(Document("x", page(body=body, head=HEAD), "text/html", "0"))
    assert report.extra["section"] == "World"
    assert [block.kind for block in report.blocks][-1] == "correction"


def test_a_standfirst_above_the_body_is_kept_and_machine_text_is_not():
    told = "The strike on Velmar hit a school and a bakery, and nobody has claimed it so far."
    body = "".join(f"<p>{SENTENCE} It was strike number {n} of the week, he said.</p>" for n in range(6))
    raw = page(
        head=f'<meta property="og:description" content="{told}">',
        body=f'<div class="lead">{told}</div>{body}<div itemprop="dateCreated">2031-05-01T10:00:00Z</div>',
    )
    report = read(Document("x", raw, "text/html", "0"))
    assert told in report.text
    assert "2031-05-01T10" not in report.text


def test_pictured_paragraphs_are_captions():
    shown = "Pictured, from left, are the governor of Velmar and two of his aides at the market."
    report = read(Document("x", page(body=SHORT * 3 + f"<p>{shown}</p>"), "text/html", "0"))
    assert [report.text[b.start : b.end] for b in report.blocks if b.kind == "caption"] == [shown]
