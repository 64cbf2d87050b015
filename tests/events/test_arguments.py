"""What the model chooses where the rules leave an act open, and what it never does."""

import re
from types import SimpleNamespace

import msgspec
import pytest

from stemma.events import choosing, code_events
from stemma.events.choosing import BOUNDS, Model, choose, load_model
from stemma.events.classes import Classes
from stemma.events.options import Option
from stemma.events.party_options import heads_of, kind_of, party_key
from stemma.events.tree import Tree
from stemma.records import Actor, EventMention, Place, Span, Words

_REPORT = (
    "Rebels shelled the village of Orlivka on Monday. The shelling killed four farmers. "
    "The attack lasted three hours."
)


def test_who_did_an_act_is_taken_from_where_it_is_told_first(code):
    events = [one for one in code(_REPORT, places=("Orlivka",)) if one.type]
    assert len(events) >= 2
    assert {one.actor.name for one in events if one.actor} == {"Rebels"}
    chosen = [one for one in events if "actor: chosen" in one.rule]
    assert chosen
    assert all(one.actor is not None and one.actor.span == Span(0, 6) for one in chosen)


def test_without_weights_the_rules_are_alone(code, monkeypatch):
    monkeypatch.setattr("stemma.events.coder.load_model", lambda: None)
    text = _REPORT.replace("four", "five")
    assert not any("chosen" in one.rule for one in code(text, places=("Orlivka",)))


def test_the_side_that_was_hit_or_that_tells_is_not_who_did_it(code):
    for text in (
        "Six soldiers were killed by shelling in Orlivka.",
        "The army said that six people were killed by shelling in Orlivka.",
        "The killing of six soldiers in a raid near Orlivka shocked many.",
    ):
        assert all(one.actor is None for one in code(text, places=("Orlivka",)) if one.type)


def test_a_name_that_is_not_resolved_is_no_place_to_pass_on(code):
    places = {"Orlivka": {"lat": None, "lon": None, "precision": "unknown"}}
    text = "Rebels shelled a school in Orlivka on Monday. An hour later a mortar shell hit a bus."
    assert all("place: chosen" not in one.rule for one in code(text, places=places))


def test_a_capital_abroad_is_not_where_an_act_is_that_another_sentence_tells(parse, monkeypatch):
    weights = {"place": {"many=2": 9.0}, "actor": {}, "target": {}}
    monkeypatch.setattr("stemma.events.coder.load_model", lambda: Model(weights))
    places = {
        "Orlivka": {"country": "XX", "lat": 49.0, "lon": 36.0},
        "Port Ander": {"country": "YY", "lat": 10.0, "lon": 10.0},
    }
    text = (
        "Four farmers were killed. A spokesman in Port Ander said so. Port Ander blamed nobody. "
        "Rebels shelled a school in Orlivka on Monday."
    )
    known = tuple(
        Place(name, Span(each.start(), each.end()), name, precision="settlement", **fields)
        for name, fields in places.items()
        for each in re.finditer(name, text)
    )
    events = [one for one in code_events(*parse(text), (), known, ()) if one.type]
    assert len(events) >= 2
    assert all(one.place is None or one.place.name != "Port Ander" for one in events)
    assert any("; not taken: Port Ander, abroad" in one.rule for one in events if one.place is None)


def test_what_is_barred_is_not_taken_and_makes_others_less_likely():
    nobody, here = Option[Actor](None, ("none",), ruled=True), Option(Actor("X", Span(0, 1)), ("here",))
    there = Option(Actor("Y", Span(2, 3)), ("there",), barred=True)
    model = Model({"actor": {"none": 0.0, "here": 2.0, "there": 4.0}})
    assert choose(model, "actor", [nobody, here, there]) == (here.value, 0.0)
    assert choose(model, "actor", [nobody, there]) == (None, 0.0)


def test_what_is_not_likely_enough_is_left_as_the_rules_have_it():
    nobody, somebody = Option[Actor](None, ("none",), ruled=True), Option(Actor("X", Span(0, 1)), ("here",))
    model = Model({"actor": {"none": 0.0, "here": 2.0}})
    value, p = choose(model, "actor", [nobody, somebody])
    assert value == somebody.value
    assert p > BOUNDS["actor"]
    several = [nobody, *[somebody] * 9]
    assert choose(model, "actor", several) == (somebody.value, 0.0)
    assert choose(Model({"actor": {"none": 3.0}}), "actor", [nobody, somebody]) == (None, 0.0)


def test_the_bundled_weights_have_all_models():
    model = load_model()
    assert model is not None
    assert set(model.weights) == {*choosing.ROLES, choosing.ACT}
    assert all(len(weights) > 50 for weights in model.weights.values())


@pytest.mark.parametrize(("name", "kind"), [("Ruritanian warplanes", "air"), ("a suicide bomber", "none")])
def test_who_flies_is_of_a_kind_of_their_own(name, kind):
    assert kind_of(Actor(name, Span(0, 5))) == kind


def test_parties_of_one_side_are_one():
    one = Actor("rebels", Span(0, 6), side="Zorvan Front")
    assert party_key(one) == party_key(msgspec.structs.replace(one, name="the fighters"))
    assert party_key(Actor("the gunmen", Span(0, 10))) == party_key(Actor("gunmen", Span(20, 26)))


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Shells fell on the Syrian town of Orlivka.", []),
        ("Shells fell on homes in eastern Ukraine.", []),
        ("Ukraine shelled the town.", ["Ukraine"]),
        ("Shells were fired by Syrian troops in Orlivka.", ["troops"]),
    ],
)
def test_a_state_that_only_says_where_something_is_is_no_party(parse, text, parties):
    tree = Tree(parse(text)[1].sentences[0])
    assert [tree.tokens[head].text for head, _ in heads_of(tree, Classes(tree, ()))] == parties


@pytest.mark.parametrize(("kind", "asked"), [("settlement", False), ("quarter", False), ("region", True)])
def test_a_village_of_the_act_s_own_sentence_is_not_given_up_for_another_place(kind, asked):
    words = Words((Span(0, 4),), "shot")
    place = Place("Orlivka", Span(8, 15), kind=kind)
    rule = "lexicon:attack>attack; place: sentence; time: none"
    act = EventMention("e", "r", 0, "body", words, words, type="Battles", place=place, rule=rule)
    assert ("place" in choosing.open_parts(SimpleNamespace(mention=act))) is asked
