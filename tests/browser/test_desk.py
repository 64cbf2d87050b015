"""Every screen of the desk in a real browser."""

import re

import pytest
from shown import texts

pytestmark = pytest.mark.browser


def test_claims_list_counts_filters_and_leads_to_a_claim(open_page, desk):
    page = open_page(f"{desk}/")
    assert texts(page, "td.carried .count")[0] == "3 outlets, 2 origins (1 to 2)"
    page.get_by_label("Kind").select_option("aims")
    page.wait_for_url(re.compile("kind=aims"))
    page.wait_for_function("() => document.querySelectorAll('table.list tbody tr').length === 1")
    page.get_by_label("Words").fill("nothing like it")
    page.get_by_text("No claim fits these filters.").wait_for()
    page.get_by_role("link", name="Clear filters").click()
    page.get_by_role("link", name=re.compile("^The bridge over the Oskil")).click()
    page.wait_for_url(re.compile("/claims/c-bridge"))
    page.wait_for_function("() => document.activeElement.matches('h1.wording')")
    page.go_back()
    page.get_by_role("heading", name="Claims", exact=True).wait_for()


def test_words_that_wait_do_not_follow_to_another_page(open_page, desk):
    page = open_page(f"{desk}/claims")
    words = page.get_by_label("Words")
    words.fill("bridge")
    page.get_by_label("Kind").select_option("disputed")
    page.wait_for_url(re.compile("q=bridge&kind=disputed"))
    words.evaluate(
        """input => { input.value = 'rebuild'; input.dispatchEvent(new Event('input', { bubbles: true }));
        document.querySelector('nav a[href="/sources"]').click(); }"""
    )
    page.get_by_role("heading", name="Who copies whom").wait_for()
    page.wait_for_timeout(250)  # longer than words wait
    assert page.url == f"{desk}/sources"


def test_claim_shows_chains_origins_tree_and_changes(open_page, desk):
    page = open_page(f"{desk}/claims/c-bridge", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy citation").click()
    page.get_by_text("Citation copied").wait_for()
    cited = page.evaluate("navigator.clipboard.readText()")
    assert "Said by: Olena Tkach" in cited
    assert cited.endswith("Stemma c-bridge")
    folded = "<details><summary>more</summary><p id='folded'>all of it</p></details>"
    page.locator("article").evaluate("(all, more) => all.insertAdjacentHTML('beforeend', more)", folded)
    assert not page.locator("#folded").is_visible()
    page.emulate_media(media="print")
    assert page.locator("#folded").is_visible()
    page.emulate_media(media="screen")
    assert "Olena Tkach the mayor to Meridian Wire in Meridian Wire" in texts(page, ".who li")
    assert "officials official, not named, several via Meridian Wire agency in Harbour Gazette" in texts(
        page, ".who li"
    )
    assert page.locator("svg .node.mention").count() == 4
    assert page.locator("svg .node.origin").count() == 2
    assert page.locator("svg .node.witness .title").all_text_contents() == ["Coastal Radio"]
    assert page.locator("svg .changes").first.text_content() == "hedge droppedsource made anonymous"
    tops = page.locator("svg .node.mention rect").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().top)"
    )
    names = page.locator("svg .node.mention .title").evaluate_all(
        "all => all.map(one => one.firstChild.data)"
    )
    assert [name for _, name in sorted(zip(tops, names, strict=True))][:2] == [
        "Meridian Wire",
        "Harbour Gazette",
    ]
    page.locator("svg .changes").first.click()
    page.wait_for_url(re.compile("a=m-wire&b=m-gazette"))
    assert texts(page, "#compare del")[0].strip() == "probably"
    page.get_by_label("to mention").select_option(label="Daily Lantern, 7 Sep 2022")
    page.wait_for_url(re.compile("b=m-lantern"))


def test_every_wording_leads_to_its_sentence(open_page, desk):
    page = open_page(f"{desk}/claims/c-bridge")
    page.locator("#h-variants").wait_for()
    page.get_by_role("link", name="the mayor, Olena Tkach", exact=True).click()
    page.wait_for_url(re.compile("/reports/r-wire"))
    page.locator(".m-at").first.wait_for()
    assert "".join(page.locator(".m-at").all_text_contents()) == "the mayor, Olena Tkach"


def test_reader_marks_words_after_an_emoji_rightly(open_page, desk):
    page = open_page(f"{desk}/reports/r-lantern?m=m-denial")
    assert "".join(texts(page, ".m-now.m-source")).startswith("A spokesman for the brigade, Pavel Orlov,")
    assert texts(page, ".m-now.m-content") == ["that the bridge had been hit"]
    page.get_by_role("button", name="Names").click()
    assert texts(page, ".text .m-name") == ["Pavel Orlov"]
    assert page.locator(".text .m-name").get_attribute("title") == "Pavel Orlov, person; source"


