"""Political acts: PLOVER's event of a sentence, and what a modal makes of it."""

import pytest

from stemma.events import main_acts


@pytest.mark.parametrize(
    ("text", "plover"),
    [
        ("The president met the chancellor in Vienna.", "CONSULT"),
        ("Norway gave Jordan a loan for new schools.", "AID"),
        ("Norway will give Jordan a loan for new schools.", "AGREE"),
        ("The ministry said the rebels must leave the valley.", "REQUEST"),
        ("Chad condemned the raid by its neighbour.", "ACCUSE"),
        ("Chad demanded that Niger open the border.", "REQUEST"),
        ("Chad rejected the offer of talks.", "REJECT"),
        ("Chad threatened to close its border with Niger.", "THREATEN"),
        ("Chad imposed sanctions on three companies.", "COERCE"),
        ("Chad may impose sanctions on Niger.", "THREATEN"),
        ("Chad expelled four diplomats from Niger.", "SANCTION"),
        ("The rebels released nine hostages.", "RETREAT"),
        ("Chad praised the reforms in Niger.", "SUPPORT"),
        ("Farmers blocked the main road to the port.", "PROTEST"),
    ],
)
def test_main_act(parse, text, plover):
    assert main_acts(*parse(text))[0][0].plover == plover


def test_both_sides_are_named(parse):
    (_, sources, targets), *_ = main_acts(*parse("Chad and Niger accused Libya of breaking the truce."))
    assert {actor.name for actor in sources} == {"Chad", "Niger"}
    assert {actor.name for actor in targets} == {"Libya"}


def test_a_verbal_event_needs_two_known_sides(code):
    assert [event.plover for event in code("Russia accused Ukraine of an ambush.") if not event.type] == [
        "ACCUSE"
    ]
    assert not [event for event in code("The neighbours accused the landlord of greed.") if not event.type]


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Chad condemned Niger's invasion of Mali.", "Chad", "Niger"),
        ("Chad said that Niger must respect the border.", "Chad", "Niger"),
        ("Chad threatened to impose sanctions on Niger.", "Chad", "Niger"),
        ("Chad agreed to lend Niger money.", "Chad", "Niger"),
        ("Chad rejected the offer by Niger.", "Chad", "Niger"),
        ("Chad received weapons from Niger.", "Niger", "Chad"),
        ("Chad and Niger signed an agreement.", "Chad", "Niger"),
    ],
)
def test_whom_an_act_is_aimed_at(parse, text, source, target):
    (_, sources, targets), *_ = main_acts(*parse(text))
    assert ([who.name for who in sources], [who.name for who in targets]) == ([source], [target])


def test_what_a_code_says_already_is_not_told_again_as_open(code):
    (event,) = [event for event in code("Russia will not accept the Ukrainian offer.") if not event.type]
    assert (event.plover, event.status) == ("REJECT", "occurred")
