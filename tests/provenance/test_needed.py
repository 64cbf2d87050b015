"""A claim of many carriers: the merges that are passed over change nothing."""

import importlib

from hypothesis import given, settings
from hypothesis import strategies as st

from hand_built import by_id, copy, report, said
from stemma.collation import collate_claims
from stemma.provenance import trace
from stemma.provenance.merges import Merge
from stemma.provenance.needed import Needed

FIRE = "the depot at Velmora burned for two days after rockets struck it"
NAMES = st.sampled_from(["Ilan Tresk", "Marta Olin", "Minister Ilan Tresk", "an official"])
CARRIERS = st.lists(
    st.tuples(NAMES, st.sampled_from(["2023-03-01", "2023-03-02", "2023-03-20", None]), st.booleans()),
    min_size=3,
    max_size=8,
)
COPIES = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.tuples(st.sampled_from(["verbatim", "rewritten"]), st.sampled_from(["known", "inferred", "unknown"])),
)


@settings(max_examples=100, deadline=None)
@given(CARRIERS, COPIES)
def test_what_is_passed_over_changes_no_origin_and_no_edge(carriers, copied):
    reports = [
        report(f"r{at}", f"{name} said {FIRE}.", published=day) for at, (name, day, _) in enumerate(carriers)
    ]
    mentions = [
        said(
            one, name, FIRE,
            stance="deny" if denies else "report",
            layer_anonymous=name == "an official",
        )
        for one, (name, _, denies) in zip(reports, carriers, strict=True)
    ]  # fmt: skip
    copies = [
        copy(reports[one], reports[other], FIRE, kind=kind, direction=direction)
        for (one, other), (kind, direction) in copied.items()
        if other < len(reports)
    ]
    claims = collate_claims(by_id(*reports), mentions, copies)
    found = trace(claims, by_id(*reports), copies)
    tracing = importlib.import_module("stemma.provenance.trace")
    tracing.Needed = lambda *_: lambda *_: True
    try:
        assert found == trace(claims, by_id(*reports), copies)
    finally:
        tracing.Needed = Needed


def test_many_merges_for_one_reason_leave_as_many_as_hold_the_mentions_together():
    reports = [report(f"r{at:02}", f"Ilan Tresk said {FIRE}.") for at in range(30)]
    mentions = [said(one, "Ilan Tresk", FIRE) for one in reports]
    needed = Needed()
    kept = [
        (one.id, other.id)
        for place, one in enumerate(mentions)
        for other in mentions[place + 1 :]
        if needed(Merge(one.id, other.id, "utterance", 0.85, "both name Ilan Tresk"), one, other)
    ]
    assert len(kept) == len(mentions) - 1


def test_a_surer_parent_is_needed_and_so_is_a_surer_reason():
    reports = [report(name, f"Ilan Tresk said {FIRE}.") for name in "abc"]
    a, b, c = (said(one, "Ilan Tresk", FIRE) for one in reports)
    needed = Needed()
    assert needed(Merge(b.id, c.id, "copy", 0.82, "rewritten", directed=True), b, c)
    assert needed(Merge(a.id, c.id, "copy", 0.85, "rewritten", directed=True), a, c)
    assert not needed(Merge(b.id, c.id, "copy", 0.83, "rewritten", directed=True), b, c)
    assert needed(Merge(b.id, c.id, "utterance", 0.95, "rewritten"), b, c)
