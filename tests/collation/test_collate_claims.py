from hypothesis import given, settings
from hypothesis import strategies as st

from hand_built import by_id, copy, layer, mention, report, said
from stemma.collation import collate_claims
from stemma.records import Decision


def clusters(claims):
    return sorted(sorted(one.report for one in claim.mentions) for claim in claims)


HARBOUR = "the harbour of Velmora was hit by two missiles before dawn"


def test_one_speaker_in_other_words_is_one_claim():
    a = report("a", f"Governor Ilan Tresk said {HARBOUR}.", published="2023-03-01")
    b = report(
        "b", "Two missiles struck Velmora's harbour before dawn, Ilan Tresk said.", published="2023-03-01"
    )
    mentions = [
        said(a, "Ilan Tresk", HARBOUR),
        said(b, "Ilan Tresk", "Two missiles struck Velmora's harbour before dawn"),
    ]
    (claim,) = collate_claims(by_id(a, b), mentions, ())
    assert (claim.reports, claim.outlets) == (2, 2)
    (link,) = claim.links
    assert link.kind == "merge"
    assert "Ilan Tresk" in link.reason


def test_unlike_contents_stay_apart():
    a = report("a", f"Ilan Tresk said {HARBOUR}.")
    b = report("b", "Ilan Tresk said schools would open again on the first of the month.")
    mentions = [
        said(a, "Ilan Tresk", HARBOUR),
        said(b, "Ilan Tresk", "schools would open again on the first of the month"),
    ]
    assert clusters(collate_claims(by_id(a, b), mentions, ())) == [["a"], ["b"]]


def test_a_denial_in_the_words_is_no_merge_but_a_reasoned_split():
    a = report("a", "Shells fell on the grain market of Velmora at noon, Ilan Tresk said.")
    b = report("b", "Shells never fell on the grain market of Velmora at noon, Marta Olin said.")
    mentions = [
        said(a, "Ilan Tresk", "Shells fell on the grain market of Velmora at noon"),
        said(b, "Marta Olin", "Shells never fell on the grain market of Velmora at noon"),
    ]
    claims = collate_claims(by_id(a, b), mentions, ())
    assert len(claims) == 2
    assert any("denies what the other affirms" in link.reason for link in claims[0].links)


def test_a_denial_told_as_a_stance_stays_on_the_claim():
    a = report("a", "Shells fell on the grain market of Velmora at noon, Ilan Tresk said.")
    b = report("b", "Marta Olin denied that shells fell on the grain market of Velmora at noon.")
    mentions = [
        said(a, "Ilan Tresk", "Shells fell on the grain market of Velmora at noon"),
        said(b, "Marta Olin", "shells fell on the grain market of Velmora at noon", stance="deny"),
    ]
    (claim,) = collate_claims(by_id(a, b), mentions, ())
    assert {one.stance for one in claim.mentions} == {"assert", "deny"}


def test_other_figures_are_another_claim_unless_the_passage_is_copied():
    a = report("a", "Three workers were killed when the Velmora depot burned down on Friday night.")
    b = report("b", "Thirteen workers were killed when the Velmora depot burned down on Friday night.")
    mentions = [
        mention(a, "Three workers were killed when the Velmora depot burned down on Friday night"),
        mention(b, "Thirteen workers were killed when the Velmora depot burned down on Friday night"),
    ]
    assert clusters(collate_claims(by_id(a, b), mentions, ())) == [["a"], ["b"]]
    copied = copy(a, b, a.text, b.text, kind="rewritten")
    (claim,) = collate_claims(by_id(a, b), mentions, (copied,))
    assert "a variant: different figures" in claim.links[0].reason


def test_other_places_are_another_claim():
    a = report("a", "A convoy of forty lorries left the town of Velmora for the northern front at dawn.")
    b = report("b", "A convoy of forty lorries left the town of Ostrava for the northern front at dawn.")
    mentions = [mention(one, one.text[:-1]) for one in (a, b)]
    assert clusters(collate_claims(by_id(a, b), mentions, ())) == [["a"], ["b"]]


def test_a_chain_of_likeness_does_not_join_its_ends():
    """b is like a and like c, but a and c give figures that exclude each other."""
    a = report("a", "Four soldiers were killed in the Velmora valley ambush.")
    b = report("b", "Soldiers were killed in the Velmora valley ambush.")
    c = report("c", "Nineteen soldiers were killed in the Velmora valley ambush.")
    mentions = [mention(one, one.text[:-1]) for one in (a, b, c)]
    claims = collate_claims(by_id(a, b, c), mentions, ())
    assert ["a", "b", "c"] not in clusters(claims)
    assert max(len(one) for one in clusters(claims)) == 2


