"""Bad input: any bytes give a report or a reading error, and offsets always hold."""

import gzip
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemma.errors import ReadingError
from stemma.reading import documents, read
from stemma.reading.cleaning import clean, decode
from stemma.records import Document, Failure

SENTENCE = "Shells fell on the town of Velmar on Monday, the governor told reporters there."
PARTS = [
    SENTENCE,
    "Leave a Reply", "\n\n", "\n", " ", "“", '"', "(", "By Ada Roe", "© 2031 X", "3 May 2031", "Photo: A Roe",
    "\x00", "\u202e", "…", "Editor's note: x", "- AFP", "A", "/", "AP/",
]  # fmt: skip


def check(document):
    try:
        report = read(document)
    except ReadingError:
        return
    end = 0
    for block in report.blocks:
        assert report.text[end : block.start] == ("\n\n" if end else "")
        assert report.text[block.start : block.end].strip()
        end = block.end
    assert end == len(report.text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(PARTS), max_size=30).map("".join), st.sampled_from(["text/plain", "text/html"])
)
def test_offsets_hold_for_any_mixture(text, media_type):
    check(Document("x", text.encode(), media_type, "0"))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["text/plain", "text/html"]))
def test_any_bytes_are_a_report_or_a_reading_error(raw, media_type):
    check(Document("x", raw, media_type, "0"))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.binary(max_size=200),
    st.sampled_from(["a.csv", "a.jsonl", "a.json", "a.tsv", "a.txt.gz", "a", "a.html"]),
)
def test_any_file_gives_documents_or_failures(tmp_path, raw, name):
    path = tmp_path / name
    path.write_bytes(raw)
    for item in documents([path]):
        if not isinstance(item, Failure):
            check(item)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_charsets_are_found(charset):
    text = "The “mayor” of Velmar said – in short – that the café was gone. " * 5
    assert decode(text.encode(charset)).strip() == text.strip()


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r"])
def test_declared_charsets_are_believed_when_they_fit(charset):
    page = f'<html><head><meta charset="{charset}"></head><body>Губернатор сказал</body></html>'
    assert "Губернатор сказал" in decode(page.encode(charset), markup=True)
    assert decode("naïve".encode(), declared="ascii") == "naïve"


def test_controls_and_overrides_are_removed():
    assert clean("a\x00b\x07 \u202ec\u2066\u200bd\r\ne\ufefff\u2028g") == "ab cd\nef\ng"


@given(st.text(st.characters(max_codepoint=126), max_size=30))
def test_plain_texts_are_cleaned_as_any_others(text):
    # The mark of the pound keeps the text from the short way that plain ones go.
    assert clean(f"{text}|£") == clean(f"{text}|") + "£"
    assert clean(f"£|{text}") == "£" + clean(f"|{text}")


def test_broken_or_strange_json_is_a_failure(tmp_path):
    deep = tmp_path / "deep.json"
    deep.write_text("[" * 100_000)
    strange = tmp_path / "strange.jsonl"
    strange.write_text('{"text": 5}\n"text"\n{"text": null}\n{"text": "\\ud800 ' + SENTENCE + '"}\n')
    assert all(isinstance(item, Failure) for item in documents([deep]))
    results = list(documents([strange]))
    assert [isinstance(item, Failure) for item in results] == [False, True, True, False]
    assert SENTENCE in read(results[3]).text


def test_a_huge_field_and_foreign_bytes_in_csv(tmp_path):
    path = tmp_path / "big.csv"
    path.write_bytes(b"title;text\ncaf\xe9;" + SENTENCE.encode() * 3000 + b"\nbroken\n;\n")
    first, second = documents([path])
    assert read(first).title == "café"
    assert isinstance(second, Failure)


def test_folders_are_walked_in_order_without_hidden_and_companion_files(tmp_path):
    for name in ("b.txt", "a.txt", ".hidden.txt", "style.css", "README.md", "sub/c.txt", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(SENTENCE)
    found = [item.origin.removeprefix(f"{tmp_path}/") for item in documents([tmp_path])]
    assert found == ["a.txt", "b.txt", "sub/c.txt"]


def test_same_bytes_give_the_same_id(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SENTENCE)
    first, second = (read(item) for item in documents([tmp_path]))
    assert first.id == second.id


def test_compressed_pages_and_wrapped_json_are_read(tmp_path):
    body = "".join(
        f"<p>{SENTENCE} It was strike number {number} of the week, he said.</p>" for number in range(9)
    )
    (tmp_path / "a.html.gz").write_bytes(
        gzip.compress(f"<html><body><article>{body}</article></body></html>".encode())
    )
    (tmp_path / "b.json").write_text(
        json.dumps({"articles": [{"body": SENTENCE}, {"body": SENTENCE + " Again."}]})
    )
    reports = [read(item) for item in documents([tmp_path])]
    assert len(reports) == 3
    assert len(reports[0].blocks) == 9
