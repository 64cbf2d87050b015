"""Usage: what a command was asked and cannot do is told, with exit code 2, and nothing is done."""

import errno
import json
import os

import pytest

import sample_book
from stemma.casebook import Casebook
from stemma.cli import run


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "war.db"
    with Casebook.open(path) as book:
        sample_book.fill(book)
    return path


@pytest.fixture
def stemma(path, capfdbinary):
    """Run a command on the sample casebook: (exit code, standard output, standard error)."""

    def command(*arguments, casebook=path):
        code = run([*arguments, "--casebook", str(casebook)])
        out, error = capfdbinary.readouterr()
        return code, out.decode(), error.decode()

    return command


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["claims", "extra"], "claims takes no argument 'extra'"),
        (["claims", "--json", "--csv"], "choose one of"),
        (["claims", "--speaker", "\udcff"], "\\xff is no text"),
        (["show", ""], "empty id"),
        (["search"], "name the words"),
        (["search", "*"], "name the words"),
        (["review", "accept"], "accept needs the id"),
        (["ingest", "x.txt", "--workers", "0"], "--workers"),
        (["ingest", "x.txt", "--most", "0"], "--most"),
        (["ingest", "x.txt", "--delay", "-1"], "--delay"),
        (["watch", "--log", "--limit", "-1"], "--limit"),
        (["export", "--to", "csv", "-o", "out", "--limit", "3"], "--limit is for"),
        (["doctor", "--repair", "--salvage", "new.db"], "choose one"),
    ],
)
def test_wrong_usage_is_told(stemma, arguments, told):
    code, out, error = stemma(*arguments)
    assert (code, out) == (2, "")
    assert told in error


def test_words_to_search_for_need_no_marks_and_all_are_given(stemma):
    _, one, _ = stemma("search", "the", "--json")
    code, several, _ = stemma("search", "the", "the", "--json")
    assert code == 0
    assert [hit["id"] for hit in json.loads(several)] == [hit["id"] for hit in json.loads(one)]
    _, every, _ = stemma("search", "the", "--limit", "0", "--json")
    assert every == one
    assert len(json.loads(one)) > 1
    _, shown, error = stemma("search", "the", "--limit", "1")
    assert "there are more" in error
    assert shown.count("⟦") >= 1
    assert "has all of these words: qwertz" in stemma("search", "qwertz")[2]


def test_an_outlet_is_found_whatever_its_capitals(stemma):
    _, out, _ = stemma("reports", "--json")
    name = next(one["outlet"] for one in json.loads(out) if one["outlet"])
    _, asked, _ = stemma("reports", "--json", "--outlet", name.swapcase())
    assert {one["outlet"] for one in json.loads(asked)} == {name}
    code, none, error = stemma("reports", "--json", "--outlet", "nobody's")
    assert (code, none) == (0, "[]\n")
    assert name in error


def test_decisions_tell_their_value_and_ids_that_are_gone_their_decision(stemma):
    _, out, _ = stemma("claims", "--json")
    claim = json.loads(out)[0]["id"]
    assert stemma("review", "reject", claim)[0] == 0
    code, _, error = stemma("show", claim)
    assert code == 2
    assert "(reject) was about it" in error
    _, _, error = stemma("review", "rate", "Nobody Known", "c")
    assert "rate Nobody Known C" in error
    assert "waits for one" in error
    assert "1 more" in stemma("review", "list", "--limit", "1")[2]


def test_again_asks_for_a_casebook_that_is_there(stemma, tmp_path):
    code, _, error = stemma("ingest", "--again", casebook=tmp_path / "other.db")
    assert code == 1
    assert "no casebook" in error
    assert not (tmp_path / "other.db").exists()


def test_a_full_disk_is_told_with_the_folder(stemma, tmp_path, monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("stemma.export.export", full)
    code, _, error = stemma("export", "--to", "csv", "-o", str(tmp_path / "out"))
    assert code == 1
    assert "No space left" in error
    assert "cut off" in error
    (tmp_path / "file").write_text("")
    assert stemma("export", "--to", "csv", "-o", str(tmp_path / "file"))[0] == 2


def test_want_of_memory_is_told(stemma, monkeypatch, tmp_path):
    def greedy(*_arguments, **_options):
        raise MemoryError

    monkeypatch.setattr("stemma.export.export", greedy)
    code, _, error = stemma("export", "--to", "csv", "-o", str(tmp_path / "out"))
    assert code == 1
    assert "memory" in error
    assert "Traceback" not in error


def test_a_salvage_tells_what_was_lost_as_json(stemma, tmp_path):
    code, out, _ = stemma("doctor", "--salvage", str(tmp_path / "new.db"), "--json")
    assert json.loads(out)["lost"] == []
    assert code == 0


def test_a_served_page_ends_without_a_fault(stemma, monkeypatch):
    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("stemma.web.serve", interrupted)
    code, _, error = stemma("serve")
    assert (code, error) == (0, "stopped\n")


def test_a_name_mistyped_makes_no_casebook(stemma, tmp_path):
    made = tmp_path / "new.db"
    code, out, error = stemma("ingest", "nosuch.txt", "nor-this", "--json", casebook=made)
    assert code == 1
    assert [one["origin"] for one in json.loads(out)["errors"]] == ["nosuch.txt", "nor-this"]
    assert "nor-this: there is no such file or folder" in error
    assert "new.db was not made" in error
    assert not made.exists()
