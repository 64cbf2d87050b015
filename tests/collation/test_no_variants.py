"""Differences that nobody made on the way: they look like variants and are none."""

import pytest
from msgspec.structs import replace

from hand_built import by_id, copy, in_offices, layer, mention, report, said
from stemma.collation import collate_claims, find_variants
from stemma.records import Claim, Credibility, Range


def claim(*mentions):
    """A claim of these mentions, however they came together."""
    return Claim(
        id="c", text="", mentions=mentions, origins=Range(0, 0, 0), outlets=2, reports=2, sides=(),
        credibility=Credibility("6", ()),
    )  # fmt: skip


def kinds(a, b, one, other, copies=()):
    return [
        (v.type, v.before.text, v.after.text) for v in find_variants([claim(one, other)], by_id(a, b), copies)
    ]


def copied(before, after, who="Ilan Tresk", **fields):
    """What changed between two wordings of one speaker in a copied passage."""
    a = report("a", f"{who} said {before}.", published="2023-03-01")
    b = report("b", f"{who} said {after}.", published="2023-03-02")
    passage = copy(a, b, a.text, b.text, kind="rewritten")
    return kinds(a, b, said(a, who, before, **fields), said(b, who, after, **fields), (passage,))


def own(before, after, first="2023-03-01", second="2023-03-02"):
    """What changed between two outlets' own words that share no passage."""
    a, b = report("a", f"{before}.", published=first), report("b", f"{after}.", published=second)
    return kinds(a, b, mention(a, before), mention(b, after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # A clock time, a day and an ordinal are no counts.
        ("shells hit Velmora at 6:30 a.m. near the mill", "shells hit Velmora at 630 a.m. near the mill"),
        # Children are not all the dead.
        (
            "9 children were killed by shells in the Velmora market",
            "31 people were killed by shells in the Velmora market",
        ),
        # The doubt is worded otherwise.
        (
            "the shells were reportedly fired from the Velmora ridge",
            "it is believed the shells were fired from the Velmora ridge",
        ),
        ("it could not say who held the Velmora ridge", "it did not say who held the Velmora ridge"),
        # "Due to" plans nothing.
        (
            "the toll in Velmora grew due to the serious wounds of many",
            "the toll in Velmora grew because of the serious wounds of many",
        ),
        # Spelt in another way, or by its other name.
        ("the convoy of Hezbollah reached Velmora", "the convoy of Hizbollah reached Velmora"),
        ("the fighters of Daesh left Velmora", "the fighters of Islamic State left Velmora"),
        ("the Kurds kept the road to Velmora", "the Kurdish units kept the road to Velmora"),
    ],
)
def test_the_same_in_other_words(before, after):
    assert copied(before, after) == []


def test_a_toll_brought_up_to_date_weeks_later_was_changed_by_nobody():
    war = "people have been killed in the Velmora war since it began in March 2011 with a bread revolt"
    later = own(f"More than 2000 {war}", f"More than 3000 {war}", second="2023-06-01")
    assert later == []
    sooner = own(f"More than 2000 {war}", f"More than 3000 {war}")
    assert [kind for kind, _, _ in sooner] == ["quantity_changed"]


def test_one_outlets_formula_for_two_events():
    words_of = "rockets fell on the {} quarter of Velmora on {}, killing {} people and wounding {}"
    assert (
        copied(words_of.format("Harbour", "Monday", 3, 9), words_of.format("Castle", "Thursday", 5, 2)) == []
    )


def test_what_two_speakers_say_each_for_themselves():
    content = "the Velmora garrison has run out of fuel and shells"
    a = report("a", f"Ilan Tresk said {content}.", published="2023-03-01")
    b = report("b", "Orla Venn said the Velmora garrison may have run out of fuel.", published="2023-03-02")
    one, other = (
        said(a, "Ilan Tresk", content),
        said(b, "Orla Venn", "the Velmora garrison may have run out of fuel"),
    )
    assert kinds(a, b, one, other) == []


def test_a_source_that_was_not_read_as_one_is_not_dropped():
    content = "shells fell on the Velmora market and burned the stalls"
    a = report("a", f"{content.capitalize()}, the Rescue League said.", published="2023-03-01")
    b = report("b", f"{content.capitalize()}, according to the Rescue League.", published="2023-03-02")
    one = mention(a, content.capitalize(), chain=(layer(a.text, "the Rescue League"),))
    other = mention(b, content.capitalize())
    assert kinds(a, b, one, other, (copy(a, b, content.capitalize()),)) == []


