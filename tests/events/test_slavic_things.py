"""Things in Russian and Ukrainian events: used, stopped, hit, damaged, destroyed, taken, and acts counted."""

import pytest

from stemma.attribution import attribute
from stemma.events import code_events
from stemma.language import Parser
from stemma.languages import installed
from stemma.places import Gazetteer, find_places
from stemma.records import Block, Report
from stemma.times import find_times

pytestmark = pytest.mark.skipif(
    not (installed("ru") and installed("uk")), reason="the packages of the extra ru are not installed"
)


@pytest.fixture(scope="module")
def mentions():
    parser, gazetteer = Parser(), Gazetteer.open()

    def function(text, language):
        blocks = (Block("body", 0, len(text)),)
        report = Report("r", "r", text, blocks, published="2024-05-07", language=language)
        (parsed,) = parser.parse([report])
        places, times = find_places(report, parsed, gazetteer), find_times(report, parsed)
        return code_events(report, parsed, attribute(report, parsed), places, times)

    return function


@pytest.fixture(scope="module")
def things(mentions):
    def function(text, language="ru"):
        return [
            (one.role, one.low if one.best is None else one.best, one.name, one.kind)
            for event in mentions(text, language)
            for one in event.things
        ]

    return function


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        (
            "Над Белгородом сбили 48 из 53 дронов.",
            "ru",
            [("stopped", 48, "дрон", "airborne")],
        ),
        (
            "Над Белгородом перехвачены и уничтожены 12 беспилотных летательных аппаратов.",
            "ru",
            [("stopped", 12, "аппарат", "airborne")],
        ),
        (
            "При обстреле Херсона повреждены три дома, школа и несколько машин.",
            "ru",
            [
                ("damaged", 3, "дом", "home"),
                ("damaged", 1, "школа", "education"),
                ("damaged", 2, "машина", "vehicle"),
            ],
        ),
        (
            "В результате удара по мосту в Херсоне уничтожены два танка.",
            "ru",
            [("hit", 1, "мост", "infrastructure"), ("destroyed", 2, "танк", "vehicle")],
        ),
        (
            "По Херсону нанесли шесть ударов. Повреждена крыша больницы.",
            "ru",
            [("acts", 6, "удар", ""), ("damaged", 1, "больница", "health")],
        ),
        (
            "Ворог атакував Суми чотирма ракетами, пошкоджено щонайменше п'ять будинків.",
            "uk",
            [("used", 4, "ракета", "airborne"), ("damaged", 5, "будинок", "home")],
        ),
        (
            "Унаслідок обстрілу Херсона пошкоджені гараж і газопровід.",
            "uk",
            [("damaged", 1, "гараж", "building"), ("damaged", 1, "газопровід", "infrastructure")],
        ),
        (
            "Удар пришёлся по казармам под Херсоном.",
            "ru",
            [("hit", None, "казарма", "military")],
        ),
    ],
)
def test_things_of_an_event(things, text, language, told):
    assert things(text, language) == told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Мэр Херсона отремонтировал 12 домов.", "ru"),
        ("Дроны не повредили дома в Херсоне, обстрела не было.", "ru"),
        ("По 10 дронов сбито в Воронежской и Тамбовской областях.", "ru"),
        ("Войска обстреляли село Каиры под Херсоном.", "ru"),
        ("Після удару по Херсону мер обіцяє відновити 5 будинків.", "uk"),
    ],
)
def test_what_is_no_thing_of_an_event(things, text, language):
    assert things(text, language) == []


def test_harm_told_after_an_event_is_its_own_and_adds_no_row(mentions):
    (event,) = mentions("Уночі дрони атакували Суми. Пошкоджено два будинки та автобус.", "uk")
    assert [(one.role, one.name) for one in event.things] == [("damaged", "будинок"), ("damaged", "автобус")]
    assert event.extent.text.endswith("Суми")


def test_harm_at_another_place_is_not_that_of_the_event_before(mentions):
    events = mentions("Вчера обстреляли Херсон. В Николаеве повреждены два дома.", "ru")
    assert [event.things for event in events] == [()]


def test_spans_hold_the_words(mentions):
    text = "При обстреле Херсона повреждены около 20 домов."
    ((thing,),) = [event.things for event in mentions(text, "ru")]
    assert text[thing.span.start : thing.span.end] == thing.text == "около 20 домов"
    assert (thing.best, thing.low, thing.high, thing.comparator) == (20, None, None, "about")
