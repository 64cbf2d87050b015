from hypothesis import given, settings
from hypothesis import strategies as st

from hand_built import by_id, copy, layer, mention, report, said
from stemma.collation import collate_claims
from stemma.provenance import Sides, trace

FIRE = "the depot at Velmora burned for two days after rockets struck it"


def traced(reports, mentions, copies=(), **options):
    claims = collate_claims(by_id(*reports), mentions, copies)
    return trace(claims, by_id(*reports), copies, **options)


def counts(claim):
    return (claim.origins.low, claim.origins.best, claim.origins.high)


def test_twenty_pages_that_repeat_one_source_are_one_origin():
    reports = [report(f"r{at:02}", f"Ilan Tresk said {FIRE}.", published="2023-03-01") for at in range(20)]
    (claim,), (origin,) = traced(reports, [said(one, "Ilan Tresk", FIRE) for one in reports])
    assert claim.outlets == 20
    assert counts(claim) == (1, 1, 1)
    assert (origin.kind, origin.name, len(origin.mentions)) == ("speaker", "Ilan Tresk", 20)
    assert origin.reasons[0] == "said by Ilan Tresk"


def test_two_speakers_are_two_origins():
    a = report("a", f"Ilan Tresk said {FIRE}.", published="2023-03-01")
    b = report("b", f"Marta Olin said {FIRE}.", published="2023-03-01")
    (claim,), origins = traced([a, b], [said(a, "Ilan Tresk", FIRE), said(b, "Marta Olin", FIRE)])
    assert counts(claim) == (2, 2, 2)
    assert {origin.name for origin in origins} == {"Ilan Tresk", "Marta Olin"}
    assert claim.credibility.grade in "12"


def test_one_speaker_on_two_occasions_is_two_origins_and_may_be_one():
    a = report("a", f"Ilan Tresk said {FIRE}.", published="2023-03-01")
    b = report("b", f"Ilan Tresk said that {FIRE}.", published="2023-03-15")
    (claim,), _ = traced([a, b], [said(a, "Ilan Tresk", FIRE), said(b, "Ilan Tresk", FIRE)])
    assert counts(claim) == (1, 2, 2)
    assert claim.credibility.grade == "3", "a source does not confirm itself"


def test_a_speaker_without_dates_is_probably_one_utterance():
    reports = [report(name, f"Ilan Tresk said {FIRE}.") for name in "ab"]
    (claim,), _ = traced(reports, [said(one, "Ilan Tresk", FIRE) for one in reports])
    assert counts(claim) == (1, 1, 2)


def wire(where, name, **fields):
    return layer(where.text, name, role="medium", source_type="agency", **fields)


def test_all_who_cite_a_lost_witness_share_it():
    reports = [
        report(name, f"{FIRE.capitalize()}, according to Korin Wire.", published="2023-03-01")
        for name in "abc"
    ]
    mentions = [mention(one, FIRE.capitalize(), chain=(wire(one, "Korin Wire"),)) for one in reports]
    (claim,), (origin,) = traced(reports, mentions)
    assert counts(claim) == (1, 1, 1)
    assert (origin.kind, origin.name, origin.report) == ("lost", "Korin Wire", None)
    (witness,) = claim.witnesses
    assert len(witness.mentions) == 3
    assert {edge.kind for edge in claim.edges} == {"citation", "own"}


def test_a_cited_medium_that_the_collection_holds_is_the_parent():
    a = report("a", f"Ilan Tresk said {FIRE}.", outlet="Korin Wire", published="2023-03-01")
    b = report("b", f"{FIRE.capitalize()}, Korin Wire reported.", published="2023-03-02")
    one = said(a, "Ilan Tresk", FIRE)
    other = mention(b, FIRE.capitalize(), chain=(wire(b, "Korin Wire"),))
    (claim,), (origin,) = traced([a, b], [one, other])
    assert origin.name == "Ilan Tresk"
    assert counts(claim) == (1, 1, 1)
    assert any((edge.parent, edge.child, edge.kind) == (one.id, other.id, "citation") for edge in claim.edges)


def test_a_speaker_relayed_by_a_lost_witness_is_the_one_origin():
    a = report("a", f"Ilan Tresk said {FIRE}, according to Korin Wire.")
    b = report("b", f"Ilan Tresk said {FIRE}.")
    one = mention(a, FIRE, chain=(layer(a.text, "Ilan Tresk"), wire(a, "Korin Wire")))
    (claim,), (origin,) = traced([a, b], [one, said(b, "Ilan Tresk", FIRE)])
    assert origin.kind == "speaker"
    (witness,) = claim.witnesses
    assert any((edge.parent, edge.child) == (origin.id, witness.id) for edge in claim.edges)
    assert any((edge.parent, edge.child) == (witness.id, one.id) for edge in claim.edges)


