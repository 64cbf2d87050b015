"""The desk exported to a folder, opened from it without a server."""

import re

import pytest
from shown import texts

from stemma.casebook import Casebook
from stemma.export.site import write

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(chromium, sample_book, tmp_path_factory):  # noqa: ARG001  without a browser nothing is written
    target = tmp_path_factory.mktemp("site")
    with Casebook.open(sample_book, create=False, readonly=True) as book:
        write(book, target)
    return (target / "index.html").as_uri()


def test_claims_are_listed_narrowed_and_opened(open_page, folder):
    page = open_page(folder)
    assert texts(page, "td.carried .count")[0] == "3 outlets, 2 origins (1 to 2)"
    page.get_by_label("Kind").select_option("aims")
    page.wait_for_function("() => document.querySelectorAll('table.list tbody tr').length === 1")
    assert "#/claims?kind=aims" in page.url or "#/?kind=aims" in page.url
    page.get_by_role("link", name="Clear filters").click()
    page.get_by_role("link", name=re.compile("^The bridge over the Oskil")).click()
    page.wait_for_url(re.compile("#/claims/c-bridge"))
    page.locator("svg .node.mention").first.wait_for()
    assert page.locator("svg .node.mention").count() == 4
    page.locator("svg .changes").first.click()
    page.wait_for_url(re.compile("a=m-wire&b=m-gazette"))
    assert texts(page, "#compare del")[0].strip() == "probably"
    assert page.get_by_role("button", name="Accept").count() == 0
    page.get_by_role("button", name="Copy citation").click()
    page.get_by_text("Citation copied").wait_for()
    page.go_back()
    page.get_by_role("heading", name="Claims", exact=True).wait_for()


def test_the_reader_marks_and_goes_by_keyboard(open_page, folder):
    page = open_page(f"{folder}#/reports/r-lantern?m=m-denial")
    assert texts(page, ".m-now.m-content") == ["that the bridge had been hit"]
    page.keyboard.press("k")
    page.wait_for_url(re.compile("m=m-lantern"))
    assert page.get_by_role("button", name="Reject").count() == 0


def test_map_and_timeline_follow_each_other(open_page, folder):
    page = open_page(f"{folder}#/situation")
    page.wait_for_function(
        "() => document.querySelector('.map')?.map?.querySourceFeatures('places').length === 1",
        timeout=60_000,
    )
    page.wait_for_function("() => document.querySelector('.map').map.querySourceFeatures('land').length > 0")
    page.get_by_label("From").fill("2022-09-07")
    page.get_by_text("No event fits these filters.").wait_for()
    page.wait_for_function(
        "() => document.querySelector('.map').map.querySourceFeatures('places').length === 0"
    )
    page.get_by_role("link", name="Clear filters").click()
    page.get_by_role("button", name=re.compile("Shelling")).click()
    page.wait_for_url(re.compile("e=ev-bridge"))


def test_search_finds_words_and_shows_them(open_page, folder):
    page = open_page(folder)
    page.get_by_role("heading", name="Claims", exact=True).wait_for()
    page.keyboard.press("/")
    page.keyboard.type("rebuild wint*")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#/search"))
    assert texts(page, ".excerpt mark") == ["rebuild", "winter"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/sources", "Who copies whom"),
        ("/aims", "We will rebuild the bridge before winter"),
        ("/review", "cites the Gazette; similar words"),
        ("/reports", "a binary file, not a text"),
        ("/events/ev-bridge", "In these words"),
        ("/decisions", "No decisions yet."),
        ("/nothing", "There is no such page"),
    ],
)
def test_the_other_screens(open_page, folder, path, words):
    page = open_page(f"{folder}#{path}")
    page.get_by_text(words).first.wait_for()
    assert page.locator("select.rate").count() == 0


def test_a_page_that_was_not_exported_is_said(open_page, folder):
    page = open_page(f"{folder}#/claims/c-none")
    page.get_by_role("heading", name="Not in this casebook").wait_for()
