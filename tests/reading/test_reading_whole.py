"""Whole documents, as the outside sees the room: inputs in, reports and failures out."""

import io
import json
import textwrap

import pytest
from making import pdf

from stemma.errors import ReadingError
from stemma.reading import documents, read
from stemma.records import Document, Failure

PARAGRAPHS = (
    "Shells fell on the town of Velmar on Monday, the regional governor told the Harbour Wire agency.",
    "At least four people were hurt, according to the governor, and two houses burned down overnight.",
    "The defence ministry did not answer questions about the strike when reporters asked for comment.",
)
FIRST_PUBLISHED = (
    "The following article, Shells Fall on Velmar as Talks Stall, was first published on North Gazette."
)


def one(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(documents([path]))


def kinds(report):
    return [(block.kind, report.text[block.start : block.end]) for block in report.blocks]


def test_a_text_page_loses_its_furniture_and_keeps_the_rest_apart(tmp_path):
    page = "\n\n".join(
        [
            "Enjoying this story? Please support us!",
            "Shells Fall on Velmar as Talks Stall",
            FIRST_PUBLISHED,
            *PARAGRAPHS,
            "A woman near her house\nA woman near her house in Velmar. Photo by Ada Roe/AFP via Getty Images",
            "Continue reading: Shells Fall on Velmar as Talks Stall ...",
            "Leave a Reply",
            "Notify of",
            "© 2031 Velmar Times. All rights reserved.",
        ]
    )
    (document,) = one(tmp_path, "page.txt", page)
    report = read(document)
    assert kinds(report) == [
        ("headline", "Shells Fall on Velmar as Talks Stall"),
        ("republication", FIRST_PUBLISHED),
        *(("body", paragraph) for paragraph in PARAGRAPHS),
        ("caption", "A woman near her house in Velmar."),
        ("credit", "Photo by Ada Roe/AFP via Getty Images"),
        ("credit", "© 2031 Velmar Times. All rights reserved."),
    ]
    assert report.republished_from == "North Gazette"
    assert (report.outlet, report.outlet_source) == ("Velmar Times", "copyright line")
    assert report.published is None
    assert report.published_source == "no date in the text or beside it"
    assert report.language == "en"


def test_a_prompt_glued_to_the_first_sentence_is_cut(tmp_path):
    (document,) = one(tmp_path, "a.txt", "Like what you see? Please Support Us!" + "\n\n".join(PARAGRAPHS))
    assert read(document).text == "\n\n".join(PARAGRAPHS)


def test_rows_become_documents_with_synonyms_dates_and_extras(tmp_path):
    rows = "headline,source,date,article_content,province\n" + "".join(
        f"Shells fall,Velmar Times,{date},{json.dumps(PARAGRAPHS[0])},{number}\n"
        for number, date in enumerate(["4/5/2031", "4/25/2031"])
    )
    first, second = (read(document) for document in one(tmp_path, "war.csv", rows))
    assert first.published == "2031-04-05"
    assert first.published_source == "column date, month first, as other dates of the column show"
    assert second.published == "2031-04-25"
    assert first.outlet == "Velmar Times"
    assert first.title == "Shells fall"
    assert first.extra == {"province": "0"}
    assert first.id != second.id


def test_a_broken_line_in_the_middle_is_a_failure_and_the_rest_goes_on(tmp_path):
    good = json.dumps({"text": PARAGRAPHS[0], "id": "first"})
    results = one(
        tmp_path,
        "war.jsonl",
        f'{good}\n{{"text": "broken\n\n{good.replace("first", "last")}\n[1]\n{{"a": 1}}\n',
    )
    assert [type(result) for result in results] == [Document, Failure, Document, Failure, Failure]
    assert results[1].origin.endswith("war.jsonl:2")
    assert "not valid JSON" in results[1].reason
    assert read(results[2]).id == "last"
    assert "no text column" in results[4].reason


def test_standard_input_is_jsonl_or_text():
    lines = json.dumps({"text": PARAGRAPHS[0]}).encode() + b"\n"
    assert len(list(documents(["-"], stdin=io.BytesIO(lines * 3)))) == 3
    (document,) = documents(["-"], stdin=io.BytesIO("\n\n".join(PARAGRAPHS).encode()))
    assert read(document).origin == "stdin"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.html", b" \n \x00 ", "empty"),
        ("war.db", b"SQLite format 3\x00" + bytes(100), "SQLite"),
        ("noise.bin", bytes(range(256)) * 10, "binary"),
        ("broken.txt.gz", b"\x1f\x8b\x08\x00rest", "gzip"),
        ("list.json", b"[1, 2", "not valid JSON"),
        ("empty.csv", b"text,date\n", "no rows"),
    ],
)
def test_bad_files_fail_with_a_reason(tmp_path, name, content, reason):
    (failure, *_) = one(tmp_path, name, content)
    assert isinstance(failure, Failure)
    assert reason in failure.reason