def test_a_copied_passage_has_the_origin_of_its_source():
    text = f"{FIRE.capitalize()}. No one was hurt."
    a = report("a", text, published="2023-03-01", outlet="Korin Wire")
    b = report("b", text, published="2023-03-02")
    mentions = [mention(one, FIRE.capitalize()) for one in (a, b)]
    (claim,), (origin,) = traced([a, b], mentions, (copy(a, b, text),))
    assert counts(claim) == (1, 1, 1)
    assert (origin.kind, origin.report, origin.certain) == ("outlet", "a", False)
    assert claim.unsourced == 1
    assert claim.credibility.grade == "6"
    assert [(edge.kind, edge.parent) for edge in claim.edges if edge.child == mentions[1].id] == [
        ("copy", mentions[0].id)
    ]


def test_unsourced_tellings_count_in_the_high_end_only():
    a = report("a", f"Ilan Tresk said {FIRE}.", published="2023-03-01")
    b = report(
        "b", "Rockets struck the Velmora depot, which burned for two days after.", published="2023-03-01"
    )
    mentions = [said(a, "Ilan Tresk", FIRE), mention(b, b.text[:-1])]
    (claim,), _ = traced([a, b], mentions)
    assert counts(claim) == (1, 1, 2)


def test_an_outlets_own_observation_is_an_origin():
    a = report("a", f"Ilan Tresk said {FIRE}.", published="2023-03-01")
    b = report(
        "b", "Our correspondent saw how rockets struck the Velmora depot, which burned for two days after.",
        published="2023-03-01",
    )  # fmt: skip
    seen = mention(b, "rockets struck the Velmora depot, which burned for two days after")
    (claim,), origins = traced([a, b], [said(a, "Ilan Tresk", FIRE), seen])
    assert claim.origins.best == 2
    assert {origin.kind for origin in origins} == {"speaker", "outlet"}


def test_a_dateline_of_the_outlets_own_is_a_sign_and_anothers_a_credit():
    text = f"VELMORA (Korin Wire) — {FIRE.capitalize()}."
    wire_report = report("a", text, outlet="Korin Wire", published="2023-03-01")
    (claim,), (origin,) = traced([wire_report], [mention(wire_report, FIRE.capitalize())])
    assert (origin.kind, origin.certain) == ("outlet", True)
    paper = report("b", text, outlet="Dunmere Post", published="2023-03-01")
    (claim,), (origin,) = traced([paper], [mention(paper, FIRE.capitalize())])
    assert (origin.kind, origin.name) == ("lost", "Korin Wire")
    assert counts(claim) == (1, 1, 1)


def test_reports_that_cite_each_other_confirm_nothing():
    a = report("a", f"{FIRE.capitalize()}, Belmore News reported.", outlet="Ashford News")
    b = report("b", f"{FIRE.capitalize()}, Ashford News reported.", outlet="Belmore News")
    mentions = [
        mention(a, FIRE.capitalize(), chain=(wire(a, "Belmore News"),)),
        mention(b, FIRE.capitalize(), chain=(wire(b, "Ashford News"),)),
    ]
    (claim,), _ = traced([a, b], mentions)
    assert claim.circular
    assert all(edge.circular for edge in claim.edges if edge.kind == "citation")
    assert claim.origins.best == 1
    assert claim.credibility.grade == "6"


def test_an_outlet_that_cites_who_cited_it_is_circular():
    a = report("a", f"{FIRE.capitalize()}.", outlet="Ashford News", published="2023-03-01")
    b = report(
        "b", f"{FIRE.capitalize()}, Ashford News reported.", outlet="Belmore Post", published="2023-03-02"
    )
    c = report("c", f"{FIRE.capitalize()}, Belmore Post says.", outlet="Ashford News", published="2023-03-03")
    mentions = [
        mention(a, FIRE.capitalize()),
        mention(b, FIRE.capitalize(), chain=(wire(b, "Ashford News"),)),
        mention(c, FIRE.capitalize(), chain=(wire(c, "Belmore Post"),)),
    ]
    (claim,), _ = traced([a, b, c], mentions)
    assert claim.circular
    assert claim.origins.best == 1


def test_denials_are_counted_apart():
    a = report("a", f"Ilan Tresk said {FIRE}.", published="2023-03-01")
    b = report("b", f"Marta Olin denied that {FIRE}.", published="2023-03-01")
    (claim,), origins = traced(
        [a, b], [said(a, "Ilan Tresk", FIRE), said(b, "Marta Olin", FIRE, stance="deny")]
    )
    assert counts(claim) == (1, 1, 1)
    assert {(origin.name, origin.stance) for origin in origins} == {
        ("Ilan Tresk", "assert"),
        ("Marta Olin", "deny"),
    }
    assert claim.credibility.grade == "4"
    assert any("denied by Marta Olin" in reason for reason in claim.credibility.reasons)


def test_the_reasons_of_a_grade_say_that_several_origins_are_denied():
    reports = [
        report(f"r{number}", f"{name} said {FIRE}.", published="2023-03-01")
        for number, name in enumerate(("Ilan Tresk", "Oren Vask"))
    ]
    denial = report("d", f"Marta Olin denied that {FIRE}.", published="2023-03-01")
    mentions = [said(reports[0], "Ilan Tresk", FIRE), said(reports[1], "Oren Vask", FIRE)]
    (claim,), _ = traced([*reports, denial], [*mentions, said(denial, "Marta Olin", FIRE, stance="deny")])
    assert (claim.origins.best, claim.credibility.grade) == (2, "3")
    assert claim.credibility.reasons[-1] == "several origins, but it is denied"


