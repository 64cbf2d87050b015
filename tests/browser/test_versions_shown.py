"""Later versions of a report, and what its reader should mind, in a real browser."""

import pytest
from msgspec.structs import replace
from sample import UNDATED, make_report

from stemma.casebook import Casebook

pytestmark = pytest.mark.browser


def test_a_later_version_shows_what_is_different(open_page, serve_book, tmp_path):
    fields = {"outlet": "River Post", "published": "2022-09-07", "url": "https://river.example/oskil"}
    first = make_report("notes", UNDATED, **fields)
    document, report = make_report("notes-2", UNDATED.replace("low", "high"), **fields)
    later = replace(report, extra={"stub": "paywall", "stub_reason": "the page ends at a wall"})
    with Casebook.open(tmp_path / "versions.db") as book:
        book.add((first, (document, later)), tool="test")
    with serve_book(tmp_path / "versions.db") as address:
        page = open_page(f"{address}/reports")
        page.get_by_role("link", name="version 2").click()
        page.get_by_role("heading", name="Version 2 of 2").wait_for()
        page.locator(".differences ins", has_text="high").wait_for()
        assert page.locator(".differences del").all_inner_texts() == ["low"]
        page.get_by_text("Not the whole article (paywall): the page ends at a wall").wait_for()
        page.get_by_role("link", name="Version 1").click()
        page.get_by_role("heading", name="Version 1 of 2").wait_for()
