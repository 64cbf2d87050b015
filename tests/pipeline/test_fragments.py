"""Analysis of texts put together from pieces: no text, however broken, may fail in a room."""

import random

import pytest

from stemma.pipeline.analysing import Analyst, real_analyst
from stemma.records import Block, Report

ROUNDS = 60
ENGLISH = (
    "Shelling killed at least 12 people in Kupiansk on Friday, the governor, Olena Tkach, told the agency.",
    "“We hit the depot,” he said, according to two officials who spoke on condition of anonymity.",
    "The army denied any involvement | Karelian TV reports: between 5 and 9 wounded (three of them children)",
    "MOROVIA 12 May (Vorona) - Rebels, who it said were armed abroad, claimed responsibility for the raid.",
)
SLAVIC = (
    "В ночь на 5 мая обстреляли Херсон: погибли от 5 до 7 человек, ещё трое ранены, сообщил губернатор.",
    "По его словам, передаёт агентство, взрывы слышали в Курской и Белгородской областях 2 недели назад.",
    "Минулої доби ворог атакував Куп'янськ, Вовчанськ та с. Липці; поранено двоє людей, повідомили в ОВА.",
)


@pytest.fixture(scope="module")
def analyst() -> Analyst:
    return real_analyst()


def in_pieces(texts: tuple[str, ...], chance: random.Random) -> str:
    """Return runs of words of the texts, broken anywhere and joined by anything."""
    pieces = []
    for _ in range(chance.randint(1, 5)):
        words = chance.choice(texts).split(" ")
        first = chance.randrange(len(words))
        pieces.append(" ".join(words[first : first + chance.randint(1, 9)]))
    return chance.choice((" ", ". ", "\n\n", ", ", " - ", "")).join(pieces)


def one_block(id_: str, text: str, **fields: str) -> Report:
    return Report(id_, "0" * 64, text, (Block("body", 0, len(text)),), **fields)


@pytest.mark.parametrize(("language", "texts"), [("en", ENGLISH), ("ru", SLAVIC[:2]), ("uk", SLAVIC[2:])])
def test_no_room_fails_on_pieces_of_text(analyst, language, texts):
    chance = random.Random(7)
    reports = [
        one_block(f"r-{number}", in_pieces(texts, chance), published="2022-05-12", language=language)
        for number in range(ROUNDS)
    ]
    assert [analysis.error for analysis in analyst.analyse(reports)] == [""] * ROUNDS


@pytest.mark.parametrize(
    "text", ["The shells wounded between 5 and", "Погибли от 5 до", "on Friday.", "“", "- 12 -"]
)
def test_texts_that_break_off_are_analysed(analyst, text):
    (analysis,) = analyst.analyse([one_block("r-broken", text, published="2022-05-12", language="en")])
    assert analysis.error == ""
