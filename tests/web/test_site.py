"""The desk as a folder: its files, what a limit leaves out, and that two exports are the same."""

import json
import re

import pytest

from stemma.casebook import Casebook
from stemma.errors import StemmaError
from stemma.export.site import write
from stemma.web import site
from stemma.web.site import plain_words, shard


@pytest.fixture
def built(tmp_path, monkeypatch):
    """A stand-in for the built page, so that these tests need no Node."""
    static = tmp_path / "static"
    (static / "site").mkdir(parents=True)
    (static / "geo").mkdir()
    for name in ("site/site.js", "site/site.css", "icon.svg"):
        (static / name).write_text("x")
    for name in site.SHAPES:
        (static / "geo" / f"{name}.json").write_text('{"step":1,"lines":[]}')
    monkeypatch.setattr(site, "STATIC", static)


def exported(sample, folder, **options):
    folder.mkdir()
    with Casebook.open(sample, create=False, readonly=True) as book:
        return write(book, folder, **options)


def data(folder, name):
    text = (folder / "data" / f"{name}.js").read_text()
    head, _, value = text.partition("]=")
    assert head == f'(window.stemma??={{}})["{name}"'
    assert value.endswith(";\n")
    return json.loads(value[:-2])


@pytest.mark.usefixtures("built")
def test_every_page_is_in_the_file_that_its_id_says(sample, tmp_path):
    written = exported(sample, tmp_path / "site")
    assert written[0].name == "index.html"
    assert all(path.is_file() for path in written)
    shards = data(tmp_path / "site", "shards")
    rows = data(tmp_path / "site", "claims")["rows"]
    assert len(rows) == 3
    for row in rows:
        page = data(tmp_path / "site", f"claims-{shard(row['id'], shards['claims'])}")[row["id"]]
        assert page["claim"]["id"] == row["id"]
    for line in data(tmp_path / "site", "reports")["reports"]:
        page = data(tmp_path / "site", f"reports-{shard(line['id'], shards['reports'])}")[line["id"]]
        assert page["report"]["text"]


@pytest.mark.usefixtures("built")
def test_the_page_may_load_nothing_from_outside(sample, tmp_path):
    exported(sample, tmp_path / "site")
    page = (tmp_path / "site" / "index.html").read_text()
    assert "default-src 'none'" in page
    assert "unsafe" not in page
    assert not re.search(r"(src|href)=\"(/|https?:)", page)


@pytest.mark.usefixtures("built")
def test_a_limit_keeps_the_leading_claims_and_what_they_stand_in(sample, tmp_path):
    exported(sample, tmp_path / "site", limit=1)
    (row,) = data(tmp_path / "site", "claims")["rows"]
    assert row["id"] == "c-bridge"
    held = {line["id"] for line in data(tmp_path / "site", "reports")["reports"]}
    assert held == {"r-wire", "r-gazette", "r-lantern"}
    assert data(tmp_path / "site", "words")["reports"] == sorted(
        held, key=["r-wire", "r-gazette", "r-lantern"].index
    )


@pytest.mark.usefixtures("built")
def test_two_exports_are_the_same(sample, tmp_path):
    first, second = exported(sample, tmp_path / "a"), exported(sample, tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.usefixtures("built")
def test_an_older_export_leaves_no_pages_behind(sample, tmp_path):
    exported(sample, tmp_path / "site")
    (tmp_path / "site" / "data" / "claims-99.js").write_text("stale")
    with Casebook.open(sample, create=False, readonly=True) as book:
        write(book, tmp_path / "site")
    assert not (tmp_path / "site" / "data" / "claims-99.js").exists()


def test_without_a_built_page_it_says_what_to_do(sample, tmp_path, monkeypatch):
    monkeypatch.setattr(site, "STATIC", tmp_path)
    with pytest.raises(StemmaError, match="build_frontend"):
        exported(sample, tmp_path / "site")


def test_words_lose_case_and_accents():
    assert list(plain_words("Évry’s BRIDGE, № 5; Київ")) == ["evry", "s", "bridge", "no", "5", "киів"]


def test_shards_are_those_of_the_page():
    assert [shard("c-bridge", 7), shard("r-wire", 7), shard("é", 1000)] == [6, 4, 217]
