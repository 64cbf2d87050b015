"""Political acts in Russian and Ukrainian: who does what to whom, meant and done, and what is none."""

import pytest

from stemma.attribution import attribute
from stemma.events import code_events
from stemma.languages import installed
from stemma.times import find_times

pytestmark = pytest.mark.skipif(
    not (installed("ru") and installed("uk")), reason="the packages of the extra ru are not installed"
)


@pytest.fixture
def acts(parse):
    def function(text, language="ru"):
        report, parsed = parse(text, language=language, published="2024-05-07")
        found = code_events(report, parsed, attribute(report, parsed), (), ())
        sides = [
            (one, *(None if side is None else side.side for side in (one.actor, one.target))) for one in found
        ]
        return [(one.plover, by, to, one.status) for one, by, to in sides if not one.type]

    return function


@pytest.mark.parametrize(
    ("language", "text", "act"),
    [
        ("ru", "Министр обороны Италии встретился с послом Кубы.", ("CONSULT", "Italy", "Cuba")),
        ("ru", "Канада ввела санкции против сербских банков.", ("COERCE", "Canada", "Serbia")),
        ("ru", "Норвегия и Швеция подписали договор.", ("SUPPORT", "Norway", "Sweden")),
        ("ru", "Пекин обвинил Токио в давлении.", ("ACCUSE", "China", "Japan")),
        ("ru", "МИД Ирака вызвал посла Турции.", ("ACCUSE", "Iraq", "Turkey")),
        ("ru", "Судан потребовал от Чада закрыть границу.", ("REQUEST", "Sudan", None)),
        ("ru", "Евросоюз выделил Молдавии пакет помощи.", ("AID", "European Union", "Moldova")),
        ("uk", "Уряд Греції вислав двох албанських дипломатів.", ("SANCTION", "Greece", "Albania")),
        ("uk", "Президент Естонії подякував Данії.", ("SUPPORT", "Estonia", "Denmark")),
        ("uk", "Італія та Іспанія домовилися про кордон.", ("AGREE", "Italy", "Spain")),
        ("uk", "Сербія оголосила мобілізацію.", ("MOBILIZE", "Serbia", None)),
        (
            "uk",
            "Уряд Чехії звернувся до НАТО із закликом допомогти Данії.",
            ("REQUEST", "Czech Republic", "NATO"),
        ),
        ("ru", "Президент Республики Узбекистан прибыл в Астану.", ("CONSULT", "Uzbekistan", "Kazakhstan")),
    ],
)
def test_an_act_with_its_sides(acts, language, text, act):
    assert acts(text, language) == [(*act, "occurred")]


@pytest.mark.parametrize(
    ("language", "text", "plover"),
    [
        ("ru", "Канада введёт санкции против Сербии.", "THREATEN"),
        ("ru", "Премьер Италии намерен встретиться с послом Кубы.", "AGREE"),
        ("uk", "Данія надасть Естонії пакет допомоги.", "AGREE"),
    ],
)
def test_what_is_meant_agrees_or_threatens(acts, language, text, plover):
    assert [act[0] for act in acts(text, language)] == [plover]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Сборная Италии встретилась с командой Кубы в финале."),
        ("ru", "Туристы обсудили погоду в Италии."),
        ("ru", "Фирма из Канады подписала договор с заводом."),
        ("uk", "Учні подякували Данії та Естонії."),
        ("ru", "Если Канада введёт санкции, Сербия ответит."),
        ("ru", ""),
        ("uk", "«…» - , ."),
    ],
)
def test_what_is_no_act_of_a_state(acts, language, text):
    assert [act for act in acts(text, language) if act[3] == "occurred"] == []


def test_who_was_told_to_hold_an_office_acts_for_its_country(acts):
    text = (
        "Президент Италии Ренцо Бруни прибыл на саммит. Бруни поддержал Грецию. Правительство осудило Кубу."
    )
    assert [act[:3] for act in acts(text)] == [("SUPPORT", "Italy", "Greece"), ("ACCUSE", "Italy", "Cuba")]