def test_the_same_words_months_apart_are_two_claims_when_they_give_figures():
    text = "Air raids killed {n} people in the district of Velmora overnight."
    a = report("a", text.format(n="six"), published="2023-01-01")
    b = report("b", text.format(n="at least six"), published="2023-06-01")
    mentions = [mention(a, a.text[:-1]), mention(b, b.text[:-1])]
    dated = collate_claims(by_id(a, b), mentions, ())
    assert len(dated) == 2 or "variant" not in dated[0].links[0].reason


def decision(action, *groups):
    return Decision(
        id=f"d-{action}", at="2024-01-01T00:00:00+00:00", action=action,
        targets=tuple(group[0] for group in groups), keys=tuple(groups),
    )  # fmt: skip


def test_analysts_join_part_and_reject():
    a = report("a", f"Ilan Tresk said {HARBOUR}.")
    b = report("b", f"Ilan Tresk said {HARBOUR}.")
    c = report("c", "Fishermen stayed at home for a third day.")
    one, two = said(a, "Ilan Tresk", HARBOUR), said(b, "Ilan Tresk", HARBOUR)
    three = mention(c, c.text[:-1])
    reports, mentions = by_id(a, b, c), [one, two, three]

    parted = collate_claims(reports, mentions, (), decisions=[decision("split", (one.id, two.id), (two.id,))])
    assert clusters(parted) == [["a"], ["b"], ["c"]]
    joined = collate_claims(
        reports, mentions, (), decisions=[decision("merge", (one.id, two.id), (three.id,))]
    )
    assert clusters(joined) == [["a", "b", "c"]]
    assert any("an analyst joined them" in link.reason for link in joined[0].links)
    left = collate_claims(reports, mentions, (), decisions=[decision("reject", (three.id,))])
    assert clusters(left) == [["a", "b"]]


def test_a_decision_that_was_undone_is_void():
    a = report("a", f"Ilan Tresk said {HARBOUR}.")
    one = said(a, "Ilan Tresk", HARBOUR)
    undo = Decision(id="d-undo", at="2024-01-02T00:00:00+00:00", action="undo", targets=("d-reject",))
    assert collate_claims(by_id(a), [one], (), decisions=[decision("reject", (one.id,))]) == ()
    assert len(collate_claims(by_id(a), [one], (), decisions=[decision("reject", (one.id,)), undo])) == 1


def test_the_claims_text_is_the_wording_that_stands_alone():
    a = report("a", "It was hit by two missiles before dawn at Velmora, Ilan Tresk said.")
    b = report("b", f"Ilan Tresk said {HARBOUR}.")
    mentions = [
        said(a, "Ilan Tresk", "It was hit by two missiles before dawn at Velmora"),
        said(b, "Ilan Tresk", HARBOUR),
    ]
    (claim,) = collate_claims(by_id(a, b), mentions, ())
    assert claim.text == HARBOUR


def test_empty_and_broken_input_gives_no_claims_and_no_error():
    empty = report("a", "")
    odd = report("b", "... “ ” !")
    mentions = [
        mention(odd, "... “ ” !"),
        mention(report("gone", "Nobody holds this report."), "Nobody holds this report"),
    ]
    claims = collate_claims(by_id(empty, odd), mentions, ())
    assert [len(claim.mentions) for claim in claims] == [1]
    assert collate_claims({}, (), ()) == ()


PARTS = st.sampled_from(
    [
        "the depot at Velmora burned for two days",
        "the Velmora depot burned for two days after shelling",
        "no fuel was left in the Velmora depot",
        "three firemen died at the depot",
        "four firemen died at the depot",
        "Marta Olin has left the cabinet",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=6), st.randoms())
def test_order_of_input_does_not_matter(contents, random):
    reports = [report(f"r{at}", f"Ilan Tresk said {text}.") for at, text in enumerate(contents)]
    mentions = [
        said(one, "Ilan Tresk", text) if at % 2 else mention(one, text)
        for at, (one, text) in enumerate(zip(reports, contents, strict=True))
    ]
    expected = collate_claims(by_id(*reports), mentions, ())
    random.shuffle(reports)
    random.shuffle(mentions)
    assert collate_claims(by_id(*reports), mentions, ()) == expected
    assert sorted(one.id for claim in expected for one in claim.mentions) == sorted(
        one.id for one in mentions
    )


