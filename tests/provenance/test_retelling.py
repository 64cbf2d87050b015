"""Own words of a report that has it of several, and passages in which several speak."""

from msgspec.structs import replace

from hand_built import by_id, copy, layer, mention, report
from stemma.provenance import trace
from stemma.provenance.graph import components
from stemma.provenance.merges import Merge
from stemma.records import Claim, Credibility, Range

LEAD = "Nine people died when the ferry landing at Brant was shelled"
SAID = "nine people died when shells fell on the ferry landing at Brant"
HEARD = "the shelling of the ferry landing at Brant had left nine people dead"
BETWEEN = "The ferry landing at Brant has been shelled twice this month"


def _claim(*mentions):
    return Claim(
        id="c", text=SAID, mentions=mentions, origins=Range(0, 0, 0), outlets=1, reports=1, sides=(),
        credibility=Credibility("6", ()),
    )  # fmt: skip


def _traced(reports, mentions, copies=()):
    (claim,), origins = trace([_claim(*mentions)], by_id(*reports), copies)
    return claim, {one.name: set(one.mentions) for one in origins}


def _report(name="a", **fields):
    text = f"{LEAD}.\n\nThe mayor of Brant said {SAID}. {BETWEEN}. Doctor Marta Olin said {HEARD}."
    return report(name, text, published="2023-03-01", **fields)


def _mentions(one):
    mayor = layer(one.text, "The mayor of Brant", source_type="official")
    doctor = layer(one.text, "Marta Olin", source_type="expert")
    return (
        mention(one, LEAD),
        replace(mention(one, SAID, chain=(mayor,)), sentence=1),
        replace(mention(one, BETWEEN), sentence=2),
        replace(mention(one, HEARD, chain=(doctor,)), sentence=3),
    )


def test_own_words_rest_on_one_source_and_do_not_make_one_of_two():
    one = _report()
    lead, mayor, between, doctor = _mentions(one)
    claim, origins = _traced([one], [lead, mayor, between, doctor])
    assert (claim.origins.low, claim.origins.best, claim.origins.high) == (1, 2, 2)
    assert origins == {"The mayor of Brant": {lead.id, mayor.id, between.id}, "Marta Olin": {doctor.id}}


def test_nor_by_way_of_another_report_that_copied_them():
    one = _report()
    other = report("b", f"{BETWEEN}. Pilot Ilan Tresk said {SAID}.", published="2023-03-01")
    pilot = replace(mention(other, SAID, chain=(layer(other.text, "Ilan Tresk"),)), sentence=1)
    copies = [copy(one, other, BETWEEN)]
    claim, _ = _traced([one, other], [*_mentions(one), mention(other, BETWEEN), pilot], copies)
    assert claim.origins.best == 3
    assert claim.origins.low == 1


def test_a_medium_that_a_report_cites_is_no_retelling_of_its_other_source():
    text = f"Norlan State Radio said {SAID}. Doctor Marta Olin said {HEARD}."
    one = report("a", text, published="2023-03-01")
    radio = layer(one.text, "Norlan State Radio", role="medium", source_type="news_report")
    told = [mention(one, SAID, chain=(radio,)), mention(one, HEARD, chain=(layer(one.text, "Marta Olin"),))]
    claim, origins = _traced([one], told)
    assert (claim.origins.low, claim.origins.best) == (1, 2)
    assert set(origins) == {"Norlan State Radio", "Marta Olin"}


def test_two_mentions_of_one_source_by_way_of_one_medium_are_one():
    text = f"Norlan State Radio said {SAID}. Doctor Marta Olin told Norlan State Radio that {HEARD}."
    one = report("a", text, published="2023-03-01")
    radio = layer(one.text, "Norlan State Radio", role="medium", source_type="news_report")
    doctor = layer(one.text, "Marta Olin")
    claim, _ = _traced(
        [one], [mention(one, SAID, chain=(radio,)), mention(one, HEARD, chain=(doctor, radio))]
    )
    assert claim.origins.best == 1


