"""Offers against labels: what was missed and offered, what of it is right, what accepting it would join."""

from hand_built import mention, report
from stemma.evaluation.stories_offered import Offered, accepted, offered, one_claim
from stemma.records import Claim, Credibility, PossibleMatch, Range

REPORTS = frozenset({"r1", "r2"})


def _offer(claim, other, chance, *ends, reports=("r1", "r2")):
    return PossibleMatch(
        claim, other, chance, *ends, *reports, text="", other_text="", shared=(), other_shared=(), reasons=(),
        clashes=(), signs={},
    )  # fmt: skip


LABELS = {
    "m1": {"c1": False},
    "m2": {"c1": False},
    "m3": {"c2": False},
    "m4": {},
    "m5": {"c1": True},
    "m6": {"c9": False},
}
OFFERS = {
    "A": (
        _offer("A", "C", 0.8, "m1", "m3"), _offer("A", "B", 0.6, "m1", "m2"),
        _offer("A", "D", 0.4, "m1", "m4"),
    ),
    "B": (_offer("B", "A", 0.6, "m2", "m1", reports=("r2", "r1")),),
    "E": (_offer("E", "F", 0.9, "m5", "m1"), _offer("E", "G", 0.9, "m5", "m6", reports=("r1", "elsewhere"))),
}  # fmt: skip


def test_labels_join_two_mentions_surely_doubtfully_or_not():
    assert one_claim(LABELS["m1"], LABELS["m2"]) is True
    assert one_claim(LABELS["m1"], LABELS["m5"]) is None
    assert one_claim(LABELS["m1"], LABELS["m3"]) is False
    assert one_claim(LABELS["m4"], LABELS["m1"]) is False


def test_a_missed_link_counts_among_the_best_of_either_claim():
    link = (frozenset({"A"}), frozenset({"B"}))
    found = offered([link, (frozenset({"A"}), frozenset({"Z"}))], OFFERS, REPORTS, LABELS)
    assert found.missed == ((True, True, True), (False, False, False))
    alone = offered([link], {"A": OFFERS["A"]}, REPORTS, LABELS)
    assert alone.missed == ((False, True, True),)


def test_each_pair_of_the_group_is_judged_once_and_what_is_doubtful_not_at_all():
    found = offered([], OFFERS, REPORTS, LABELS)
    assert sorted(found.right) == [False, True]
    assert sorted(found.within) == [False, False, True]
    assert sorted(found.chances) == [0.4, 0.6, 0.8]
    assert offered([], {}, REPORTS, LABELS) == Offered()


def test_right_offers_make_claims_one_through_others_too():
    text = report("r1", "The bridge was hit. The bridge was struck. Nobody was hurt.")
    claims = [
        Claim(name, words, (mention(text, words),), Range(1, 1, 1), 1, 1, (), Credibility("3", ()))
        for name, words in (("A", "bridge was hit"), ("B", "bridge was struck"), ("C", "Nobody was hurt"))
    ]
    found = accepted(claims, {"A": OFFERS["A"][:2]}, LABELS)
    assert [(claim.id, len(claim.mentions)) for claim in found] == [("A", 2), ("C", 1)]
    assert accepted(claims, {}, LABELS) == claims