def test_two_ministries_of_one_government_are_two_origins_and_one_side():
    a = report("a", f"The Ukrainian Defence Ministry said {FIRE}.", published="2023-03-01")
    b = report("b", f"Ukraine's Interior Ministry said {FIRE}.", published="2023-03-01")
    mentions = [
        said(a, "Ukrainian Defence Ministry", FIRE, layer_source_type="official"),
        said(b, "Ukraine's Interior Ministry", FIRE, layer_source_type="official"),
    ]
    (claim,), _ = traced([a, b], mentions)
    assert claim.origins.best == 2
    assert claim.sides == ("Ukraine",)
    assert claim.credibility.grade == "2"


def test_a_users_sides_replace_the_bundled_ones(tmp_path):
    path = tmp_path / "sides.toml"
    path.write_text('[[side]]\nname = "Hill people"\nnames = ["Tresk"]\n', encoding="utf-8")
    a = report("a", f"Ilan Tresk said {FIRE}.")
    (claim,), _ = traced([a], [said(a, "Ilan Tresk", FIRE)], sides=Sides.read(path))
    assert claim.sides == ("Hill people",)


NAMES = st.sampled_from(["Ilan Tresk", "Marta Olin", "an official", "officials", ""])
DATES = st.sampled_from([None, "2023-03-01", "2023-03-02", "2023-03-20"])


def material(sources):
    reports, mentions = [], []
    for at, (who, date) in enumerate(sources):
        opening = f"{who} said {FIRE}." if who else f"{FIRE.capitalize()}."
        one = report(f"r{at}", opening, published=date)
        reports.append(one)
        if who:
            hidden = "official" in who
            mentions.append(said(one, who, FIRE, layer_anonymous=hidden))
        else:
            mentions.append(mention(one, FIRE.capitalize()))
    return reports, mentions


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NAMES, DATES), min_size=1, max_size=6), st.randoms())
def test_counts_are_ordered_and_do_not_depend_on_the_order_of_input(sources, random):
    reports, mentions = material(sources)
    claims, origins = traced(reports, mentions)
    for claim in claims:
        low, best, high = counts(claim)
        assert 1 <= low <= best <= high <= len(claim.mentions)
        mine = [origin for origin in origins if origin.claim == claim.id]
        assert len(mine) == best
        assert claim.credibility.reasons
        if claim.credibility.grade in "12":
            assert best >= 2
    random.shuffle(reports)
    random.shuffle(mentions)
    assert traced(reports, mentions) == (claims, origins)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NAMES, DATES), min_size=1, max_size=5), st.integers(0, 4))
def test_a_copy_more_or_less_never_changes_how_many_origins(sources, which):
    reports, mentions = material(sources)
    source = reports[which % len(reports)]
    twin = report("twin", source.text, published="2023-04-01")
    original = mentions[which % len(reports)]
    fields = {"chain": original.chain, "directness": original.directness}
    again = mention(twin, original.content.text, **fields)
    without = traced(reports, mentions)[0]
    copied = copy(source, twin, source.text)
    with_copy = traced([*reports, twin], [*mentions, again], (copied,))[0]
    assert sum(claim.origins.best for claim in with_copy) <= sum(claim.origins.best for claim in without)
    assert sum(claim.origins.high for claim in with_copy) <= sum(claim.origins.high for claim in without)


def versions(first, second, **fields):
    a = report("a", first, outlet="Daily Ledger", published="2023-03-01")
    return a, report(
        "b", second, outlet="Daily Ledger", published="2023-03-01", version_of="a", version=2, **fields
    )


def test_versions_of_one_report_are_one_witness():
    a, b = versions(f"In the night {FIRE}.", f"Neighbours woke when {FIRE}.")
    c = report("c", f"{FIRE.capitalize()}.", published="2023-03-05")
    (claim,), _ = traced(
        [a, b, c], [mention(one, text) for one, text in ((a, FIRE), (b, FIRE), (c, FIRE.capitalize()))]
    )
    assert claim.outlets == 2
    (edge,) = [edge for edge in claim.edges if edge.reason == "a later version of the same report"]
    assert (edge.kind, edge.score) == ("copy", 1.0)
    assert claim.origins.high == 2, "the versions are one even where only what is certain joins"


def test_a_later_version_may_bring_another_speaker():
    a, b = versions(f"Ilan Tresk said {FIRE}.", f"Marta Olin said {FIRE}.")
    (claim,), origins = traced([a, b], [said(a, "Ilan Tresk", FIRE), said(b, "Marta Olin", FIRE)])
    assert counts(claim) == (2, 2, 2)
    assert (claim.outlets, len(origins)) == (1, 2)
