"""Villages, areas and quarters that the gazetteer lacks, named as reports of wars name them."""

import pytest

from stemma.places import find_places
from stemma.places.build import districts, regions

TOWNS = [
    ("Kharkiv", 49.98, 36.25, "UA", "07", 1_421_125, "706483", ""),
    ("Bohodukhiv", 50.16, 35.52, "UA", "07", 17_818, "711416", ""),
    ("Bohodukhivskyi", 47.97, 37.86, "UA", "05", 90_600, "9300001", "Bohodukhiv district"),
    ("Malakal", 9.53, 31.66, "SS", "09", 160_765, "373303", ""),
    ("Goma", -1.68, 29.22, "CD", "11", 144_124, "216281", ""),
    ("Zenda", 39.00, 35.00, "TR", "38", 0, "9300002", "Tarlun"),
    ("Karasund", 39.20, 35.20, "TR", "38", 900, "9300003", ""),
    ("Bolvanik", 39.10, 35.10, "TR", "38", 900, "9300004", ""),
    ("Mogadishu", 2.04, 45.34, "SO", "02", 2_587_183, "53654", ""),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory, write_gazetteer):
    path = tmp_path_factory.mktemp("villages") / "gazetteer.sqlite"
    parts = [r for r in regions() if r.country in {"UA", "SS", "TR", "CD", "SO"}]
    return write_gazetteer(path, TOWNS, (), parts, [r for r in districts() if r.country in {"CD", "UA"}])


@pytest.fixture(scope="module")
def places(parse, small):
    return lambda text: find_places(*parse(text), small)


def named(found, name):
    return next(p for p in found if p.name == name)


def test_a_namesake_abroad_is_not_taken_when_the_report_names_one_region_only(places):
    found = places("Fighters took the town of Tarlun, Upper Nile State. Soldiers withdrew from Tarlun.")
    assert [p.country for p in found if p.name == "Tarlun"] == ["SS", "SS"]
    assert named(found, "Tarlun").precision == "region"


def test_an_unknown_name_lies_in_the_region_told_behind_it(places):
    found = places(
        "At least nine people were killed in Zorbanga, located in the North Kivu province. "
        "Zorbanga was burned down."
    )
    first, again = [p for p in found if p.name == "Zorbanga"]
    assert (first.relation, first.rule, first.precision) == ("in North Kivu", "text:said", "region")
    assert again.lat == first.lat


@pytest.mark.parametrize("where", ["area of Walikale territory", "area in Walikale territory"])
def test_an_area_of_a_district_lies_in_it(places, where):
    found = places(f"The shelling took place in the Zorbanga {where} in North Kivu on Monday.")
    area = named(found, "Zorbanga")
    assert (area.precision, area.country) == ("district", "CD")


def test_an_unknown_place_in_an_unknown_district_lies_where_the_district_does(places):
    found = places("Four men died at a checkpoint in the Tirvesh area of Zorbanga. Zorbanga is a tehsil. "
                   "The attack in Zorbanga tehsil of North Kivu came at dawn.")  # fmt: skip
    assert named(found, "Tirvesh").relation == "in Zorbanga"
    assert named(found, "Tirvesh").lat == named(found, "North Kivu").lat


def test_a_list_of_towns_goes_on_past_its_second_name(places):
    found = places(
        "Militiamen tried to retake the villages of Rusanga, Bukumbe, Kishonda and Kilanbo in North Kivu."
    )
    assert {"Rusanga", "Bukumbe", "Kishonda", "Kilanbo"} <= {p.name for p in found if p.country == "CD"}


def test_a_people_before_village_is_no_name(places):
    found = places("Zorbanga, a predominantly Tirvesh village in North Kivu, was burned down.")
    assert "Tirvesh village" not in {p.name for p in found}


def test_a_quarter_filed_as_district_is_not_the_district(places):
    found = places("In Bohodukhiv district of Kharkiv region a house was damaged.")
    assert (found[0].precision, round(found[0].lat)) == ("district", 50)


