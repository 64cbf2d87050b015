"""Kinds of fault that an analyst saw in a casebook's events, each on sentences made up for it."""

import pytest
from coded import events, only

_COUNTRY = {"precision": "country", "kind": "country"}


class TestPictures:
    @pytest.mark.parametrize(
        "text",
        [
            "Video from a drone shows an attack on a convoy near Orlivka.",
            "Aerial photos showed the attack on a convoy near Orlivka.",
            "An attack on a market in Orlivka was filmed by a drone.",
            "An attack on a convoy near Orlivka was seen in drone footage.",
        ],
    )
    def test_what_filmed_an_attack_is_no_weapon(self, code, text):
        event = only(code, text, places=("Orlivka",))
        assert (event.sub_type, event.weapon) == ("Attack", "")

    def test_a_weapon_that_was_filmed(self, code):
        event = only(code, "A video shows a drone attack on a bus in Orlivka.", places=("Orlivka",))
        assert (event.sub_type, event.weapon) == ("Air/drone strike", "drone")


class TestHeadlineStrikes:
    _LEAD = "Strike on market in Orlivka kills nine\n\n"

    def test_a_bare_strike_takes_the_weapon_of_the_text(self, code):
        text = self._LEAD + "A Ruritanian rocket attack on a market in Orlivka killed nine people on Monday."
        found = events(code, text, kinds=("headline", "body"), places=("Orlivka",))
        assert [event.sub_type for event in found] == ["Shelling/artillery/missile attack"] * 2

    def test_without_one_it_stays(self, code):
        text = self._LEAD + "The strike on a market in Orlivka killed nine people on Monday."
        found = events(code, text, kinds=("headline", "body"), places=("Orlivka",))
        assert found[0].sub_type == "Air/drone strike"


class TestBetween:
    def test_who_talked_meanwhile_did_nothing(self, code):
        text = "The shelling of Orlivka coincided with a call between envoy Ramon Tellez and Idris Badr."
        assert only(code, text, places=("Orlivka",)).actor is None

    def test_who_fought_each_other(self, code):
        text = "Heavy clashes raged in Orlivka on Monday between the army and rebels."
        actor = only(code, text, places=("Orlivka",)).actor
        assert actor is not None
        assert actor.name == "army"


class TestWhoseAShipIs:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("The missile fell near a Panama owned and operated tanker.", "Panama"),
            ("A missile hit a Panama-owned tanker.", "Panama"),
            ("A missile hit a tanker, the Panama security firm Karsk Watch reported.", "Panama"),
            ("A Panama-flagged tanker was hit by a missile.", "Panama"),
        ],
    )
    def test_an_owner_is_no_place(self, code, text, name):
        assert only(code, text, places={name: _COUNTRY}).place is None

    def test_the_country_itself_is(self, code):
        event = only(code, "A missile hit a foreign-owned depot in Panama.", places={"Panama": _COUNTRY})
        assert event.place is not None


class TestWhoTellsAHeadline:
    @pytest.mark.parametrize(
        "text",
        [
            "Ukrainian Drone Attack on Orlivka Port Kills 3, Karelia-Backed Harbour Master Says",
            "Ukrainian Strike on Orlivka Market Kills Three, Officials Say",
        ],
    )
    def test_a_teller_is_not_hurt(self, code, text):
        event = only(code, text, places=("Orlivka",))
        assert event.actor is not None
        assert (event.actor.side, event.target) == ("Ukraine", None)
        assert [item.best for item in event.casualties] == [3]

    def test_a_teller_did_not_do_it(self, code):
        text = "Shelling Kills 2 in Orlivka Village, Ukrainian Governor Says"
        event = only(code, text, places=("Orlivka",))
        assert event.actor is None
        assert [item.best for item in event.casualties] == [2]

    def test_a_hyphen_is_no_dash(self, code):
        event = only(code, "Missile Strike Kills Five in Orlivka - Officials", places=("Orlivka",))
        assert [item.best for item in event.casualties] == [5]


class TestHeadlineActors:
    def test_who_thought_others_were_there_struck(self, code):
        text = "Strike on Orlivka: Russians could think rebels were inside but they hit villagers"
        actor = events(code, text, places=("Orlivka",))[0].actor
        assert actor is not None
        assert actor.side == "Russia"

    @pytest.mark.parametrize(
        "text", ["Russian Drone Kills Man In Orlivka", "Russian Drones Kill Man In Orlivka"]
    )
    def test_a_drone_acts_for_its_side(self, code, text):
        event = only(code, text, places=("Orlivka",))
        assert event.actor is not None
        assert (event.actor.entity, event.actor.side) == ("Russia", "Russia")
        assert event.weapon.startswith("drone")

    def test_a_noun_that_was_taken_for_an_interjection(self, code):
        event = only(code, "Israeli Tank Kills Boy In Orlivka", places=("Orlivka",))
        assert event.target is not None
        assert event.target.name == "Boy"


class TestAccusations:
    @pytest.mark.parametrize(
        "text",
        [
            "Monitors accuse the army of extrajudicial killings, burning villages and using air strikes.",
            "The army has been accused by monitors of carrying out massacres, burning homes and shelling.",
        ],
    )
    def test_several_kinds_of_acts_at_large(self, code, text):
        assert events(code, text) == []

    def test_a_single_act(self, code):
        text = "Monitors accused the army of killing twelve villagers and burning homes in Orlivka on Monday."
        found = events(code, text, places=("Orlivka",), times=("Monday",))
        assert found[0].casualties[0].best == 12


class TestResidents:
    def test_a_town_did_not_come_under_fire_itself(self, code):
        target = only(code, "A resident of Orlivka came under enemy fire.", places=("Orlivka",)).target
        assert target is not None
        assert (target.name, target.entity) == ("resident of Orlivka", "resident of Orlivka")


class TestShips:
    @pytest.mark.parametrize("ship", ["vessel", "bulker", "trawler", "ferry"])
    def test_every_kind_of_ship_may_be_hit(self, code, ship):
        event = only(code, f"A Panama-registered {ship} was hit by two rockets.", places={"Panama": _COUNTRY})
        assert (event.weapon, event.place) == ("rockets", None)

    def test_a_group_that_a_state_backs_has_arms(self, code):
        text = "The Iran-backed group attacked an Israel-linked vessel near Karsk."
        actor = only(code, text, places=("Karsk",)).actor
        assert actor is not None
        assert (actor.kind, actor.country) == ("armed_group", "")
