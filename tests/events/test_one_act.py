"""Which mentions of one report tell one act: weighed in pairs, gathered by their mean, put to the first."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hand_built import report
from stemma.collation import collate_events
from stemma.events.act_signs import kinship, signs_of
from stemma.events.choosing import ACT, load_model
from stemma.events.one_act import BOUND, MOST, chance, gathered, with_acts
from stemma.records import EventMention, Place, Span, Time, Words

_CITY = Place("Orlivka", Span(0, 7), "Orlivka", 49.0, 36.0, precision="settlement", country="XA")
_FAR = Place("Dolyna", Span(0, 6), "Dolyna", 47.0, 31.0, precision="settlement", country="XA")
_LAND = Place("Zorvia", Span(0, 6), "Zorvia", 48.0, 33.0, precision="country", country="XA")
_MONDAY = Time("Monday", Span(0, 6), start="2024-04-29", end="2024-04-29", precision="day")
_MARCH = Time("3 March", Span(0, 7), start="2024-03-03", end="2024-03-03", precision="day")
_HERE = "; place: attached"


def act(number: int, kind: str = "Suicide bomb", **fields) -> EventMention:
    fields.setdefault("rule", "lexicon:suicide_bomb>suicide_bomb; place: attached; time: none")
    return EventMention(
        id=f"e{number}", report="r", sentence=fields.pop("sentence", number), block="body",
        trigger=Words((Span(number * 10, number * 10 + 5),), "blast"), extent=Words((Span(0, 5),), "blast"),
        type="Explosions/Remote violence", sub_type=kind, **fields,
    )  # fmt: skip


def test_an_attack_told_by_several_words_is_one_event_and_says_how_likely(code, parse):
    text = (
        "A suicide bomber killed nine people at a market in Orlivka on Monday. "
        "The blast destroyed two shops. The attack was the first in the town."
    )
    told = {"start": "2024-04-29", "end": "2024-04-29", "precision": "day", "type": "DATE"}
    found = [one for one in code(text, places=("Orlivka",), times={"Monday": told}) if one.type]
    assert len(found) >= 2
    first, *later = found
    assert "; act: told first, " in first.rule
    assert not first.antecedent
    assert all("; act: told before, 0." in one.rule and one.antecedent == first.id for one in later)
    told_by = parse(text)[0]
    (event,) = collate_events({told_by.id: told_by}, found, (), ())
    assert any("one report tells of one act (chosen, 0." in link.reason for link in event.links)


def test_one_act_or_two_is_what_the_coder_says_whatever_else_would_join_or_part_them():
    one = act(1, place=_CITY, rule="lexicon:ied>ied; place: attached; act: told first, 1.00")
    other = act(2, "Shelling/artillery/missile attack", place=_FAR, antecedent="e1",
                rule="lexicon:shelling>shelling; place: chosen, 0.40; act: told before, 0.71")  # fmt: skip
    third = act(3, place=_CITY, rule="lexicon:ied>ied; place: attached; act: told first, 0.80")
    events = collate_events({"r": report("r", "x")}, (one, other, third), (), ())
    assert sorted(len(event.mentions) for event in events) == [1, 2]
    links = [link for event in events for link in event.links if link.kind == "merge"]
    assert [link.reason.partition(";")[0] for link in links] == ["one report tells of one act (chosen, 0.71)"]


def test_mentions_that_were_not_weighed_are_left_to_the_rules():
    one, other = (act(number, place=_CITY, time=_MONDAY, rule=f"lexicon:ied>ied{_HERE}") for number in (1, 2))
    (event,) = collate_events({"r": report("r", "x")}, (one, other), (), ())
    assert len(event.mentions) == 2


def test_who_tells_no_day_takes_the_one_day_of_its_act():
    weights = {"any": 3.0}
    dated = act(1, time=_MONDAY, rule=f"lexicon:ied>ied{_HERE}; time: attached")
    undated = act(2, rule=f"lexicon:ied>ied{_HERE}; time: none")
    found = with_acts(weights, [dated, undated])
    assert found[1].time == _MONDAY
    assert "; time: of its act; act: told before" in found[1].rule
    tuesday = act(3, time=Time("Tuesday", Span(0, 7), start="2024-04-30", end="2024-04-30"),
                  rule=f"lexicon:ied>ied{_HERE}; time: attached")  # fmt: skip
    assert with_acts(weights, [dated, undated, tuesday])[1].time is None


def test_what_is_told_with_a_day_long_past_is_not_told_again_without_one():
    past, news, undated = act(1, time=_MARCH), act(2, time=_MONDAY), act(3)
    assert [pair for pair, _ in signs_of([past, news, undated])] == [(0, 1), (1, 2)]


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("Suicide bomb", "Suicide bomb", "same"),
        ("Air/drone strike", "Shelling/artillery/missile attack", "shelled"),
        ("Attack", "Suicide bomb", "attacked"),
        ("Suicide bomb", "Attack", "attacked"),
        ("Air/drone strike", "Peaceful protest", ""),
        ("Air/drone strike", "Armed clash", ""),
    ],
)
def test_which_kinds_may_be_one_act(one, other, name):
    assert kinship(one, other) == name


def test_the_signs_say_how_places_lie():
    def sign(one, other):
        (_, signs), = signs_of([act(1, place=one), act(2, place=other)])  # fmt: skip
        return next(name for name in signs if name.startswith("place "))

    assert sign(_CITY, _CITY) == "place same own"
    assert sign(_CITY, _FAR) == "place far own"
    assert sign(_LAND, _CITY) == "place in own"
    assert sign(None, _CITY) == "place ? own"


def test_the_bundled_weights_know_a_word_that_points_back():
    model = load_model()
    assert model is not None
    weights = model.weights[ACT]
    assert chance(weights, ["any", "same", "pointed"]) > chance(weights, ["any", "same"])
    assert chance(weights, ["any", "same", "time two own"]) < chance(weights, ["any", "same"])


def test_behind_the_most_that_are_weighed_rules_are_left():
    found = with_acts({"any": -3.0}, [act(number) for number in range(MOST + 2)])
    assert ["act: told first" in one.rule for one in found[-3:]] == [True, False, False]


@given(st.integers(0, 7), st.data())
def test_groups_are_likely_on_the_mean_and_hold_each_number_once(count, data):
    chances = st.floats(0, 1)
    likely = {pair: data.draw(chances) for pair in combinations(range(count), 2) if data.draw(st.booleans())}
    groups = gathered(count, likely, BOUND)
    assert sorted(at for group in groups for at in group) == list(range(count))
    assert groups == gathered(count, dict(reversed(likely.items())), BOUND)
    for group in groups:
        assert group == sorted(group)
    for one, other in combinations(groups, 2):
        between = [likely.get((min(a, b), max(a, b)), 0.0) for a in one for b in other]
        assert sum(between) / len(between) < BOUND + 1e-9
