"""Every number of the desk leads to the sentences that it counts, in a real browser."""

import re

import pytest

from stemma.casebook import Casebook
from stemma.web.site import write_site

pytestmark = pytest.mark.browser


def sentences(page):
    page.locator("main ol > li").first.wait_for()
    return page.locator("main ol > li").count()


def test_an_outlets_shares_lead_to_their_sentences(open_page, desk):
    page = open_page(f"{desk}/sources")
    links = page.locator("td.from a")
    links.first.wait_for()
    said = links.all_inner_texts()
    for position, text in enumerate(said):
        links.nth(position).click()
        page.wait_for_url(re.compile("/statements"))
        assert sentences(page) == int(text.split()[0]), text
        assert page.locator(".tag", has_text=text.split(" ", 1)[1]).count() >= 1
        page.go_back()
        links.first.wait_for()


def test_copied_text_leads_to_its_passages(open_page, desk):
    page = open_page(f"{desk}/sources")
    page.locator("td[data-label='copied text'] a").first.click()
    page.wait_for_url(re.compile("/copied"))
    page.locator(".passages a").first.click()
    page.wait_for_url(re.compile(r"/reports/r-gazette\?at="))
    page.locator(".m-at").first.wait_for()


def test_origins_of_a_claim_and_an_event_are_shown(open_page, desk):
    page = open_page(f"{desk}/claims")
    page.locator("td.carried strong a").first.click()
    page.wait_for_function("() => document.activeElement?.id === 'h-origins'")
    page.goto(f"{desk}/situation")
    page.get_by_role("link", name="at least 3 killed").click()
    page.wait_for_function("() => document.activeElement?.id === 'h-toll'")
    page.locator("dd .figures a").first.click()
    page.wait_for_url(re.compile(r"/reports/r-.*at="))


def test_factuality_is_a_filter_by_key_and_address(open_page, desk):
    page = open_page(f"{desk}/situation?factuality=PR%2B")
    page.get_by_text("No event fits these filters.").wait_for()
    choice = page.get_by_label("Factuality")
    assert choice.locator("option:checked").inner_text() == "probable (0)"
    choice.focus()
    page.keyboard.press("c")
    page.wait_for_url(re.compile("factuality=CT%2B"))
    page.get_by_role("button", name=re.compile("Shelling")).wait_for()
    page.goto(f"{desk}/claims?factuality=CT-")
    page.locator("table.list tbody tr").first.wait_for()
    assert page.locator("table.list tbody tr").count() == 1


def test_a_folder_has_the_sentences_too(open_page, sample_book, tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    with Casebook.open(sample_book, create=False, readonly=True) as book:
        write_site(book, folder)
    address = (folder / "index.html").as_uri()
    page = open_page(f"{address}#/statements?claim=c-bridge&stance=deny")
    assert sentences(page) == 1
    page.get_by_text("that the bridge had been hit").wait_for()
    page.goto(f"{address}#/copied?outlet=Harbour+Gazette")
    page.locator(".passages a").first.wait_for()
    page.goto(f"{address}#/copied?outlet=Harbour+Gazette&from=Meridian+Wire")
    page.locator(".passages a").first.wait_for()
