"""Tolls by two sources, countries and towns, sources told in general: one claim or two, change or none."""

import pytest
from msgspec.structs import replace

from hand_built import by_id, layer, mention, report, said, words
from stemma.collation import collate_claims, find_variants
from stemma.collation.numbers import figures
from stemma.collation.words import words_of
from stemma.records import Claim, Credibility, Range


def counted(*told):
    """How many claims are made of what each of several named sources says, in a report of its own."""
    reports, mentions = [], []
    for place, (who, content) in enumerate(told):
        one = report(f"r{place}", f"{who} said {content}.", published="2023-03-01")
        reports.append(one)
        mentions.append(said(one, who, content))
    return len(collate_claims(by_id(*reports), mentions, ()))


@pytest.mark.parametrize(
    ("one", "other", "claims"),
    [
        pytest.param("at least 38", "41", 2, id="two counts with room for both"),
        pytest.param("at least 38", "38", 1, id="one count, once a bound"),
        pytest.param("about 40", "38", 1, id="a round figure"),
    ],
)
def test_two_sources_that_count_otherwise_make_two_claims(one, other, claims):
    flood = "{} villagers were killed in the flood at the mill near Velmora"
    assert counted(("Ilan Tresk", flood.format(one)), ("Marta Olin", flood.format(other))) == claims


def test_the_country_of_a_town_and_the_town_are_no_two_places():
    assert (
        counted(
            ("Ilan Tresk", "the strike on the mill in Kenya killed 38 villagers near the old bridge"),
            ("Marta Olin", "the strike on the mill in Velmora killed 38 villagers near the old bridge"),
        )
        == 1
    )


def test_tellings_of_one_large_toll_stand_together_though_two_of_them_share_few_words():
    told = (
        ("Ilan Tresk", "at least 38 people lost their lives in raids on Velmora by the coast guard"),
        ("Marta Olin", "raids by the coast guard on Velmora province killed 38 people, mainly dock workers"),
        ("Jonas Reik", "coast guard kills 38 in Velmora, mainly dock workers"),
    )
    assert counted(*told) == 1


def test_what_kind_of_place_it_is_does_not_part_tellings():
    assert (
        counted(
            ("Ilan Tresk", "the strike on the camp in Velmora killed 57 African dock workers"),
            ("Marta Olin", "the strike on the camp in Velmora Governorate killed 57 dock workers"),
        )
        == 1
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("63 people, including 12 nurses and cooks, have died", [(63, "killed"), (12, "killed")]),
        (
            "the toll of the fire has risen to 19, with at least four miners left injured",
            [(19, "killed"), (4, "injured")],
        ),
        ("the toll rose to 12 injured", [(12, "injured")]),
    ],
)
def test_what_a_figure_counts(text, told):
    assert [(one.value, one.measure) for one in figures(words_of([text], [0]))] == told


def changed(*sides, directness="indirect"):
    """The types of what changed between two reports' mentions: text, content and layers of each."""
    reports, mentions = [], []
    for name, (text, content, *layers) in zip("ab", sides, strict=True):
        one = report(name, text, published="2023-03-01")
        reports.append(one)
        chain = tuple(layer(text, who, **fields) for who, fields in layers)
        cue = words(text, "said") if "said" in text else None
        mentions.append(replace(mention(one, content, chain=chain), cue=cue, directness=directness))
    held = Claim(
        id="c", text="", mentions=tuple(mentions), origins=Range(0, 0, 0), outlets=2, reports=2, sides=(),
        credibility=Credibility("6", ()),
    )  # fmt: skip
    return [one.type for one in find_variants([held], by_id(*reports), ())]


CROSSED = "the convoy crossed the Karvin bridge into Velmora on Friday with 40 lorries"
OFFICIAL = {"source_type": "official"}


def test_will_and_would_before_quoted_words_are_one_modal():
    sides = []
    for modal in ("will", "would"):
        content = f'the council {modal} "answer with full force" from Velmora'
        sides.append((f"Ilan Tresk said {content}.", content, ("Ilan Tresk", {})))
    assert not changed(*sides, directness="mixed")


def test_a_spokesperson_is_a_spokesman():
    sides = [
        (f"{role} Ilan Tresk said {CROSSED}.", CROSSED, ("Ilan Tresk", {**OFFICIAL, "description": role}))
        for role in ("Council spokesman", "Council spokesperson")
    ]
    assert not changed(*sides)


def test_a_government_as_a_whole_is_no_name_given():
    assert "source_named" not in changed(
        (
            f"a Kenyan official said {CROSSED}.",
            CROSSED,
            ("a Kenyan official", {**OFFICIAL, "anonymous": True, "number": "one"}),
        ),
        (f"the Kenyan government said {CROSSED}.", CROSSED, ("the Kenyan government", OFFICIAL)),
    )


def test_a_paper_without_a_name_is_no_further_voice():
    who = ("Ilan Tresk", {})
    paper = ("the statement", {"source_type": "document", "role": "relayer"})
    assert not changed(
        (f"Ilan Tresk said {CROSSED}, according to the statement.", CROSSED, who, paper),
        (f"Ilan Tresk said {CROSSED}.", CROSSED, who),
    )


def test_a_medium_named_soon_after_is_not_dropped():
    who = ("Ilan Tresk", {})
    wire = ("Korin Wire", {"source_type": "agency", "role": "medium"})
    told = (f"Ilan Tresk told Korin Wire that {CROSSED}.", CROSSED, who, wire)
    bare = f"Ilan Tresk said {CROSSED}."
    assert changed(told, (bare, CROSSED, who)) == ["layer_dropped"]
    assert not changed(told, (f"{bare} Speaking to Korin Wire, he named no one.", CROSSED, who))
