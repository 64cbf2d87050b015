"""Mentions of one report that are told of one scene, though place and time alone would leave them apart."""

import pytest
from msgspec.structs import replace
from test_collate_events import FRIDAY, KORIN, MONDAY, VELMORA, A, collated, event, killed

from stemma.records import Place, Span, Time

REGION = Place(
    "Korin region", Span(0, 1), "Korin region", 48.6, 37.6, "3", "XX", precision="region", radius_km=80.0
)
COUNTRY = Place("Xia", Span(0, 1), "Xia", 48.6, 37.6, "4", "XX", precision="country", radius_km=300.0)
MONTH = Time(
    "March", Span(0, 1), value="2023-03", start="2023-03-01", end="2023-03-31", precision="month"
)  # fmt: skip


def events(first, second, *, at=1, later=3):
    one = replace(event(A, number=0, **{"time": None, **first}), sentence=at)
    other = replace(event(A, number=1, **{"time": None, **second}), sentence=later)
    return collated(one, other)


def test_one_place_is_one_scene():
    (found,) = events({"place": REGION}, {"place": REGION})
    assert "one kind of act" in found.links[0].reason


def test_a_lead_sums_up_what_is_told_of_a_town():
    assert len(events({"place": REGION}, {"place": KORIN, "time": MONDAY})) == 1
    assert len(events({"place": COUNTRY}, {"place": KORIN})) == 1


@pytest.mark.parametrize(
    ("first", "second", "at"),
    [
        ({"place": REGION}, {"place": KORIN}, 5),  # no lead
        ({"place": KORIN}, {"place": REGION}, 1),  # the wider place comes later
        ({"place": COUNTRY}, {"place": COUNTRY}, 1),
        ({"place": REGION}, {"place": None}, 1),
        ({"place": REGION, "time": MONDAY}, {"place": REGION, "time": FRIDAY}, 1),
        ({"place": REGION, "time": MONTH}, {"place": REGION, "time": FRIDAY}, 1),
        ({"place": KORIN}, {"place": VELMORA}, 1),
        (
            {"place": REGION, "casualties": (killed(4, "four"),)},
            {"place": REGION, "casualties": (killed(40, "40"),)},
            1,
        ),
    ],
)
def test_what_is_no_one_scene(first, second, at):
    assert len(events(first, second, at=at, later=7)) == 2
