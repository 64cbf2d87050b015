"""Who is told of again: by office, by kind, by "it", "they" and "both", or by a name that comes later."""

import pytest

from stemma.attribution.figures import bare


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Ministry spokesman Tarik al-Kelmi said two guards died. Eleven were hurt, Kelmi said.",
            "Tarik al-Kelmi",
        ),
        (
            "Karelian spokesman Sami Orlan said a ship was hit. The ship sank, the Karelian official said.",
            "Sami Orlan",
        ),
        ("The militia left. The mission VORONAID said Sunday it saw no sign that it had.", "VORONAID"),
        (
            "Village elders sent a film showing what they said was a downed drone.",
            "Village elders",
        ),
        (
            "Kelm guards freed three men on Monday who they said were traders.",
            "Kelm guards",
        ),
        (
            (
                "The Kelm Liberation Front said its men held the hill. Shells fell on the road all night."
                " The rebel group said the army had fled."
            ),
            "Kelm Liberation Front",
        ),
        (
            (
                "The Kelm Liberation Front said it had struck a base. Norway has not answered the"
                " claim. It has warned that ports may close."
            ),
            "Norway",
        ),
        ("Vorona resident U Mint, 51, said: “The roofs were gone by noon.”", "U Mint"),
        (
            "Wells ran dry, farmers of the valley and the KLF said. They said cattle had died.",
            "farmers of the valley and KLF",
        ),
        (
            "Ten were killed, the mayor and an aid group said on Friday. Both said a school had been hit.",
            "mayor and an aid group",
        ),
    ],
)
def test_last_speaker_is_told_of_again(said, text, last):
    assert said(text)[-1].chain[0].entity == last


def test_role_gets_the_name_that_comes_later(said):
    text = (
        "Fighting may spread, the head of the Karelia Relief Mission in the north has warned.\n\n"
        "“We cannot reach the camps by road,” said Ada Orlan, head of the Karelia Relief Mission."
    )
    assert [m.chain[0].entity for m in said(text)] == ["Ada Orlan", "Ada Orlan"]


def test_role_of_another_body_keeps_its_words(said):
    text = (
        "Fighting may spread, the head of the Vorona police has warned.\n\n"
        "“We cannot reach the camps by road,” said Ada Orlan, head of the Karelia Relief Mission."
    )
    assert said(text)[0].chain[0].entity != "Ada Orlan"


@pytest.mark.parametrize(
    ("told", "first"),
    [
        ("the mayor Ada Orlan told the Wire.", "Ada Orlan"),
        ("the deputy mayor Ada Orlan told the Wire.", "mayor"),
        ("mayor Ada Orlan told the Wire. “It was loud,” said Sami Kelm, mayor of Vorona.", "mayor"),
    ],
)
def test_an_office_in_a_headline_is_its_only_holder(said, told, first):
    text = f"Two killed as shells hit hospital - mayor\n\nShells hit the hospital on Monday, {told}"
    assert said(text)[0].chain[0].entity == first


@pytest.mark.parametrize(
    ("word", "without"),
    [("al-kelmi", "kelmi"), ("kelmi", "kelmi"), ("el-", "el-"), ("jean-paul", "jean-paul")],
)
def test_bare_surname(word, without):
    assert bare(word) == without
