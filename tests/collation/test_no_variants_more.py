"""Differences that nobody made on the way: bulletins, prices, tenses, headlines and inquiries."""

import pytest
from msgspec.structs import replace

from hand_built import by_id, copy, layer, mention, report, said
from stemma.collation import find_variants
from stemma.collation.differing.naming import one_spelling
from stemma.collation.numbers import days_of_month
from stemma.records import Block, Claim, Credibility, Range


def kinds(reports, *claims, copies=()):
    """What changed between the mentions of claims, each a pair."""
    held = [
        Claim(
            id=f"c{place}", text="", mentions=pair, origins=Range(0, 0, 0), outlets=2, reports=2, sides=(),
            credibility=Credibility("6", ()),
        )
        for place, pair in enumerate(claims)
    ]  # fmt: skip
    return [
        (one.type, one.before.text, one.after.text) for one in find_variants(held, by_id(*reports), copies)
    ]


def own(before, after, first="2023-03-01", second="2023-03-02"):
    """What changed between two outlets' own words that share no passage."""
    a, b = report("a", f"{before}.", published=first), report("b", f"{after}.", published=second)
    return kinds((a, b), (mention(a, before), mention(b, after)))


def dropped(before, after, who="Ilan Tresk", **fields):
    """What changed where only the first of two reports, that share a passage, has a source."""
    a = report("a", f"{who} said {before}.", published="2023-03-01")
    b = report("b", f"{after}.", published="2023-03-02")
    passage = copy(a, b, before, after, kind="rewritten")
    return kinds((a, b), (said(a, who, before, **fields), mention(b, after)), copies=(passage,))


_FORM = (
    "On March {}, the Northern Command carried out {} sorties over the Velmora marshes",
    "Near Ostrel, crews cleared {} trenches",
    "Near Karvin, crews towed {} lorries away",
    "Near Dolna, crews disarmed {} mines",
)


def bulletin(name, day, *figures, published=None):
    text = ". ".join(line.format(*values) for line, values in zip(_FORM, figures, strict=True)) + "."
    return report(name, text, outlet="Northern Command", published=published or f"2023-03-{day}")


def compared(a, b):
    lines = [text.removesuffix(".").split(". ") for text in (a.text, b.text)]
    pairs = list(zip(*lines, strict=True))
    passages = tuple(copy(a, b, one, other, kind="rewritten") for one, other in pairs)
    return kinds((a, b), *((mention(a, one), mention(b, other)) for one, other in pairs), copies=passages)


def test_two_issues_of_a_daily_bulletin_have_no_variants():
    first = bulletin("a", 11, (10, 31), (40,), (5,), (16,))
    assert compared(first, bulletin("b", 12, (11, 52), (25,), (9,), (33,))) == []


def test_a_bulletin_told_anew_with_one_other_figure_has_a_variant():
    first = bulletin("a", 11, (10, 31), (40,), (5,), (16,))
    assert compared(first, bulletin("b", 11, (10, 31), (40,), (9,), (16,))) == [
        ("quantity_changed", "5", "9")
    ]


def test_days_of_a_month_in_a_text():
    assert days_of_month("On Jan. 10 and 12 March, by 3 p.m.") == {10, 12}
    assert days_of_month("in May 2016, and march 10 kilometres") == frozenset()


def test_prices_that_all_differ_are_of_other_days():
    shares = "Velmora Mills shares closed at ${} on the Ostrel exchange, after moving {} cents"
    assert own(shares.format("20.10", 50), shares.format("19.55", 12)) == []
    assert own(shares.format("20.10", 50), shares.format("20.10", 45)) == [("quantity_changed", "50", "45")]


def test_decimals_tell_figures_apart():
    profit = "Velmora Mills earned ${} a share in the spring quarter of its second fiscal year"
    assert own(profit.format("1.03"), profit.format("1.08")) == [("quantity_changed", "1.03", "1.08")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # One modal in two tenses, each in what somebody says.
        (
            "the uncle keeps the boy in Velmora, saying he can give him a better life",
            "the uncle kept the boy in Velmora, saying he could give him a better life",
        ),
        # No modal at all.
        (
            "Two would-be bombers were killed at the Velmora bridge on the way to the market",
            "Two bombers were killed at the Velmora bridge on the way to the market",
        ),
        # A headline writes its verbs with a capital.
        ("Velmora Women May Have to Cover Their Heads", "Velmora women may have to cover their heads"),
    ],
)
def test_no_other_strength(before, after):
    assert own(before, after) == []


def test_a_modal_before_another_verb_is_not_compared():
    before = "it was unclear what effect the shakeup would have on Tresk, who keeps his title as chairman"
    after = "Tresk will keep his title as chairman after the shakeup, whose effect was unclear"
    assert "modality_strengthened" not in {kind for kind, _, _ in own(before, after)}


_SINKING = "two ferries have sunk off the Velmora coast with forty passengers"


