"""Places that the gazetteer lacks, and namesakes that lie elsewhere than the report says."""

import gzip
from importlib.resources import files

import pytest

from stemma.places import find_places
from stemma.places.build import districts, regions
from stemma.places.candidates import candidates
from stemma.places.keys import smooth, spelt_once
from stemma.places.mention import Mention
from stemma.records import Sentence

TOWNS = [
    ("Kharkiv", 49.98, 36.25, "UA", "07", 1_421_125, "706483", ""),
    ("Kupiansk", 49.71, 37.62, "UA", "07", 27_169, "703617", ""),
    ("Ruzove", 48.30, 34.10, "UA", "04", 900, "9100001", ""),
    ("Velden", 52.10, 5.20, "NL", "09", 4_000, "9100002", ""),
    ("Aleppo", 36.20, 37.16, "SY", "09", 2_098_000, "170063", ""),
    ("Al \u1e28udaydah", 14.80, 42.95, "YE", "08", 734_699, "79415", ""),
    ("Khartoum", 15.55, 32.53, "SD", "29", 1_974_647, "379252", ""),
    ("Sudan", 34.07, -102.52, "US", "TX", 958, "5533388", ""),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory, write_gazetteer):
    path = tmp_path_factory.mktemp("told") / "gazetteer.sqlite"
    parts = [r for r in regions() if r.country in {"UA", "SY", "YE", "SD", "NL", "CD", "US"}]
    second = [r for r in districts() if r.country == "CD" or r.name == "Kupiansk"]
    return write_gazetteer(path, TOWNS, (), parts, second)


@pytest.fixture(scope="module")
def places(parse, small):
    return lambda text: find_places(*parse(text), small)


def named(found, name):
    return next(p for p in found if p.name == name)


def test_an_unknown_village_lies_in_the_province_that_is_named_with_it(places):
    village = named(
        places("Rebels attacked the village of Zorvanka in Kharkiv province, Ukraine."), "Zorvanka"
    )
    assert (village.precision, village.relation, village.rule) == (
        "region",
        "in Kharkiv province",
        "text:said",
    )
    assert (village.country, village.geonames_id, village.canonical) == ("UA", None, None)
    assert village.radius_km > 100
    assert "no place named" in village.reason


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked Kupiansk district, Zorvanka village, on Monday.",
        "Rebels attacked Zorvanka village of Kupiansk district on Monday.",
        "Rebels attacked the village of Zorvanka on Monday (in the district of Kupiansk).",
        "Rebels attacked the village of Zorvanka in Ukraine's Kupiansk district.",
    ],
)
def test_what_holds_a_village_is_said_in_many_ways(places, text):
    village = named(places(text), "Zorvanka village" if "Zorvanka village," in text else "Zorvanka")
    assert (village.precision, village.country) == ("district", "UA")


def test_an_unknown_village_lies_beside_the_town_that_it_is_said_to_be_near(places):
    found = places("Shells hit the village of Zorvanka, 20 km north of Kupiansk in Ukraine.")
    village = named(found, "Zorvanka")
    assert (village.precision, village.rule) == ("area", "text:beside")
    assert village.relation == "20 km north of Kupiansk"
    assert village.lat == pytest.approx(49.89, abs=0.02)


def test_a_village_told_again_is_the_same_place(places):
    found = places(
        "Rebels attacked the village of Wad al-Zorva in Khartoum state, Sudan. "
        "They looted Wad Alzorva on Friday."
    )
    again = named(found, "Wad Alzorva")
    assert again.relation == named(found, "Wad al-Zorva").relation == "in Khartoum state"


def test_the_one_region_of_a_report_holds_its_villages_probably(places):
    found = places("Fighting went on in Kharkiv region. A school in the village of Zorvanka burned down.")
    village = named(found, "Zorvanka")
    assert (village.relation, village.rule) == ("probably in Kharkiv", "text:report")
    assert village.score < 0.5


def test_of_two_regions_none_is_taken(places):
    found = places("Kharkiv region and Sumy region were shelled. The village of Zorvanka in Ukraine burned.")
    assert named(found, "Zorvanka").lat is None


def test_a_far_namesake_is_not_taken_for_a_village_of_a_named_region(places):
    village = named(places("The village of Velden in Kharkiv region of Ukraine was shelled."), "Velden")
    assert (village.country, village.relation) == ("UA", "in Kharkiv")
    assert "not in Kharkiv" in village.reason or "elsewhere" in village.reason
    village = named(places("Two died in the village of Ruzove, Kupiansk district, Ukraine."), "Ruzove")
    assert village.relation == "in Kupiansk"


