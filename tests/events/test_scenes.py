"""Where an event is: no group's home, no wide area, but the ground near a town, and a capital."""

from coded import only


def test_the_country_of_a_groups_branch_is_no_scene(code):
    text = "The Zorvan Front (the branch in Freedonia) made an attack that killed two guards."
    assert only(code, text, places={"Freedonia": {"precision": "region"}}).place is None


def test_clashes_near_a_town_are_an_event(code):
    near = {"precision": "area", "relation": "near", "radius_km": 13.0}
    event = only(code, "Clashes broke out near Orlivka, the governor said.", places={"Orlivka": near})
    assert event.place.name == "Orlivka"


def test_attacks_in_a_wide_area_are_none(code):
    wide = {"precision": "area", "radius_km": 900.0}
    found = code("Attacks in the Levant worry investors.", places={"Levant": wide})
    assert not [event for event in found if event.type]


def test_a_capital_named_by_its_country_is_no_ship(code):
    event = only(code, "Rockets hit the capital on Sunday, killing two people.", places=("capital",))
    assert event.place.name == "capital"
