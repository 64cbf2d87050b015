"""Two accounts that look like one telling and are none: what parts them was changed by nobody."""

import pytest

from hand_built import by_id, copy, in_offices, layer, mention, report, said
from stemma.collation import find_variants
from stemma.records import Claim, Credibility, Range


def kinds(a, b, one, other, copies=()):
    """What is found between two mentions of one claim, however they came together."""
    claim = Claim(
        id="c", text="", mentions=(one, other), origins=Range(0, 0, 0), outlets=2, reports=2, sides=(),
        credibility=Credibility("6", ()),
    )  # fmt: skip
    return {variant.type for variant in find_variants([claim], by_id(a, b), copies)}


def told(before, after, second="2023-03-02", who="", **fields):
    """Compare what two outlets tell, of their own accord or by one speaker."""
    lead = f"{who} said " if who else ""
    a = report("a", f"{lead}{before}.", published="2023-03-01")
    b = report("b", f"{lead}{after}.", published=second)
    if who:
        return kinds(a, b, said(a, who, before, **fields), said(b, who, after, **fields))
    return kinds(a, b, mention(a, before, **fields), mention(b, after, **fields))


def quoted(before, after, kind="rewritten"):
    """Compare two wordings of a quotation in a copied passage."""
    a, b = (
        report(name, f"{text} Ilan Tresk said.", published="2023-03-01")
        for name, text in (("a", before), ("b", after))
    )
    one, other = (
        said(where, "Ilan Tresk", text, directness="direct") for where, text in ((a, before), (b, after))
    )
    return kinds(a, b, one, other, (copy(a, b, before, after, kind=kind),))


def test_two_formulas_with_every_figure_another():
    before, after = (
        "sales of flour rose 15% to 217 tons from 189",
        "sales of flour rose 8% to 36 tons from 34",
    )
    assert told(before, after) == set()


def test_a_sum_is_one_with_the_sign_before_or_after_its_bound():
    before = "the Velmora bank has received $182.5 million in loans from the state"
    after = "the Velmora bank has received more than $182 million in loans from the state"
    assert told(before, after) == {"quantity_changed"}


def test_what_a_speaker_says_again_weeks_later_in_other_words():
    before = "the blockade of the harbour would bring back the hunger of the first winter"
    after = "the blockade would bring hunger back to the harbour"
    assert told(before, after, second="2023-03-25", who="Ilan Tresk") == set()


def test_two_days_of_one_matter():
    before = "the council could fill ninety of the seats after the votes are counted on Tuesday"
    after = "as of Wednesday the council had filled ninety of the seats"
    assert told(before, after) == set()


def test_a_matter_that_is_only_named_is_told_by_nobody():
    a = report("a", "Ilan Tresk condemned the bombing of the mills in Velmora.", published="2023-03-01")
    b = report("b", "The bombing of the mills in Velmora killed two guards.", published="2023-03-02")
    one = said(a, "Ilan Tresk", "the bombing of the mills in Velmora", tense="none")
    assert kinds(a, b, one, mention(b, "The bombing of the mills in Velmora killed two guards")) == set()


def test_a_russian_clause_tells_without_a_verb():
    content = "мост у села Вельмора разрушен, а дорога на юг теперь под огнём"
    a = report("a", f"Илан Треск: {content}.", published="2023-03-01")
    b = report("b", f"{content}.", published="2023-03-01")
    one = said(a, "Илан Треск", content, tense="none", layer_source_type="person")
    assert kinds(a, b, one, mention(b, content, tense="none")) == {"attribution_dropped"}


def test_who_contradicts_has_not_turned_the_words_around():
    before = "of course the Velmora bridge is fit for heavy lorries"
    after = "the Velmora bridge is not fit for heavy lorries"
    assert "polarity_flipped" not in told(before, after, who="Ilan Tresk")


def test_a_modal_set_back_by_reporting_is_the_same_modal():
    quote, telling = "“My town never again will be a prisoner of the river,”", "the town never again would be"
    rest = "a prisoner of the river"
    a = report("a", f"{quote} Ilan Tresk said.", published="2023-03-01")
    b = report("b", f"Ilan Tresk said {telling} {rest}.", published="2023-03-01")
    one = said(a, "Ilan Tresk", quote, directness="direct")
    assert not kinds(a, b, one, said(b, "Ilan Tresk", f"{telling} {rest}")) & {
        "modality_strengthened", "modality_weakened",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("“We have got to do all we can for Velmora,”", "“We’ve got to do all we can for Velmora,”"),
        ("“It is the last bridge we hold in Velmora,”", "“It's the last bridge we hold in Velmora,”"),
        ("“The river’s banks are mined up to Velmora,”", "“The river‘s banks are mined up to Velmora,”"),
        ("“The guards took the mill and the road to Velmora,”", "“The guards took ... the road to Velmora,”"),
        ("“Then they will hold the bridge for us,”", "“Then [the guards] will hold the bridge for us,”"),
    ],
)  # fmt: skip
def test_contractions_dots_and_brackets_alter_no_quotation(before, after):
    assert "quote_altered" not in quoted(before, after)


