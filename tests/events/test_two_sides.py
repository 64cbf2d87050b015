"""Two who fight or agree, acts counted in series, who holds what was hit, acts told with another."""

import pytest


def acts(found):
    return [one for one in found if one.type]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Clashes took place between state forces and rebels near Korin.", ("state forces", "rebels")),
        ("Clashes erupted between the army and rebel fighters near Korin.", ("army", "rebel fighters")),
        ("A truce was reached between the army and rebel fighters in Korin.", ("army", "rebel fighters")),
    ],
)  # fmt: skip
def test_both_stand_after_between(code, text, sides):
    (found,) = acts(code(text, places=("Korin",)))
    assert (found.actor.name, found.target.name) == sides


def test_where_an_attack_took_place_is_no_side(code):
    (found,) = acts(code("The attack took place between Korin and Dolyna.", places=("Korin", "Dolyna")))
    assert found.actor is None


def test_a_series_of_strikes_is_by_who_launched_it_on_whom_it_was_aimed_at(code):
    text = "The air force launched a series of airstrikes on hideouts of the militants in Korin."
    (found,) = acts(code(text, places=("Korin",)))
    assert (found.actor.name, found.target.name) == ("air force", "militants")


@pytest.mark.parametrize(
    "text",
    [
        "Jets bombed positions of the rebels near Korin.",
        "Jets bombed depots belonging to the rebels near Korin.",
        "Jets bombed rebel emplacements near Korin.",
    ],
)
def test_who_holds_what_was_hit_is_the_target(code, text):
    (found,) = acts(code(text, places=("Korin",)))
    assert found.target.name.startswith("rebel")


def test_who_claimed_earlier_acts_did_not_do_this_one(code):
    text = "Nobody knows who did the attack in Korin, but the Red Hand group has claimed earlier bombings."
    found = acts(code(text, places=("Korin",)))
    assert all(one.actor is None or "Hand" not in one.actor.name for one in found)


DAY = {"start": "2023-03-07", "end": "2023-03-07", "precision": "day"}


def test_a_day_is_of_the_act_and_not_of_the_one_days_before_it(code):
    text = "Four medics died when shells hit a clinic in Korin late Tuesday just days after ten were killed."
    first, second = acts(code(text, places=("Korin",), times={"late Tuesday": DAY}))
    assert first.time is not None
    assert second.time is None


def test_a_blast_that_claimed_lives_has_said_nothing(code):
    text = "On Tuesday a rocket attack in Korin claimed the lives of ten people."
    (found,) = acts(code(text, places=("Korin",), times={"Tuesday": DAY}))
    assert found.time is not None


@pytest.mark.parametrize("area", ["residential areas", "populated districts"])
def test_forces_that_attack_where_people_live_fight_nobody(code, area):
    (found,) = acts(code(f"Army troops attacked {area} of Korin on Monday.", places=("Korin",)))
    assert found.sub_type == "Attack"


def test_a_village_told_in_a_province_is_the_place_and_not_the_province(code):
    text = "A man was injured in an attack by rebels on Tarlun village in the countryside of Korin province."
    village = {
        "precision": "region",
        "relation": "in Korin province",
        "rule": "text:said",
        "kind": "settlement",
    }
    wide = {"precision": "region", "relation": "countryside of"}
    (found,) = acts(code(text, places={"Tarlun": village, "Korin province": wide}))
    assert found.place.name == "Tarlun"