def test_reader_goes_by_keyboard_and_switches_marks(open_page, desk):
    page = open_page(f"{desk}/reports/r-wire")
    page.locator(".m-content").first.wait_for()
    page.keyboard.press("j")
    page.wait_for_url(re.compile("m=m-wire"))
    page.keyboard.press("j")
    page.wait_for_url(re.compile("m=m-aim"))
    page.keyboard.press("k")
    page.wait_for_url(re.compile("m=m-wire"))
    assert page.locator("h1 .m-place").count() == 0
    page.get_by_role("button", name="Places").click()
    assert texts(page, "h1 .m-place") == ["Kupiansk"]
    page.keyboard.press("Escape")
    page.wait_for_function("() => !location.search.includes('m=')")


def test_what_is_chosen_on_a_phone_is_told_in_sight(open_page, desk):
    page = open_page(f"{desk}/reports/r-wire", viewport={"width": 360, "height": 740})
    page.locator(".text .m-content").first.click()
    panel = page.locator(".detail")
    page.get_by_text("Selected claim").wait_for()
    box = panel.bounding_box()
    assert box["y"] > 0
    assert box["y"] + box["height"] <= 740
    page.get_by_role("button", name="Close").click()
    page.get_by_text("Selected claim").wait_for(state="detached")


def test_situation_and_event_tell_of_things(open_page, desk):
    page = open_page(f"{desk}/situation?thing=used+airborne")
    choice = page.get_by_label("Thing used or hit")
    page.get_by_text("used: two rockets").wait_for()
    assert choice.locator("option:checked").inner_text() == "used: drones, missiles, rockets (1)"
    choice.select_option("")
    page.wait_for_function("() => !location.search.includes('thing=')")
    page = open_page(f"{desk}/situation?thing=health")
    page.get_by_text("No event fits these filters.").wait_for()
    chosen = page.get_by_label("Thing used or hit").locator("option:checked")
    assert chosen.inner_text() == "hospitals, clinics (0)"
    page = open_page(f"{desk}/events/ev-bridge")
    page.get_by_role("heading", name="Things").wait_for()
    assert "two rockets" in "".join(texts(page, ".words .m-count"))
    page.get_by_role("link", name="Olena Tkach in Meridian Wire").last.click()
    page.wait_for_url(re.compile("/reports/r-wire.*at="))
    assert texts(page, ".m-at") == ["two rockets"]


def test_reader_says_where_a_passage_comes_from(open_page, desk):
    page = open_page(f"{desk}/reports/r-gazette")
    assert texts(page, ".text .m-copy")[0].startswith("The bridge over the Oskil")
    assert "from Meridian Wire" in page.locator(".text .m-copy").first.get_attribute("title")
    page.get_by_role("link", name="passage 1").click()
    page.locator(".m-at").first.wait_for()


def test_a_decision_is_written_and_undone(open_page, own_desk):
    page = open_page(f"{own_desk}/reports/r-wire?m=m-wire")
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("Decision noted: accepted.").wait_for()
    page.get_by_role("button", name="Undo").focus()  # as long as it has the focus, the message stays
    page.wait_for_function(
        "() => document.querySelector('[aria-label^=\"Your decision\"] button').ariaPressed === 'true'"
    )
    other = open_page(f"{own_desk}/decisions")
    assert "accepted" in texts(other, "tbody tr")[0]
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Decision undone.").wait_for()
    other.reload()
    assert "undone" in " ".join(texts(other, "tbody tr"))


def test_an_outlet_is_rated(open_page, own_desk):
    page = open_page(f"{own_desk}/sources")
    page.get_by_label("Reliability of Harbour Gazette").first.select_option("B")
    page.get_by_text("Decision noted: rated.").wait_for()
    page.reload()
    page.wait_for_function(
        "() => [...document.querySelectorAll('select.rate')].some(one => one.value === 'B')"
    )


def test_situation_draws_events_and_keeps_its_view_in_the_address(open_page, desk):
    page = open_page(f"{desk}/situation")
    page.wait_for_function(
        """() => { const map = document.querySelector('.map')?.map;
        return map?.querySourceFeatures('places').length === 1
            && map.querySourceFeatures('near').length; }""",
        timeout=60_000,
    )
    drawn = page.evaluate(
        """() => { const map = document.querySelector('.map').map;
        const [place] = map.querySourceFeatures('places');
        return { name: place.properties.name, count: place.properties.count, at: map.project([37.61, 49.71]),
                 size: map.getContainer().clientWidth,
                 borders: map.querySourceFeatures('borders').length }; }"""
    )
    assert (drawn["name"], drawn["count"], drawn["borders"]) == ("Kupiansk", 1, 0)
    assert 0 < drawn["at"]["x"] < drawn["size"]
    page.wait_for_url(re.compile("at="))
    page.get_by_label("From").fill("2022-09-07")
    page.get_by_text("No event fits these filters.").wait_for()
    page.wait_for_function(
        "() => document.querySelector('.map').map.querySourceFeatures('places').length === 0"
    )
    page.reload()
    page.get_by_text("No event fits these filters.").wait_for()
    page.get_by_role("link", name="Clear filters").click()
    page.get_by_role("button", name=re.compile("Shelling")).click()
    page.wait_for_url(re.compile("e=ev-bridge"))


