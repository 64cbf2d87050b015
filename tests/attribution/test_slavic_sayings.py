"""Who says what in Russian and Ukrainian news: sentences that point back, posts, headlines, cut speech."""

import pytest

from stemma.attribution import attribute
from stemma.languages import installed

pytestmark = pytest.mark.skipif(not installed("ru"), reason="the packages of the extra ru are not installed")


def said(parse, text, language, **fields):
    """Each claim's words with its chain's entities, the innermost first."""
    report, parsed = parse(text, language=language, **fields)
    return {
        mention.content.text: [layer.entity for layer in mention.chain]
        for mention in attribute(report, parsed)
    }


@pytest.mark.parametrize(
    ("language", "text", "content", "chain"),
    [
        (
            "ru",
            "В посёлке сгорел склад. Об этом сообщил мэр Игнат Лесной.",
            "В посёлке сгорел склад.",
            ["Игнат Лесной"],
        ),
        (
            "ru",
            "Мост открыли для машин. Об этом сообщила погранслужба, передаёт агентство «Полюс».",
            "Мост открыли для машин.",
            ["погранслужба", "агентство «Полюс»"],
        ),
        (
            "uk",
            "У селищі згорів склад. Про це повідомив мер Остап Лісовий у телеграмі.",
            "У селищі згорів склад.",
            ["Остап Лісовий"],
        ),
        (
            "ru",
            "Сгорели два склада, рассказали в пожарной службе.",
            "Сгорели два склада",
            ["пожарная служба"],
        ),
        ("ru", "В полиции уточнили, что склад пустовал.", "склад пустовал", ["полиция"]),
        ("ru", "В заявлении министерства говорится, что мост цел.", "мост цел", ["министерство"]),
        (
            "uk",
            "«Міст на півдні цілий», – йдеться у повідомленні міськради.",
            "Міст на півдні цілий",
            ["міськрада"],
        ),
        ("ru", "Глава района сообщил о двух сгоревших складах.", "двух сгоревших складах", ["Глава района"]),
        ("uk", "Мер повідомив про три вибухи в порту.", "три вибухи в порту", ["Мер"]),
        (
            "ru",
            "«Мост цел, - сказал мэр. - Склад сгорел».",
            "Мост цел … Склад сгорел",
            ["мэр"],
        ),
        ("ru", "Мэр добавил, мост откроют завтра.", "мост откроют завтра", ["Мэр"]),
        (
            "ru",
            "Мэр сообщил, что мост закрыт, движение идёт в объезд.",
            "мост закрыт, движение идёт в объезд",
            ["Мэр"],
        ),
        (
            "uk",
            "Мешканці пишуть, що горів склад, повідомляє міська рада.",
            "горів склад",
            ["Мешканці", "міська рада"],
        ),
        ("uk", "Як зазначили очевидці, склад згорів.", "склад згорів", ["очевидці"]),
        ("uk", "За його словами, склад згорів.", "склад згорів", ["він"]),
        (
            "ru",
            "«Склад пустовал всё лето», - приводит агентство слова охраны.",
            "Склад пустовал всё лето",
            ["охрана", "агентство"],
        ),
        (
            "ru",
            "Склад сгорел дотла, рассказал ТАСС источник в полиции.",
            "Склад сгорел дотла",
            ["источник в полиции", "ТАСС"],
        ),
    ],
)
def test_who_says_it(parse, language, text, content, chain):
    assert said(parse, text, language)[content] == chain


def test_a_sentence_that_points_back_is_no_claim_of_its_own(parse):
    found = said(parse, "Сгорел старый пустой склад. Об этом сообщил мэр.", "ru")
    assert list(found) == ["Сгорел старый пустой склад."]


def test_nobody_says_what_a_pointing_sentence_does_not_name(parse):
    found = said(parse, "Об этом сообщил мэр.\n\nСгорел старый пустой склад.", "ru")
    assert found == {"Сгорел старый пустой склад.": []}


@pytest.mark.parametrize(
    "text",
    [
        "Минобороны: мост открыли ночью",
        "Мост открыли ночью – Минобороны",
        "Мост открыли ночью, - Минобороны",
    ],
)
def test_headlines_that_name_who_says(parse, text):
    found = said(parse, f"{text}\n\nСклад сгорел.", "ru", kinds=("headline", "body"))
    assert [found[content] for content in found if content.lower() == "мост открыли ночью"] == [
        ["Минобороны"]
    ]


@pytest.mark.parametrize(
    "text", ["Харьков: трое раненых", "Главное: мост открыли ночью", "Пожар - двое раненых"]
)
def test_headlines_that_name_nobody(parse, text):
    assert not any(said(parse, text, "ru", kinds=("headline",)).values())


def test_a_quotation_over_paragraphs_is_of_who_introduced_it(parse):
    text = 'Про це мер Остап Лісовий повідомив у мережі:\n\n"Згорів склад.\n\nМіст цілий".\n\nДощ ущух уночі.'
    assert said(parse, text, "uk") == {
        "Згорів склад": ["Остап Лісовий"],
        "Міст цілий": ["Остап Лісовий"],
        "Дощ ущух уночі.": [],
    }


