"""Villages, communities and districts of Slavic reports that no gazetteer has by their name."""

import pytest

from stemma.language import Parser
from stemma.languages import installed
from stemma.places import Gazetteer, find_places
from stemma.places.communities import town_names
from stemma.records import Block, Report

pytestmark = pytest.mark.skipif(
    not (installed("ru") and installed("uk")), reason="the packages of the extra ru are not installed"
)


@pytest.fixture(scope="module")
def places():
    gazetteer, parser = Gazetteer.open(), Parser()

    def found(text, language):
        report = Report("r", "", text, (Block("body", 0, len(text)),), language=language)
        return {p.name: p for p in find_places(report, next(iter(parser.parse([report]))), gazetteer)}

    return found


@pytest.mark.parametrize(
    ("adjective", "language", "town"),
    [
        ("Сумській", "uk", "Суми"),
        ("Купʼянського", "uk", "Купʼянськ"),
        ("Шосткинська", "uk", "Шостка"),
        ("Білопільській", "uk", "Білопілля"),
        ("Великописарівській", "uk", "Велика Писарівка"),
        ("Середино-Будській", "uk", "Середина-Буда"),
        ("Суджанском", "ru", "Суджа"),
        ("Шебекинского", "ru", "Шебекино"),
        ("Рыльском", "ru", "Рыльск"),
    ],
)
def test_an_adjective_may_be_of_its_town(adjective, language, town):
    assert town in town_names(adjective, language)


def test_a_community_is_around_its_town(places):
    found = places("У Білопільській громаді Сумської області пошкоджено два будинки.", "uk")
    community = found["Білопільській громаді"]
    assert (community.precision, community.country, round(community.lat)) == ("district", "UA", 51)


def test_communities_of_a_list_share_the_noun(places):
    found = places("У Білопільській та Краснопільській громадах Сумської області є поранені.", "uk")
    assert {"Білопільській", "Краснопільській громадах"} <= set(found)


def test_a_quarter_of_a_city_is_no_district_of_a_namesake(places):
    found = places("У Зміївському районі Харкова зайнявся склад, повідомили у Харківській області.", "uk")
    assert not any(name.startswith("Зміївському") for name in found)


@pytest.mark.parametrize(
    ("text", "language", "precision"),
    [
        ("В селе Зорбаново Белгородской области загорелся дом.", "ru", "region"),
        ("В Белгородском районе в селе Зорбаново загорелся дом.", "ru", "district"),
        ("По селу Зорбанове Ізюмського району вдарив дрон.", "uk", "district"),
    ],
)
def test_an_unknown_village_lies_in_the_district_beside_it(places, text, language, precision):
    village = next(p for name, p in places(text, language).items() if name.startswith("Зорбанов"))
    assert (village.precision, village.rule, village.canonical) == (precision, "text:said", None)


def test_an_unknown_village_without_a_region_stays_open(places):
    village = places("В селе Зорбаново загорелся дом.", "ru")["Зорбаново"]
    assert village.lat is None
    assert "no place named" in village.reason
