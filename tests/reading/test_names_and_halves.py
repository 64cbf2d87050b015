"""Names of files that are no text, halves of characters, links, closed folders, and the casebook itself."""

import json
import os
import sqlite3
import sys

import pytest

import stemma
from stemma.reading import documents, read
from stemma.records import Document, Failure

TEXT = "The regional governor said on Monday that two shells hit the market of Orlava, killing three people. "
HALF = "\\ud83d"  # as JSON has it: the first half of an emoji


def found(*inputs):
    return list(documents(inputs))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_utf8_is_told_by_its_bytes_and_read(tmp_path):
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "w", encoding="utf-8") as file:  # noqa: PTH123  a path of bytes
        file.write(TEXT * 3)
    with stemma.open(tmp_path / "war.db") as book:
        summary = book.ingest([tmp_path, os.fsdecode(name), os.fsdecode(name) + "x"], workers=1)
        (report,) = book.reports()
        assert report.origin.endswith("caf\\xe9.txt")
        assert [one.origin[-9:] for one in summary.errors] == ["\\xe9.txtx"]


def test_half_a_character_in_json_fails_neither_the_run_nor_the_row(tmp_path):
    row = f'{{"text": "{TEXT * 3} {HALF}.", "outlet": "Fen {HALF} Daily", "{HALF}": "{HALF}", "id": "a"}}'
    (tmp_path / "rows.jsonl").write_text(row + "\n" + json.dumps({"text": TEXT * 4, "outlet": "Reed"}))
    with stemma.open(tmp_path / "war.db") as book:
        book.ingest([tmp_path / "rows.jsonl"], workers=1)
        assert len(book.reports()) == 2
        assert "\ufffd" in {report.id: report for report in book.reports()}["a"].text


def test_whole_characters_beyond_the_basic_plane_stay(tmp_path):
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": TEXT + "\U0001f525"}))
    (document,) = found(tmp_path / "rows.jsonl")
    assert "\U0001f525" in read(document).text


def test_a_link_to_nothing_says_so(tmp_path):
    (tmp_path / "round").symlink_to("round")
    (tmp_path / "gone").symlink_to("nowhere.txt")
    assert [one.reason for one in found(tmp_path)] == ["this is a link that leads to no file"] * 2


def test_a_folder_that_may_not_be_opened_is_a_failure(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text(TEXT)
    scan = os.scandir

    def refuse(path):
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    document, failure = found(tmp_path)
    assert isinstance(document, Document)
    assert failure == Failure(str(tmp_path / "closed"), "cannot be opened: Permission denied")


def test_the_casebook_in_the_folder_is_no_input(tmp_path):
    (tmp_path / "open.txt").write_text(TEXT * 3)
    with stemma.open(tmp_path / "war.db") as book:
        assert book.ingest([tmp_path], workers=1).errors == ()
    assert [type(one) for one in found(tmp_path)] == [Document]
    (failure,) = found(tmp_path / "war.db")  # named by itself
    assert "SQLite" in failure.reason


def test_another_database_is_named(tmp_path):
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE a (b)")
    (failure,) = found(tmp_path)
    assert "SQLite" in failure.reason


def test_an_empty_name_is_not_the_current_folder():
    (failure,) = found("")
    assert "empty name" in failure.reason
