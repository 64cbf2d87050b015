import pytest

from hand_built import by_id, copy, layer, mention, report, said, words
from stemma.collation import collate_claims, find_variants


def variants(a, b, one, other, copies=()):
    reports = by_id(a, b)
    claims = collate_claims(reports, [one, other], copies)
    assert len(claims) == 1, "the two mentions must be one claim"
    return find_variants(claims, reports, copies)


def wordings(before, after, who="Ilan Tresk", **fields):
    """Two dated reports in which one speaker says two wordings."""
    a = report("a", f"{who} said {before}.", published="2023-03-01")
    b = report("b", f"{who} said {after}.", published="2023-03-02")
    return a, b, said(a, who, before, **fields), said(b, who, after, **fields)


@pytest.mark.parametrize(
    ("before", "after", "kind", "old", "new"),
    [
        (
            "the army has potentially begun to leave the town of Velmora",
            "the army has begun to leave the town of Velmora",
            "hedge_dropped", "potentially", "",
        ),
        (
            "the army has begun to leave the town of Velmora",
            "the army has reportedly begun to leave the town of Velmora",
            "hedge_added", "", "reportedly",
        ),
        (
            "the corridor would give the army access to the port of Velmora",
            "the corridor will give the army access to the port of Velmora",
            "modality_strengthened", "would", "will",
        ),
        (
            "the residents of Velmora must decide on the corridor for themselves",
            "the residents of Velmora should decide on the corridor for themselves",
            "modality_weakened", "must", "should",
        ),
        (
            "at least three people were killed by shells in the Velmora market",
            "three people were killed by shells in the Velmora market",
            "quantity_changed", "at least three", "three",
        ),
        (
            "three people were killed by shells in the Velmora market",
            "thirteen people were killed by shells in the Velmora market",
            "quantity_changed", "three", "thirteen",
        ),
        (
            "shells fell on the Velmora market on Tuesday afternoon",
            "shells fell on the Velmora market on Thursday afternoon",
            "date_changed", "Tuesday", "Thursday",
        ),
        (
            "the convoy reached the crossing at Velmora after two days",
            "the convoy reached the crossing at Velmara after two days",
            "name_changed", "Velmora", "Velmara",
        ),
        (
            "the convoy of lorries left the depot near Velmora for the front line",
            "the convoy of lorries left the depot near Ostrava for the front line",
            "place_changed", "Velmora", "Ostrava",
        ),
        (
            "the bridge at Velmora was destroyed by the retreating army",
            "the bridge at Velmora was not destroyed by the retreating army",
            "polarity_flipped", "", "not",
        ),
    ],
)  # fmt: skip
def test_a_changed_wording_is_typed(before, after, kind, old, new):
    found = variants(*wordings(before, after))
    assert [(one.type, one.before.text, one.after.text) for one in found] == [(kind, old, new)]
    (one,) = found
    assert one.direction == "known"
    assert 0 < one.score <= 1


def test_spans_hold_the_words_they_name():
    a, b, one, other = wordings(
        "at least three people were killed by shells in the Velmora market",
        "five people were killed by shells in the Velmora market",
    )
    (found,) = variants(a, b, one, other)
    assert [a.text[span.start : span.end] for span in found.before.spans] == [found.before.text]
    assert [b.text[span.start : span.end] for span in found.after.spans] == [found.after.text]


def sourced(name, **fields):
    return {"layer_" + key: value for key, value in fields.items()} | {"who": name}


CONTENT = "the Velmora garrison has run out of fuel and shells"


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (
            sourced("an army officer", anonymous=True, number="one"),
            sourced("Army officers", anonymous=True, number="several"),
            "source_pluralised",
        ),
        (
            sourced("Ilan Tresk", description="army officer", source_type="military"),
            sourced("an army officer", anonymous=True, number="one", source_type="military"),
            "source_anonymised",
        ),
        (
            sourced("an army officer", anonymous=True, number="one", source_type="military"),
            sourced("Ilan Tresk", description="army officer", source_type="military"),
            "source_named",
        ),
        (
            sourced("a senior officer of the Velmora garrison", anonymous=True, number="one"),
            sourced("an officer", anonymous=True, number="one"),
            "source_generalised",
        ),
        (
            sourced("Ilan Tresk", description="former intelligence officer"),
            sourced("Ilan Tresk", description="intelligence officer"),
            "role_changed",
        ),
    ],
)
def test_a_changed_source_is_typed(first, second, kind):
    reports, mentions = [], []
    for name, source, date in (("a", first, "2023-03-01"), ("b", second, "2023-03-02")):
        fields = dict(source)
        who = fields.pop("who")
        named = f"{fields.get('layer_description', '')} {who}".strip()
        one = report(name, f"{named} said {CONTENT}.", published=date)
        reports.append(one)
        mentions.append(said(one, who, CONTENT, source=words(one.text, named), **fields))
    found = variants(*reports, *mentions)
    assert [one.type for one in found] == [kind]


