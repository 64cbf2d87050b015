"""Unnamed sources that one report names twice: a group that is named again, or two who are alike."""

import pytest
from msgspec.structs import replace

from hand_built import by_id, layer, mention, report
from stemma.collation import collate_claims
from stemma.provenance import trace

FIRST = "rockets struck the grain depot at Velmora before dawn and burned its upper floor"
AGAIN = "the grain depot at Velmora was struck by rockets before dawn and its upper floor burned"


@pytest.mark.parametrize(
    ("who", "again", "number", "origins"),
    [
        ("Guards at the depot", "guards at the depot", "several", 1),
        ("The night guard", "the night guard", "one", 1),
        ("A night guard", "a night guard", "one", 2),
    ],
)
def test_a_group_told_in_the_same_words_twice_is_one(who, again, number, origins):
    one = report("a", f"{who} said {FIRST}. {AGAIN[:1].upper()}{AGAIN[1:]}, {again} said.")
    told = {"source_type": "witness", "number": number, "anonymous": True}
    mentions = [
        mention(one, FIRST, chain=(layer(one.text, who, **told),)),
        mention(one, AGAIN[1:], chain=(layer(one.text, again, **told),)),
    ]
    (claim,), _ = trace(collate_claims(by_id(one), mentions, ()), by_id(one), ())
    assert claim.origins.best == origins


def test_figures_that_a_speaker_passes_on_are_no_origin_beside_him():
    text = f"By figures from a hospital {FIRST}. The mayor said {AGAIN}, by figures from a hospital."
    one = report("a", text)
    hospital = layer(text, "figures from a hospital", source_type="document")
    mayor = layer(text, "The mayor", source_type="official")
    mentions = [
        mention(one, FIRST, chain=(hospital,)),
        mention(one, AGAIN, chain=(mayor, replace(hospital, role="relayer"))),
    ]
    (claim,), _ = trace(collate_claims(by_id(one), mentions, ()), by_id(one), ())
    assert claim.origins.best == 1
