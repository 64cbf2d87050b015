"""Who calls a thing what, whose statement it was, and who is meant, in Russian and Ukrainian."""

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
            (mention.content.text, [layer.entity for layer in mention.chain])
            for mention in attribute(report, parsed)
            if mention.chain
        ]

    return function


@pytest.mark.parametrize(
    ("language", "text", "content", "who"),
    [
        (
            "ru",
            "Министерство обороны назвало удар по больнице преступлением.",
            "удар по больнице преступлением",
            "Министерство обороны",
        ),
        (
            "ru",
            "Военный чиновник, слова которого приводит «Волна», назвал произошедшее «нарушением мира».",
            "произошедшее «нарушением мира»",
            "Военный чиновник",
        ),
        ("uk", "Кремль назвав це «порожніми заявами».", "це «порожніми заявами»", "Кремль"),
    ],
)
def test_what_somebody_calls_a_thing_is_told(told, language, text, content, who):
    assert told(text, language) == [(content, [who])]


@pytest.mark.parametrize(
    "text", ["Президент Ковач назвал имена трёх погибших.", "Мэр не назвал атаку провокацией."]
)
def test_names_that_are_told_and_what_is_not_called_so_are_no_statements(told, text):
    assert told(text, "ru") == []


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        (
            "ru",
            "После заявления мэра Ломова о том, что мост заминирован, движение закрыли.",
            "мост заминирован",
        ),
        ("uk", "Після заяви мера Ломова про те, що міст заміновано, рух закрили.", "міст заміновано"),
    ],
)
def test_a_noun_brings_in_what_its_owner_said(told, language, text, content):
    ((found, (who,)),) = told(text, language)
    assert found == content
    assert "Ломов" in who


def test_a_denied_report_is_told_by_who_denies_it_alone(told):
    ((content, who),) = told("Полиция опровергла сообщения СМИ о том, что мост заминирован.", "ru")
    assert (content, who) == ("мост заминирован", ["Полиция"])
    assert told("Появились сообщения о том, что мост взорван.", "ru") == []


@pytest.mark.parametrize(
    ("language", "text", "content", "who"),
    [
        ("ru", "Врач подчеркнул, что, по данным ООН, погибли двое.", "погибли двое", ["ООН", "Врач"]),
        (
            "ru",
            "Как сообщает издание «Волна», согласно данным сети врачей, дрон попал в машину.",
            "дрон попал в машину",
            ["сеть врачей", "издание «Волна»"],
        ),
    ],
)
def test_a_phrase_of_source_in_anothers_words_comes_first(told, language, text, content, who):
    ((found, names),) = told(text, language)
    assert found == content
    assert [name.replace("« ", "«").replace(" »", "»") for name in names] == who


def test_a_gerund_of_handing_over_says_nothing(told):
    text = "Министр заявил, что группа нарушила соглашение, передав Красному Кресту не те списки."
    assert told(text, "ru") == [
        ("группа нарушила соглашение, передав Красному Кресту не те списки", ["Министр"])
    ]


def test_who_told_a_house_in_marks_and_a_house_at_which_it_was_said(told):
    ((_, who),) = told('Погибли десять жителей, сообщили "Волне" городские повстанцы.', "ru")
    assert who[0] == "городские повстанцы"
    assert told("Ранее в канцелярии министра сообщили, что мост закрыт.", "ru") == [
        ("мост закрыт", ["канцелярия министра"])
    ]


def test_a_woman_in_a_mans_office_is_she(told):
    text = (
        "Сгорели два дома. Об этом сообщила пресс-секретарь полиции Анна Лескова.\n\n"
        "По её словам, никто не пострадал."
    )
    assert ("никто не пострадал", ["Анна Лескова"]) in told(text, "ru")


def test_who_tells_of_news_and_explains_them_tells_both(told):
    text = "На рынке погибли люди. Об этом сообщил врач больницы, пояснив, что погибших пятнадцать."
    assert [content for content, _ in told(text, "ru")] == ["На рынке погибли люди.", "погибших пятнадцать"]


def test_ukrainian_offices_lead_on_to_their_holders_and_names_in_marks_are_whole(told):
    ((_, (who,)),) = told(
        "Уповноважений Верховної Ради України з прав людини Дмитро Ковтун заявив, що полонених катують.", "uk"
    )
    assert who == "Дмитро Ковтун"
    ((_, (body,)),) = told('Організація "Лікарі без меж" повідомила, що лікарня згоріла.', "uk")
    assert "без меж" in body


def test_what_a_sentence_is_about_is_told_by_nobody_else(told):
    found = told("За словами рятувальників, це катастрофа, адже йдеться про десятки загиблих.", "uk")
    assert len(found) == 1
    assert found[0][1] == ["рятувальники"]


def test_their_own_words_are_no_other_speakers(told):
    text = "Военные подтвердили, что удары нанесены в ответ на, по их словам, нарушение соглашения."
    ((content, who),) = told(text, "ru")
    assert content.startswith("удары нанесены")
    assert who == ["Военные"]


def test_abbreviations_that_no_dictionary_has_are_not_inflected(told):
    assert told("В заявлении ЦАХАЛ говорится, что отряд отошёл.", "ru") == [("отряд отошёл", ["ЦАХАЛ"])]
