"""docs/desk.md names every address of the page's data."""

from pathlib import Path

import pytest

from stemma.web.app import KEPT, PAGES, TABLES

TEXT = (Path(__file__).parents[2] / "docs" / "desk.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [*PAGES, *KEPT])
def test_every_page_is_documented(path):
    assert f"`/api/{path}`" in TEXT


@pytest.mark.parametrize("path", TABLES)
def test_every_table_is_documented(path):
    assert f"`{path}.csv`" in TEXT
