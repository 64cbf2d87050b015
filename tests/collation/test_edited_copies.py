"""What a human editor does to a report: several sentences changed at once, each in a way of its own."""

import pytest

from hand_built import by_id, copy, in_offices, layer, mention, report, said
from stemma.collation import collate_claims, find_variants
from stemma.collation.numbers import figures
from stemma.collation.words import stem, words_at
from stemma.records import Span

FOUR = "four people died when a shell went through the roof of the Velmora chapel"
MANY = "14 people were dead after a shell broke the roof of the Velmora chapel"


def kinds(a, b, one, other, copies=()):
    """The variants of two mentions that are one claim."""
    reports = by_id(a, b)
    claims = collate_claims(reports, [one, other], copies)
    assert len(claims) == 1
    return [(one.type, one.before.text, one.after.text) for one in find_variants(claims, reports, copies)]


def told(before, after, who="Ilan Tresk", days=("2023-03-01", "2023-03-02"), **fields):
    """Compare two wordings of one speaker, in a copied passage."""
    a = report("a", f"{who} said {before}.", published=days[0])
    b = report("b", f"{who} said {after}.", published=days[1])
    copies = (copy(a, b, before, after, kind="rewritten"),)
    return kinds(a, b, said(a, who, before, **fields), said(b, who, after, **fields), copies)


def sizes(claims):
    return sorted(len(claim.mentions) for claim in claims)


def test_a_copy_with_another_figure_is_a_variant_though_a_third_report_repeats_the_first():
    a = report("a", f"The priest said {FOUR}.", published="2023-03-01")
    b = report("b", f"The priest said {MANY}.", published="2023-03-02")
    c = report("c", f"{FOUR[:1].upper()}{FOUR[1:]}.", published="2023-03-02")
    mentions = [said(a, "The priest", FOUR), said(b, "The priest", MANY), mention(c, c.text[:-1])]
    copies = (copy(a, b, FOUR, MANY, kind="rewritten"), copy(a, c, a.text[16:], c.text[1:]))
    assert sizes(collate_claims(by_id(a, b, c), mentions, copies)) == [3]


def test_without_the_copied_passage_two_figures_keep_apart():
    a = report("a", f"The priest said {FOUR}.", published="2023-03-01")
    b = report("b", f"The priest said {MANY}.", published="2023-03-02")
    c = report("c", f"{FOUR[:1].upper()}{FOUR[1:]}.", published="2023-03-02")
    mentions = [said(a, "The priest", FOUR), said(b, "The priest", MANY), mention(c, c.text[:-1])]
    assert len(collate_claims(by_id(a, b, c), mentions, (copy(a, c, a.text[16:], c.text[1:]),))) > 1


def test_an_unnamed_source_told_in_the_same_words_gives_another_figure_in_a_copy():
    fields = {"anonymous": True, "source_type": "witness"}
    found = told(FOUR, MANY, who="the priest", **{f"layer_{key}": one for key, one in fields.items()})
    assert ("quantity_changed", "four", "14") in found


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (("Monday", "hardware", "2024-05-14"), ("Tuesday", "timber", "2024-05-15"), False),
        (("Monday", "hardware", "2024-05-14"), ("Monday", "timber", "2024-05-15"), True),
        (("Monday", "hardware", "2024-05-14"), ("Tuesday", "hardware", "2024-05-15"), True),
        (("Monday", "hardware", "2024-05-14"), ("Saturday", "timber", "2024-05-15"), True),
        (("Monday", "hardware", None), ("Tuesday", "timber", None), True),
    ],
)
def test_the_next_day_s_strike_on_a_town_is_another_claim(one, other, joined):
    """The day must be that of the report's own days, and more than the day must differ."""
    reports, mentions = [], []
    for name, (day, shop, published) in (("a", one), ("b", other)):
        content = f"a bomb hit a {shop} shop at the market of Velmora on {day} and killed six"
        reports.append(report(name, f"Ilan Tresk said {content}.", published=published))
        mentions.append(said(reports[-1], "Ilan Tresk", content))
    assert (len(collate_claims(by_id(*reports), mentions, ())) == 1) is joined


def test_a_large_toll_of_the_night_between_two_days_is_one():
    contents = (
        "shells killed 34 people at the market of Velmora late on Monday",
        "34 people were killed by rockets in Velmora early on Tuesday",
    )
    reports, mentions = [], []
    for name, content in zip("ab", contents, strict=True):
        reports.append(report(name, f"Ilan Tresk said {content}.", published="2024-05-14"))
        mentions.append(said(reports[-1], "Ilan Tresk", content))
    assert len(collate_claims(by_id(*reports), mentions, ())) == 1


@pytest.mark.parametrize(
    ("one", "other", "later", "joined"),
    [
        (
            "no saline is left for the chapel ward",
            "for the chapel ward no saline was left",
            "2023-03-02",
            True,
        ),
        ("it was too early to tell", "it was too early to tell", "2023-03-02", True),
        ("it was too early to tell", "it was too early to tell", "2023-03-09", False),
        ("it was too early to tell", "it was early", "2023-03-02", False),
    ],
)
def test_one_short_remark_of_a_source_without_a_name_is_one_claim(one, other, later, joined):
    reports, mentions = [], []
    for name, content, day in (("a", one, "2023-03-01"), ("b", other, later)):
        reports.append(report(name, f"The night nurse said {content}.", published=day))
        chain = (layer(reports[-1].text, "The night nurse", source_type="medic", anonymous=True),)
        mentions.append(mention(reports[-1], content, chain=chain))
    assert (len(collate_claims(by_id(*reports), mentions, ())) == 1) is joined


