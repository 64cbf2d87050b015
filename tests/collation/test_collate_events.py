import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hand_built import by_id, copy, report, words
from stemma.collation import collate_events
from stemma.collation.beside import LARGEST_CROWD
from stemma.collation.happenings import Happening
from stemma.collation.joined import claimed_pairs
from stemma.provenance import event_origins
from stemma.records import Actor, EventMention, Place, Quantity, Range, Span, Time

KORIN = Place("Korin", Span(0, 1), "Korin", 48.5, 37.5, "1", "XX", precision="settlement", radius_km=3.0)
VELMORA = Place(
    "Velmora", Span(0, 1), "Velmora", 49.5, 38.5, "2", "XX", precision="settlement", radius_km=3.0
)
UNKNOWN = Place("the town", Span(0, 1), reason="no such name")
MONDAY = Time("Monday", Span(0, 1), value="2023-03-06", start="2023-03-06", end="2023-03-06", precision="day")
FRIDAY = Time("Friday", Span(0, 1), value="2023-03-10", start="2023-03-10", end="2023-03-10", precision="day")
SHELLS = {"type": "Explosions/Remote violence", "sub_type": "Shelling/artillery/missile attack"}


def killed(best, text, low=None, high=None, comparator="exactly"):
    low = best if low is None else low
    return Quantity("killed", best, low, high if high is not None else best, comparator, "", Span(0, 1), text)


def at_least(best, claimant=""):
    return replace(killed(best, f"at least {best}", comparator="at_least"), high=None, claimant=claimant)


def event(where, place=KORIN, time=MONDAY, number=0, **fields):
    trigger = words(where.text, "shelled") if "shelled" in where.text else words(where.text, where.text)
    kinds = fields.pop("kinds", SHELLS)
    return EventMention(
        id=f"e-{where.id}-{number}", report=where.id, sentence=0, block="body",
        trigger=trigger, extent=trigger,
        place=place, time=time, **kinds, **fields,
    )  # fmt: skip


A = report("a", "Korin was shelled on Monday.", outlet="Ashford Post", published="2023-03-06")
B = report("b", "On Monday Korin was shelled.", outlet="Belmore News", published="2023-03-07")


def collated(*mentions, copies=(), reports=(A, B)):
    return collate_events(by_id(*reports), mentions, (), copies)


def test_one_place_and_day_is_one_event():
    (found,) = collated(event(A), event(B))
    assert len(found.mentions) == 2
    assert (found.place.name, found.start, found.date_precision) == ("Korin", "2023-03-06", "day")
    assert "both in Korin" in found.links[0].reason


@pytest.mark.parametrize(
    "other",
    [
        {"place": VELMORA},
        {"time": FRIDAY},
        {"place": UNKNOWN},
        {"place": None},
        {"status": "planned"},
        {"kinds": {"type": "Protests", "sub_type": "Peaceful protest"}},
    ],
)
def test_another_place_time_type_or_status_or_an_unknown_place_is_left_apart(other):
    assert len(collated(event(A), event(B, **other))) == 2


def test_the_carriers_of_one_strike_are_one_event_however_many_they_are():
    carriers = [
        report(
            f"r{number:03}", "Korin was shelled on Monday.", outlet=f"Post {number}", published="2023-03-07"
        )
        for number in range(LARGEST_CROWD + 20)
    ]
    (found,) = collated(*map(event, carriers), reports=carriers)
    assert len(found.mentions) == len(carriers)


def test_a_claim_that_very_many_make_is_of_one_event():
    carriers = [report(f"r{number:03}", "Korin was shelled.") for number in range(LARGEST_CROWD + 20)]
    happenings = [
        Happening(event(one, place=None, time=None), None, None, "c-1", frozenset()) for one in carriers
    ]
    pairs = claimed_pairs(happenings)
    first, last = happenings[0].mention.id, happenings[-1].mention.id
    assert (first, last) in pairs
    assert len(pairs) == LARGEST_CROWD * (LARGEST_CROWD - 1) / 2 + 20 * 5


def test_a_copied_passage_joins_what_place_and_time_cannot():
    twin = report("b", A.text, outlet="Belmore News")
    found = collated(
        event(A, place=None, time=None),
        event(twin, place=None, time=None),
        copies=(copy(A, twin, A.text),),
        reports=(A, twin),
    )
    assert len(found) == 1
    assert found[0].date_reason == "no time is given"


def test_a_toll_keeps_its_range_and_its_claimants():
    found = collated(
        event(A, casualties=(at_least(3, "the mayor"),)),
        event(B, casualties=(killed(5, "five people"),)),
    )
    (one,) = found
    assert (one.fatalities.low, one.fatalities.best, one.fatalities.high) == (3, 5, 5)
    assert one.fatalities.claimants == ("the mayor: at least 3", "Belmore News: five people")


def test_the_toll_that_most_outlets_give_is_the_best():
    c = report("c", "Korin was shelled, killing three.", outlet="Corvane Star", published="2023-03-07")
    found = collated(
        event(A, casualties=(killed(3, "three"),)),
        event(B, casualties=(killed(4, "four"),)),
        event(c, casualties=(killed(3, "3 people"),)),
        reports=(A, B, c),
    )
    assert [one.fatalities.best for one in found] == [3]


