"""Times in Russian and Ukrainian, read from the text alone (no parser is needed)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.records import Block, ParsedReport, Report, Sentence, Token
from stemma.times import find_times

PUBLISHED = "2024-05-07"  # a Tuesday


def times(text, language="ru", published=PUBLISHED, tokens=()):
    report = Report("r", "", text, (Block("body", 0, len(text)),), published=published, language=language)
    parsed = ParsedReport("r", (Sentence(0, 0, 0, len(text), tokens),), "none")
    return find_times(report, parsed)


@pytest.mark.parametrize(
    ("text", "language", "start", "end"),
    [
        ("сегодня утром", "ru", "2024-05-07", "2024-05-07"),
        ("вчерашнего обстрела", "ru", "2024-05-06", "2024-05-06"),
        ("накануне", "ru", "2024-05-06", "2024-05-06"),
        ("в ночь на 6 мая", "ru", "2024-05-06", "2024-05-06"),
        ("в ночь с 4 на 5 мая 2023 года", "ru", "2023-05-05", "2023-05-05"),
        ("в ночь на понедельник", "ru", "2024-05-06", "2024-05-06"),
        ("в понедельник", "ru", "2024-05-06", "2024-05-06"),
        ("во вторник", "ru", "2024-05-07", "2024-05-07"),
        ("в минувший вторник", "ru", "2024-04-30", "2024-04-30"),
        ("в декабре прошлого года", "ru", "2023-12-01", "2023-12-31"),
        ("5 марта прошлого года", "ru", "2023-03-05", "2023-03-05"),
        ("в прошлом году, 5 июня", "ru", "2023-06-05", "2023-06-05"),
        ("в феврале этого года", "ru", "2024-02-01", "2024-02-29"),
        ("у червні минулого року", "uk", "2023-06-01", "2023-06-30"),
        ("торік у червні", "uk", "2023-06-01", "2023-06-30"),
        ("з 3 по 5 травня минулого року", "uk", "2023-05-03", "2023-05-05"),
        ("у минулому році", "uk", "2023-01-01", "2023-12-31"),
        ("в ближайшую среду", "ru", "2024-05-08", "2024-05-08"),
        ("на прошлой неделе", "ru", "2024-04-29", "2024-05-05"),
        ("15 декабря", "ru", "2023-12-15", "2023-12-15"),
        ("в мае 2023 года", "ru", "2023-05-01", "2023-05-31"),
        ("с 3 по 5 мая", "ru", "2024-05-03", "2024-05-05"),
        ("с 29 апреля по 5 мая", "ru", "2024-04-29", "2024-05-05"),
        ("05.04.2024", "ru", "2024-04-05", "2024-04-05"),
        ("два дня назад", "ru", "2024-05-05", "2024-05-05"),
        ("за минувшие сутки", "ru", "2024-05-06", "2024-05-07"),
        ("прошлой ночью", "ru", "2024-05-07", "2024-05-07"),
        ("учора ввечері", "uk", "2024-05-06", "2024-05-06"),
        ("У ніч на 5 травня", "uk", "2024-05-05", "2024-05-05"),
        ("у п’ятницю", "uk", "2024-05-03", "2024-05-03"),
        ("вранці 5 травня", "uk", "2024-05-05", "2024-05-05"),
        ("минулої доби", "uk", "2024-05-06", "2024-05-07"),
        ("минулого тижня", "uk", "2024-04-29", "2024-05-05"),
        ("торік", "uk", "2023-01-01", "2023-12-31"),
        ("три дні тому", "uk", "2024-05-04", "2024-05-04"),
    ],
)
def test_times_are_anchored_on_publication(text, language, start, end):
    (time,) = times(text, language)
    assert (time.start, time.end) == (start, end)
    assert time.text in text


def test_a_verb_in_the_future_moves_a_weekday_ahead():
    verb = Token(0, 7, "пройдёт", "пройти", "VERB", "Tense=Fut", "root", 0)
    (time,) = times("Пройдёт в четверг", tokens=(verb,))
    assert time.start == "2024-05-09"


@pytest.mark.parametrize(
    ("published", "reason"),
    [
        (None, "no publication date to anchor it"),
        ("2024-05", "the publication date is known to the month only"),
    ],
)
def test_without_a_day_of_publication_nothing_is_guessed(published, reason):
    (time,) = times("вчера", published=published)
    assert time.start is None
    assert time.reason == reason


def test_an_eve_of_something_is_not_the_day_before():
    tokens = (
        Token(0, 8, "Накануне", "накануне", "ADV", "", "advmod", 0),
        Token(9, 16, "выборов", "выборы", "NOUN", "Case=Gen|Number=Plur", "obl", 0),
    )
    assert not times("Накануне выборов", tokens=tokens)


@pytest.mark.parametrize(
    "text", ["31 июня", "марш прошёл мимо", "три среды обитания", "45 лет", "999999 недель назад"]
)
def test_what_only_looks_like_a_time(text):
    assert not times(text)


@given(st.text(alphabet="0123456789 .-майянднявчерсгоутмиі'«», ", max_size=60), st.sampled_from(["ru", "uk"]))
def test_offsets_hold_the_words(text, language):
    for time in times(text, language):
        assert text[time.span.start : time.span.end] == time.text
