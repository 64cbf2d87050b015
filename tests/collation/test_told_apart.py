"""Acts of one report that its words tell apart, and tolls of several kinds of people."""

from msgspec.structs import replace
from test_collate_events import KORIN, SHELLS, VELMORA, A, B, collated, event, killed

from stemma.collation.told_apart import told_apart
from stemma.records import Actor, Span

_FOUGHT = {"type": "Battles", "sub_type": "Armed clash"}
_BOMBED = {"type": "Explosions/Remote violence", "sub_type": "Air/drone strike"}
_ARMY = Actor("the army", Span(0, 1), "army", "military")
_REBELS = Actor("rebels", Span(0, 1), "rebels", "armed_group")
_CLASH = "lexicon:armed_clash>armed_clash; place: sentence; time: attached"
_SHELLED = "lexicon:shelling>shelling; place: sentence; time: attached"
_FROM_AIR = "lexicon:air_strike>air_strike; place: sentence; time: attached"
_OPEN = "lexicon:assault>shelling; place: sentence; time: attached"


def two(first, second):
    """Return two mentions of one report, in two sentences."""
    one = event(A, number=0, **first)
    return one, replace(event(A, number=1, **second), sentence=1)


def test_a_clash_and_a_shelling_of_one_report_are_two():
    one, other = two({"kinds": _FOUGHT, "rule": _CLASH}, {"rule": _SHELLED})
    assert told_apart(one, other)
    assert len(collated(one, other)) == 2


def test_a_word_that_leaves_the_kind_open_tells_no_second_act():
    one, other = two({"kinds": _FOUGHT, "rule": _CLASH}, {"rule": _OPEN})
    assert not told_apart(one, other)


def test_what_points_back_is_no_second_act():
    one, other = two({"kinds": _FOUGHT, "rule": _CLASH}, {"rule": _SHELLED})
    assert not told_apart(one, replace(other, antecedent=one.id))


def test_two_reports_may_call_one_act_by_two_names():
    one = event(A, kinds=_FOUGHT, rule=_CLASH)
    assert not told_apart(one, event(B, rule=_SHELLED))


def test_shells_of_one_side_and_bombs_of_another_are_two_acts():
    by_rebels, by_army = (
        {"rule": _SHELLED, "actor": _REBELS},
        {"kinds": _BOMBED, "rule": _FROM_AIR, "actor": _ARMY},
    )
    assert told_apart(*two(by_rebels, by_army))
    assert not told_apart(*two(by_rebels, {**by_army, "actor": None}))


def test_two_towns_of_their_own_are_two_acts():
    own = {"rule": _SHELLED.replace("place: sentence", "place: attached")}
    assert told_apart(*two({**own, "place": KORIN}, {**own, "place": VELMORA}))
    assert not told_apart(*two({**own, "place": KORIN}, {**own, "place": KORIN}))


def test_two_kinds_with_two_tolls_are_two_acts():
    one, other = two(
        {"kinds": SHELLS, "casualties": (killed(4, "four"),)},
        {"kinds": _FOUGHT, "casualties": (killed(9, "nine"),)},
    )
    assert told_apart(one, other)
    assert not told_apart(one, replace(other, casualties=one.casualties))


def test_a_known_party_is_the_actor_before_bare_nouns():
    known = Actor("the Korin Front", Span(0, 1), "Korin Front", "armed_group", "Korin Front")
    first, second = event(A, actor=_REBELS), replace(event(B), actor=known)
    third = event(A, number=1, actor=_REBELS)
    (found,) = collated(first, second, third)
    assert found.actor == "Korin Front"


def test_a_list_of_kinds_of_people_is_summed():
    text = A.text
    first = replace(killed(2, "two women"), victims="woman", span=Span(0, 5))
    second = replace(killed(1, "a child"), victims="child", span=Span(10, 13))
    assert text[5:10].split() == ["was"]  # no "and" between them
    (apart,) = collated(event(A, casualties=(first, second)))
    assert apart.fatalities.best == 2

    joined = replace(A, text="Two women and a child died, Korin was shelled on Monday.")
    first, second = replace(first, span=Span(0, 9)), replace(second, span=Span(14, 21))
    (found,) = collated(event(joined, casualties=(first, second)), reports=(joined,))
    assert found.fatalities.best == 3


def test_a_group_and_an_army_did_two_acts_unless_two_are_blamed_for_one():
    killed_by = {"rule": "lexicon:killing>attack; place: none", "kinds": {**SHELLS, "sub_type": "Attack"}}
    assert told_apart(*two({**killed_by, "actor": _REBELS}, {**killed_by, "actor": _ARMY}))
    assert not told_apart(*two({"rule": _SHELLED, "actor": _REBELS}, {"rule": _SHELLED, "actor": _ARMY}))


def test_of_two_kinds_told_alike_the_one_that_is_named_counts():
    first = event(A, rule="lexicon:killing>attack", kinds={**SHELLS, "sub_type": "Attack"})
    second = event(B, rule=_SHELLED)
    (found,) = collated(first, second)
    assert found.sub_type == SHELLS["sub_type"]
