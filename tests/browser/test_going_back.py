"""Lists that were left: gone back to at their place, gone through in their order."""

import re

import pytest

pytestmark = pytest.mark.browser
LOW = {
    "viewport": {"width": 1280, "height": 260},
    "reduced_motion": "reduce",
}  # so that scrolling takes no time
PLACE = "() => [scrollY, document.activeElement.getAttribute('href')]"


def follow(page, link, wanted):
    """Scroll to a link, follow it by keyboard, and give where the page stood."""
    link.wait_for()
    link.focus()
    before = page.evaluate(PLACE)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(wanted))
    page.locator("h1").first.wait_for()
    return before


def at_place(page, place):
    page.wait_for_function(f"wanted => String(({PLACE})()) === wanted", arg=",".join(map(str, place)))


def test_back_leads_to_the_place_that_was_left(open_page, desk):
    page = open_page(f"{desk}/claims", **LOW)
    left = follow(page, page.locator("td.claim a.words").last, "/claims/")
    assert left[0] > 0
    assert page.evaluate("scrollY") == 0
    page.go_back()
    at_place(page, left)
    page.reload()
    page.wait_for_function("top => scrollY === top", arg=left[0])


def test_a_filtered_list_is_gone_through_and_resumed(open_page, desk):
    page = open_page(f"{desk}/reports?order=newest", **LOW)
    rows = page.locator("td.title a.words")
    rows.first.wait_for()
    second, third = rows.nth(1).get_attribute("href"), rows.nth(2).get_attribute("href")
    left = follow(page, rows.nth(1), re.escape(second))
    page.get_by_role("link", name="Next", exact=True).click()
    page.wait_for_url(re.compile(re.escape(third)))
    page.get_by_role("link", name="Previous", exact=True).click()
    page.wait_for_url(re.compile(re.escape(second)))
    page.get_by_role("link", name="Back to the list").click()
    page.wait_for_url(re.compile("order=newest"))
    at_place(page, left)


def test_the_list_beside_the_map_keeps_its_place(open_page, desk):
    page = open_page(
        f"{desk}/situation?order=oldest", viewport={"width": 1280, "height": 320}, reduced_motion="reduce"
    )
    opens = page.locator(".list .meta > a").filter(has_text=re.compile("^open$"))
    opens.last.wait_for()
    opens.last.focus()
    place = "() => document.querySelector('.list')?.scrollTop"
    left = page.evaluate(place)
    assert left > 0
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/events/"))
    page.get_by_role("link", name="Back to the list").click()
    page.wait_for_url(re.compile("order=oldest"))
    page.wait_for_function(f"left => Math.abs(({place})() - left) < 12", arg=left)


def test_the_chosen_time_is_drawn_larger(open_page, desk):
    page = open_page(f"{desk}/situation?from=2022-09-06&to=2022-09-06")
    page.get_by_role("button", name="Draw the chosen time larger").click()
    page.wait_for_url(re.compile("time=1"))
    page.get_by_role("button", name="Choose all the time").click()
    page.wait_for_url(lambda address: "from=" not in address and "time=" not in address)


def test_sources_are_found_by_name_and_ordered(open_page, desk):
    page = open_page(f"{desk}/sources")
    page.get_by_label("Order of speakers").select_option("name")
    page.wait_for_url(re.compile("speakers=name"))
    page.get_by_label("Words in the name of an outlet or speaker").fill("tkach")
    page.get_by_text("No outlet has these words in its name.").wait_for()
    speakers = page.locator("section[aria-labelledby=h-speakers] tbody tr")
    page.wait_for_function(
        "() => document.querySelectorAll('section[aria-labelledby=h-speakers] tbody tr').length === 1"
    )
    assert "Olena Tkach" in speakers.inner_text()
