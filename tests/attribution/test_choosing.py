"""Which attributions stand where they overlap."""

from itertools import combinations

import pytest

from stemma.attribution import attribute, choosing
from stemma.attribution.attribute import attribute_outermost
from stemma.attribution.finding import find_attributions
from stemma.attribution.tree import Tree

TEXT = (
    "Officials in Tarsa said on Monday that the mayor believed the bridge would hold, although engineers "
    "had warned that it was damaged. “We told the army so,” Lina Sarn said. “Nobody answered.” "
    "According to Vorona TV, the ministry denied that any warning had been given."
)


@pytest.fixture(scope="module")
def doubtful(parse):
    report, parsed = parse(TEXT)
    trees = [Tree(sentence) for sentence in parsed.sentences]
    return find_attributions(report, trees, threshold=choosing.DOUBTFUL), trees


def test_none_that_stands_overlaps_another(doubtful):
    found, trees = doubtful
    judge = choosing.load_judge()
    assert judge
    kept = choosing.standing(found, trees, judge)
    assert 3 <= len(kept) < len(found)
    assert not any(choosing.overlap(one, other) for one, other in combinations(kept, 2))


def test_the_outermost_speaker_stands(parse):
    report, parsed = parse(TEXT)
    sources = [
        TEXT[source[0].start : source[-1].end]
        for source, _, _ in attribute_outermost(report, parsed)
        if source
    ]
    assert sources[0] == "Officials in Tarsa"
    assert "the mayor" not in sources


def test_without_weights_the_rankers_own_score_decides(parse, monkeypatch):
    monkeypatch.setitem(attribute_outermost.__globals__, "load_judge", lambda: None)
    assert attribute_outermost(*parse(TEXT))


def test_claims_are_the_same_whether_the_outermost_were_asked_for_before(parse):
    report, parsed = parse(TEXT)
    before = attribute(report, parsed)
    attribute_outermost(report, parsed)
    assert attribute(report, parsed) == before


def test_a_report_of_nothing_has_no_attributions(parse):
    assert attribute_outermost(*parse("")) == []
    assert attribute_outermost(*parse("“ … ”")) == []
