"""Capitals abroad are where governments sit: who acts or speaks, and seldom where an act of force was."""

import pytest

TOWN = {"precision": "settlement", "country": "XA", "lat": 49.0, "lon": 36.0, "kind": "settlement"}
SEAT = {"precision": "settlement", "country": "XB", "lat": 10.0, "lon": 20.0, "kind": "capital"}
HOME = " Families left Orlivka and Korin on foot."


def coded(code, text):
    places = {"Strelsau": SEAT, "Orlivka": TOWN, "Korin": {**TOWN, "lat": 49.5}}
    return [one for one in code(text + HOME, places=places) if one.type]


@pytest.mark.parametrize(
    "text",
    [
        "Strelsau has been waging an air campaign against the rebels for a year.",
        "In Strelsau the ministry confirmed eight air strikes against the rebels.",
        "The minister cancelled a visit to Strelsau after the poison gas attack.",
    ],
)
def test_a_capital_abroad_that_acts_or_speaks_is_no_place_of_an_act(code, text):
    found = coded(code, text)
    assert found
    assert all(one.place is None or one.place.name != "Strelsau" for one in found)
    assert any("; not taken: Strelsau, abroad" in one.rule for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb exploded in Strelsau on Monday and killed four people.",
        "Rockets hit Strelsau at night, killing four people.",
        "A blast in a market in Strelsau killed four people.",
        "Hundreds protested outside the embassy in Strelsau.",
    ],
)
def test_an_act_that_is_told_to_be_in_a_capital_abroad_is_there(code, text):
    assert any(one.place is not None and one.place.name == "Strelsau" for one in coded(code, text))


def test_what_points_back_to_an_act_in_a_capital_abroad_is_there_too(code):
    found = coded(code, "A car bomb exploded in Strelsau on Monday. The blast killed four people.")
    assert [one.place.name for one in found if one.place] == ["Strelsau"] * len(found)


def test_without_a_home_of_the_report_nothing_is_abroad(code):
    found = code("Strelsau has been bombing the rebels for a year.", places={"Strelsau": SEAT})
    assert all("abroad" not in one.rule for one in found)