def test_words_left_out_between_two_fragments_alter_no_quotation():
    before = "“The guards are tired, they are hungry, and they hold the bridge of Velmora,”"
    a = report("a", f"{before} Ilan Tresk said.", published="2023-03-01")
    text = "the guards “are tired” but “hold the bridge of Velmora”"
    b = report("b", f"Ilan Tresk said {text}.", published="2023-03-01")
    one = said(a, "Ilan Tresk", before, directness="direct")
    other = said(b, "Ilan Tresk", text, directness="mixed")
    assert "quote_altered" not in kinds(a, b, one, other, (copy(a, b, before, text, kind="rewritten"),))


def test_a_word_dropped_inside_a_quotation_is_told_still():
    before = "“Let us end once and for all this tale of a second bridge,”"
    assert "quote_altered" in quoted(before, "“Let us end this tale of a second bridge,”")


def roles(first, second):
    return kinds(*in_offices(first, second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("former surgeon", "leading candidate"),
        ("F.B.I. director", "FBI director"),
        ("witness", "a witness named"),
    ],
)
def test_two_things_that_one_person_is(first, second):
    assert "role_changed" not in roles(first, second)


def test_a_rank_left_out_is_told_still():
    assert "role_changed" in roles("deputy mayor", "mayor")


def test_who_he_is_stands_further_up():
    content = "the Velmora garrison has run out of fuel and shells"
    a = report("a", f"Then he said {content}.", published="2023-03-01")
    b = report("b", f"Ilan Tresk said {content}.", published="2023-03-01")
    one = said(a, "he", content, layer_entity="an officer", layer_anonymous=True)
    assert not kinds(a, b, one, said(b, "Ilan Tresk", content)) & {"source_named", "source_anonymised"}


def test_an_occasion_is_no_medium():
    content = "the Velmora garrison has run out of fuel and shells"
    a = report("a", f"Ilan Tresk said during a news conference that {content}.", published="2023-03-01")
    b = report("b", f"Ilan Tresk said that {content}.", published="2023-03-01")
    chain = (layer(a.text, "Ilan Tresk"), layer(a.text, "a news conference", role="medium"))
    one = mention(a, content, chain=chain)
    assert "layer_dropped" not in kinds(a, b, one, said(b, "Ilan Tresk", content), (copy(a, b, content),))


def test_a_source_is_told_by_surname():
    content = "the Velmora garrison has run out of fuel and shells"
    a = report("a", f"Ilan Tresk said {content}.", published="2023-03-01")
    b = report("b", f"After what Mr. Tresk told, {content}.", published="2023-03-01")
    one = said(a, "Ilan Tresk", content, layer_source_type="person")
    assert kinds(a, b, one, mention(b, content), (copy(a, b, content),)) == set()


@pytest.mark.parametrize(
    ("told", "plain", "fields"),
    [
        ("whether the guards left Velmora in the night", "The guards left Velmora in the night", {}),
        ("reports that the guards left Velmora are false", "The guards left Velmora", {}),
        ("the guards left Velmora in the night", "The guards left Velmora in the night", {"stance": "deny"}),
    ],
)
def test_who_asks_or_denies_is_not_who_says_so(told, plain, fields):
    a = report("a", f"Ilan Tresk answered {told}.", published="2023-03-01")
    b = report("b", f"{plain}.", published="2023-03-01")
    one = said(a, "Ilan Tresk", told, **fields)
    found = kinds(a, b, one, mention(b, plain), (copy(a, b, told, plain, kind="rewritten"),))
    assert "attribution_dropped" not in found


def test_a_source_of_another_sentence_is_no_further_voice():
    content = "the Velmora garrison has run out of fuel and shells"
    a = report("a", f"The envoy Orla Venn is in Velmora. Ilan Tresk said {content}.", published="2023-03-01")
    b = report("b", f"Ilan Tresk said {content}.", published="2023-03-01")
    chain = (layer(a.text, "Ilan Tresk"), layer(a.text, "Orla Venn", role="relayer", source_type="official"))
    one = mention(a, content, chain=chain)
    assert kinds(a, b, one, said(b, "Ilan Tresk", content), (copy(a, b, content),)) == set()