def test_a_source_is_dropped_only_where_the_matter_is_told_as_so():
    assert dropped(_SINKING, _SINKING.capitalize())[0][0] == "attribution_dropped"
    assert dropped(_SINKING, f"The coast guard is investigating reports that {_SINKING}") == []
    assert dropped(_SINKING, f"Coast guard officials: {_SINKING}") == []


def test_a_source_read_inside_what_it_says_is_none():
    content = "Velmora bridge jumper swam farther than anybody thought at first"
    a, b = report("a", f"{content}.", published="2023-03-01"), report("b", f"{content} today.")
    b = replace(b, published="2023-03-02")
    one = mention(a, content, chain=(layer(a.text, "Velmora bridge jumper", source_type="person"),))
    assert kinds((a, b), (one, mention(b, f"{content} today")), copies=(copy(a, b, content),)) == []


def test_fragments_of_a_quotation_without_their_marks_are_no_paraphrase():
    before = "the army “does not and did not” use gas in Velmora “in this war or the last one”"
    after = "the army does not and did not use gas in Velmora in this war or the last one"
    a = report("a", f"Ilan Tresk said that {before}.", published="2023-03-01")
    b = report("b", f"Ilan Tresk said that {after}.", published="2023-03-02")
    one = said(a, "Ilan Tresk", before, directness="mixed")
    assert kinds((a, b), (one, said(b, "Ilan Tresk", after)), copies=(copy(a, b, a.text, b.text),)) == []


def test_wire_marks_are_quotation_marks():
    quote = "``We shall rebuild the mill of Velmora before the first frost,''"
    a = report("a", f"{quote} Ilan Tresk said.", published="2023-03-01")
    b = report("b", f"{quote} Nobody in the square cheered.", published="2023-03-02")
    one = said(a, "Ilan Tresk", quote, directness="direct")
    assert kinds((a, b), (one, mention(b, quote)), copies=(copy(a, b, quote),)) == []


def test_days_beside_another_word_are_no_changed_date():
    before = "People look at a school that was hit from the air in Velmora, June 12"
    after = "People look at a market in Velmora that was hit from the air on June 5"
    assert "date_changed" not in {kind for kind, _, _ in own(before, after)}


def test_one_form_of_words_for_two_places_changes_no_name():
    form = "the large attack on the positions near {} was fended off by the strong defence of the guard"
    assert own(form.format("Velmora Heights"), form.format("Ostrel Quarry")) == []


SAID = "more than 30 people were killed at the junction of Velmora"


def told_by(first, second, **fields):
    """What changed between two reports of one content, each by its source, the first one unnamed or not."""
    a = report("a", f"{first} said {SAID}.", published="2023-03-01")
    b = report("b", f"{second} said {SAID}.", published="2023-03-02")
    return kinds((a, b), (said(a, first, SAID, **fields), said(b, second, SAID)))


def test_a_body_by_all_its_words_is_neither_hidden_nor_named():
    hidden = {"layer_anonymous": True, "layer_number": "several"}
    assert told_by("Ukrainian state railways", "Ukraine's state railway company", **hidden) == []
    found = told_by("Ukrainian officials", "Ukraine's state railway company", **hidden)
    assert [kind for kind, _, _ in found] == ["source_named"]


def test_a_ministry_is_not_told_in_general_by_another_body_of_its_nation():
    assert told_by("Russia's defence ministry", "The Kremlin") == []
    assert [kind for kind, _, _ in told_by("Russia's defence ministry", "Russia")] == ["source_generalised"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "It was not clear whether the Velmora barracks held any soldiers at the time",
            "It is unclear whether the Velmora barracks held any soldiers at the time",
        ),
        (
            "No other aircraft of the Velmora garrison fly over the marshes at night",
            "The only aircraft of the Velmora garrison fly over the marshes at night",
        ),
    ],
)
def test_the_same_denial_in_another_word_is_no_flip(before, after):
    a, b = report("a", f"{before}.", published="2023-03-01"), report("b", f"{after}.", published="2023-03-02")
    passage = copy(a, b, before, after, kind="rewritten")
    assert kinds((a, b), (mention(a, before), mention(b, after)), copies=(passage,)) == []


FLED = "nine ferries left Velmora without any passengers on board"


def routed(first, second, lead=""):
    """What changed between one speaker's words by way of two media."""
    reports, pair = [], []
    for name, medium, before in (("a", first, ""), ("b", second, lead)):
        one = report(name, f"{before}Ilan Tresk told {medium} that {FLED} at dawn.", published="2023-03-01")
        chain = (
            layer(one.text, "Ilan Tresk", source_type="person"),
            layer(one.text, medium, role="medium", source_type="social_media"),
        )
        reports.append(one)
        pair.append(mention(one, FLED, chain=chain))
    return kinds(reports, tuple(pair))


def test_two_routes_lose_no_layer_though_a_platform_was_told_before():
    lead = "The harbour was burning, Marta Olin wrote on Chirper. "
    assert routed("Chirper", "Korin Wire", lead) == []