def test_the_time_that_is_brushed_narrows_the_list(open_page, desk):
    page = open_page(f"{desk}/decisions")
    held = []  # the map's ground, so that the map comes while the range is drawn
    page.route("**/geo/land.json", lambda route: held.append(route))  # noqa: PLW0108  it takes no built-in
    page.get_by_role("link", name="Situation").click()
    plot = page.locator(".timeline .u-over")
    plot.hover(position={"x": 5, "y": 40})  # waits until the plot is drawn and keeps its place
    box = plot.bounding_box()
    page.mouse.down()
    page.mouse.move(box["x"] + 30, box["y"] + 40, steps=4)
    page.wait_for_function("() => document.querySelector('.map')")
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    page.wait_for_url(re.compile("at="))
    page.mouse.move(box["x"] + 60, box["y"] + 40, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("from=2022-08-30&to=2022-08-31"))
    page.get_by_text("No event fits these filters.").wait_for()


def test_who_copies_whom_is_a_graph_beside_its_table(open_page, desk):
    page = open_page(f"{desk}/sources")
    page.wait_for_function("() => document.querySelector('.graph')?.sigma?.getGraph().order > 1")
    drawn = page.evaluate(
        """() => { const { sigma } = document.querySelector('.graph'), graph = sigma.getGraph();
        const name = 'Meridian Wire', at = sigma.graphToViewport(graph.getNodeAttributes(name));
        return { at, edges: graph.mapEdges((_, values, from, to) => [from, to, values.type]) }; }"""
    )
    assert ["Meridian Wire", "Harbour Gazette", "arrow"] in drawn["edges"]
    page.locator(".graph").hover(position=drawn["at"])
    page.get_by_text("Meridian Wire: gave text to").wait_for()
    assert page.locator(".matrix .cell").count() >= 1
    page.locator(".graph").click(position=drawn["at"])
    page.wait_for_url(re.compile("/reports.outlet=Meridian"))


def test_without_webgl_the_tables_stand(open_page, desk):
    page = open_page(f"{desk}/decisions")
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(f"{desk}/sources")
    page.locator(".matrix .cell").first.wait_for()
    assert page.locator(".graph").count() == 0


def test_event_shows_its_words_and_place(open_page, desk):
    page = open_page(f"{desk}/events/ev-bridge")
    assert texts(page, "h1") == ["Shelling/artillery/missile attack, Kupiansk"]
    assert "→" in texts(page, ".who")[0]
    assert len(texts(page, "blockquote")) == 2
    assert "at least 3 says Olena Tkach" in " ".join(texts(page, "dd"))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/sources", "Who copies whom"),
        ("/aims", "We will rebuild the bridge before winter"),
        ("/review", "cites the Gazette; similar words"),
        ("/reports", "a binary file, not a text"),
        ("/search?q=Kupiansk", "Rockets destroy bridge"),
        ("/decisions", "No decisions yet."),
        ("/nothing", "There is no such page"),
    ],
)
def test_the_other_screens(look_at, desk, path, words):
    look_at(desk + path).get_by_text(words).first.wait_for()


def test_a_claim_that_is_gone_is_said(chromium, desk):
    page = chromium.new_page()
    page.goto(f"{desk}/claims/c-none")
    page.get_by_role("heading", name="Not in this casebook").wait_for()
    page.close()


def test_search_is_reached_by_a_key(open_page, desk):
    page = open_page(f"{desk}/claims")
    page.get_by_role("heading", name="Claims", exact=True).wait_for()
    page.keyboard.press("/")
    page.keyboard.type("rebuild")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/search.q=rebuild"))
    assert "We will rebuild" in " ".join(texts(page, ".hits li"))


@pytest.mark.parametrize(
    "path",
    [
        "/claims",
        "/claims/c-bridge",
        "/reports/r-wire?m=m-wire",
        "/situation",
        "/sources",
        "/aims",
        "/review",
        "/statements?claim=c-bridge",
        "/copied?outlet=Harbour+Gazette",
        "/events/ev-bridge",
    ],
)
@pytest.mark.parametrize("width", [360, 1024])
def test_nothing_runs_out_of_a_phone_or_a_small_screen(look_at, settle, desk, path, width):
    page = look_at(desk + path, viewport={"width": width, "height": 740})
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_review_goes_by_keyboard(look_at, desk):
    page = look_at(f"{desk}/review")
    page.locator("#doubt-1").wait_for()
    for key, at in (("j", 0), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        page.wait_for_function("at => document.activeElement.id === `doubt-${at}`", arg=at)
    page.keyboard.press("o")
    page.wait_for_url(re.compile("/claims/c-"))


def test_light_and_dark_are_kept(open_page, desk):
    page = open_page(f"{desk}/claims", color_scheme="dark")
    page.locator("h1").wait_for()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.get_by_role("button", name="Light page").click()
    page.reload()
    page.locator("h1").wait_for()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
