"""Acts that are only spoken of: answered for, beaten off, told falsely, corrected."""

import pytest

from hand_built import by_id
from stemma.collation import collate_events
from stemma.events.choosing import load_model


def acts(events):
    return [(one.status, one.actor.name if one.actor else "") for one in events if one.type]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army denied responsibility for the strike on a market in Korin.", ("occurred", "")),
        ("The rebels denied any involvement in the raids on Korin.", ("occurred", "")),
        ("The ministry denied its forces were behind the shelling of Korin.", ("occurred", "")),
        ("The army denied responsibility for any strikes on Korin.", ("denied", "army")),
        ("The army denied the strike on Korin.", ("denied", "")),
        ("The army was not behind the strike on Korin.", ("occurred", "")),
        ("The rebels were behind the attack on Korin.", ("occurred", "rebels")),
        ("Reports of an air strike on Korin are false.", ("denied", "")),
        ("The claim that the rebels shelled Korin is a lie.", ("denied", "rebels")),
        ("The report that the rebels shelled Korin is not false.", ("occurred", "rebels")),
        ("Many families fled to avoid the battles in Korin.", ("occurred", "")),
        ("Nobody could avoid battles in Korin.", ("denied", "")),
        ("Any attack on a clinic in Korin is terrorism, the envoy said.", ("hypothetical", "")),
        ("Every strike on a clinic in Korin must be investigated.", ("hypothetical", "")),
        ("A raid on a clinic in Korin is a war crime.", ("hypothetical", "")),
        ("A strike on a bakery in Korin is the third this week.", ("occurred", "")),
        ("Every attack on Korin was repelled.", ("occurred", "")),
    ],
)
def test_who_denies_a_part_in_an_act_does_not_deny_the_act(code, text, told):
    found = acts(code(text, places=("Korin",)))
    assert found[0][0] == told[0]
    assert not told[1] or found[0][1].endswith(told[1])
    assert told[1] or not found[0][1]


def test_nobody_is_chosen_as_the_actor_who_denied_it(code):
    (event,) = code("The army denied responsibility for the strike on a market in Korin.", places=("Korin",))
    assert "; actor: denied" in event.rule
    assert event.actor is None


def test_an_attack_that_is_beaten_off_is_told_once_and_its_losses_are_done(code):
    text = "The army foiled an attack by militants on posts in Korin, killing dozens of them."
    assert {one.status for one in code(text, places=("Korin",))} == {"occurred"}
    assert [one.trigger.text for one in code(text, places=("Korin",))] == ["foiled", "killing"]


def test_a_foiled_plot_is_no_act(code):
    assert "occurred" not in {one.status for one in code("Police foiled an attack on a church.")}


CORRECTED = (
    "Rockets hit a block in Korin on Tuesday, killing five people, the mayor said.\n\n"
    "An earlier version of this report said that 13 people were killed."
)


def test_a_correction_is_of_the_act_that_it_corrects_and_its_figure_does_not_count(code, parse):
    assert load_model() is not None
    first, *_, last = code(CORRECTED, places=("Korin",))
    assert (last.status, last.antecedent) == ("unknown", first.id)
    assert "; corrects; act: told as corrected, " in last.rule
    report, _ = parse(CORRECTED)
    events = collate_events(by_id(report), (first, last), (), ())
    (event,) = [one for one in events if one.type]
    assert (event.status, event.fatalities.best, event.fatalities.high) == ("occurred", 5, 5)


def test_a_correction_before_its_act_points_forward(code):
    one, two = CORRECTED.split("\n\n")
    found = code(f"{two}\n\n{one}", places=("Korin",))
    (correction,) = [each for each in found if each.status == "unknown"]
    assert correction.antecedent in {each.id for each in found if each.status == "occurred"}


def test_a_correction_alone_is_no_act_done(code):
    (event,) = code("An earlier version of this report said that 13 people were killed in Korin.")
    assert (event.status, event.antecedent) == ("unknown", "")