def test_a_lost_medium_and_a_lost_source_are_told():
    a = report("a", f"Ilan Tresk said {CONTENT}, according to Korin Wire.", published="2023-03-01")
    b = report("b", f"Ilan Tresk said {CONTENT}.", published="2023-03-02")
    c = report("c", f"Reports came in. {CONTENT.capitalize()}.", published="2023-03-03")
    wire = layer(a.text, "Korin Wire", role="medium", source_type="agency")
    one = mention(a, CONTENT, chain=(layer(a.text, "Ilan Tresk"), wire))
    other, bare = said(b, "Ilan Tresk", CONTENT), mention(c, CONTENT.capitalize())
    assert [(v.type, v.before.text) for v in variants(a, b, one, other)] == [("layer_dropped", "Korin Wire")]
    assert [(v.type, v.before.text) for v in variants(b, c, other, bare)] == [
        ("attribution_dropped", "Ilan Tresk")
    ]


def test_a_quotation_told_in_other_words():
    a = report(
        "a", "“We shall hold the Velmora bridge until winter,” Ilan Tresk said.", published="2023-03-01"
    )
    b = report(
        "b", "Ilan Tresk said they would hold the Velmora bridge until winter.", published="2023-03-02"
    )
    one = said(a, "Ilan Tresk", "“We shall hold the Velmora bridge until winter,”", directness="direct")
    other = said(b, "Ilan Tresk", "they would hold the Velmora bridge until winter")
    assert "quote_to_paraphrase" in {v.type for v in variants(a, b, one, other)}


def test_words_altered_inside_a_quotation():
    a = report(
        "a", "“We shall hold the Velmora bridge until winter,” Ilan Tresk said.", published="2023-03-01"
    )
    b = report(
        "b", "“We shall hold the Velmora bridge until spring,” Ilan Tresk said.", published="2023-03-02"
    )
    one = said(a, "Ilan Tresk", "“We shall hold the Velmora bridge until winter,”", directness="direct")
    other = said(b, "Ilan Tresk", "“We shall hold the Velmora bridge until spring,”", directness="direct")
    (found,) = variants(a, b, one, other)
    assert (found.type, found.before.text, found.after.text) == ("quote_altered", "winter", "spring")


def test_planned_and_done():
    a, b, one, other = wordings(
        "the army plans to withdraw its guns from the Velmora ridge",
        "the army withdrew its guns from the Velmora ridge",
        tense="past", factuality="CT+",
    )  # fmt: skip
    assert "planned_to_done" in {v.type for v in variants(a, b, one, other)}


def test_equal_words_have_no_variants():
    text = "“At least 12 people may have died in Velmora,” Ilan Tresk told Korin Wire on Monday."
    a, b = report("a", text, published="2023-03-01"), report("b", text, published="2023-03-02")
    content = "“At least 12 people may have died in Velmora,”"
    one = mention(a, content, chain=(layer(a.text, "Ilan Tresk", description="mayor"),), hedges=("may",))
    other = mention(b, content, chain=(layer(b.text, "Ilan Tresk", description="deputy mayor"),))
    assert variants(a, b, one, other, (copy(a, b, text),)) == ()


def test_without_dates_the_fuller_mention_comes_first():
    a = report("a", f"Officers said {CONTENT}.")
    b = report("b", f"Ilan Tresk, an officer, said {CONTENT}, according to Korin Wire.")
    one = said(a, "Officers", CONTENT, layer_anonymous=True, layer_number="several")
    wire = layer(b.text, "Korin Wire", role="medium", source_type="agency")
    speaker = layer(b.text, "Ilan Tresk", description="officer")
    other = mention(b, CONTENT, chain=(speaker, wire))
    found = variants(a, b, one, other)
    assert {v.from_mention for v in found} == {other.id}
    assert {v.direction for v in found} == {"inferred"}
    assert {"source_anonymised", "layer_dropped"} <= {v.type for v in found}


@pytest.mark.parametrize("mark", ["²", "①"])
def test_the_mark_of_a_note_beside_a_month_is_no_day(mark):
    before = f"shells fell on the Velmora market on 3{mark} May and broke the old bridge there"
    after = f"shells fell on the Velmora market on 4{mark} May and broke the old bridge there"
    (found,) = variants(*wordings(before, after))
    assert (found.before.text, found.after.text) == ("3", "4")
