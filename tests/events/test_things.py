"""Things in events: what is used, stopped, hit, damaged, destroyed or taken, and how many acts there were."""

import pytest

from stemma.records import ClaimMention, Layer, Span, Words

_AT = ("Orlivka",)


def things(code, text, places=_AT):
    """Return (role, number, name, kind) of all things of a text's events, in reading order."""
    return [
        (one.role, one.low if one.best is None else one.best, one.name, one.kind)
        for event in code(text, places)
        for one in event.things
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Rebels attacked Orlivka with 12 drones and a missile.",
            [("used", 12, "drone", "airborne"), ("used", 1, "missile", "airborne")],
        ),
        ("The army fired more than 500 shells at Orlivka.", [("used", 500, "shell", "ammunition")]),
        (
            "Air defence forces shot down 48 out of 53 drones over Orlivka.",
            [("stopped", 48, "drone", "airborne")],
        ),
        ("All nine attack drones were destroyed over Orlivka.", [("stopped", 9, "attack drone", "airborne")]),
        (
            "The shelling damaged two houses, a school and several bridges in Orlivka.",
            [
                ("damaged", 2, "house", "home"),
                ("damaged", 1, "school", "education"),
                ("damaged", 3, "bridge", "infrastructure"),
            ],
        ),
        (
            "Jets bombed Orlivka on Monday, destroying a bridge and three tanks.",
            [("destroyed", 1, "bridge", "infrastructure"), ("destroyed", 3, "tank", "vehicle")],
        ),
        ("Rebels attacked a merchant ship near Orlivka.", [("hit", 1, "merchant ship", "ship")]),
        (
            "Five air strikes hit a hospital in Orlivka.",
            [("acts", 5, "air strike", ""), ("hit", 1, "hospital", "health")],
        ),
        (
            "The rebels captured five villages near Orlivka on Monday.",
            [("seized", 5, "village", "settlement")],
        ),
        ("Militants ambushed an army convoy near Orlivka.", [("hit", 1, "army convoy", "vehicle")]),
        (
            "Shells struck the area, including four apartment buildings, in Orlivka.",
            [("hit", 4, "apartment building", "building")],
        ),
        ("Troops killed dozens of rebels in Orlivka.", []),
        ("A two-day bombardment of Orlivka killed six men.", []),
        ("Jets bombed a refugee camp in Orlivka.", [("hit", 1, "refugee camp", "home")]),
        ("Rebels struck a bulk carrier near Orlivka.", [("hit", 1, "carrier", "ship")]),
        ("Troops seized the city of Orlivka.", []),
    ],
)
def test_things(code, text, told):
    assert things(code, text) == told


def test_bounds_and_words(code):
    text = "The army fired more than 500 shells at Orlivka."
    ((one,),) = [event.things for event in code(text, _AT)]
    assert (one.best, one.low, one.high, one.comparator) == (500, 500, None, "more_than")
    assert one.text == text[one.span.start : one.span.end] == "more than 500 shells"


def test_who_claims_a_number(code):
    content = "rebels fired more than 500 shells at Orlivka"
    text = f"The governor said that {content}. Rebels fired ten shells at Orlivka."
    start = text.index(content)
    speaker = Layer("originator", "The governor", "governor", Span(0, 12))
    words = Words((Span(start, start + len(content)),), content)
    claim = ClaimMention("c", "r-test", 0, "body", words, None, None, (speaker,), "indirect")
    found = [one for event in code(text, _AT, claims=(claim,)) for one in event.things]
    assert [(one.best, one.claimant) for one in found] == [(500, "governor"), (10, "")]


def test_offsets_of_a_sentence_told_twice(code):
    text = "Jets bombed two houses on Monday.\n\nJets bombed two houses on Monday."
    found = [one for event in code(text) for one in event.things]
    assert len(found) == 2
    assert all(text[one.span.start : one.span.end] == one.text for one in found)


def test_each_act_has_its_own(code):
    text = "Jets destroyed a bridge in Orlivka, while rebels fired ten rockets at the base in Vesele."
    told = {
        event.trigger.text: [one.name for one in event.things] for event in code(text, ("Orlivka", "Vesele"))
    }
    assert told == {"destroyed": ["bridge"], "fired": ["rocket", "base"]}


@pytest.mark.parametrize("text", ["", "...", "destroyed", "12 drones", '"Two', "Shelling of 3, 4 and 5."])
def test_odd_texts(code, text):
    assert isinstance(code(text, ()), tuple)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Surgeons took six arms off after shells hit a market in Orlivka.",
            [("hit", 1, "market", "building")],
        ),
        ("Banks were hit by a new round of sanctions after the clashes in Orlivka.", []),
        ("38 Topic Rocket Attack on Orlivka Airfield in Orlivka", [("hit", 1, "airfield", "infrastructure")]),
        ("The army destroyed a weapons and ammunition depot in Orlivka.", ["ammunition depot"]),
        ("A lorry was attacked on the road near Orlivka on Monday.", [("hit", 1, "lorry", "vehicle")]),
        ("Jets shelled houses, not military sites, in Orlivka.", [("hit", None, "house", "home")]),
        ("A bomb killed six men who had left two besieged villages near Orlivka.", []),
        ("Shells hit Orlivka. Five of them died in air strikes there.", []),
        ("An offensive on Orlivka began after two depots were hit.", []),
        ("Two depots were destroyed after shells hit Orlivka.", [("destroyed", 2, "depot", "military")]),
        ("A raid on a displaced persons camp in Orlivka killed five.", [("hit", 1, "persons camp", "home")]),
        (
            "Rebels targeted schools medical centers homes in Orlivka with shells.",
            [("hit", None, "home", "home")],
        ),
        (
            "A pilot was killed after rebels hit a helicopter over Orlivka.",
            [("hit", 1, "helicopter", "aircraft")],
        ),
        ("Families took shelter after jets bombed Orlivka.", []),
        ("Troops took up positions after jets bombed Orlivka.", []),
        ("The army shelled Orlivka, destroying their weaponry.", [("destroyed", None, "weaponry", "arms")]),
        (
            "Jets bombed a market in Orlivka, destroying dozens of huts, though no rebels were there.",
            [("hit", 1, "market", "building"), ("destroyed", 24, "hut", "home")],
        ),
    ],
)
def test_words_around_a_thing_are_no_part_of_it(code, text, told):
    found = things(code, text)
    assert ([name for _, _, name, _ in found] if told and isinstance(told[0], str) else found) == told