def test_a_list_of_districts_does_not_hold_one_another(places):
    found = places("Ukraine said the Kharkiv and Kupiansk districts were shelled.")
    assert all(p.rule.startswith("gazetteer") for p in found)


def test_a_country_before_a_village_is_the_country(places):
    country = places("Dozens were killed in a Sudan village attack on Sunday.")[0]
    assert (country.country, country.precision) == ("SD", "country")


def test_newer_provinces_and_districts_are_known(places):
    found = places("Gunmen raided Djugu territory in Ituri province in the Democratic Republic of Congo.")
    assert (named(found, "Ituri").country, named(found, "Ituri").precision) == ("CD", "region")
    assert named(found, "Djugu").country == "CD"
    assert places("Congo said troops had retaken Ituri.")[0].country == "CD"


def test_a_nearby_town_is_that_town(places):
    place = named(places("Families fled to the nearby city of Aleppo in Syria."), "Aleppo")
    assert (place.precision, place.relation) == ("settlement", "")


def test_a_word_of_a_headline_is_no_place(parse, small):
    text = "Massacre in Aleppo\n\nThe massacre in the Syrian city of Aleppo was condemned."
    assert [p.name for p in find_places(*parse(text), small)] == ["Aleppo", "Aleppo"]


def test_spellings_of_arabic_names(small):
    assert smooth("Hodeidah") == smooth("Al \u1e28udaydah")
    assert spelt_once("Wad al-Noura") == spelt_once("Wad Alnoura")
    sentence = Sentence(0, 0, 0, 1, ())
    known, unknown = (Mention(sentence, 0, 0, n, n, located=True) for n in ("Hodeidah", "Komanda"))
    assert candidates(known, small)[0][0].geonames_id == "79415"
    assert candidates(unknown, small) == ((), "")


def test_peoples_of_villages_are_no_places(places):
    assert not [p for p in places("They raided a Zorvan hamlet in Ukraine.") if "Zorvan" in p.name]
    assert not [p for p in places("Two ethnic Zorvan villages in Ukraine burned.") if "Zorvan" in p.name]


def test_a_quarter_is_of_the_town_that_its_sentence_names(places):
    quarter = named(places("Rockets fell on the Al-Zorva neighborhood of Aleppo in Syria."), "Al-Zorva")
    assert (quarter.precision, quarter.relation, quarter.country) == ("settlement", "in Aleppo", "SY")


def test_the_table_of_districts_is_whole():
    packed = (files("stemma.places") / "districts.tsv.gz").read_bytes()
    rows = [line.split("\t") for line in gzip.decompress(packed).decode().splitlines()]
    assert {len(row) for row in rows} == {9}
    assert {row[3] for row in rows} == {"Region", "District", "Known"}
    assert all(
        -90 <= float(row[5]) <= 90 and -180 <= float(row[6]) <= 180 and int(row[7]) > 0 for row in rows
    )


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Rebels raided Zorvanka, a small farming village in the Kharkiv region.", "Zorvanka", "region"),
        ("It hit the village of Zorvanka, which lies in Ukraine's Kharkiv region.", "Zorvanka", "region"),
        ("Rebels raided Kharkiv's Zorvanka area on Monday.", "Zorvanka", "settlement"),
        ("It began in the area of Zorvanka in the Kharkiv region of Ukraine.", "Zorvanka", "region"),
        ("A resident of Kupiansk in Zorvan Zone told a reporter of it.", "Zorvan Zone", "district"),
    ],
)
def test_what_an_unknown_name_is_said_to_be(places, text, name, precision):
    place = named(places(text), name)
    assert (place.precision, place.country) == (precision, "UA")


def test_of_a_region_and_its_district_the_region_holds_a_village(places):
    text = "Kharkiv province was shelled. Kupiansk district was hit too. Zorvanka village lost three homes."
    village = next(p for p in places(text) if p.name.startswith("Zorvanka"))
    assert (village.precision, village.relation) == ("region", "probably in Kharkiv")


def test_the_country_of_a_region_is_the_country(places):
    assert named(places("It happened in the Kharkiv region of Ukraine."), "Ukraine").precision == "country"


def test_in_the_north_of_a_region_is_in_it(places):
    found = named(places("A depot burned in the north of Kharkiv region in Ukraine."), "Kharkiv")
    assert found.relation == "in the north of"
    assert 49.4 < found.lat < 50.6


@pytest.mark.parametrize("text", ["Dozens Killed in Village Attack", "The ministry (MoD) spoke in Kharkiv."])
def test_words_and_abbreviations_are_no_places(places, text):
    assert {p.name for p in places(text)} <= {"Kharkiv"}


def test_a_country_without_its_apostrophe_is_no_part_of_a_name(places):
    assert named(places("They fled Syrias Aleppo province on Monday."), "Aleppo").precision == "region"
