"""What joins two tellings of unnamed or half-named sources: medium, quotation, repetition, post, paper."""

import pytest
from msgspec.structs import replace

from hand_built import by_id, layer, mention, report
from stemma.provenance import trace
from stemma.records import Claim, Credibility, Range

FELL = "eleven people died when shells fell on the ferry landing at Brant"
LEFT = "the shelling of the ferry landing at Brant left eleven people dead"


def _origins(*mentions, reports):
    claim = Claim(
        id="c", text=FELL, mentions=mentions, origins=Range(0, 0, 0), outlets=1, reports=1, sides=(),
        credibility=Credibility("6", ()),
    )  # fmt: skip
    (traced,), _ = trace([claim], by_id(*reports), ())
    return traced.origins


def _by_way_of(name, who, told, medium, day="2023-03-01", **kind):
    one = report(name, f"{who} told {medium} that {told}.", published=day)
    chain = (layer(one.text, who, **kind), layer(one.text, medium, role="medium", source_type="agency"))
    return one, mention(one, told, chain=chain)


UNNAMED = {"anonymous": True}


@pytest.mark.parametrize(
    ("who", "other", "best"),
    [
        (("Witnesses", {"source_type": "witness", **UNNAMED}), ("Ilan Tresk", {"source_type": "person"}), 2),
        (("A relative", UNNAMED), ("One of his relatives", UNNAMED), 1),
        (("A police source", UNNAMED), ("A source in the police", UNNAMED), 1),
    ],
)
def test_one_medium_joins_only_those_who_are_described_alike(who, other, best):
    one, told = _by_way_of("a", who[0], FELL, "Meridian Agency", **who[1])
    another, again = _by_way_of("b", other[0], LEFT, "Meridian Agency", **other[1])
    assert _origins(told, again, reports=(one, another)).best == best


def test_one_quotation_is_one_utterance_though_more_is_told_beside_it_and_later():
    quoted = "\u201cshells fell on the ferry landing at Brant\u201d"
    long = (
        f"{quoted}, burned the ticket office, sank a barge that was being loaded and left eleven people dead"
    )
    reports, mentions = [], []
    for name, told, day in (("a", long, "2023-03-01"), ("b", quoted, "2023-03-09")):
        one = report(name, f"The Brant Relief Mission said {told}.", published=day)
        chain = (layer(one.text, "Brant Relief Mission", source_type="organisation"),)
        reports.append(one)
        mentions.append(replace(mention(one, told, chain=chain), directness="mixed"))
    assert _origins(*mentions, reports=reports).best == 1


@pytest.mark.parametrize(("again", "best"), [(FELL, 1), (LEFT, 2)])
def test_a_lead_that_stands_twice_is_one_telling(again, best):
    lead = f"E{FELL[1:]}"
    one = report("a", f"{lead}, a reporter said. Later {again}, a guard said.", published="2023-03-01")
    first = mention(one, lead, chain=(layer(one.text, "a reporter", **UNNAMED),))
    second = mention(one, again, chain=(layer(one.text, "a guard", **UNNAMED),))
    assert _origins(first, second, reports=(one,)).best == best


@pytest.mark.parametrize(("where", "best"), [("Brant", 1), ("Velmora", 2)])
def test_a_post_without_its_place_is_that_of_the_place_that_its_holder_tells_of(where, best):
    said = FELL.replace("Brant", where)
    one = report("a", f"The Brant governor said {LEFT}.", published="2023-03-01")
    other = report("b", f"Governor Ilan Tresk said {said}.", published="2023-03-01")
    post = layer(one.text, "Brant governor", source_type="official")
    holder = layer(other.text, "Ilan Tresk", source_type="official", description="Governor")
    mentions = mention(one, LEFT, chain=(post,)), mention(other, said, chain=(holder,))
    assert _origins(*mentions, reports=(one, other)).best == best


@pytest.mark.parametrize(("paper", "best"), [("the statement", 1), ("photographs", 2)])
def test_a_statement_without_a_name_is_whoevers_speaks_in_its_report(paper, best):
    text = f"The Norlan health ministry said {FELL}. Doctors wrote that {LEFT}, {paper} said."
    one = report("a", text, published="2023-03-01")
    body = layer(text, "Norlan health ministry", source_type="official")
    told = layer(text, paper, source_type="document")
    mentions = mention(one, FELL, chain=(body,)), mention(one, LEFT, chain=(told,))
    assert _origins(*mentions, reports=(one,)).best == best


@pytest.mark.parametrize(
    ("first", "second", "kind", "best"),
    [
        ("A monitoring group", "a monitor", "organisation", 1),
        ("A monitoring group", "another monitoring group", "organisation", 2),
        ("A local doctor", "a local doctor", "participant", 2),
    ],
)
def test_a_report_comes_back_to_an_unnamed_body_and_quotes_two_doctors(first, second, kind, best):
    one = report("a", f"{first} said {FELL}. Later {LEFT}, {second} said.", published="2023-03-01")
    told = {"source_type": kind, "number": "one", **UNNAMED}
    mentions = (
        mention(one, FELL, chain=(layer(one.text, first, **told),)),
        mention(one, LEFT, chain=(layer(one.text, second, **told),)),
    )
    assert _origins(*mentions, reports=(one,)).best == best