def test_speakers_by_acronym_and_country_are_recognised():
    a = report("a", "The Velmora Human Rights Monitor said eleven villages were burned in the Korin hills.")
    b = report("b", "Eleven villages in the Korin hills were burned, VHRM said.")
    mentions = [
        said(a, "Velmora Human Rights Monitor", "eleven villages were burned in the Korin hills"),
        mention(b, "Eleven villages in the Korin hills were burned", chain=(layer(b.text, "VHRM"),)),
    ]
    (claim,) = collate_claims(by_id(a, b), mentions, ())
    assert "initials" in claim.links[0].reason


def test_sentences_told_anew_in_a_rewriting_are_one_claim():
    a = report("a", "A sentry who gave the alarm was shot in the shoulder.", published="2023-03-01")
    b = report("b", "The watchman was wounded by a bullet after he rang the bell.", published="2023-03-02")
    mentions = [mention(a, a.text), mention(b, b.text)]
    assert clusters(collate_claims(by_id(a, b), mentions, ())) == [["a"], ["b"]]
    anew = copy(a, b, a.text, b.text, kind="rewritten")
    (claim,) = collate_claims(by_id(a, b), mentions, (anew,))
    assert "told anew (0.70 alike)" in claim.links[0].reason


def test_a_clash_parts_sentences_of_a_rewriting():
    a = report("a", "Four huts burnt down on the quay.", published="2023-03-01")
    b = report("b", "Fire took nine huts beside the harbour basin.", published="2023-03-02")
    anew = copy(a, b, a.text, b.text, kind="rewritten")
    claims = collate_claims(by_id(a, b), [mention(a, a.text), mention(b, b.text)], (anew,))
    assert clusters(claims) == [["a"], ["b"]]


def test_a_rewriting_says_nothing_of_a_content_that_fills_a_part_of_its_sentence():
    a = report("a", "Ilan Tresk, who runs the clinic by the old mill, said it was shut.")
    b = report("b", "The physician, whose ward lies near the river, would not name the sick.")
    anew = copy(a, b, a.text, b.text, kind="rewritten")
    mentions = [said(a, "Ilan Tresk", "it was shut"), mention(b, "would not name the sick")]
    assert clusters(collate_claims(by_id(a, b), mentions, (anew,))) == [["a"], ["b"]]


def test_one_deed_told_of_others_by_other_speakers_is_two_claims():
    a = report("a", "Scouts towed the disabled ferry into the bay, Ilan Tresk said.")
    b = report("b", "Deserters towed the disabled ferry into the bay, Marta Olin said.")
    mentions = [
        said(a, "Ilan Tresk", "Scouts towed the disabled ferry into the bay"),
        said(b, "Marta Olin", "Deserters towed the disabled ferry into the bay"),
    ]
    claims = collate_claims(by_id(a, b), mentions, ())
    assert clusters(claims) == [["a"], ["b"]]
    assert any("“Scouts” against “Deserters”" in link.reason for link in claims[0].links)


def test_what_stands_at_a_copied_place_goes_before_words_that_are_shared():
    lead = "Eleven traders died in the night raids on the cattle market of Velmora"
    here = "smugglers in masks may have carried them out for money"
    there = "the night raids on the cattle market of Velmora were probably carried out by smugglers"
    a = report("a", f"{lead}. Ilan Tresk said {here}.", published="2023-03-01")
    b = report("b", f"Ilan Tresk said {there}.", published="2023-03-01")
    mentions = [mention(a, lead), said(a, "Ilan Tresk", here), said(b, "Ilan Tresk", there)]
    place = copy(a, b, f"Ilan Tresk said {here}", f"Ilan Tresk said {there}", kind="rewritten")
    assert clusters(collate_claims(by_id(a, b), mentions, ())) == [["a"], ["a", "b"]]
    claims = collate_claims(by_id(a, b), mentions, [place])
    (joined,) = [claim for claim in claims if len(claim.mentions) > 1]
    assert {one.content.text for one in joined.mentions} == {here, there}
    (refused,) = [link for link in joined.links if link.kind == "split"]
    assert refused.score > max(link.score for link in joined.links if link.kind == "merge")


def test_what_stands_behind_it_is_no_actor():
    crime = "amounted to a war crime against the village of Velmora"
    told = {"Ilan Tresk": f"the strikes {crime}", "Marta Olin": f"it clearly {crime}"}
    reports = [report(who[0], f"{who} said {text}.", published="2023-03-01") for who, text in told.items()]
    mentions = [said(one, who, text) for one, (who, text) in zip(reports, told.items(), strict=True)]
    (claim,) = collate_claims(by_id(*reports), mentions, ())
    assert claim.reports == 2
