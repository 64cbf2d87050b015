"""Markup in titles, outlets, names and texts shows as text and runs nowhere."""

import pytest
from sample import write_sample

pytestmark = pytest.mark.browser

HOSTILE = (
    "<script>window.hit=1</script><img src=x onerror=window.hit=1><svg onload=window.hit=1>"
    '"\'><a href="javascript:window.hit=1">x</a>{@html 1}${window.hit=1}\u202eabc\u0000'
).replace("\u0000", "")

PATHS = (
    "/claims",
    "/claims/c-bridge",
    "/reports",
    "/reports/r-wire?m=m-wire",
    "/reports/r-lantern",
    "/situation?e=ev-bridge",
    "/events/ev-bridge",
    "/sources",
    "/aims",
    "/review",
    "/decisions",
    "/search?q=%3Cscript%3Ewindow.hit%3D1%3C%2Fscript%3E",
    "/%3Cscript%3Ewindow.hit=1%3C/script%3E",
    "/claims?outlet=%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D1%3E",
    "/aims?actor=%3Cimg%20src%3Dx%3E",
)


@pytest.fixture(scope="module")
def hostile_desk(serve_book, tmp_path_factory):
    with serve_book(
        write_sample(tmp_path_factory.mktemp("hostile") / "hostile.db", hostile=HOSTILE)
    ) as address:
        yield address


@pytest.mark.parametrize("path", PATHS)
def test_markup_is_text(look_at, settle, hostile_desk, path):
    page = look_at(hostile_desk + path)
    settle(page)
    assert page.evaluate("window.hit") is None
    assert page.locator("main img, main script, main iframe").count() == 0
    assert page.locator("main [onload], main [onerror]").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0


def test_the_markup_can_be_read(open_page, hostile_desk):
    page = open_page(f"{hostile_desk}/reports/r-lantern")
    page.get_by_text("<script>window.hit=1</script>").first.wait_for()