def test_a_headline_is_as_short_as_its_lead_is_full():
    content = "nine ferries sank off Velmora on the way to the marshes"
    a = report("a", f"The harbour office's captain Ilan Tresk said {content}.", published="2023-03-01")
    head = f"Harbour office says {content}"
    text = f"{head}\n\nIt was at dawn that {content}, Ilan Tresk of the harbour office said."
    b = report("b", text, published="2023-03-01")
    blocks = (Block("headline", 0, len(head)), Block("body", len(head) + 2, len(text)))
    b = replace(b, blocks=blocks)
    told = said(
        a, "Ilan Tresk", content, layer_source_type="person", layer_description="harbour office's captain"
    )
    short = said(b, "Harbour office", content, layer_source_type="organisation")
    assert kinds((a, b), (told, replace(short, block="headline"))) == []


def test_two_unnamed_sources_who_count_otherwise_changed_nothing():
    tolls = [("volunteers", "over 75"), ("aid workers", "at least 70")]
    reports, pair = [], []
    for name, (who, toll) in zip("ab", tolls, strict=True):
        content = f"{toll} people were killed in the strike on the Velmora market"
        one = report(name, f"{who.capitalize()} said {content}.", published="2023-03-01")
        source = layer(
            one.text, who.capitalize(), anonymous=True, number="several", source_type="participant"
        )
        reports.append(one)
        pair.append(mention(one, content, chain=(source,)))
    assert kinds(reports, tuple(pair)) == []


def test_what_was_copied_from_a_third_report_was_not_changed_on_the_way_from_the_first():
    full = "Ilan Tresk told Korin Wire that nine ferries left Velmora without any passengers on board"
    bare = "Ilan Tresk said nine ferries left Velmora without any passengers on board"
    reports = [
        report(name, f"{text}.", published=f"2023-03-0{day}")
        for name, text, day in (("a", full, 1), ("b", bare, 2), ("c", bare, 3))
    ]
    content = "nine ferries left Velmora without any passengers on board"
    mentions = []
    for one in reports:
        chain = [layer(one.text, "Ilan Tresk", source_type="person")]
        if one.id == "a":
            chain.append(layer(one.text, "Korin Wire", role="medium", source_type="agency"))
        mentions.append(mention(one, content, chain=tuple(chain)))
    told = [("layer_dropped", "Korin Wire", "")]
    assert kinds(reports[::2], (mentions[0], mentions[2])) == told
    assert kinds(reports, tuple(mentions), copies=(copy(reports[1], reports[2], bare),)) == told


def test_some_of_whom_doubts_nothing():
    many = "a number of miners were hurt at Velmora, some of whom were treated on site"
    several = "several hurt miners were treated on site at Velmora"
    a, b = report("a", f"{many}.", published="2023-03-01"), report("b", f"{several}.", published="2023-03-02")
    passage = copy(a, b, many, several, kind="rewritten")
    assert kinds((a, b), (mention(a, many), mention(b, several)), copies=(passage,)) == []


def test_a_nation_is_no_word_for_its_minister_where_no_passage_holds_the_two():
    content = "nine ferries left Velmora without any passengers on board"
    reports = [
        report(name, f"{who} said {content}.", published="2023-03-01")
        for name, who in (("a", "Ukrainian interior minister Ilan Tresk"), ("b", "Ukraine"))
    ]
    pair = tuple(
        said(one, who, content, layer_source_type="official", layer_description=role)
        for one, who, role in zip(
            reports, ("Ilan Tresk", "Ukraine"), ("Ukrainian interior minister", ""), strict=True
        )
    )
    assert kinds(reports, pair) == []
    passage = copy(*reports, content, kind="rewritten")
    assert kinds(reports, pair, copies=(passage,)) == [("source_generalised", "Ilan Tresk", "Ukraine")]


def test_an_abridged_telling_without_its_medium_is_no_dropped_layer_where_little_is_shared():
    first = "the raid on the mill clearly could constitute a war crime under every treaty"
    second = "it clearly amounts to the level of a war crime"
    a = report("a", f"Ilan Tresk told Korin Wire that {first}.", published="2023-03-01")
    b = report("b", f"Ilan Tresk said {second}.", published="2023-03-01")
    chain = (
        layer(a.text, "Ilan Tresk", source_type="person"),
        layer(a.text, "Korin Wire", role="medium", source_type="agency"),
    )
    pair = (mention(a, first, chain=chain), said(b, "Ilan Tresk", second, layer_source_type="person"))
    assert "layer_dropped" not in {one[0] for one in kinds((a, b), pair)}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("zelenskyj", "zelenskyy", True), ("vereshchinskiy", "vereshchinski", True), ("tresk", "tresky", False)],
)
def test_the_ending_of_a_name_in_latin_letters_is_spelling(one, other, same):
    assert one_spelling(one, other) is same
