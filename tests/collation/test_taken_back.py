"""What one telling changed is told once: nobody undid it who kept the first telling's words."""

from hand_built import by_id, report, said
from stemma.collation import collate_claims, find_variants

FIRST = "the bridge over the river at Velmora was mined by the retreating army"
DOUBTED = "the bridge over the river at Velmora was reportedly mined by the retreating army"


def changes(*told):
    """Return type and ends of each variant between reports of some days, in which one speaker says all."""
    reports, mentions = [], []
    for name, day, content in told:
        one = report(name, f"Ilan Tresk said {content}.", published=f"2023-03-0{day}")
        reports.append(one)
        mentions.append(said(one, "Ilan Tresk", content))
    held = by_id(*reports)
    (claim,) = collate_claims(held, mentions, ())
    named = {one.id: one.report for one in mentions}
    found = find_variants([claim], held, ())
    return [(one.type, named[one.from_mention], named[one.to_mention]) for one in found]


def test_who_keeps_the_first_words_undid_no_change():
    assert changes(("a", 1, FIRST), ("b", 2, DOUBTED), ("c", 3, FIRST)) == [("hedge_added", "a", "b")]


def test_a_change_that_is_handed_on_is_told_once_too():
    found = changes(("a", 1, FIRST), ("b", 2, DOUBTED), ("c", 3, DOUBTED))
    assert ("hedge_added", "a", "b") in found
    assert not any(kind == "hedge_dropped" for kind, _, _ in found)


def test_who_shares_another_change_did_read_the_changed_telling():
    told_of = "the bridge over the river at {} was {}mined by the {} retreating soldiers"
    found = changes(
        ("a", 1, told_of.format("Velmora", "", "three")),
        ("b", 2, told_of.format("Velmora", "reportedly ", "five")),
        ("c", 3, told_of.format("Velmora", "", "five")),
    )
    assert ("hedge_dropped", "b", "c") in found


def test_a_doubt_that_only_the_first_telling_has_was_dropped():
    found = changes(("a", 1, DOUBTED), ("b", 2, FIRST), ("c", 3, FIRST))
    assert ("hedge_dropped", "a", "b") in found
