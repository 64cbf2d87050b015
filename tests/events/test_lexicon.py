"""The data files hold together."""

import pytest

from stemma.events.lexicon import codes, noun_classes, parties, patterns, weapons
from stemma.events.numbers import value_of
from stemma.resources import load_toml

_ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Protests": {"Excessive force against protesters", "Peaceful protest", "Protest with intervention"},
    "Riots": {"Mob violence", "Violent demonstration"},
    "Explosions/Remote violence": {
        "Air/drone strike", "Chemical weapon", "Grenade", "Remote explosive/landmine/IED",
        "Shelling/artillery/missile attack", "Suicide bomb",
    },
    "Violence against civilians": {"Abduction/forced disappearance", "Attack", "Sexual violence"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction",
        "Non-violent transfer of territory", "Other",
    },
}  # fmt: skip
_PSEUDO = {"any", "none", "place", "person", "country", "group", "number", "pronoun", "reflexive"}


def test_the_codebook_has_all_of_acleds_types():
    found: dict[str, set[str]] = {}
    for code in codes().values():
        if code.type:
            found.setdefault(code.type, set()).add(code.sub_type)
    assert found == _ACLED


def test_every_code_says_what_it_means():
    assert all(code.text.endswith(".") and code.plover.isupper() and code.cameo for code in codes().values())


def test_conditions_name_known_classes():
    known = _PSEUDO | {name for names in noun_classes().values() for name in names}
    for rows in patterns().values():
        for row in rows:
            wanted = row.object | row.subject | {name for _, name in row.prep}
            assert wanted <= known, (row.words, wanted - known)


def test_weapons_give_known_codes():
    assert {family.code for family in weapons()} - {"firearm", "blade"} <= set(codes())


def test_examples_stand_under_known_codes():
    beyond = {"organised_crime", "natural_disaster", "man_made_disaster", "diplomacy", "attribution"}
    assert set(load_toml("events", "examples.toml")["acled"]) - beyond <= set(codes())


def test_words_for_peoples_lead_to_their_country():
    assert parties()["Ukrainian"].country == "UA"
    assert parties()["Kremlin"].side == parties()["Russians"].side == "Russia"


@pytest.mark.parametrize(
    ("words", "value"),
    [("seven", 7), ("twenty five", 25), ("two hundred and five", 205), ("3,400", 3400), ("a dozen", 12),
     ("two dozen", 24), ("five thousand", 5000), ("two million", 2_000_000)],
)  # fmt: skip
def test_number_words(words, value):
    assert value_of(words.split()) == value


def test_words_that_are_no_number():
    assert value_of(["some", "people"]) is None
