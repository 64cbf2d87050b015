"""Names in local news: counties, the outlet's own town, towns inside names of organisations."""

import pytest

from stemma.places.outlets import home_of
from stemma.records import Report


def found_in(places, text, name, **options):
    return next((p for p in places(text, **options) if p.name == name), None)


def test_counties_in_a_list_are_counties(places):
    found = places(
        "Schools closed in Dallas and Prescott counties on Monday, officials in the United States said."
    )
    assert next((p.kind, p.country) for p in found if p.name == "Dallas") == ("county", "US")


def test_a_town_lies_in_the_county_that_is_named(places):
    text = "Police in Paris said that a Lamar County judge would hear the case."
    assert found_in(places, text, "Paris").country == "US"


@pytest.mark.parametrize("url", ["http://theparisledger.com/story/1", "https://www.parisledger.net/a"])
def test_a_paper_is_published_in_the_town_that_it_is_named_after(places, url):
    text = "The Paris library will be closed on Friday."
    assert found_in(places, text, "Paris", associative=True).country == "FR"
    assert found_in(places, text, "Paris", associative=True, url=url).country == "US"


@pytest.mark.parametrize(
    ("url", "outlet", "country"),
    [
        ("https://news.example.co.uk/a", None, "GB"),
        ("https://www.example.com.ua", None, "UA"),
        ("https://example.com", "The Zenda Courier", ""),
        (None, None, ""),
        ("not an address", "", ""),
    ],
)
def test_the_home_of_an_outlet(url, outlet, country):
    home = home_of(Report("r", "", "", (), url=url, outlet=outlet))
    assert home.country == country
    assert home.is_named_after("Zenda") == (outlet == "The Zenda Courier")
    assert not home.is_named_after("")


@pytest.mark.parametrize("host", ["thezendanews.com", "www.ezenda.com", "zenda-online.com"])
def test_the_town_in_an_address(host):
    assert home_of(Report("r", "", "", (), url=f"https://{host}/a")).is_named_after("Zenda")


def test_a_town_that_begins_like_a_word_before_towns():
    home = home_of(Report("r", "", "", (), url="https://elphbergnews.com/a"))
    assert home.is_named_after("Elphberg")


def test_a_small_town_counts_inside_the_names_of_its_own_institutions(places):
    text = "The Prescott Volunteer Fire Department and the Prescott Weld Group met on Friday."
    starts = [p.span.start for p in places(text, associative=True) if p.name == "Prescott"]
    assert starts == [text.index("Prescott")]


def test_what_a_state_has_is_no_place(places):
    text = (
        "The judge said on Monday that the state Constitution of Texas and its state Legislature forbid it."
    )
    assert {p.name for p in places(text)} <= {"Texas"}


def test_where_someone_of_a_told_age_is_from(places):
    text = "Rudolf Rassendyll, 41, of Prescott, was hurt in Arkansas on Sunday."
    assert found_in(places, text, "Prescott").country == "US"
