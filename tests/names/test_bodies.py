"""A body, its head and its spokesman are one voice; armed forces are known under all their names."""

import pytest

from stemma.names import compare_sources
from stemma.names.bodies import force_of, office_of
from stemma.records import Layer


def layer(name, description="", *, anonymous=False):
    return Layer(
        name=name, entity=name, description=description, anonymous=anonymous, span=None,
        source_type="organisation", role="originator",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("WHO chief", "head of the World Health Organization"),
        ("WHO chief", "World Health Organization"),
        ("the chief of the WHO", "WHO"),
        ("IDF spokesperson", "Israeli military"),
        ("the Kelmian Relief Agency's spokesman", "Kelmian Relief Agency"),
    ],
)
@pytest.mark.parametrize("anonymous", [False, True])
def test_who_speaks_for_a_body_may_be_the_body(one, other, anonymous):
    found = compare_sources(layer(one, anonymous=anonymous), layer(other))
    assert (found.kind != "different", found.score >= 0.6) == (True, True), found


def test_a_person_described_as_its_head_speaks_for_a_body():
    person = layer("Tarvo Hendrin", "WHO Director-General")
    assert compare_sources(person, layer("World Health Organization")).score >= 0.6
    assert compare_sources(person, layer("WHO chief")).kind == "compatible"
    assert compare_sources(person, layer("Red Crescent Society")).kind == "different"


def test_two_persons_of_one_body_are_two():
    one, other = layer("Tarvo Hendrin", "WHO chief"), layer("Mila Osk", "WHO spokeswoman")
    assert compare_sources(one, other).kind == "different"
    assert compare_sources(one, layer("WHO spokeswoman")).kind == "different"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IDF", "Israeli military"),
        ("the Israeli army", "Israel Defense Forces"),
        ("AFU", "Ukraine's armed forces"),
        ("Sudanese Armed Forces", "the Sudanese army"),
        ("Tatmadaw", "Myanmar's military"),
    ],
)
def test_armed_forces_are_one_under_all_their_names(one, other):
    assert compare_sources(layer(one), layer(other)).kind == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US Army", "US military"),
        ("IDF", "Lebanese army"),
        ("IDF", "Israeli police"),
        ("Israeli military", "Israeli Air Force"),
        ("Rapid Support Forces", "Sudanese army"),
    ],
)
def test_other_forces_are_others(one, other):
    assert compare_sources(layer(one), layer(other)).kind != "same"


@pytest.mark.parametrize("words", ["", "chief", "head of", "the head of the family", "spokesman", "of of"])
def test_words_without_a_body_name_no_office(words):
    assert office_of(words) == ("", "")
    assert force_of(words) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Norlan Defence Ministry's statement", "Norlan Defence Ministry"),
        ("Israeli military investigation into the raid", "IDF"),
        ("the Kelmian Relief Agency's report", "the Kelmian Relief Agency's spokesman"),
    ],
)
def test_what_stands_in_its_paper_a_body_says(one, other):
    found = compare_sources(layer(one), layer(other))
    assert (found.kind != "different", found.score >= 0.6) == (True, True), found


def test_a_paper_of_another_body_is_anothers():
    found = compare_sources(layer("the Sudanese army's statement"), layer("Israeli military"))
    assert found.kind == "different"


def test_who_runs_a_ministry_and_where_it_is_are_no_two_names():
    found = compare_sources(layer("the Norlan-run health ministry"), layer("Velmora Health Ministry"))
    assert (found.kind, found.score) == ("compatible", 0.65)
    assert compare_sources(layer("Norlan-run interior ministry"), layer("Velmora Health Ministry")).kind == (
        "different"
    )
    assert compare_sources(layer("Norlan-run ministry"), layer("Velmora Health Ministry")).score != 0.65
