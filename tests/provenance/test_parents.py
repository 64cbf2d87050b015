"""Of several reports that a telling may be copied from, the parent is the one that evidence speaks for."""

import pytest
from msgspec.structs import replace

from hand_built import by_id, copy, layer, mention, report, said
from stemma.collation import collate_claims
from stemma.provenance import trace
from stemma.provenance.graph import parents
from stemma.provenance.merges import Merge

FIRE = "the depot at Velmora burned for two days after rockets struck it"
MORE = "Trains to the harbour stood still until the evening."


def made(name, day, **fields):
    return report(name, f"Ilan Tresk said {FIRE}. {MORE}", published=f"2023-03-0{day}", **fields)


def parent_of(child, reports, copies, mentions=None):
    """The report from which the tree has a report's mention."""
    mentions = mentions or [said(one, "Ilan Tresk", FIRE) for one in reports]
    (claim,), _ = trace(collate_claims(by_id(*reports), mentions, copies), by_id(*reports), copies)
    home = {one.id: one.report for one in claim.mentions}
    (found,) = [home[edge.parent] for edge in claim.edges if home.get(edge.child) == child]
    return found


@pytest.mark.parametrize("names", ["abc", "bac", "cab", "zya"])
def test_of_equal_sources_the_earliest_is_the_parent(names):
    reports = [made(name, day) for day, name in enumerate(names, 1)]
    first, second, third = reports
    copies = [copy(first, second, FIRE), copy(first, third, FIRE), copy(second, third, FIRE)]
    assert parent_of(third.id, reports, copies) == first.id


@pytest.mark.parametrize("names", ["abc", "bac", "cab", "zya"])
def test_the_report_of_which_the_copy_holds_most_is_the_parent(names):
    reports = [made(name, day) for day, name in enumerate(names, 1)]
    first, second, third = reports
    copies = [copy(first, second, FIRE), copy(first, third, FIRE), copy(second, third, f"{FIRE}. {MORE}")]
    assert parent_of(third.id, reports, copies) == second.id


@pytest.mark.parametrize("names", ["abc", "bac", "cab", "zya"])
def test_a_house_that_the_copy_cites_is_the_parent(names):
    reports = [made(name, day) for day, name in enumerate(names, 1)]
    reports[1] = replace(reports[1], outlet="Velmora Wire")
    first, second, third = reports
    copies = [copy(first, second, FIRE), copy(first, third, f"{FIRE}. {MORE}"), copy(second, third, FIRE)]
    told = [said(one, "Ilan Tresk", FIRE) for one in (first, second)]
    wire = replace(layer(third.text, "Ilan Tresk"), name="Velmora Wire", entity="Velmora Wire", role="medium")
    by_way = mention(third, FIRE, chain=(layer(third.text, "Ilan Tresk"), wire))
    assert parent_of(third.id, reports, copies, [*told, by_way]) == second.id


def test_what_is_surer_comes_before_what_is_longer():
    sure = Merge("z", "c", "copy", 0.95, "word for word", directed=True, told=10)
    long = Merge("a", "c", "copy", 0.8, "reworded", directed=True, cited=True, told=900, moment=1.0)
    assert parents([long, sure], 0.5) == {"c": sure}