def test_a_district_of_the_city_is_a_quarter(places):
    found = places("In Kharkiv a drone hit a forest belt in the Bohodukhivskyi district of the city.")
    quarter = named(found, "Bohodukhivskyi")
    assert (quarter.kind, quarter.relation) == ("quarter", "probably in Kharkiv")


def test_a_town_stands_behind_what_it_is(places):
    found = places("The county lies 400 km north of the state capital, Malakal.")
    assert named(found, "Malakal").country == "SS"


def test_a_place_north_of_a_town_is_not_in_it(places):
    found = places("Fighting broke out in the town of Zorkori, north of Mogadishu, on Friday.")
    assert named(found, "Zorkori").relation == "north of Mogadishu"


def test_names_of_peoples_are_no_places(places):
    found = places("Fighting broke out between the Goma and Zenda tribes in North Kivu.")
    assert [p.name for p in found] == ["North Kivu"]


@pytest.mark.parametrize("area", ["Goma local government area", "Goma Local Government Area", "Goma LGA"])
def test_a_local_government_area_is_a_district(places, area):
    found = places(f"Gunmen attacked the village of Zorbanga in {area} of North Kivu.")
    assert {p.precision for p in found if p.name in {"Zorbanga", "Goma", area}} == {"district"}


def test_the_republic_of_a_name_is_the_country(places):
    (found,) = places("Residents have fled to the Congo Republic.")[:1]
    assert found.precision == "country"


def test_towns_are_listed_behind_including(places):
    found = places("The violence hit towns including Goma, Zorbanga, Kishonda and Kilanbo in North Kivu.")
    assert {"Goma", "Zorbanga", "Kishonda", "Kilanbo"} <= {p.name for p in found}


def test_a_described_town_belongs_to_its_owner(places):
    found = places("Clashes went on in North Kivu's coastal Goma.")
    assert named(found, "Goma").country == "CD"


def test_the_capital_of_a_province_is_a_town(places):
    found = places("A camp at Malakal, capital of Upper Nile State, was shelled.")
    assert named(found, "Malakal").precision == "settlement"


def test_a_units_letters_are_no_town(parse, small):
    found = find_places(*parse("They beat the battalion (GOMA) and took GOMA 540 on Monday."), small)
    assert not [p for p in found if p.name == "GOMA"]


def test_the_last_noun_of_a_list_tells_the_kind_of_all(places):
    found = places("Shells hit settlements of Bohodukhiv, Zorbanga and Kharkiv districts on Monday.")
    assert {p.name: p.precision for p in found} == {
        "Bohodukhiv": "district", "Zorbanga": "unknown", "Kharkiv": "district",
    }  # fmt: skip


def test_names_that_only_sound_like_places_do_not_vouch_for_one_country(places):
    found = places("They left Mogadishu and fought in the districts of Karasoond and Bolvaneek.")
    assert {p.country for p in found} <= {"SO", ""}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Rebels took the town of al Tarlun on Monday.", "al Tarlun", "settlement"),
        ("Four died in the rebel-held area of Vostrel outside Malakal.", "Vostrel", "area"),
        ("He spoke after an assault at Vostrel in Upper Nile province.", "Vostrel", "area"),
        ("Soldiers advanced in the al Vostrel oilfield on Monday.", "al Vostrel oilfield", "plant"),
        ("The group seized the Vostrel gas field on Monday.", "Vostrel gas field", "plant"),
        ("Rebels lost ten men in al Vostrel Farms on Monday.", "al Vostrel Farms", "area"),
        ("Raids hit Vostrel a village in Upper Nile province.", "Vostrel", "settlement"),
        ("Jets bombed the village of Vostrel South of the Nile River.", "Vostrel", "settlement"),
    ],
)
def test_places_are_named_by_what_stands_beside_them(places, text, name, kind):
    assert named(places(text), name).kind == kind


@pytest.mark.parametrize(
    "text", ["The family calls its land Vostrel Farms.", "They met at the Elysian Field office."]
)
def test_farms_and_fields_of_other_names_are_no_places(places, text):
    assert not places(text)