@pytest.mark.parametrize("text", ["Этого никто не сказал, мост цел.", "Мэр об этом не сообщил."])
def test_what_is_not_said(parse, text):
    assert not any(chain for chain in said(parse, text, "ru").values())


def test_titles_mean_whom_they_named_before(parse):
    text = "Мост цел, сообщил губернатор края Игнат Лесной.\n\nПо словам губернатора, склад сгорел."
    assert said(parse, text, "ru")["склад сгорел"] == ["Игнат Лесной"]


def test_a_paragraph_of_speech_without_marks_is_of_who_ends_it(parse):
    text = "Ми бачили пожежу з вікна. Склад горів дві години, - розповів мер."
    assert said(parse, text, "uk") == {
        "Ми бачили пожежу з вікна.": ["мер"],
        "Склад горів дві години": ["мер"],
    }
    text = "Вогонь бачили з вікна. Склад горів дві години, - розповів мер."
    assert said(parse, text, "uk")["Вогонь бачили з вікна."] == []


def test_news_without_a_verb_are_taken_up_too(parse):
    found = said(parse, "Внаслідок обстрілу поранений водій. Про це повідомила пресслужба міськради.", "uk")
    assert found == {"Внаслідок обстрілу поранений водій.": ["пресслужба міськради"]}


def test_an_agency_is_not_meant_by_he(parse):
    text = "Склад горів, сообщает ТАСС.\n\n«Склад пустовал год», - добавил он."
    assert said(parse, text, "ru")["Склад пустовал год"] == ["он"]


@pytest.mark.parametrize(
    ("language", "text", "content", "chain"),
    [
        ("uk", "Міст цілий, – наголосив Лісовський.", "Міст цілий", ["Лісовський"]),
        ("uk", "Міст закрили, заявив у середу мер міста Остап Лісовий.", "Міст закрили", ["Остап Лісовий"]),
        ("uk", "Міст закрили, написав у Telegram мер Остап Лісовий.", "Міст закрили", ["Остап Лісовий"]),
        ("ru", "«Мост на юге цел», — ответил на запрос глава пресс-службы порта.", "Мост на юге цел", None),
        ("uk", "«Ми розуміємо, що міст закрито», – написав мер.", "Ми розуміємо, що міст закрито", ["мер"]),
        ("uk", "Міст цілий, - наголошує Марта фон дер Мюллер.", "Міст цілий", ["Марта фон дер Мюллер"]),
        ("ru", "Мост цел, - заявил Карим бин Ховар.", "Мост цел", ["Карим бин Ховар"]),
        ("ru", "Напомним, министерство объявило о ремонте моста.", "ремонте моста", ["министерство"]),
        ("ru", "В полиции настаивают, что склад пустовал.", "склад пустовал", ["полиция"]),
        (
            "uk",
            "Удари, додав мер Остап Лісовий, були завдані по порту.",
            "Удари … були завдані по порту",
            ["Остап Лісовий"],
        ),
        (
            "ru",
            "Ранее Карелия сообщила, что готова передать два моста.",
            "готова передать два моста",
            ["Карелия"],
        ),
    ],
)
def test_statements_as_real_news_words_them(parse, language, text, content, chain):
    found = said(parse, text, language)
    assert content in found
    assert found[content] == (chain or ["глава пресс-службы порта"])


def test_a_paragraph_that_a_dash_opens_is_all_its_speakers(parse):
    text = "- Міст цілий. У порту «тихо» зранку. Склад згорів учора, - зазначив Остап Лісовий."
    found = said(parse, text, "uk")
    assert found["Міст цілий."] == found["У порту «тихо» зранку."] == ["Остап Лісовий"]


def test_a_dash_behind_the_speaker_goes_on_with_the_speech(parse):
    text = "- Міст цілий і відкритий, – сказав Остап Лісовий. – Склад у порту згорів."
    assert said(parse, text, "uk")["Склад у порту згорів."] == ["Остап Лісовий"]


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("uk", "Карелія передала місту пакет: зокрема генератори, мости й човни.", "зокрема генератори"),
        ("uk", "Мер звинуватив Карелію в обмані: столиця мовчить.", "столиця мовчить"),
        ("ru", "Министры объявили о ремонте: об этом сообщает газета «Полюс».", "об этом сообщает"),
    ],
)
def test_what_a_colon_opens_is_not_always_speech(parse, language, text, content):
    assert not any(
        content in told and chain and chain != ["unnamed source"] and "сообщает" not in chain
        for told, chain in said(parse, text, language).items()
    )


def test_a_surname_alone_names_who_says_a_headline(parse):
    text = "Громов: мост у порта закрыт\n\nОб этом рассказал мэр Игнат Громов."
    assert "мост у порта закрыт" in said(parse, text, "ru")