def test_an_agency_dispatch_that_has_it_of_two_is_two_origins_in_all_who_print_it():
    reports = [_report(name, credits=("NPA",)) for name in "ab"]
    mentions = [told for one in reports for told in _mentions(one)]
    claim, origins = _traced(reports, mentions)
    assert claim.origins.best == 2
    assert set(origins) == {"The mayor of Brant", "Marta Olin"}


def test_an_unnamed_source_and_a_named_one_at_two_places_of_one_copied_text_are_two():
    filling = "Boats were turned back all day and the road along the shore was closed to all but ambulances"
    text = f"An officer said {SAID}. {filling}. Marta Olin, who runs a clinic, said {HEARD}."
    one, other = (report(name, text, published="2023-03-01") for name in "ab")
    mentions = [
        told
        for each in (one, other)
        for told in (
            mention(
                each, SAID, chain=(layer(each.text, "An officer", anonymous=True, source_type="military"),)
            ),
            mention(each, HEARD, chain=(layer(each.text, "Marta Olin", source_type="organisation"),)),
        )
    ]
    claim, origins = _traced([one, other], mentions, [copy(one, other, text)])
    assert claim.origins.best == 2
    assert all(len(of) == 2 for of in origins.values())


def test_leaves_join_one_set_by_the_surest_reason_and_never_two():
    merges = [
        Merge("x", "leaf", "derivative", 0.85, "near"),
        Merge("y", "leaf", "copy", 0.95, "copied"),
        Merge("leaf", "other leaf", "copy", 0.95, "copied"),
    ]
    nodes = ["x", "y", "leaf", "other leaf"]
    assert components(nodes, merges, 0.5, {"leaf", "other leaf"}) == [["leaf", "other leaf", "y"], ["x"]]
    assert components(nodes, merges, 0.5) == [sorted(nodes)]


def _two(text, *told, days=("2023-03-01", "2023-03-01"), name="a"):
    one = report(name, text, published=days[0])
    return one, [mention(one, words, chain=(layer(text, who, **fields),)) for words, who, fields in told]


def test_one_stretch_of_a_report_that_is_read_twice_is_one_origin():
    text = f"The worst day since the flood, Ilan Tresk said adding that {SAID}."
    one, mentions = _two(text, (SAID, "Ilan Tresk", {}), (SAID[: SAID.rindex(" ")], "The worst day", {}))
    claim, _ = _traced([one], mentions)
    assert claim.origins.best == 1


def test_a_source_that_a_report_comes_back_to_is_one():
    hidden = {"anonymous": True, "entity": "local source"}
    text = f"A local source said {SAID}. The source said {HEARD}."
    one, mentions = _two(text, (SAID, "A local source", hidden), (HEARD, "The source", hidden))
    assert _traced([one], mentions)[0].origins.best == 1
    text = f"A guard said {SAID}. A guard at the gate said {HEARD}."
    hidden = {"anonymous": True, "entity": "guard"}
    one, mentions = _two(text, (SAID, "A guard", hidden), (HEARD, "A guard", hidden))
    assert _traced([one], mentions)[0].origins.best == 2


def test_a_headline_that_runs_into_its_text_names_nobody_else():
    text = f"{LEAD} NGO Wednesday {SAID} a monitoring group said."
    one, mentions = _two(text, (LEAD, "NGO", {}), (SAID, "a monitoring group", {"anonymous": True}))
    mentions[0] = replace(mentions[0], rule="glued headline")
    assert _traced([one], mentions)[0].origins.best == 1


def test_an_outlets_standing_paragraph_is_no_second_occasion():
    days = ("2023-03-01", "2023-06-01")
    reports = [
        report(name, f"Ilan Tresk said {SAID}.", "Brant Post", day)
        for name, day in zip("ab", days, strict=True)
    ]
    mentions = [mention(one, SAID, chain=(layer(one.text, "Ilan Tresk"),)) for one in reports]
    assert _traced(reports, mentions)[0].origins.best == 1
    reports = [replace(reports[0], outlet="Velmora Echo"), reports[1]]
    assert _traced(reports, mentions)[0].origins.best == 2
