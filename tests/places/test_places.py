import pytest

from stemma.globe import distance_km
from stemma.places import find_places
from stemma.places.gazetteer import Entry
from stemma.places.keys import with_loose_article, without_article
from stemma.places.priors import overshadows
from stemma.records import ParsedReport


def named(found, name):
    return next(p for p in found if p.name == name)


def test_spans_and_ids(places):
    text = "Shells fell in the village of Dergachi, near Kharkiv in Ukraine, the mayor said."
    found = places(text)
    assert [text[p.span.start : p.span.end] for p in found] == [p.name for p in found]
    village = named(found, "Dergachi")
    assert (village.canonical, village.geonames_id, village.precision) == ("Derhachi", "710098", "settlement")
    assert village.country == "UA"
    assert named(found, "Ukraine").precision == "country"


def test_a_region_is_a_region_and_a_city_a_city(places):
    found = places("Troops left the Kherson region. The city of Kharkiv in Ukraine was shelled.")
    region, city = named(found, "Kherson"), named(found, "Kharkiv")
    assert (region.precision, region.geonames_id) == ("region", "706442")
    assert region.radius_km > 100
    assert (city.precision, city.geonames_id) == ("settlement", "706483")


def test_the_plural_noun_after_a_list_is_shared(places):
    found = places("Air strikes hit towns in Aleppo and Idlib provinces in northern Syria.")
    assert named(found, "Aleppo").precision == "region"
    assert named(found, "Idlib").precision == "region"


def test_a_river_is_an_area(places):
    found = places("They dug in on the eastern bank of the Siverskyi Donets River.")
    river = found[0]
    assert (river.canonical, river.precision) == ("Siverskyi Donets", "area")
    assert river.relation == "eastern bank of the"
    assert river.radius_km > 100


def test_a_distance_and_direction_move_and_widen_the_point(places):
    place = named(places("A depot burned 20 km north of Kharkiv, Ukraine, overnight."), "Kharkiv")
    assert place.relation == "20 km north of"
    assert place.lat == pytest.approx(50.16, abs=0.02)
    assert 19 < distance_km(49.98, 36.25, place.lat, place.lon) < 21
    assert place.precision == "area"


def test_north_of_is_not_the_town(places):
    place = named(places("Several towns north of Kharkiv in Ukraine were retaken."), "Kharkiv")
    assert place.lat > 50.1
    assert place.radius_km >= 30


def test_northern_part_of_a_country(places):
    place = named(places("Fighting went on in northern Syria."), "Syria")
    assert place.relation == "northern"
    assert place.lat > 35.5


def test_contested_places_carry_a_neutral_note(places):
    found = places("Ships left Crimea for Kherson in Ukraine.")
    assert "contested" in named(found, "Crimea").note
    assert named(found, "Crimea").country == "UA"


def test_context_chooses_between_places_of_one_name(places):
    texas = named(places("A man was held in Paris, Texas, police in Dallas said."), "Paris")
    france = named(places("The minister flew to Paris. France denied the report."), "Paris")
    assert texas.country == "US"
    assert france.country == "FR"
    assert any(c.country == "FR" for c in texas.alternatives)


def test_transliterations_meet(places):
    found = places(
        "Rockets struck the town of Avdeevka and the city of Maarat al-Nouman in Syria and Ukraine."
    )
    assert named(found, "Avdeevka").canonical == "Avdiivka"
    assert named(found, "Maarat al-Nouman").geonames_id == "167824"


def test_a_name_that_is_not_known_is_unresolved_with_a_reason(places):
    found = places("The troops entered the village of Zmirgorodka in Ukraine.")
    place = named(found, "Zmirgorodka")
    assert place.lat is None
    assert "Zmirgorodka" in place.reason


def test_government_speaking_is_a_metonym(places):
    found = places("Moscow said that its troops had left Kherson in Ukraine.")
    assert named(found, "Moscow").kind == "metonym"
    assert named(found, "Kherson").kind != "metonym"


@pytest.mark.parametrize(
    "text",
    [
        "The Kharkiv Herald reported the strike.",
        "Mr Paris refused to answer. Anna Paris left.",
        "Ukrainian and Russian forces clashed.",
        "I hope that it will end in March.",
        "Please tell us why.",
    ],
)
def test_names_that_are_no_places(places, text):
    assert [p.name for p in places(text)] == []


