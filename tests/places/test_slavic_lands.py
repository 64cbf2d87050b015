"""The short names of regions in all their cases: Ukrainian and Russian names in "-щина", and others."""

import pytest

from stemma.language import Parser
from stemma.languages import installed
from stemma.places import Gazetteer, find_places
from stemma.records import Block, Report

pytestmark = pytest.mark.skipif(
    not (installed("ru") and installed("uk")), reason="the packages of the extra ru are not installed"
)

UKRAINIAN = {
    "Вінниччин": "Vinnytsia", "Дніпропетровщин": "Dnipropetrovsk", "Дніпровщин": "Dnipropetrovsk",
    "Донеччин": "Donetsk", "Житомирщин": "Zhytomyr", "Запоріжчин": "Zaporizhzhia",
    "Івано-Франківщин": "Ivano-Frankivsk", "Київщин": "Kyiv", "Кіровоградщин": "Kirovohrad",
    "Луганщин": "Luhansk", "Львівщин": "Lviv", "Миколаївщин": "Mykolaiv", "Одещин": "Odessa",
    "Полтавщин": "Poltava", "Рівненщин": "Rivne", "Сумщин": "Sumy", "Тернопільщин": "Ternopil",
    "Харківщин": "Kharkiv", "Херсонщин": "Kherson", "Хмельниччин": "Khmelnytskyi", "Черкащин": "Cherkasy",
    "Чернівеччин": "Chernivtsi", "Чернігівщин": "Chernihiv", "Курщин": "Kursk", "Бєлгородщин": "Belgorod",
}  # fmt: skip
RUSSIAN = {
    "Винничин": "Vinnytsia", "Днепропетровщин": "Dnipropetrovsk", "Днепровщин": "Dnipropetrovsk",
    "Донетчин": "Donetsk", "Житомирщин": "Zhytomyr", "Запорожчин": "Zaporizhzhia",
    "Ивано-Франковщин": "Ivano-Frankivsk", "Киевщин": "Kyiv", "Кировоградщин": "Kirovohrad",
    "Луганщин": "Luhansk", "Львовщин": "Lviv", "Николаевщин": "Mykolaiv", "Одесщин": "Odessa",
    "Одещин": "Odessa", "Полтавщин": "Poltava", "Ровненщин": "Rivne", "Сумщин": "Sumy",
    "Тернопольщин": "Ternopil", "Харьковщин": "Kharkiv", "Херсонщин": "Kherson",
    "Хмельнитчин": "Khmelnytskyi", "Черкасщин": "Cherkasy", "Черкащин": "Cherkasy",
    "Черновицщин": "Chernivtsi", "Черниговщин": "Chernihiv", "Курщин": "Kursk", "Брянщин": "Bryansk",
    "Белгородчин": "Belgorod", "Воронежчин": "Voronezh",
}  # fmt: skip
IN_CASES = {
    "uk": (
        "{}а без світла, кажуть мешканці.", "Жителі {}и чекають на допомогу.", "Завдяки {}і свято відбулося.",
        "Ворог атакував {}у вночі.", "Над {}ою збили дрон.", "На {}і пролунав вибух.",
    ),
    "ru": (
        "{}а без света, говорят жители.", "Жители {}ы ждут помощи.", "Благодаря {}е праздник состоялся.",
        "Дроны атаковали {}у ночью.", "Над {}ой сбили дрон.", "На {}е прогремел взрыв.",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def regions():
    gazetteer, parser = Gazetteer.open(), Parser()

    def found(texts, language):
        reports = [
            Report(str(at), "", text, (Block("body", 0, len(text)),), language=language)
            for at, text in enumerate(texts)
        ]
        places = [
            find_places(report, parsed, gazetteer)
            for report, parsed in zip(reports, parser.parse(reports), strict=True)
        ]
        return [[(one.canonical, one.precision) for one in each] for each in places]

    return found


@pytest.mark.parametrize(("language", "names"), [("uk", UKRAINIAN), ("ru", RUSSIAN)])
def test_every_short_name_in_six_cases(regions, language, names):
    told = [(case.format(stem), region) for stem, region in names.items() for case in IN_CASES[language]]
    found = regions([text for text, _ in told], language)
    wrong = [
        (text, places)
        for (text, region), places in zip(told, found, strict=True)
        if places != [(region, "region")]
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("language", "text", "region"),
    [
        ("uk", "На Волині пройшов ураган.", "Volyn"),
        ("uk", "Мешканці Закарпаття чекають на потяг.", "Zakarpattia"),
        ("uk", "На Буковині горів ліс.", "Chernivtsi"),
        ("uk", "У Криму пролунав вибух, кажуть мешканці.", "Autonomous Republic of Crimea"),
        ("ru", "На Волыни прошёл ураган.", "Volyn"),
        ("ru", "Жители Закарпатья ждут поезда.", "Zakarpattia"),
        ("ru", "На Прикарпатье горел лес.", "Ivano-Frankivsk"),
    ],
)
def test_other_names_of_regions(regions, language, text, region):
    assert regions([text], language) == [[(region, "region")]]


def test_the_land_around_a_town_that_is_no_region(regions):
    assert regions(["Вибухи чули на Нікопольщині, кажуть мешканці."], "uk") == [[("Nikopol", "district")]]