def test_a_town_of_two_words_is_a_place():
    before = "shells fell on the grain market in the village of Ain Velm on the first of the month"
    after = "shells fell on the grain market in the village of Ain Tresh on the first of the month"
    assert ("place_changed", "Velm", "Tresh") in told(before, after)


def test_a_day_that_stands_elsewhere_in_the_sentence_changed():
    before = "a raid on Monday levelled the annex of the Velmora museum and killed two guards"
    after = "a raid levelled the annex of the Velmora museum and killed two guards on Sunday"
    assert ("date_changed", "Monday", "Sunday") in told(before, after)


def test_one_of_a_thing_became_several():
    before = "the scouts of Velmora had captured a tank at the crossing"
    after = "the scouts of Velmora had captured three tanks at the crossing"
    assert ("quantity_changed", "a tank", "three") in told(before, after)


def test_a_nurse_is_no_count_of_people():
    content = "the clinic of Velmora has closed its upper floor"
    a = report("a", f"A nurse said that {content}.", published="2023-03-01")
    b = report("b", f"{content[:1].upper()}{content[1:]}.", published="2023-03-02")
    one = said(a, "A nurse", content, layer_source_type="medic", layer_anonymous=True)
    found = kinds(a, b, one, mention(b, b.text[:-1]), (copy(a, b, content[1:]),))
    assert [kind for kind, _, _ in found] == ["attribution_dropped"]


def test_one_rank_and_another_are_two():
    assert "role_changed" in {kind for kind, _, _ in kinds(*in_offices("spokesman Captain", "Major"))}


def test_a_swift_answer_is_no_stronger_than_one_that_would_be_swift():
    found = told("the answer of Velmora would be swift", "a swift answer of Velmora")
    assert "modality_strengthened" not in {kind for kind, _, _ in found}


def test_unable_and_could_not_deny_alike():
    before = "they were unable to confirm how many men the Velmora quarry had buried"
    after = "they could not confirm how many men the Velmora quarry had buried"
    assert told(before, after) == []


def test_men_are_several_of_a_man():
    assert stem("fishermen") == stem("fisherman")
    assert stem("specimen") == "specimen"


def test_members_of_one_family_are_not_one_victim():
    text = "seven members of one family were killed"
    assert [one.value for one in figures(words_at(text, (Span(0, len(text)),)))] == [7]


def test_an_altered_copy_joins_no_other_event_of_the_form():
    """A clash of places is no figure that was changed on the way."""
    reports, mentions = [], []
    for name, (town, toll, day) in enumerate(
        (
            ("Velmora", "four", "2023-03-01"),
            ("Velmora", "14", "2023-03-02"),
            ("Treshin", "four", "2023-03-20"),
        )
    ):
        content = f"{toll} people died when shells hit the market of {town}"
        reports.append(report(f"r{name}", f"The priest said {content}.", published=day))
        mentions.append(said(reports[-1], "The priest", content))
    texts = [one.content.text for one in mentions]
    copies = (copy(*reports[:2], *texts[:2], kind="rewritten"),)
    assert sizes(collate_claims(by_id(*reports), mentions, copies)) == [1, 2]


def test_a_direction_changed():
    before = "the rockets that hit the Velmora market came from the east"
    after = "the rockets that hit the Velmora market came from the north"
    assert told(before, after) == [("place_changed", "east", "north")]


def test_two_directions_of_one_root_are_one():
    before = "rockets hit the market of Velmora from the north bank"
    after = "rockets hit the market of Velmora from the northern bank"
    assert "place_changed" not in {kind for kind, _, _ in told(before, after)}


def test_a_denial_ends_where_the_next_begins():
    before = "the marshal was in the Velmora citadel but was not hurt"
    after = "the marshal was not in the Velmora citadel and was not hurt"
    assert "polarity_flipped" in {kind for kind, _, _ in told(before, after)}


def test_what_was_averted_did_not_happen():
    before = "the rescuers of Velmora could not reach the cellar under the chapel"
    after = "the shells kept the rescuers of Velmora from reaching the cellar under the chapel"
    assert "polarity_flipped" not in {kind for kind, _, _ in told(before, after)}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("one hundred and eight of his men", [108]),
        ("two hundred and twenty-five guards died", [225]),
        ("between two hundred and three hundred guards", [200]),
        ("a hundred and a few more", [100]),
    ],
)
def test_cardinals_with_a_hundred(text, values):
    assert [one.value for one in figures(words_at(text, (Span(0, len(text)),)))] == values


def test_at_least_may_stand_behind():
    text = "three days at least"
    assert [one.comparator for one in figures(words_at(text, (Span(0, len(text)),)))] == ["at_least"]