def test_whom_a_quotation_is_by_stands_beside_it():
    quote = "“We walked to Velmora because the buses had stopped.”"
    a = report("a", f"{quote[:-2]},” Ilan Tresk said.", published="2023-03-01")
    b = report("b", f"Ilan Tresk is tired. {quote}", published="2023-03-02")
    one = said(a, "Ilan Tresk", f"{quote[:-2]},”", directness="direct")
    other = mention(b, quote)
    assert kinds(a, b, one, other, (copy(a, b, quote[1:-2]),)) == []


def test_the_same_words_without_their_marks_are_no_paraphrase():
    quote = "The mill is small and the people of Velmora are cold"
    a = report("a", f"“{quote},” Ilan Tresk said.", published="2023-03-01")
    b = report("b", f"{quote} Ilan Tresk said.", published="2023-03-02")
    one = said(a, "Ilan Tresk", f"“{quote},”", directness="direct")
    assert kinds(a, b, one, said(b, "Ilan Tresk", quote), (copy(a, b, quote),)) == []


def test_an_explanation_in_brackets_alters_no_quotation():
    before = "“They came to take Velmora (the port) before the winter,”"
    after = "“They came to take Velmora before the winter,”"
    a, b = (
        report(name, f"{text} Ilan Tresk said.", published="2023-03-01")
        for name, text in (("a", before), ("b", after))
    )
    one, other = (
        said(where, "Ilan Tresk", text, directness="direct") for where, text in ((a, before), (b, after))
    )
    assert kinds(a, b, one, other, (copy(a, b, before, after, kind="rewritten"),)) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Colonel", "spokesman Colonel"),
        ("head of the Rescue League", "chief of the Rescue League"),
        ("oppositions negotiator", "opposition negotiator"),
        ("Defense Forces spokesman", "Defence Forces spokesman"),
    ],
)
def test_one_office_told_in_two_ways(first, second):
    assert "role_changed" not in {kind for kind, _, _ in kinds(*in_offices(first, second))}


def test_a_deed_that_was_planned_is_told_as_done_in_that_order():
    plan, deed = (
        "the army will withdraw its guns from Velmora",
        "the army has withdrawn its guns from Velmora",
    )
    a, b = report("a", f"Ilan Tresk said {deed}."), report("b", f"Ilan Tresk said {plan}.")
    one = said(a, "Ilan Tresk", deed, tense="past", factuality="CT+")
    other = replace(said(b, "Ilan Tresk", plan), tense="future")
    passage = copy(a, b, deed, plan, kind="rewritten", direction="unknown")
    (found,) = [
        v for v in find_variants([claim(one, other)], by_id(a, b), (passage,)) if v.type == "planned_to_done"
    ]
    assert (found.from_mention, found.to_mention) == (other.id, one.id)
    assert (found.before.text, found.after.text) == ("will withdraw", "withdrawn")


@pytest.mark.parametrize(
    ("plan", "deed"),
    [
        (
            "the army plans to withdraw its guns from Velmora",
            "the army does not withdraw its guns from Velmora",
        ),
        ("the army will withdraw its guns from Velmora", "the army may have withdrawn its guns from Velmora"),
        (
            "the army wants to withdraw its guns from Velmora",
            "the army seeks to withdraw its guns from Velmora",
        ),
    ],
)
def test_what_is_denied_doubted_or_still_planned_is_not_done(plan, deed):
    assert "planned_to_done" not in {
        kind for kind, _, _ in copied(plan, deed, tense="past", factuality="CT+")
    }


def test_versions_of_one_report_are_compared_however_far_apart():
    a = report("a", "Three people died in Velmora.", published="2023-03-01")
    b = report("b", "Nine people died in Velmora.", published="2023-06-01", version_of="a", version=2)
    one, other = mention(a, "Three people died in Velmora"), mention(b, "Nine people died in Velmora")
    assert ("quantity_changed", "Three", "Nine") in kinds(a, b, one, other)


def test_collated_claims_have_these_variants_too():
    a = report("a", "Ilan Tresk said shells may have hit the Velmora market.", published="2023-03-01")
    b = report("b", "Ilan Tresk said shells have hit the Velmora market.", published="2023-03-02")
    one, other = (
        said(a, "Ilan Tresk", "shells may have hit the Velmora market"),
        said(b, "Ilan Tresk", "shells have hit the Velmora market"),
    )
    found = find_variants(collate_claims(by_id(a, b), [one, other], ()), by_id(a, b), ())
    assert {v.type for v in found} == {"hedge_dropped", "modality_strengthened"}
