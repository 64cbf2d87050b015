"""What like words tell of two matters: words that fit any event, other doers, the same names alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hand_built import by_id, copy, mention, report, said
from stemma.collation import collate_claims
from stemma.collation.comparing import conflicts
from stemma.collation.matters import beside_names, two_doers, two_events
from stemma.collation.pointing import points
from stemma.collation.statements import statements
from stemma.collation.words import words_of

DAMAGE = "the attack caused material damage to houses and parked cars"
AGAIN = "the attacks caused material damage to houses and parked cars"
LEAD = "Rockets fell on the quarter of Lower Dale near Velmora"


def pointing(content):
    """Whether words alone point at an event, with every capital but the first taken for a name."""
    words = words_of([content], [0])
    stems = frozenset(word.stem for word in words if not word.common)
    named = [word.stem for word in words if word.text[0].isupper() and not word.common]
    return points(words, stems, named, ())


@pytest.mark.parametrize(
    "content",
    [
        DAMAGE,
        "the death toll was expected to rise",
        "it was not clear whether the latest rebel strikes had been carried out by Russian planes",
        "They were reportedly carried out by warplanes",
        "children were among the dead",
        "Dozens of people were wounded",
        "another attack",
    ],
)
def test_words_that_fit_any_event_point_at_one(content):
    assert pointing(content)


@pytest.mark.parametrize(
    "content",
    [
        "the attack on Velmora caused damage to houses",
        "more than a quarter of a million people were killed since the war began",
        "the massacre of 1988 was never forgotten by the families",
        "the bombing of the French embassies in Kenya and Tanzania",
        "the two sides agreed to open the road for aid",
        "attacks on hospitals are a crime",
        "",
    ],
)
def test_what_names_its_event_or_tells_what_lasts_points_at_nothing(content):
    assert not pointing(content)


def told(name, content, *, day, lead=LEAD, who="The Dale Governor"):
    one = report(name, f"{lead}.\n\n{who} said {content}.", published=f"2023-03-{day:02}")
    return one, said(one, who, content)


def claims(*pairs, copies=()):
    return collate_claims(by_id(*(one for one, _ in pairs)), [one for _, one in pairs], copies)


def test_a_form_of_words_is_one_claim_of_one_place_and_day():
    assert len(claims(told("a", DAMAGE, day=3), told("b", DAMAGE, day=4))) == 1


@given(st.integers(6, 28))
def test_a_form_of_words_is_another_claim_weeks_later(day):
    first, _ = claims(told("a", DAMAGE, day=1), told("b", AGAIN, day=day))
    assert any("the words fit any event" in link.reason for link in first.links)


def test_a_form_of_words_is_another_claim_at_another_place():
    other = told("b", AGAIN, day=3, lead="Rockets fell on the town of Ostrava Hill")
    assert len(claims(told("a", DAMAGE, day=3), other)) == 2


def test_who_names_a_place_that_the_other_report_does_not_have_tells_of_another_event():
    there = told("b", "the attack on Ostrava caused material damage to houses and parked cars", day=3)
    text = there[0].text.replace("Lower Dale near Velmora", "the harbour, in Ostrava")
    one = report("b", text, published="2023-03-03")
    other = said(one, "The Dale Governor", there[1].content.text)
    assert len(claims(told("a", DAMAGE, day=3), (one, other))) == 2


def test_a_copied_form_of_words_stays_one_claim():
    one, other = told("a", DAMAGE, day=3), told("b", DAMAGE, day=25)
    assert len(claims(one, other, copies=[copy(one[0], other[0], DAMAGE)])) == 1


def test_a_long_sentence_word_for_word_within_a_week_was_copied():
    one, other = (
        statements(by_id(r), [m])[0] for r, m in (told("a", DAMAGE, day=3), told("b", DAMAGE, day=8))
    )
    assert not two_events(one, other)


def test_what_lasts_is_told_again_for_months():
    lasting = (
        "more than a quarter of a million civilians were killed and ten million displaced since the war began"
    )
    one = report("a", f"Talks began. {lasting.capitalize()}.", published="2023-03-03")
    other = report("b", f"Rain fell. {lasting.capitalize()}.", published="2023-07-03")
    pairs = [(each, mention(each, lasting.capitalize())) for each in (one, other)]
    assert len(claims(*pairs)) == 1


def test_two_names_of_one_body_do_not_clash():
    one = "nine guards were killed in raids on the market of Velmora held by Daesh"
    other = "nine guards were killed in raids on a market in Velmora that the Islamic State group held"
    assert not conflicts(as_statement(one), as_statement(other))
    assert conflicts(as_statement(one), as_statement(other.replace("Islamic State", "Northern Front")))


def as_statement(content, who="", **fields):
    one = report("a", f"{who or 'It is told that'} {content}.", published="2023-03-03")
    made = said(one, who, content, **fields) if who else mention(one, content, **fields)
    return statements(by_id(one), [made])[0]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("rebels of using gas", "Harrow"), ("regime forces killed sixty people using gas", ""), True),
        (("rebels of using gas", "Harrow"), ("army of using gas", "The League"), True),
        (("regime forces of using gas", "The League"), ("the army used gas", ""), False),
        (("rebels killed five soldiers", ""), ("army shells killed five people", ""), False),
    ],
)
def test_charges_against_the_two_sides_are_two(one, other, apart):
    assert bool(two_doers(as_statement(*one), as_statement(*other))) is apart


def test_who_denies_a_deed_is_charged_with_it():
    denied = as_statement("using gas", "The Harrow government", stance="deny", polarity="negative")
    assert two_doers(denied, as_statement("rebels of using gas", "Harrow"))
    assert not two_doers(denied, as_statement("regime forces of using gas", "The League"))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (
            "next week there will be votes in Velmora, Ostrava and Korin",
            "she lost Korin, Velmora and Ostrava",
            0,
        ),
        ("the bridge at Velmora was blown up by deserters", "deserters blew up the bridge of Velmora", 1),
        ("Tresk Will Leave Velmora", "Tresk to leave Velmora", 1),
    ],
)
def test_names_alone_make_no_claim(one, other, alike):
    assert beside_names(as_statement(one), as_statement(other)) == pytest.approx(alike, abs=0.3)