def test_associative_names_come_on_request_only(places):
    text = "Russian troops and a Britain-based monitor met the University of Aleppo board."
    assert [p.name for p in places(text)] == []
    found = places(text, associative=True)
    assert [(p.name, p.kind) for p in found] == [
        ("Russian", "demonym"),
        ("Britain", "demonym"),
        ("Aleppo", "organisation"),
    ]


def test_a_far_off_namesake_is_not_taken(places):
    text = (
        "Rebels in Syria said Syrian jets struck Aleppo. Syrian state media denied it. "
        "Syrian forces near Damascus then moved to the village of Prescott."
    )
    place = named(places(text), "Prescott")
    assert place.lat is None
    assert place.alternatives[0].country == "US"
    assert "US" in place.reason


@pytest.mark.parametrize("text", ["", " ", "...", "“", ", , ,", "In", "the of", "—\n\n—"])
def test_bad_input_gives_no_places(places, text):
    assert places(text) == ()


def test_a_report_without_sentences(gazetteer, parse):
    report, _ = parse("Kharkiv")
    assert find_places(report, ParsedReport(report.id, (), ""), gazetteer) == ()


def test_every_resolved_place_states_its_precision(places):
    found = places(
        "Shelling hit Kharkiv, Izyum, the Dnieper, Snake Island and Crimea, and Ukraine condemned it."
    )
    for place in found:
        assert place.lat is None or (place.precision != "unknown" and place.radius_km > 0)
        assert 0 <= place.score <= 1


def test_a_lost_comma_parts_a_town_from_its_country(places):
    found = places("Rockets fell near Kharkiv Ukraine on Sunday.")
    assert [p.name for p in found] == ["Kharkiv", "Ukraine"]


def test_a_self_proclaimed_republic_is_contested(places):
    place = places("He was held in the Donetsk People's Republic.")[0]
    assert (place.precision, place.country) == ("area", "UA")
    assert "contested" in place.note


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Zaporizhzhia nuclear power plant lost power.", ["Zaporizhzhia nuclear power plant"]),
        ("The Kakhovka Dam was damaged.", ["Kakhovka Dam"]),
        ("Fresh strikes on Kherson and Izyum killed two.", ["Kherson", "Izyum"]),
        ("Residents of Avdiivka fled.", ["Avdiivka"]),
        ("Troops captured Izyum.", ["Izyum"]),
    ],
)
def test_names_that_war_words_stand_beside(places, text, names):
    assert [p.name for p in places(text)] == names


def test_a_building_stands_for_its_government_unless_something_is_in_it(places):
    assert places("The Kremlin denied the report.")[0].kind == "metonym"
    assert places("They met in the Kremlin.")[0].kind == "building"


def test_the_north_of_a_city_is_an_area(places):
    found = places("Shells hit northern Kharkiv.")[0]
    assert (found.precision, found.relation) == ("area", "northern")


def test_a_village_filed_under_the_spelling_of_a_town_is_not_taken_for_it():
    def entry(number, population, *, main):
        return Entry(number, "X", 49.0, 36.0, "UA", "07", "settlement", population, 2.0, None, main=main)

    town, village, peer = entry(1, 26_000, main=False), entry(2, 500, main=True), entry(3, 9_000, main=True)
    assert overshadows(town, (town, village))
    assert not overshadows(town, (town, village, peer))
    assert not overshadows(village, (town, village))


def test_a_city_is_not_its_namesake_across_the_border_for_the_other_party_being_named(places):
    text = (
        "Russia denied that its troops fired rockets at Donetsk. Russian state television showed the "
        "market. Russian officials said that Ukraine was to blame."
    )
    assert named(places(text), "Donetsk").country == "UA"


def test_a_small_namesake_is_meant_where_only_its_country_is_named(places):
    text = "Miners went home to Donetsk in Russia, the Russian mayor said."
    assert named(places(text), "Donetsk").country == "RU"


def test_an_article_written_with_its_noun_is_set_apart():
    assert with_loose_article("Deir Ezzor") == "Deir Ez-zor"
    assert with_loose_article("Karam Almarj") == "Karam Al-marj"
    assert with_loose_article("Aleppo") == "Aleppo"


def test_a_lower_case_article_is_left_out_when_spellings_are_compared():
    assert without_article("al-Qaryatain") == "Qaryatain"
