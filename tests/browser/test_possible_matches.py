"""Claims that are perhaps the same, offered on a claim's page and in Review."""

import pytest

from stemma.evaluation.ingesting import ingested
from two_tellings import ROWS


@pytest.fixture
def casebook(tmp_path):
    with ingested(ROWS) as book:
        return book.backup(tmp_path / "war.db")


@pytest.fixture
def desk(serve_book, casebook):
    with serve_book(casebook) as address:
        yield address


def _section(page):
    return page.get_by_role("region", name="Perhaps the same")


def test_a_pair_is_kept_apart_and_taken_back(open_page, settle, desk):
    page = open_page(f"{desk}/claims")
    page.get_by_role("link", name="A bomber on a motorcycle").first.click()
    section = _section(page)
    section.wait_for()
    assert "in 100" in section.inner_text()
    assert "published on the same day" in section.inner_text()
    assert {"motorcycle", "bakery", "Kupiansk"} <= set(section.locator(".m-shared").all_inner_texts())
    section.get_by_role("button", name="Not the same").click()
    section.wait_for(state="detached")
    page.get_by_role("button", name="Undo").click()
    _section(page).wait_for()
    settle(page)


def test_a_pair_is_merged_and_the_one_claim_is_shown(open_page, settle, desk):
    page = open_page(f"{desk}/claims")
    page.get_by_role("link", name="A bomber on a motorcycle").first.click()
    _section(page).get_by_role("button", name="Merge").click()
    page.get_by_role("heading", name="Compare two mentions").wait_for()
    assert "2 outlets" in page.locator(".sum").inner_text()
    _section(page).wait_for(state="detached")
    settle(page)


def test_review_lists_the_pairs(open_page, settle, desk):
    page = open_page(f"{desk}/review")
    page.get_by_role("link", name="Perhaps the same").click()
    section = _section(page)
    section.wait_for()
    assert section.get_by_role("listitem").count() == 1
    section.get_by_role("button", name="Not the same").click()
    page.get_by_text("No two claims").wait_for()
    settle(page)
