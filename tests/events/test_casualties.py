"""Casualty figures: value, comparator, class and kind of count."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling left at least three civilians dead and wounded seven.",
         [("killed", "at_least", 3, "civilian"), ("injured", "exactly", 7, "")]),
        ("The air strike killed 12 soldiers and two medics.",
         [("killed", "exactly", 12, "soldier"), ("killed", "exactly", 2, "medic")]),
        ("More than 1,200 people were injured in the attack.", [("injured", "more_than", 1200, "people")]),
        ("Up to twenty-five fighters died in the ambush.", [("killed", "at_most", 25, "fighter")]),
        ("Dozens of villagers were killed in the raid.", [("killed", "vague", None, "villager")]),
        ("The bombing claimed the lives of eight children.", [("killed", "exactly", 8, "child")]),
        ("Between 10 and 20 people were killed in the blast.", [("killed", "range", None, "people")]),
        ("Gunmen abducted four aid workers.", [("captured", "exactly", 4, "worker")]),
        ("Shelling killed a teacher.", [("killed", "exactly", 1, "teacher")]),
        ("Shelling killed 30 people, including 12 children.", [("killed", "exactly", 30, "people")]),
        ("The strikes destroyed 30 houses and killed two people.", [("killed", "exactly", 2, "people")]),
    ],
)  # fmt: skip
def test_figures(code, text, expected):
    found = [item for event in code(text) for item in event.casualties]
    assert [(item.measure, item.comparator, item.best, item.victims) for item in found] == expected


def test_a_whole_wars_toll_belongs_to_no_event(code):
    assert code("The conflict has killed more than 300,000 people.") == ()
