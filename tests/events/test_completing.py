"""What one mention of an act lacks and its other mentions tell: where, when, who, to whom."""

import pytest

from stemma.events.completing import Act
from stemma.records import Actor, EventMention, Place, Span, Thing, Time, Words

_TOWN = Place("Korin", Span(0, 5), "Korin", 49.0, 36.0, precision="settlement", country="XA")
_OTHER = Place("Dolyna", Span(0, 6), "Dolyna", 47.0, 31.0, precision="settlement", country="XA")
_REGION = Place("Korin province", Span(0, 5), "Korin province", 49.1, 36.1, precision="region",
                country="XA", radius_km=60.0)  # fmt: skip
_VILLAGE = Place("Tarlun", Span(0, 6), "Tarlun", 49.1, 36.1, precision="region", country="XA", radius_km=60.0,
                 relation="probably in Korin province", rule="text:report")  # fmt: skip
_MONDAY = Time("Monday", Span(0, 6), start="2024-04-29", end="2024-04-29", precision="day")
_ARMY = Actor("army", Span(0, 4), "army", "military", "Zorvia", "XA")
_REBELS = Actor("rebels", Span(0, 6), "rebels", "armed_group")
_PEOPLE = Actor("people", Span(0, 6), "people", "civilians")
_RULE = "lexicon:assault>attack; place: attached; time: attached"


def act(number: int, rule: str = _RULE, **fields) -> EventMention:
    words = Words((Span(number, number + 1),), "attack")
    return EventMention(f"e{number}", "r", number, "body", words, words, rule=rule, **fields)


def test_a_later_mention_has_what_the_first_tells():
    told = act(1, place=_TOWN, time=_MONDAY, actor=_ARMY, target=_PEOPLE)
    bare = act(2, "lexicon:assault>attack; place: none; time: none")
    found = Act.of([told, bare]).completed(bare)
    assert (found.place, found.time, found.actor, found.target) == (_TOWN, _MONDAY, _ARMY, _PEOPLE)
    assert found.rule == (
        "lexicon:assault>attack; place: of its act; time: of its act; actor: of its act; target: of its act"
    )


def test_who_is_told_replaces_who_was_only_chosen():
    told = act(1, actor=_ARMY)
    chosen = act(2, f"{_RULE}; actor: chosen, 0.60", actor=_REBELS)
    assert Act.of([told, chosen]).completed(chosen).actor == _ARMY
    assert Act.of([told, told]).completed(told).rule == _RULE


def test_of_two_who_are_told_neither_is_passed_on():
    one, other, bare = act(1, actor=_ARMY, place=_TOWN), act(2, actor=_REBELS, place=_OTHER), act(3)
    found = Act.of([one, other, bare]).completed(bare)
    assert (found.actor, found.place) == (None, None)


def test_nobody_did_it_to_themselves_and_who_denied_it_did_not():
    told = act(1, actor=_ARMY)
    hit = act(2, target=_ARMY)
    denied = act(3, f"{_RULE}; actor: denied")
    whole = Act.of([told, denied])
    assert whole.completed(hit).actor is None
    assert whole.completed(denied).actor is None


@pytest.mark.parametrize("fine", [_TOWN, _VILLAGE])
def test_a_region_gives_way_to_the_town_or_village_in_it(fine):
    told, wide = act(1, place=fine), act(2, place=_REGION)
    assert Act.of([told, wide]).completed(wide).place == fine
    elsewhere = act(3, place=_OTHER)
    assert Act.of([told, wide]).completed(elsewhere).place == _OTHER


def test_who_was_hit_is_not_passed_to_a_mention_that_tells_what_was():
    told = act(1, target=_PEOPLE)
    thing = Thing("destroyed", "house", "home", 2, 2, 2, "exactly", Span(0, 5), "two houses")
    assert Act.of([told, told]).completed(act(2, things=(thing,))).target is None


def test_a_single_mention_completes_nothing():
    assert Act.of([act(1, actor=_ARMY, place=_TOWN)]) == Act(None, None, None, None)
