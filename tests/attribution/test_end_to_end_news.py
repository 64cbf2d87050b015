"""What unread stories showed from end to end: who is behind whom, and quotations over several paragraphs."""

import pytest

from stemma.attribution import attribute


@pytest.fixture(scope="session")
def said(parse):
    def run(text, **fields):
        return [m for m in attribute(*parse(text, **fields)) if m.directness != "own"]

    return run


def chain(mention):
    return [(layer.role, layer.entity) for layer in mention.chain if not layer.inferred]


def test_a_quotation_that_goes_on_two_paragraphs_below_its_cue(said):
    text = (
        "In an interview with Radio Vorona, Sami Orlan told of the raid.\n\n"
        "He added that:\n\n"
        "“As we rushed to aid the injured, the jet returned and dropped a second bomb on many of us.\n\n"
        "“My family alone has lost nine members in this tragedy. We have six in a hospital.”"
    )
    quoted = [m for m in said(text) if m.content.text.startswith("“")]
    assert len(quoted) == 2
    assert [m.chain[0].entity for m in quoted] == ["Sami Orlan"] * 2


def test_a_house_at_the_end_passes_on_what_somebody_said(said):
    text = (
        "A resident of the community, Idris Kelmo, said 34 of his family members were killed in the tragic"
        " incident that occurred on Sunday, December 3, Daily Mercury reported."
    )
    (mention,) = said(text)
    assert chain(mention) == [("originator", "Idris Kelmo"), ("medium", "Daily Mercury")]
    assert mention.content.text.endswith("December 3")


def test_who_orders_a_probe_does_not_relay_what_led_to_it(said):
    text = (
        "Calling the incident “disturbing”, President Ada Kelm on Tuesday ordered an investigation after the"
        " army acknowledged one of its drones mistakenly struck the village on Sunday."
    )
    mention = next(m for m in said(text) if m.chain[0].entity == "army")
    assert chain(mention) == [("originator", "army")]


def test_it_is_the_subject_of_its_own_half_of_the_sentence(said):
    text = (
        "The presence of the Karelian army has long been a point of friction, but the regional government has"
        " facilitated the presence to help combat the rebels, which it accuses of subverting its authority."
    )
    assert [m.chain[0].entity for m in said(text)] == ["regional government"]