def test_a_missing_path_fails_with_a_reason(tmp_path):
    (failure,) = documents([tmp_path / "nowhere"])
    assert failure.reason == "there is no such file or folder"


@pytest.mark.parametrize("text", ["...", "<html><body><script>1</script></body></html>", "Leave a Reply"])
def test_no_article_text_is_a_reading_error(text):
    kind = "text/html" if text.startswith("<") else "text/plain"
    with pytest.raises(ReadingError):
        read(Document("x", text.encode(), kind, "0"))


def test_a_page_gives_blocks_and_metadata():
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS * 2)
    page = f"""<!doctype html><html lang="en"><head><title>Shells fall on Velmar | Velmar Times</title>
    <meta property="og:site_name" content="Velmar Times"><link rel="canonical" href="https://velmar.example/a">
    <meta property="article:published_time" content="2031-04-05T10:00:00Z"></head><body>
    <nav><a href="/">Home</a></nav><article><h1>Shells fall on Velmar</h1>
    <figure><img alt="x"><figcaption>Smoke over Velmar. Photo: Ada Roe</figcaption></figure>{body}</article>
    <footer>© 2033 Velmar Times</footer></body></html>"""
    report = read(Document("a.html", page.encode(), "text/html", "0"))
    assert report.title == "Shells fall on Velmar"
    assert report.published == "2031-04-05T10:00:00+00:00"
    assert report.outlet == "Velmar Times"
    assert report.url == "https://velmar.example/a"
    assert ("caption", "Smoke over Velmar.") in kinds(report)
    assert [text for kind, text in kinds(report) if kind == "body"][:3] == list(PARAGRAPHS)


def test_another_language_is_kept_unread():
    text = "Der Gouverneur sagte, die Stadt sei in der Nacht beschossen worden. Vier Menschen sind verletzt."
    report = read(Document("x", text.encode(), "text/plain", "0"))
    assert (report.language, report.status) == ("de", "unread")
    assert "German" in report.status_reason


def page(body, head=""):
    return Document(
        "a.html", f"<html><head>{head}</head><body>{body}</body></html>".encode(), "text/html", "0"
    )


def paragraphs(number, start=0):
    return "".join(
        f"<p>Strike {n} of the spring hit it. {PARAGRAPHS[n % 3]} Nobody took the blame for strike {n}.</p>"
        for n in range(start, start + number)
    )


def test_captions_stand_where_the_page_shows_them():
    figure = "<figure><img><figcaption>A burnt house in Velmar. (Ada Roe/Velmar Times)</figcaption></figure>"
    report = read(
        page(f"<article><h1>Shells fall on Velmar</h1>{paragraphs(4)}{figure}{paragraphs(4, 4)}</article>")
    )
    order = [kind for kind, _ in kinds(report)]
    assert order == ["headline", *["body"] * 4, "caption", "credit", *["body"] * 4]


def test_a_body_parted_by_advertisements_is_read_whole():
    part = '<div class="slot ad">Advertisement</div><div class="chunk"><div class="text">{}</div></div>'
    chunks = "".join(part.format(paragraphs(4, start)) for start in (0, 4, 8))
    report = read(page(f"<main><h1>Shells fall on Velmar</h1>{chunks}</main>"))
    assert [kind for kind, _ in kinds(report)].count("body") == 12


def test_teasers_of_other_articles_are_cut():
    teasers = "".join(
        f"<h3><a href='/{n}'>Another story number {n} of the week</a></h3><p>It says something short.</p>"
        for n in range(3)
    )
    report = read(page(f"<article><h1>Shells fall on Velmar</h1>{paragraphs(8)}{teasers}</article>"))
    assert "Another story" not in report.text


