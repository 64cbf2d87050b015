"""What is remembered while pairs are judged changes no judgement."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hand_built import report
from stemma.collation.alignment import Aligned, pair_key
from stemma.collation.beside import close, enter, near_pairs, nearby
from stemma.collation.candidates import Crowds
from stemma.collation.deriving import may_derive
from stemma.collation.event_judge import EventJudge
from stemma.collation.gathered import judge_gathered
from stemma.collation.happenings import Happening
from stemma.collation.judged_events import judge_event_pairs, judge_gathered_events
from stemma.collation.judging import judge
from stemma.collation.moments import moment
from stemma.collation.pairing import judge_pairs
from stemma.collation.statements import Statement, Weights, count_words, statements
from stemma.collation.tellings import Tellings
from stemma.dates import days
from stemma.records import (
    Actor,
    ClaimMention,
    Copy,
    EventMention,
    Layer,
    Passage,
    Place,
    Quantity,
    Span,
    Time,
    Words,
)

PLACES = (
    None,
    Place("the town", Span(0, 1), reason="no such name"),
    Place("Korin", Span(0, 1), "Korin", 48.5, 37.5, "1", "XX", precision="settlement", radius_km=3.0),
    Place("Velmora", Span(0, 1), "Velmora", 48.55, 37.5, "2", "XX", precision="settlement", radius_km=3.0),
    Place("Harrow", Span(0, 1), "Harrow", 52.5, 31.5, "3", "XX", precision="region", radius_km=80.0),
)
TIMES = (
    None,
    Time("Monday", Span(0, 1), start="2023-03-06", end="2023-03-06", precision="day"),
    Time("Friday", Span(0, 1), start="2023-03-10", end="2023-03-10", precision="day"),
)
ACTORS = (None, Actor("the army", Span(0, 1), "Army of Korin", side="Korin"), Actor("rebels", Span(0, 1)))
KINDS = (
    ("Battles", "Armed clash"),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("", ""),
)


def toll(best: int) -> Quantity:
    return Quantity("killed", best, best, best, "exactly", "", Span(0, 1), f"{best} people")


@st.composite
def happening(draw, number: int) -> Happening:
    kind, sub_kind = draw(st.sampled_from(KINDS))
    where = draw(st.sampled_from("ab"))
    mention = EventMention(
        id=f"e{number}", report=where, sentence=draw(st.integers(0, 1)), block="body",
        trigger=Words((Span(0, 1),), "x"), extent=Words((Span(0, 1),), "x"), type=kind, sub_type=sub_kind,
        place=draw(st.sampled_from(PLACES)), time=draw(st.sampled_from(TIMES)),
        actor=draw(st.sampled_from(ACTORS)), target=draw(st.sampled_from(ACTORS)),
        casualties=draw(st.sampled_from([(), (toll(3),), (toll(40),)])),
        status=draw(st.sampled_from(["occurred", "planned"])),
    )  # fmt: skip
    return Happening(
        mention=mention,
        published=draw(st.sampled_from([None, days("2023-03-07"), days("2023-06-07")])),
        time=moment(mention.time),
        claim=draw(st.sampled_from(["", "c"])),
        copied=frozenset(draw(st.sampled_from([(), ("e0",), ("e3",)]))),
    )


@settings(max_examples=40, deadline=None)
@given(st.tuples(*(happening(number) for number in range(8))))
def test_a_judge_of_events_says_of_each_pair_what_a_new_one_says(happenings: tuple[Happening, ...]):
    shared = EventJudge()
    for one, other in combinations(happenings, 2):
        assert shared.judge(one, other) == EventJudge().judge(one, other)
        assert shared.excluded(one, other) == EventJudge().excluded(one, other)


@settings(max_examples=40, deadline=None)
@given(st.tuples(*(happening(number) for number in range(8))), st.data())
def test_events_judged_as_arrays_are_judged_as_one_by_one(
    happenings: tuple[Happening, ...], data: st.DataObject
):
    by_id = {one.mention.id: one for one in happenings}
    keys = data.draw(st.lists(st.sampled_from(list(combinations(sorted(by_id), 2))), unique=True))
    alone = {(one, other): EventJudge().judge(by_id[one], by_id[other]) for one, other in sorted(keys)}
    kept = {key: one for key, one in alone.items() if one.verdict != "apart"}
    assert list(judge_event_pairs(keys, by_id).items()) == list(kept.items())


@settings(max_examples=40, deadline=None)
@given(st.tuples(*(happening(number) for number in range(8))))
def test_events_of_a_whole_collection_are_judged_as_one_by_one(happenings: tuple[Happening, ...]):
    by_id = {one.mention.id: one for one in happenings}
    turned = happenings[::-1]
    codes = [one << 32 | other for one in range(8) for other in range(8) if one != other]
    found = judge_gathered_events(np.array(codes), turned, EventJudge())
    assert list(found.items()) == list(judge_event_pairs(combinations(sorted(by_id), 2), by_id).items())


@settings(max_examples=40, deadline=None)
@given(st.tuples(*(happening(number) for number in range(8))), st.integers(1, 9))
def test_near_pairs_found_together_are_those_of_each_by_itself(happenings: tuple[Happening, ...], part: int):
    crowds, judge = Crowds(3), EventJudge()
    keys = [enter(number, one, crowds) for number, one in enumerate(happenings)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("stemma.collation.beside._PART", part)
        found = list(np.concatenate(list(near_pairs(happenings, keys, crowds, judge))))
    alone = [
        later << 32 | earlier
        for later, near in enumerate(keys)
        for earlier in nearby(near, crowds)
        if earlier < later
        and close(happenings[later], happenings[earlier])
        and not judge.clash(happenings[later], happenings[earlier])
    ]
    assert sorted(found) == sorted(alone)


SAID = (
    "Twelve bridges near Korin were hit by the army",
    "Nine bridges near Korin were hit by the army on Monday",
    "No bridge near Korin was hit by the army",
    "The river rose over the fields of Velmora",
    "the attack caused material damage to houses and parked cars in the quarter",
    "the attacks caused material damage to houses and to the parked cars",
    "the attacks on Velmora caused material damage to houses and to the parked cars",
)
SPEAKERS = (
    (),
    (Layer("originator", "Olena Bondar", "Olena Bondar", Span(0, 1)),),
    (Layer("originator", "Bondar", "Olena Bondar", Span(5, 9)),),
    (Layer("originator", "an official", "an official", Span(0, 1), anonymous=True),),
)


class _Mute:
    """An encoder for which no two texts are alike."""

    def encode(self, texts: list[str]) -> np.ndarray:
        return np.zeros((len(texts), 3), dtype=np.float32)


Told = list[tuple[str, tuple[Layer, ...], int]]
TOLD = st.lists(st.tuples(st.sampled_from(SAID), st.sampled_from(SPEAKERS), st.integers(1, 28)), max_size=8)


def told_statements(told: Told) -> tuple[tuple[Statement, ...], Weights]:
    reports = {
        f"r{number}": report(f"r{number}", said, published=f"2023-03-{day:02}")
        for number, (said, _, day) in enumerate(told)
    }
    mentions = [
        ClaimMention(
            id=f"m{len(told) - number}", report=f"r{number}", sentence=0, block="body",
            content=Words((Span(0, len(said)),), said), cue=None, source=None, chain=chain,
            directness="indirect",
        )
        for number, (said, chain, _) in enumerate(told)
    ]  # fmt: skip
    items = statements(reports, mentions)
    return items, count_words(items, reports)


@settings(max_examples=40, deadline=None)
@given(TOLD)
def test_pairs_judged_together_are_judged_as_each_by_itself(told: Told):
    items, weight = told_statements(told)
    by_id = {item.id: item for item in items}
    pairs = list(combinations(sorted(by_id), 2))
    found = judge_pairs(pairs, {}, by_id, weight, _Mute())  # type: ignore[arg-type]
    alone = {key: judge(by_id[key[0]], by_id[key[1]], weight, None) for key in pairs}
    assert {key: one.judgement for key, one in found.items()} == {
        key: one for key, one in alone.items() if one.verdict != "apart"
    }


@settings(max_examples=40, deadline=None)
@given(TOLD)
def test_tellings_compared_once_are_compared_as_each_by_itself(told: Told):
    items, weight = told_statements(told)
    shared = Tellings(weight)
    for one, other in combinations(items, 2):
        near = shared.nearness(one, other, None, versions=False)
        assert near == Tellings(weight).nearness(one, other, None, versions=False)
        assert (near is not None) == may_derive(one, other, None, weight)


def copy_of(source: str, target: str, passage: Passage) -> Copy:
    return Copy("c", source, target, (passage,), "rewritten", "known", 1.0, 0.9, 0.9, 0.8)


PASSAGES = tuple(
    Passage(Span(0, 46), Span(0, 46), kind, quotation, 0.8)  # type: ignore[arg-type]
    for kind, quotation in (
        ("verbatim", False),
        ("rewritten", False),
        ("rewritten", True),
        ("translated", False),
    )
)


@settings(max_examples=60, deadline=None)
@given(TOLD, st.data())
def test_pairs_judged_as_arrays_are_judged_as_one_by_one(told: Told, data: st.DataObject):
    items, weight = told_statements(told)
    by_id = {item.id: item for item in items}
    possible = list(combinations(range(len(items)), 2))
    linked = data.draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
    keys = [pair_key(items[one].id, items[other].id) for one, other in linked]
    aligned = {
        key: Aligned(copy_of(by_id[key[0]].report, by_id[key[1]].report, passage), passage)
        for key in combinations(sorted(by_id), 2)
        if (passage := data.draw(st.sampled_from((None, *PASSAGES)))) is not None
    }
    half = len(linked) // 2
    parts = [np.array(part, dtype=np.int64).reshape(-1, 2).T for part in (linked[:half], linked[half:])]
    found = judge_gathered(parts, aligned, items, weight)  # type: ignore[arg-type]
    assert list(found.items()) == list(judge_pairs(keys, aligned, by_id, weight, _Mute()).items())  # type: ignore[arg-type]
