"""Words that name an act only where one was told before, or whose sentence says that it was."""

import pytest


def occurred(code, text, **fields):
    return [one for one in code(text, **fields) if one.type and one.status == "occurred"]


@pytest.mark.parametrize(
    "told",
    [
        "The operation went on for hours.",
        "This targeting was not the first.",
        "The clinic was levelled.",
        "Two lorries were destroyed.",
    ],
)
def test_words_for_much_else_point_to_an_act(code, told):
    first, second = occurred(code, f"Rebels shelled Tarsa. {told}", places=("Tarsa",))
    assert second.antecedent == first.id


@pytest.mark.parametrize(
    "told",
    [
        "The operation went well.",
        "The clinic was levelled.",
        "The gathering lasted an hour.",
        "Hundreds waved flags at the rally.",
    ],
)
def test_they_name_none_where_none_was_told(code, told):
    assert not occurred(code, f"The mayor of Tarsa spoke. {told}", places=("Tarsa",))


def test_a_rally_after_a_protest(code):
    text = "Hundreds protested in Tarsa. A mayor came to the rally."
    first, second = occurred(code, text, places=("Tarsa",))
    assert second.type == "Protests"
    assert second.antecedent == first.id


def test_a_word_of_its_own_comes_before_one_that_points(code):
    text = "Rebels shelled Tarsa. The operation began as jets bombed Orlan."
    told = occurred(code, text, places=("Tarsa", "Orlan"))
    assert [one.trigger.text for one in told] == ["shelled", "bombed"]


@pytest.mark.parametrize(
    "text",
    [
        "Near Tarsa, one strike destroyed a pump.",
        "Near Tarsa, fierce clashes broke out.",
        "Near Tarsa, explosions were heard.",
        "Near Tarsa, artillery shelling was reported.",
    ],
)
def test_a_noun_whose_sentence_says_that_it_was(code, text):
    assert len(occurred(code, text, places=("Tarsa",))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Near Tarsa, clashes may break out.",
        "Near Tarsa, no explosions were heard.",
    ],
)
def test_a_noun_whose_sentence_does_not(code, text):
    assert not occurred(code, text, places=("Tarsa",))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels attacked a wedding in Tarsa.", "Violence against civilians"),
        ("Rebels bombarded a wedding in Tarsa.", "Explosions/Remote violence"),
        ("Rebels seized the police headquarters in Tarsa.", "Battles"),
        ("Protesters stormed the town hall in Tarsa.", "Riots"),
        ("Soldiers broke the siege of Tarsa.", "Battles"),
        ("Soldiers foiled an attack on Tarsa.", "Battles"),
        ("The militia expelled the rebels.", "Battles"),
        ("Soldiers pushed the rebels back from Tarsa.", "Battles"),
        ("The fighting took dozens of lives in Tarsa.", "Battles"),
        ("The army began a military operation in Tarsa.", "Battles"),
        ("Army Kills Six Rebels in Tarsa.", "Battles"),
    ],
)
def test_more_words_of_force(code, text, kind):
    places = ("Tarsa",) if "Tarsa" in text else ()
    assert kind in {one.type for one in occurred(code, text, places=places)}


def test_police_foil_a_plot(code):
    assert not occurred(code, "Police foiled a bomb attack plot in Tarsa.", places=("Tarsa",))


def test_two_acts_of_one_sentence(code):
    text = "An attack in Tarsa left one soldier dead before police shot and killed the attacker."
    assert len(occurred(code, text, places=("Tarsa",))) == 2
    text = "Four medics were killed when jets hit Tarsa, days after dozens of drivers were killed."
    assert len(occurred(code, text, places=("Tarsa",))) == 2
    text = "Seven people were arrested in connection with the blast in Tarsa."
    assert {one.type for one in occurred(code, text, places=("Tarsa",))} == {
        "Strategic developments",
        "Explosions/Remote violence",
    }
