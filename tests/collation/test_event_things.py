"""What an event's mentions tell of things: one kind counted by several, its range and who claims it."""

import pytest

from hand_built import by_id, report, words
from stemma.collation import collate_events
from stemma.collation.things import event_things
from stemma.records import EventMention, Place, Span, Thing, Time

KORIN = Place("Korin", Span(0, 1), "Korin", 48.5, 37.5, "1", "XX", precision="settlement", radius_km=3.0)
MONDAY = Time("Monday", Span(0, 1), value="2023-03-06", start="2023-03-06", end="2023-03-06", precision="day")

A = report("a", "Drones flew at Korin.", outlet="Ashford Post", published="2023-03-06")
B = report("b", "Drones flew at Korin on Monday.", outlet="Belmore News", published="2023-03-07")
C = report("c", "Drones came to Korin.", outlet="Corvane Star", published="2023-03-08")
SITE = ("hit", "military")
REPORTS = by_id(A, B, C)


def thing(text, best, name="drone", role="stopped", kind="airborne", **fields):
    low = fields.pop("low", best)
    high = fields.pop("high", best)
    return Thing(role, name, kind, best, low, high, "exactly", Span(0, 1), text, **fields)


def mention(where, *things, status="occurred", number=0):
    told = words(where.text, "Korin")
    return EventMention(
        id=f"e-{where.id}-{number}", report=where.id, sentence=0, block="body", trigger=told, extent=told,
        type="Explosions/Remote violence", place=KORIN, time=MONDAY, status=status, things=things,
    )  # fmt: skip


def counted(*mentions, status="occurred"):
    return event_things(mentions, status, REPORTS)


def test_a_number_has_its_range_and_its_claimants():
    (one,) = counted(
        mention(A, thing("nine drones", 9, claimant="the governor")),
        mention(B, thing("12 drones", 12)),
        mention(C, thing("12 attack drones", 12, "attack drone")),
    )
    assert (one.role, one.name, one.kind) == ("stopped", "drone", "airborne")
    assert (one.low, one.best, one.high, one.at_least, one.text) == (9, 12, 12, False, "12 drones")
    assert one.claimants == (
        "the governor: nine drones", "Belmore News: 12 drones", "Corvane Star: 12 attack drones",
    )  # fmt: skip
    assert one.mentions == ("e-a-0", "e-b-0", "e-c-0")


def test_of_one_claimant_in_one_report_only_the_largest_number_counts():
    (one,) = counted(
        mention(A, thing("a drone", 1), thing("more than 20 drones", 20, high=None)),
        mention(A, thing("drones", None, low=None, high=None), number=1),
    )
    assert (one.low, one.best, one.high, one.at_least) == (20, 20, 20, True)
    assert one.claimants == (
        "Ashford Post: a drone",
        "Ashford Post: more than 20 drones",
        "Ashford Post: drones",
    )


def test_words_without_a_number_give_none():
    dozens, bare = counted(
        mention(A, thing("dozens of drones", None, low=24, high=None)),
        mention(B, thing("tanks", None, "tank", "hit", "vehicle", low=None, high=None)),
    )
    assert (dozens.low, dozens.best, dozens.high, dozens.text) == (24, None, None, "dozens of drones")
    assert (bare.low, bare.best, bare.high, bare.text) == (None, None, None, "tanks")


@pytest.mark.parametrize(
    ("left", "right", "together"),
    [
        (thing("12 drones", 12), thing("two UAVs", 2, "uav"), True),
        (thing("an airbase", 1, "airbase", *SITE), thing("one air base", 1, "air base", *SITE), True),
        (thing("a camp", 1, "camp", "hit", "home"), thing("a camp", 1, "camp", "destroyed", "home"), False),
        (thing("two drones", 2), thing("two missiles", 2, "missile"), False),
    ],
)  # fmt: skip
def test_what_is_one_thing(left, right, together):
    assert len(counted(mention(A, left), mention(B, right))) == (1 if together else 2)


def test_what_one_report_tells_apart_stays_apart():
    found = counted(
        mention(
            A, thing("12 attack drones", 12, "attack drone"), thing("three decoy drones", 3, "decoy drone")
        ),
        mention(B, thing("13 attack drones", 13, "attack drone")),
    )
    assert [(one.name, one.low, one.high) for one in found] == [
        ("attack drone", 12, 13),
        ("decoy drone", 3, 3),
    ]


def test_who_denies_an_event_tells_nothing_of_its_things():
    told = (mention(A, thing("12 drones", 12)), mention(B, thing("200 drones", 200), status="denied"))
    assert [one.high for one in counted(*told)] == [12]
    assert [one.high for one in counted(*told, status="denied")] == [200]


def test_events_hold_their_things_in_the_order_of_what_became_of_them():
    (event,) = collate_events(
        REPORTS,
        [
            mention(A, thing("two homes", 2, "home", "hit", "home"), thing("12 drones", 12)),
            mention(B, thing("nine drones", 9)),
        ],
        (),
        (),
    )
    assert [(one.role, one.low, one.high) for one in event.things] == [("stopped", 9, 12), ("hit", 2, 2)]
