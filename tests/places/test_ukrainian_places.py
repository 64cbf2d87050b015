"""Ukrainian towns in their cases, among names of persons that have the same forms."""

import pytest

from stemma.language import Parser
from stemma.languages import installed
from stemma.places import Gazetteer, find_places
from stemma.reading import read
from stemma.records import Document

pytestmark = pytest.mark.skipif(not installed("uk"), reason="the packages of the extra ru are not installed")


@pytest.fixture(scope="module")
def places():
    gazetteer, parser = Gazetteer.open(), Parser()

    def found(text):
        report = read(Document("x", text.encode(), "text/plain", "0"))
        assert report.language == "uk"
        return [
            place.canonical for place in find_places(report, next(iter(parser.parse([report]))), gazetteer)
        ]

    return found


def test_towns_whose_cases_are_surnames_too(places):
    text = "У Львові та Харкові оголошували тривогу, повідомив речник. Люди у Києві чули вибухи."
    assert places(text) == ["Lviv", "Kharkiv", "Kyiv"]


def test_towns_joined_to_a_place(places):
    assert places("Вибухи чули в Бериславі та Каховці, кажуть мешканці.") == ["Beryslav", "Kakhovka"]


def test_persons_are_no_towns(places):
    assert not places("Про це сказав Остап Львов у понеділок. Він подякував Харку та Вернигорі за допомогу.")


def test_regions_by_their_short_names(places):
    assert places("На Харківщині та Сумщині оголосили тривогу, повідомив речник.") == ["Kharkiv", "Sumy"]


def test_a_village_after_a_word_cut_short(places):
    assert places("У с. Нікополь пролунав вибух, кажуть мешканці.") == ["Nikopol"]


def test_regions_that_share_a_noun(places):
    text = "Тривога у Сумській, Полтавській та Київській областях, повідомив речник. Інших новин немає."
    assert places(text) == ["Sumy", "Poltava", "Kyiv"]


def test_every_town_of_a_list(places):
    text = "Ворог обстріляв Куп'янськ, Ізюм та Липці. Під ударом були Херсон, Берислав і Каховка."
    assert places(text) == ["Kupyansk", "Izyum", "Lyptsi", "Kherson", "Beryslav", "Kakhovka"]


def test_a_town_behind_the_weapon(places):
    assert places("Учора ворог обстріляв з артилерії Марганець, кажуть мешканці.") == ["Marhanets"]


def test_the_land_around_a_town_is_its_district(places):
    assert places("На Нікопольщині та Синельниківщині було гучно, повідомив речник.") == [
        "Nikopol",
        "Synelnykove",
    ]


def test_a_place_that_opens_a_line(places):
    assert places("Харків — два удари по промзоні міста, рятувальники їдуть.") == ["Kharkiv"]


def test_first_names_are_no_towns(places):
    assert not places("Про це повідомив міністр Володимир Вигаданий, пише видання.")
