import pytest

from hand_built import by_id, report, said
from stemma.collation import collate_claims, find_variants
from stemma.collation.differing import Side
from stemma.collation.differing.strength import strength_differences
from stemma.collation.differing.tying import tie_of
from stemma.collation.statements import statements


def side(name, content):
    one = report(name, f"Ilan Tresk said {content}.")
    return Side(statements({name: one}, [said(one, "Ilan Tresk", content)])[0], one)


@pytest.mark.parametrize(
    ("content", "step", "cue"),
    [
        ("the outbreak was linked to the broken main at Velmora", 1, "linked to"),
        ("children in the camp were more likely to fall ill than those in town", 1, "more likely"),
        ("the embargo may well worsen the shortage of bread", 2, "may well worsen"),
        ("the embargo worsens the shortage of bread", 3, "worsens"),
        ("the fire was due to a strike on the depot", 3, "due to"),
        ("the embargo cut the share of families with less bread than before", 3, "cut"),
        ("quick repairs are saving lives in Velmora", 3, "saving"),
        ("the raids on associated depots reduced the supply of fuel", 3, "reduced"),
        ("it could be linked to the dam, which may cause floods", 1, "linked to"),
    ],
)
def test_a_statement_has_a_step_and_the_words_for_it(content, step, cue):
    one = side("a", content)
    tie = tie_of(one.statement.content)
    shown = " ".join(word.text for word in one.statement.words[tie.start : tie.end])
    assert (tie.step, shown) == (step, cue)


@pytest.mark.parametrize(
    "content", ["the outbreak was not linked to the main", "the convoy reached Velmora at dusk",
        "more than 30 houses burnt", "other than that the road was open"],
)  # fmt: skip
def test_what_is_denied_or_not_tied_has_none(content):
    assert tie_of(side("a", content).statement.content) is None


def test_a_link_told_as_the_cause_is_strengthened_and_back():
    linked = side("a", "the cholera outbreak was linked to the broken main in Velmora")
    caused = side("b", "the cholera outbreak was due to the broken main in Velmora")
    (one,) = strength_differences(linked, caused)
    assert (one.type, one.before.text, one.after.text) == ("modality_strengthened", "linked to", "due to")
    (back,) = strength_differences(caused, linked)
    assert back.type == "modality_weakened"


def test_other_things_are_not_compared_unless_known_for_one_matter():
    linked = side("a", "higher prices are associated with the closing of the port")
    caused = side("b", "an embargo of two months worsens hunger inland")
    assert not list(strength_differences(linked, caused))
    assert [one.type for one in strength_differences(linked, caused, one_matter=True)] == [
        "modality_strengthened"
    ]


@pytest.mark.parametrize(
    ("weak", "fast"),
    [
        # Both tell the cause, and one of them something else besides.
        (
            "Velmora fell behind a siege that was harder than the last and caused hunger",
            "Velmora fell behind a siege that caused hunger",
        ),
        # What was expected is not what helps.
        (
            "the sale, at a higher price than had been expected, helps the firm to pay",
            "the sale helps the firm to pay",
        ),
        ("experts linked the fire to old wires", "the embargo worsens hunger"),
    ],
)
def test_what_only_tells_more_is_no_change_of_strength(weak, fast):
    for one, other in ((weak, fast), (fast, weak)):
        assert not list(strength_differences(side("a", one), side("b", other)))


def test_a_link_is_compared_with_a_cause_in_other_words():
    linked = side("a", "kidney failure among the miners of Velmora was associated with the dust")
    caused = side("b", "dust from the pits causes disease, and miners pay for it")
    (one,) = strength_differences(linked, caused)
    assert (one.type, one.before.text, one.after.text) == (
        "modality_strengthened", "associated with", "causes",
    )  # fmt: skip


def test_one_change_is_told_once():
    """A modal before the same verb is compared as a modal, and not again as a tie."""
    may = side("a", "the embargo may worsen the shortage of bread in Velmora")
    will = side("b", "the embargo will worsen the shortage of bread in Velmora")
    assert [one.type for one in strength_differences(may, will)] == ["modality_strengthened"]


def test_it_is_found_between_reports():
    who = "Ilan Tresk"
    texts = [
        "was linked to the broken water main in Velmora",
        "was caused by the broken water main in Velmora",
    ]
    a, b = (
        report(name, f"{who} said the cholera outbreak {text}.", published=f"2023-03-0{day}")
        for day, (name, text) in enumerate(zip("ab", texts, strict=True), 1)
    )
    mentions = [
        said(one, who, f"the cholera outbreak {text}") for one, text in zip((a, b), texts, strict=True)
    ]
    found = find_variants(collate_claims(by_id(a, b), mentions, ()), by_id(a, b), ())
    assert ("modality_strengthened", "linked to", "caused") in [
        (one.type, one.before.text, one.after.text) for one in found
    ]
