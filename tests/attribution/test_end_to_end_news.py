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
        "“When we ran out to the boats, the second shell came down and set the quay on fire.\n\n"
        "“My brothers lost both their nets that night. We own four oars and a lamp now.”"
    )
    quoted = [m for m in said(text) if m.content.text.startswith("“")]
    assert len(quoted) == 2
    assert [m.chain[0].entity for m in quoted] == ["Sami Orlan"] * 2


def test_a_house_at_the_end_passes_on_what_somebody_said(said):
    text = (
        "A teacher of the village, Idris Kelmo, said nine of his pupils were hurt in the fire that broke"
        " out on Friday, March 8, Daily Mercury reported."
    )
    (mention,) = said(text)
    assert chain(mention) == [("originator", "Idris Kelmo"), ("medium", "Daily Mercury")]
    assert mention.content.text.endswith("March 8")


def test_who_orders_a_probe_does_not_relay_what_led_to_it(said):
    text = (
        "Calling the news “sad”, President Ada Kelm on Monday ordered a review after the army admitted"
        " two of its shells fell on a mill on Friday."
    )
    mention = next(m for m in said(text) if m.chain[0].entity == "army")
    assert chain(mention) == [("originator", "army")]


def test_it_is_the_subject_of_its_own_half_of_the_sentence(said):
    text = (
        "The camp of the Karelian army has often caused quarrels, but the regional government has"
        " welcomed the soldiers as a shield against the rebels, which it accuses of robbing its villages."
    )
    assert [m.chain[0].entity for m in said(text)] == ["regional government"]
