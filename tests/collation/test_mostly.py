"""Clusters most of whose mentions tell one matter are one claim, whatever some of them tell besides."""

from hand_built import by_id, mention, report
from stemma.collation import collate_claims
from stemma.collation.clustering import Clusters, Pair
from stemma.collation.constraints import constraints
from stemma.records import Decision

TOLD = "More than 28,000 people have been killed since the conflict in Norway began with bread riots in 2017"
BESIDES = (
    "Tromsdal, which used to ship timber, lies in ruins after a conflict that began with bread riots in 2017"
)
BOTH = f"{BESIDES} and has killed more than 28,000 people"
OTHERS = (
    "The war in Norway, in its fifth year, has killed more than 28,000 people and emptied whole villages",
    "The war in Norway, in its fifth year, has killed more than 28,000 people and has emptied whole villages",
)


def claims(*told, decisions=()):
    """Collate what reports of one day tell of their own accord."""
    reports = [
        report(name, f"{content}.", published="2023-03-01")
        for name, content in zip("abcdefg", told, strict=False)
    ]
    mentions = [mention(one, content) for one, content in zip(reports, told, strict=True)]
    return collate_claims(by_id(*reports), mentions, (), decisions=decisions)


def together(claims):
    return sorted(sorted(one.report for one in claim.mentions) for claim in claims)


def test_what_one_mention_tells_besides_does_not_hold_a_toll_apart():
    assert together(claims(TOLD, BOTH, BESIDES, *OTHERS)) == [["a", "b", "c", "d", "e"]]


def test_without_a_cluster_that_mostly_tells_the_toll_it_stays_apart():
    found = together(claims(BOTH, BESIDES, f"{BESIDES} and bakers' strikes", *OTHERS))
    assert ["d", "e"] in found


def test_an_analyst_keeps_such_clusters_apart_for_good():
    before = claims(TOLD, BOTH, BESIDES, *OTHERS)
    told = {one.report: one.id for claim in before for one in claim.mentions}
    decision = Decision(
        id="d1", at="2023-03-02", action="separate", targets=("x", "y"),
        keys=((told["a"], told["b"], told["c"]), (told["d"], told["e"])),
    )  # fmt: skip
    assert together(claims(TOLD, BOTH, BESIDES, *OTHERS, decisions=[decision])) == [
        ["a", "b", "c"],
        ["d", "e"],
    ]


def test_clusters_ask_for_an_excuse_with_the_pair_and_the_members_of_both():
    asked = []

    def excuses(a, b, left, right):
        asked.append((a, b, tuple(left), tuple(right)))
        return True

    clusters = Clusters(
        "abc", lambda one, other: "unlike" if {one, other} == {"a", "c"} else "", constraints(()), excuses
    )
    assert clusters.grow([Pair("a", "b", 0.9), Pair("b", "c", 0.8)]) == ()
    assert clusters.groups() == [["a", "b", "c"]]
    assert asked == [("b", "c", ("a", "b"), ("c",))]
