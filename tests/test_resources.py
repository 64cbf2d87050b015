"""Data files: parsed once, kept beside the compiled modules, and parsed anew when they have changed."""

import sys

import pytest

from stemma import resources
from stemma.errors import DataError


@pytest.fixture
def room(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    resources.load_toml.cache_clear()
    yield tmp_path
    resources.load_toml.cache_clear()


def load(name="words.toml"):
    resources.load_toml.cache_clear()
    return resources.load_toml("room", name)


def not_parsed(_text):
    raise AssertionError


def test_a_file_is_parsed_once_and_again_when_it_changes(room, monkeypatch):
    file = room / "words.toml"
    file.write_text('[cues]\nwords = ["said", "t\u00f6ld"]\nscore = 0.1\nmany = true\n', encoding="utf-8")
    first = load()
    assert first == {"cues": {"words": ["said", "t\u00f6ld"], "score": 0.1, "many": True}}
    with monkeypatch.context() as patched:
        patched.setattr(resources.tomllib, "loads", not_parsed)
        assert load() == first
    file.write_text("[cues]\nwords = []\n", encoding="utf-8")
    assert load() == {"cues": {"words": []}}
    assert load() == {"cues": {"words": []}}


def test_what_json_cannot_tell_is_not_kept(room):
    (room / "words.toml").write_text("day = 2022-03-04\n", encoding="utf-8")
    assert load() == load()
    assert not list(room.glob("__pycache__/*.json"))


def test_a_damaged_file_and_a_folder_that_cannot_be_written_do_no_harm(room):
    (room / "words.toml").write_text("one = 1\n", encoding="utf-8")
    assert load() == {"one": 1}
    (kept,) = room.glob("**/words.toml.json")
    kept.write_bytes(kept.read_bytes()[:-3])
    assert load() == {"one": 1}
    kept.unlink()
    kept.parent.rmdir()
    kept.parent.write_text("no folder")
    assert load() == {"one": 1}


@pytest.mark.parametrize("text", [b"one = ", b"one = '\xff'"])
def test_a_file_that_is_no_toml_is_named(room, text):
    (room / "words.toml").write_bytes(text)
    with pytest.raises(DataError, match=r"room/words\.toml"):
        load()
    with pytest.raises(DataError, match=r"room/none\.toml"):
        load("none.toml")
