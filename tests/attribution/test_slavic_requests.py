"""What people ask, order and blame for in Russian and Ukrainian: statements of who does, as in English."""

import pytest

from stemma.attribution import attribute
from stemma.languages import installed

pytestmark = pytest.mark.skipif(
    not (installed("ru") and installed("uk")), reason="the packages of the extra ru are not installed"
)


@pytest.fixture
def told(parse):
    def function(text, language):
        report, parsed = parse(text, language=language)
        return [
            (one.content.text, [layer.entity for layer in one.chain], one.factuality)
            for one in attribute(report, parsed)
            if one.directness != "own"
        ]

    return function


@pytest.mark.parametrize(
    ("language", "text", "content", "factuality"),
    [
        ("ru", "Министр призвал Норвегию закрыть границу.", "Норвегию закрыть границу", "Uu"),
        ("ru", "Министр призвал к миру на реке.", "к миру на реке", "Uu"),
        ("ru", "Министр потребовал от Норвегии вывести войска.", "от Норвегии вывести войска", "Uu"),
        (
            "ru",
            "Министр потребовал от Норвегии, чтобы она вывела войска.",
            "чтобы она вывела войска",
            "Uu",
        ),
        (
            "ru",
            "Министр просит жителей, которые живут у реки, уехать.",
            "жителей, которые живут у реки, уехать",
            "Uu",
        ),
        ("ru", "Министр обвинил Норвегию в обстреле моста.", "Норвегию в обстреле моста", "CT+"),
        ("ru", "Министр обвинил Норвегию в том, что она молчит.", "она молчит", "CT+"),
        ("ru", "Министр осудил нападение на порт.", "нападение на порт", "CT+"),
        ("ru", "Министр призвал «закрыть границу и порты» Судана.", "закрыть границу и порты", "Uu"),
        ("ru", "Министр призвал Данию уйти: «Пора, друзья, уйти».", "Пора, друзья, уйти", "Uu"),
        ("uk", "Міністр закликав Норвегію закрити кордон.", "Норвегію закрити кордон", "Uu"),
        ("uk", "Міністр закликає жителів не виходити з дому.", "жителів не виходити з дому", "Uu"),
        ("uk", "Міністр наказав жителям залишити острів.", "жителям залишити острів", "Uu"),
        ("uk", "Міністр зажадав від Норвегії, щоб вона вивела війська.", "щоб вона вивела війська", "Uu"),
        ("uk", "Міністр звинуватив Норвегію в обстрілі мосту.", "Норвегію в обстрілі мосту", "CT+"),
        ("uk", "Міністр звинуватив Норвегію у тому, що вона мовчить.", "вона мовчить", "CT+"),
        ("uk", "Міністр засудив напад на порт.", "напад на порт", "CT+"),
    ],
)
def test_it_is_a_claim_of_the_speaker(told, language, text, content, factuality):
    ((words, (who,), held),) = told(text, language)
    assert (words, who.casefold(), held) == (
        content,
        "министр" if language == "ru" else "міністр",
        factuality,
    )


def test_what_is_said_beside_a_request_is_a_claim_of_its_own(told):
    text = "Министр призвал мэрию к терпению и сообщил, что пожар потушен."
    assert [(words, held) for words, _, held in told(text, "ru")] == [
        ("мэрию к терпению", "Uu"),
        ("пожар потушен", "CT+"),
    ]


def test_a_request_passed_on_has_both_who_speak(told):
    text = "Мэр сообщил, что министр призвал жителей уехать."
    assert [chain for _, chain, _ in told(text, "ru")] == [["министр", "Мэр"]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Министр не просил Норвегию закрыть границу."),
        ("ru", "Ситуация требует закрыть границу."),
        ("ru", "Анну Мосс обвинили в краже машины."),
        ("ru", "Суд осудил Анну Мосс на пять лет."),
        ("uk", "Ситуація вимагає закрити кордон."),
    ],
)
def test_what_nobody_asks_or_blames_is_no_claim_of_anyone(told, language, text):
    assert not told(text, language)