@pytest.mark.parametrize(
    ("language", "text", "act"),
    [
        ("ru", "Посол Кубы был вызван в МИД Италии.", ("ACCUSE", "Italy", "Cuba")),
        ("ru", "Санкции против Сербии введены Канадой.", ("COERCE", "Canada", "Serbia")),
        ("ru", "Президент Кубы Пабло Мора позвонил премьеру Италии.", ("CONSULT", "Cuba", "Italy")),
        ("ru", "Состоялся визит главы МИД Норвегии в Данию.", ("CONSULT", "Norway", "Denmark")),
        ("ru", "Раунд переговоров Ирана и Ирака завершился без итога.", ("CONSULT", "Iran", "Iraq")),
        (
            "ru",
            "Встреча министров Дании, Швеции и Кубы прошла в четверг.",
            ("CONSULT", "Denmark", "Sweden"),
        ),
        (
            "ru",
            "Канада ввела санкции против трёх фирм из Сербии за помощь Ирану.",
            ("COERCE", "Canada", "Serbia"),
        ),
        ("ru", "В Дании возложили вину на Швецию.", ("ACCUSE", "Denmark", "Sweden")),
        ("ru", "Из Сербии выслали канадских дипломатов.", ("SANCTION", "Serbia", "Canada")),
        ("ru", "Делегация ливанского движения «Хезболла» прибыла в Ирак.", ("CONSULT", "Hezbollah", "Iraq")),
        ("ru", "Поверенного в делах Кубы вызвали в МИД Италии.", ("ACCUSE", "Italy", "Cuba")),
        ("uk", "Рада ЄС схвалила пакет санкцій проти росії.", ("COERCE", "European Union", "Russia")),
        (
            "uk",
            "Країни-члени Євросоюзу погодили виділення допомоги Молдові.",
            ("AGREE", "European Union", "Moldova"),
        ),
        ("uk", "Генсек ООН засудив напад Ірану на порт.", ("ACCUSE", "United Nations", "Iran")),
        ("uk", "Данія передала Естонії дванадцять танків.", ("AID", "Denmark", "Estonia")),
    ],
)
def test_acts_as_real_news_words_them(acts, language, text, act):
    assert [(one[0], one[1], one[2]) for one in acts(text, language)] == [act]


def test_a_headline_has_surnames_alone(acts):
    text = "Мора пригрозил Италии.\n\nПрезидент Кубы Пабло Мора выступил вчера."
    assert [one[:3] for one in acts(text)] == [("THREATEN", "Cuba", "Italy")]


def test_there_is_who_spoke_before(acts):
    text = "В Дании опровергли сообщения. Швецию там обвинили в обмане."
    assert acts(text)[-1][:3] == ("ACCUSE", "Denmark", "Sweden")


@pytest.mark.parametrize(
    "text",
    [
        "Премьер Италии не намерен встретиться с послом Кубы.",
        "Канада ввела санкции против двух фирм за помощь Ирану.",
        "МИД Дании выразил протест.",
    ],
)
def test_what_names_no_second_side_or_is_not_meant_is_no_act(acts, text):
    assert acts(text) == []


@pytest.mark.parametrize(
    ("language", "text", "published", "time"),
    [
        ("ru", "В прошлом году Канада ввела санкции против Сербии.", "2024-03-01", "2023"),
        ("ru", "В июне прошлого года Канада ввела санкции против Сербии.", "2024-05-07", "2023-06"),
        ("ru", "5 марта прошлого года Канада ввела санкции против Сербии.", "2024-05-07", "2023-03-05"),
        ("uk", "Торік у червні Канада запровадила санкції проти Сербії.", "2024-05-07", "2023-06"),
        ("en", "Canada imposed sanctions on Serbia last year.", "2024-03-01", "2023"),
    ],
)
def test_an_act_of_last_year_is_an_event_of_that_time(parse, language, text, published, time):
    report, parsed = parse(text, language=language, published=published)
    (act,) = code_events(report, parsed, attribute(report, parsed), (), find_times(report, parsed))
    assert (act.plover, act.time.value) == ("COERCE", time)
    assert (act.score < 0.5) == (time == "2023-03-05")  # told of more than a year ago


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "В прошлом году Канада ввела санкции против Сербии."),
        ("uk", "Торік Канада запровадила санкції проти Сербії."),
        ("en", "Canada imposed sanctions on Serbia last year."),
    ],
)
def test_an_act_of_a_year_long_gone_is_history(parse, language, text):
    report, parsed = parse(text, language=language, published="2024-11-07")
    assert not code_events(report, parsed, attribute(report, parsed), (), find_times(report, parsed))
