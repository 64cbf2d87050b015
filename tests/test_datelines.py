"""Datelines: where, when and for which agency, before a report's first words."""

import pytest

from stemma.datelines import dateline_at


@pytest.mark.parametrize(
    ("line", "house"),
    [
        ("BEIRUT (Vorona Wire) — ", "Vorona Wire"),
        ("Tarsa, June 28 (VOW) ", "VOW"),
        ("Tarsa, Orlan, 4 May 2022 (Wire) ", "Wire"),
        ("(PORTAL- VoronaWire) ", "VoronaWire"),
        ("Tarsa, October 11, VORTAC\n", "VORTAC"),
        ("Gaza, June 3, Vorona Agency – ", "Vorona Agency"),
        ("Tarsa, VOW- ", "VOW"),
        ("Mariupol, April 5: ", ""),
        ("KYIV: ", ""),
        ("BEIRUT (Lebanon): ", ""),
        ("Goma (DR Congo) — ", ""),
        ("TEHRAN (Iran Courier) — ", "Iran Courier"),
    ],
)
def test_lines(line: str, house: str) -> None:
    text = f"{line}At least two shells hit the harbour."
    found = dateline_at(text, 0, len(text), opening=True)
    assert found is not None
    assert text[found.span.start : found.span.end] == line
    assert found.house == house
    if house:
        assert found.where is not None
        assert text[found.where.start : found.where.end] == house


@pytest.mark.parametrize(
    "text",
    [
        "On June 3, rebels took the town.",
        "In Kherson, June 3 was a bad day.",
        "(Photo) The army took the town.",
        "Russia (which denies it) The army",
        "",
        "The army said (on Monday) The",
    ],
)
def test_no_dateline(text: str) -> None:
    assert dateline_at(text, 0, len(text), opening=True) is None


def test_brackets_alone_only_at_the_beginning() -> None:
    text = "(Vorona Wire) Troops took the town."
    assert dateline_at(text, 0, len(text)) is None
    assert dateline_at(text, 0, len(text), opening=True) is not None
