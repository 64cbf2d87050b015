"""What readers of documents found out about a report stands beside it."""

import pytest
from msgspec.structs import replace
from sample import UNDATED, WIRE, make_report

from stemma.casebook import Casebook
from stemma.web.index import build_index, notes, report_line
from stemma.web.pages import reader_page

STUB = {"stub": "paywall", "stub_reason": "the page ends at a wall"}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"extra": STUB}, "Not the whole article (paywall): the page ends at a wall"),
        ({"extra": {"outlet_warning": "two alphabets"}}, "Mind the outlet's name: two alphabets"),
        ({"extra": {"hidden_characters": "2 were removed"}}, "Hidden characters: 2 were removed"),
        ({"language": "ru", "status_reason": "no events"}, "Analysed in part: no events"),
    ],
)
def test_notes_say_what_was_found(changed, said):
    _, report = make_report("wire", WIRE)
    assert notes(report) == ()
    (note,) = report_line(replace(report, **changed)).notes
    assert note.startswith(said)


def test_a_translation_is_a_gap():
    _, report = make_report("wire", WIRE + "\n\nTranslated from Russian by Renata Vane")
    (note,) = notes(report)
    assert note.startswith("It says that it is translated from Russian")


def test_an_unread_report_says_why_once():
    _, report = make_report("wire", WIRE)
    unread = replace(report, status="unread", status_reason="the text is in Finnish")
    assert notes(unread) == ()


def test_versions_are_linked_with_each_other(tmp_path):
    fields = {"outlet": "River Post", "published": "2022-09-07", "url": "https://river.example/oskil"}
    first = make_report("notes", UNDATED, **fields)
    later = make_report("notes-2", UNDATED.replace("low", "lower"), **fields)
    with Casebook.open(tmp_path / "versions.db") as book:
        book.add((first, later), tool="test")
        index = build_index(book)
        for name in ("r-notes", "r-notes-2"):
            assert [line.version for line in reader_page(index, book, name).versions] == [1, 2]