def test_tolls_of_all_the_war_are_no_tolls_of_the_event():
    (found,) = collated(event(A, casualties=(replace(killed(9000, "9,000"), cumulative=True),)))
    assert found.fatalities.best is None


def test_the_majority_tells_whether_it_happened():
    c = report("c", "Korin was shelled again.", published="2023-03-06")
    (found,) = collated(event(A), event(B, status="denied"), event(c), reports=(A, B, c))
    assert found.status == "occurred"
    assert {one.status for one in found.mentions} == {"occurred", "denied"}


def test_events_without_claims_have_one_origin_and_a_range():
    events = event_origins(collated(event(A), event(B)), (), ())
    assert events[0].origins == Range(1, 1, 2)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([KORIN, VELMORA, UNKNOWN, None]),
            st.sampled_from([MONDAY, FRIDAY, None]),
            st.sampled_from([None, 3, 30]),
            st.sampled_from(["", "the army", "rebels"]),
        ),
        min_size=1, max_size=7,
    ),
    st.randoms(),
)  # fmt: skip
def test_order_of_input_does_not_matter(parts, random):
    mentions = [
        event(
            (A, B)[at % 2], place, time, at,
            casualties=(killed(count, str(count)),) if count else (),
            actor=Actor(actor, Span(0, 1)) if actor else None,
        )
        for at, (place, time, count, actor) in enumerate(parts)
    ]  # fmt: skip
    expected = collated(*mentions)
    random.shuffle(mentions)
    assert collated(*mentions) == expected
    assert sorted(one.id for found in expected for one in found.mentions) == sorted(
        one.id for one in mentions
    )


def test_two_acts_of_one_sentence_are_two_events():
    strategic = {"type": "Strategic developments", "sub_type": "Change to group/activity"}
    left = {"type": "Strategic developments", "sub_type": "Non-violent transfer of territory"}
    assert len(collated(event(A, kinds=strategic), event(A, number=1, kinds=left))) == 2


def test_a_lower_bound_stays_one():
    (found,) = collated(event(A, casualties=(at_least(3),)), event(B, casualties=(killed(3, "3"),)))
    assert (found.fatalities.low, found.fatalities.high, found.fatalities.at_least) == (3, 3, True)
    (found,) = collated(event(A, casualties=(at_least(3),)), event(B, casualties=(killed(5, "5"),)))
    assert (found.fatalities.low, found.fatalities.high, found.fatalities.at_least) == (3, 5, False)


def test_a_report_that_tells_again_of_an_act_tells_of_one_event():
    army = Actor("the army", Span(0, 1), entity="the army")
    again = collated(event(A, time=None, actor=army), event(A, number=1, time=None, actor=army))
    assert len(again) == 1
    rebels = Actor("the rebels", Span(0, 1), entity="the rebels")
    assert len(collated(event(A, time=None, actor=army), event(A, number=1, time=None, actor=rebels))) == 2


def test_a_village_known_by_its_region_is_the_place_before_the_region():
    wide = Place("Korin province", Span(0, 1), "Korin province", 49.0, 36.0, "1", "XA", precision="region")
    village = Place("Tarlun", Span(0, 1), lat=49.0, lon=36.0, country="XA", precision="region", radius_km=60,
                    relation="probably in Korin province", rule="text:report")  # fmt: skip
    parts = [(wide, ""), (wide, "e-a-0"), (village, "e-a-0")]
    (found,) = collated(*(
        event(A, place=place, number=at, rule="x>x; act: told first, 1.00", antecedent=first)
        for at, (place, first) in enumerate(parts)
    ))  # fmt: skip
    assert found.place.name == "Tarlun"


def test_whom_words_tell_comes_before_whom_a_model_chose():
    army, people = (Actor(name, Span(0, 1), name) for name in ("army", "people"))
    rule = "lexicon:shelling>shelling; place: attached; time: attached"
    chosen = f"{rule}; target: chosen, 0.70"
    marked = [(people, rule, ""), (army, chosen, "e-a-0"), (army, chosen, "e-a-0")]
    (found,) = collated(*(
        event(A, number=at, target=target, rule=f"{own}; act: told first, 1.00", antecedent=first)
        for at, (target, own, first) in enumerate(marked)
    ))  # fmt: skip
    assert found.target == "people"


def test_a_place_that_a_sentence_tells_comes_before_one_of_another_act():
    village = Place("Tarlun", Span(0, 1), lat=49.0, lon=36.0, country="XA", precision="region", radius_km=60,
                    relation="in Korin province", rule="text:said")  # fmt: skip
    parts = [(village, "attached", ""), (KORIN, "earlier mention", "e-a-0"), (KORIN, "chosen, 0.50", "e-a-0")]
    (found,) = collated(*(
        event(A, place=place, number=at, rule=f"x>x; place: {how}; act: told first, 1.00", antecedent=first)
        for at, (place, how, first) in enumerate(parts)
    ))  # fmt: skip
    assert found.place.name == "Tarlun"
