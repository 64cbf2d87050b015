"""What stands at one place of a text that two reports have has one origin, whoever rewrote it."""

import pytest
from msgspec.structs import replace

from hand_built import by_id, copy, layer, mention, report, said
from stemma.collation import collate_claims
from stemma.provenance import trace

FIRE = "the depot at Velmora burned for two days after rockets struck it"
HEAD = "Smoke stood over the harbour on Monday."
TAIL = "Trains to the harbour stood still until the evening."


def rewritten(whom, other, **fields):
    """How many origins a claim has that two reports tell by two sources, between two copied passages."""
    a = report("a", f"{HEAD} {whom} said {FIRE}. {TAIL}", published="2023-03-01")
    b = report("b", f"{HEAD} By word of {other} {FIRE}. {TAIL}", published="2023-03-01")
    first, second = copy(a, b, HEAD), copy(a, b, TAIL)
    both = replace(first, passages=(*first.passages, *second.passages))
    mentions = [said(a, whom, FIRE, **fields), said(b, other, FIRE, **fields)]
    (claim,), _ = trace(collate_claims(by_id(a, b), mentions, [both]), by_id(a, b), [both])
    return claim.origins.best


def test_unnamed_sources_at_one_place_are_one():
    assert rewritten("aid groups", "charities", layer_anonymous=True) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Polish officers", "Turkish officers"), ("witnesses", "diplomats")],
)
def test_unnamed_sources_that_exclude_each_other_are_two(one, other):
    assert rewritten(one, other, layer_anonymous=True) == 2


def test_named_sources_at_one_place_are_two():
    assert rewritten("Ilan Tresk", "Marta Olin") == 2


def test_two_who_speak_in_one_long_copied_passage_are_two():
    text = (
        f"Ilan Tresk said {FIRE}. {TAIL} {HEAD} Nobody could say when the road to the north would open "
        f"again, and the shops were shut. Later Marta Olin said that rockets struck the depot at Velmora, "
        "which burned for two days."
    )
    told = "rockets struck the depot at Velmora, which burned for two days"
    a, b = report("a", text, published="2023-03-01"), report("b", text, published="2023-03-01")
    mentions = [one for r in (a, b) for one in (said(r, "Ilan Tresk", FIRE), said(r, "Marta Olin", told))]
    whole = [copy(a, b, text)]
    (claim,), origins = trace(collate_claims(by_id(a, b), mentions, whole), by_id(a, b), whole)
    assert claim.origins.best == 2
    assert sorted(one.name for one in origins) == ["Ilan Tresk", "Marta Olin"]


def test_a_headline_tells_again_what_unnamed_villagers_say_below():
    told = f"Villagers: {FIRE}"
    a = report("a", f"{told}\nSeveral villagers said {FIRE}.", published="2023-03-01")
    head = replace(said(a, "Villagers", FIRE, layer_anonymous=True), block="headline")
    start = a.text.rindex(FIRE)
    low = said(a, "Several villagers", FIRE, layer_anonymous=True)
    span = replace(low.content.spans[0], start=start, end=start + len(FIRE))
    low = replace(low, id="m-low", content=replace(low.content, spans=(span,)))
    (claim,), _ = trace(collate_claims(by_id(a), [head, low], []), by_id(a), [])
    assert claim.origins.best == 1


def test_a_medium_that_one_cites_and_that_speaks_in_another_is_one():
    a = report("a", f"{FIRE.capitalize()}, the Norlan movement's Al-Fajr TV said.", published="2023-03-01")
    b = report("b", f"Al Fajr said {FIRE}.", published="2023-03-01")
    tv = layer(a.text, "the Norlan movement's Al-Fajr TV", role="medium", source_type="news_report")
    mentions = [
        mention(a, FIRE.capitalize(), chain=(tv,)),
        said(b, "Al Fajr", FIRE, layer_source_type="organisation"),
    ]
    (claim,), _ = trace(collate_claims(by_id(a, b), mentions, []), by_id(a, b), [])
    assert claim.origins.best == 1