def test_no_date_is_guessed_from_a_page():
    foot = "<aside><time datetime='2018-03-04'>x</time></aside><footer>© 2019 Velmar Times</footer>"
    report = read(page(f"<article><h1>Shells fall on Velmar</h1>{paragraphs(6)}</article>{foot}"))
    assert report.published is None
    assert report.published_source == "the page states no publication date"
    assert report.outlet == "Velmar Times"


def test_linked_data_gives_date_outlet_and_byline():
    data = {
        "@graph": [
            {
                "@type": ["NewsArticle"],
                "headline": "Shells fall on Velmar",
                "datePublished": "2031-04-05T10:00:00+02:00",
                "dateModified": "2031-04-06",
                "author": [{"name": "Ada Roe"}, {"name": "Bo Doe"}],
                "publisher": {"name": "Velmar Times"},
            }
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    report = read(page(f"<article>{paragraphs(6)}</article>", head))
    assert report.published == "2031-04-05T10:00:00+02:00"
    assert report.updated == "2031-04-06"
    assert report.byline == "Ada Roe, Bo Doe"
    assert (report.outlet, report.outlet_source) == ("Velmar Times", "JSON-LD publisher")


def test_a_page_too_large_for_the_careful_way_is_still_read():
    report = read(page(f"<article><h1>Shells fall on Velmar</h1>{paragraphs(16_000)}</article>"))
    assert "resiliparse" in report.reader
    assert len(report.blocks) > 10_000


def test_a_lead_of_date_agency_and_headline_is_parted_from_one_paragraph():
    text = "Shells fall on Velmar AFP Saturday 21 Jun 2031 " + " ".join(PARAGRAPHS) + " - AFP"
    row = json.dumps({"title": "Shells fall on Velmar", "text": text}).encode()
    (document,) = documents(["-"], stdin=io.BytesIO(row))
    report = read(document)
    assert kinds(report) == [
        ("headline", "Shells fall on Velmar"),
        ("credit", "AFP"),
        ("credit", "Saturday 21 Jun 2031"),
        ("body", " ".join(PARAGRAPHS)),
        ("credit", "- AFP"),
    ]
    assert report.published == "2031-06-21"
    assert report.published_source == "date line of the text"
    assert report.credits == ("AFP",)


def test_hard_wrapped_text_is_joined(tmp_path):
    wrapped = "\n\n".join(
        "\n".join(textwrap.wrap(f"{PARAGRAPHS[0]} {PARAGRAPHS[1]} {PARAGRAPHS[2]}", 70)) for _ in range(2)
    )
    (document,) = one(tmp_path, "w.txt", wrapped)
    assert [kind for kind, _ in kinds(read(document))] == ["body"]
    assert "\n" not in read(document).text


@pytest.mark.parametrize(
    ("opening", "published", "source"),
    [
        ("VELMAR, 12 May 2031 (Harbour Wire) - ", "2031-05-12", "dateline of the text"),
        ("By Ada Orlan\n\nVELMAR, May 12, 2031 (Harbour Wire) - ", "2031-05-12", "dateline of the text"),
        ("Velmar Council, 14 May 2031\n\n", "2031-05-14", "dateline of the text"),
        ("VELMAR, May 12 (Harbour Wire) - ", None, "no date in the text or beside it"),
        (f"{PARAGRAPHS[1]}\n\nRaid on Velmar, 3 March 2031\n\n", None, "no date in the text or beside it"),
        ("On 3 March 2031, ", None, "no date in the text or beside it"),
    ],
)
def test_a_dateline_tells_the_day_of_publication(tmp_path, opening, published, source):
    (document,) = one(tmp_path, "a.txt", f"Shells fall on Velmar\n\n{opening}{PARAGRAPHS[0]}\n")
    report = read(document)
    assert (report.published, report.published_source) == (published, source)


def test_a_heading_in_a_pdf_is_no_part_of_what_stands_below_it(tmp_path):
    body = textwrap.wrap(" ".join(PARAGRAPHS), 90)
    lines = ["Statement on the shells that fell on Velmar", "Velmar District Council, 14 May 2031", *body]
    (document,) = one(tmp_path, "a.pdf", pdf([lines]))
    report = read(document)
    assert report.title == lines[0]
    assert report.published == "2031-05-14"
    assert " ".join(PARAGRAPHS) in report.text
