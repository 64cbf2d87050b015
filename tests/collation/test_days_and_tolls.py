"""Acts of force of two reports: told of two days, of no day, and with tolls that no bound keeps apart."""

import pytest
from msgspec.structs import replace

from hand_built import by_id, report, words
from stemma.collation import collate_events
from stemma.collation.moments import moment, next_day, times_agree
from stemma.records import Actor, EventMention, Place, Quantity, Span, Time

KORIN = Place("Korin", Span(0, 1), "Korin", 48.5, 37.5, "1", "XX", precision="settlement", radius_km=3.0)
STRIKE = {"type": "Explosions/Remote violence", "sub_type": "Air/drone strike"}
GAS = {"type": "Explosions/Remote violence", "sub_type": "Chemical weapon"}
A = report("a", "Jets struck Korin.", outlet="Ashford Post", published="2023-03-07")
B = report("b", "Jets struck Korin.", outlet="Belmore News", published="2023-03-08")
C = report("c", "Jets struck Korin.", outlet="Corley Echo", published="2023-03-08")
JETS = Actor("Ruritanian jets", Span(0, 4), "Ruritania", "aircraft", "Ruritania")


def on(day, last=None):
    return Time(day, Span(0, 1), value=day, start=day, end=last or day, precision="day")


MONDAY, TUESDAY, WEEK = on("2023-03-06"), on("2023-03-07"), on("2023-03-04", "2023-03-07")


def dead(best, *, least=False):
    low_high = (best, None, "at_least") if least else (best, best, "exactly")
    return (Quantity("killed", best, *low_high, "", Span(0, 1), f"{best} people"),)


def strike(where, time=None, kinds=STRIKE, **fields):
    trigger = words(where.text, "struck")
    return EventMention(
        id=f"e-{where.id}", report=where.id, sentence=0, block="body", trigger=trigger, extent=trigger,
        place=KORIN, time=time, **kinds, **fields,
    )  # fmt: skip


def collated(*mentions):
    return collate_events(by_id(A, B, C), mentions, (), ())


@pytest.mark.parametrize("toll", [(), dead(4)])
def test_a_day_and_the_day_after_it_are_two_acts(toll):
    found = collated(
        strike(A, MONDAY, actor=JETS, casualties=toll), strike(B, TUESDAY, actor=JETS, casualties=toll)
    )
    assert len(found) == 2
    (link,) = found[0].links
    assert link.kind == "split"
    assert "told of two days" in link.reason


def test_a_large_toll_of_two_days_is_one_act():
    (found,) = collated(strike(A, MONDAY, casualties=dead(31)), strike(B, TUESDAY, casualties=dead(31)))
    assert len(found.mentions) == 2


def test_no_undated_mention_joins_acts_of_two_days():
    told = [strike(A, MONDAY, actor=JETS), strike(C, actor=JETS), strike(B, TUESDAY, actor=JETS)]
    assert sorted(len(one.mentions) for one in collated(*told)) == [1, 2]


def test_talks_of_two_days_are_left_as_they_were():
    talks = {"type": "", "sub_type": "", "plover": "CONSULT"}
    assert len(collated(strike(A, MONDAY, talks), strike(B, TUESDAY, talks))) == 2
    both = {"kinds": talks, "actor": JETS, "target": replace(JETS, name="Velmora", entity="Velmora")}
    assert len(collated(strike(A, MONDAY, **both), strike(B, TUESDAY, **both))) == 1


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        (("2023-03-06", None), ("2023-03-07", None), True),
        (("2023-03-06", None), ("2023-03-06", None), False),
        (("2023-03-06", "2023-03-07"), ("2023-03-07", None), False),
        (("2023-03-06T23:40", None), ("2023-03-07T00:20", None), False),
        (("2023-03-06T08:00", None), ("2023-03-07T06:00", None), True),
        (("2023-03-06T08:00", None), ("2023-03-06T18:00", None), False),
        (("2023-03-06T08:00", None), ("2023-03-07", None), True),
    ],
)
def test_a_night_is_of_both_its_days(one, other, two):
    first, second = (moment(on(*time)) for time in (one, other))
    assert next_day(times_agree(first, second, None, None)) is two


@pytest.mark.parametrize("time", [TUESDAY, WEEK, None])
def test_everyday_acts_of_one_town_are_one_where_more_than_a_report_s_date_says_so(time):
    assert len(collated(strike(A, time), strike(B))) == 2
    assert len(collated(strike(A, time, actor=JETS), strike(B, actor=JETS))) == 1
    assert len(collated(strike(A, time, casualties=dead(7)), strike(B, casualties=dead(7)))) == 1


def test_two_sides_acts_of_two_sub_types_are_two():
    shelling = {"type": STRIKE["type"], "sub_type": "Shelling/artillery/missile attack"}
    rebels = Actor("Velmoran rebels", Span(0, 4), "Velmoran rebels", "armed_group", "rebels")
    one = strike(A, MONDAY, actor=JETS)
    assert len(collated(one, strike(B, MONDAY, shelling, actor=rebels))) == 2
    assert len(collated(one, strike(B, MONDAY, shelling))) == 1
    assert len(collated(one, strike(B, MONDAY, actor=rebels))) == 1


def test_rare_acts_of_one_town_are_one_by_the_date_of_a_report():
    assert len(collated(strike(A, TUESDAY, GAS), strike(B, None, GAS))) == 1


def test_open_bounds_let_only_near_figures_agree():
    near, far = dead(14, least=True), dead(57, least=True)
    few = dead(11, least=True)
    (one,) = collated(strike(A, MONDAY, casualties=few), strike(B, MONDAY, casualties=near))
    assert "figures of killed agree" in one.links[0].reason
    (other,) = collated(strike(A, MONDAY, casualties=few), strike(B, MONDAY, casualties=far))
    assert "11 people against 57 people" in other.links[0].reason
