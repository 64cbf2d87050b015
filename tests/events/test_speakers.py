"""Whose act it is that somebody tells as "we"."""

import pytest

from stemma.records import ClaimMention, Layer, Span, Words


def told(code, quote, speaker, source_type):
    """Return the sides of the political acts of a quotation."""
    text = f"{quote} {speaker} said."
    start, behind = len(quote) + 1, len(quote) + 1 + len(speaker)
    layer = Layer("originator", speaker, speaker, Span(start, behind), source_type=source_type)
    cue = Words((Span(behind + 1, behind + 5),), "said")
    claim = ClaimMention(
        "c", "r", 0, "body", Words((Span(0, len(quote)),), quote), cue, None, (layer,), "direct"
    )
    events = code(text, claims=(claim,))
    return [(event.plover, event.actor.side, event.target.side) for event in events if not event.type]


@pytest.mark.parametrize(
    ("quote", "act"),
    [
        ('"We call on Chile to withdraw its troops,"', ("REQUEST", "Norway", "Chile")),
        ('"We condemn Chile,"', ("ACCUSE", "Norway", "Chile")),
        ('"We reject the demands of Chile,"', ("REJECT", "Norway", "Chile")),
    ],
)
def test_we_of_an_official_is_the_state(code, quote, act):
    assert told(code, quote, "the Norwegian minister", "official") == [act]


def test_we_of_anybody_else_is_no_state(code):
    assert not told(code, '"We condemn Chile,"', "a Norwegian student", "witness")
