"""Tolls, attacks and the dead of a war that Russian and Ukrainian reports tell."""

import pytest

from hand_built import by_id, mention, report
from stemma.collation import collate_claims
from stemma.collation.numbers import figures
from stemma.collation.whereabouts import places_in
from stemma.collation.words import words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В результате удара погибли 17 человек, ещё 30 ранены", [(17, "killed"), (30, "injured")]),
        ("Унаслідок удару загинуло 17 людей, ще 30 поранено", [(17, "killed"), (30, "injured")]),
        ("погибли три человека и ранены пятеро детей", [(3, "killed"), (5, "injured")]),
        ("число погибших выросло до 20", [(20, "killed")]),
        ("Понад 20 людей загинули", [(20, "killed")]),
        ("из города вывезли 20 автобусов", [(20, "")]),
        ("6 травня загинула 54-річна жінка", []),
        ("2 декабря погибли двое", [(2, "killed")]),
    ],
)
def test_tolls(text, expected):
    assert [(one.value, one.measure) for one in figures(words_of([text], [0]))] == expected


def test_bounds_of_tolls():
    told = ("По меньшей мере 12 мирных жителей убиты", "Щонайменше 12 людей загинули", "около 12 раненых")
    found = [figures(words_of([text], [0]))[0].comparator for text in told]
    assert found == ["at_least", "at_least", "about"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("в Вельморе погибли двое", {"вельморе"}),
        ("у Вельморі поранено трьох", {"вельморі"}),
        ("в Тарсской области", {"тарсскои"}),
        ("сообщили в Минобороны", set()),
        ("как говорят в ГСЧС", set()),
    ],
)
def test_places(text, expected):
    assert places_in(words_of([text], [0])) == expected


def _claims(*told, days=(1, 1)):
    reports = [
        report(name, f"{text}.", published=f"2024-03-{day:02}", language="ru")
        for name, day, text in zip("ab", days, told, strict=True)
    ]
    mentions = [mention(one, text) for one, text in zip(reports, told, strict=True)]
    return len(collate_claims(by_id(*reports), mentions, ()))


@pytest.mark.parametrize(
    ("one", "other", "claims"),
    [
        pytest.param(
            "При ракетном ударе по рынку в Вельморе погибли 17 человек",
            "Число погибших от ракетного обстрела рынка в Вельморе выросло до 21",
            1, id="one attack, a toll that grew",
        ),
        pytest.param(
            "Внаслідок ракетного удару по ринку у Вельморі загинуло 17 людей",
            "Кількість загиблих від обстрілу ринку у Вельморі зросла до 21",
            1, id="the same in Ukrainian",
        ),
        pytest.param(
            "При ракетном ударе по рынку в Вельморе погибли 17 человек",
            "При ракетном обстреле рынка в Тарсе погибли 21 человек",
            2, id="two towns",
        ),
        pytest.param(
            "При ракетном ударе по рынку в Вельморе погибли 17 человек",
            "При взрыве на вокзале в Вельморе погиб 21 человек",
            2, id="two attacks of one town",
        ),
        pytest.param(
            "С начала войны погибли более 50000 человек",
            "За время войны, с её начала, убиты около 52000 человек",
            1, id="the dead of one war",
        ),
    ],
)  # fmt: skip
def test_one_attack_and_one_war(one, other, claims):
    assert _claims(one, other) == claims
