"""Classes of language in which news tells of violence, each on sentences made up for it."""

import pytest
from coded import events

_TOWN = ("Orlivka",)


def done(code, text, **more):
    return [event for event in events(code, text, **more) if event.status == "occurred"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The army fended off an attack on Orlivka.", "Battles"),
        ("The army lost nine soldiers in the battle for Orlivka.", "Battles"),
        ("The army suffered heavy losses in Orlivka.", "Battles"),
        ("The rebels counterattacked in Orlivka.", "Battles"),
        ("Rebels launched a counteroffensive in Orlivka.", "Battles"),
        ("Government forces mounted an offensive against rebels in Orlivka.", "Battles"),
        ("The army lost control of Orlivka to the rebels.", "Battles"),
        ("The rebels broke through army lines near Orlivka.", "Battles"),
        ("The security forces eliminated five terrorists in Orlivka.", "Battles"),
        ("ISIL lost 13 of its fighters in Orlivka.", "Battles"),
        ("On Monday the group seized Orlivka from the army.", "Battles"),
        ("The rebels have been pushed out of Orlivka by the army.", "Battles"),
        ("Rebels attacked an army convoy near Orlivka, leaving six soldiers dead.", "Battles"),
        ("Two soldiers were shot dead by rebels in Orlivka.", "Battles"),
        ("Insurgents attacked two army bases near Orlivka.", "Battles"),
        ("Hundreds of Islamic State fighters captured Orlivka.", "Battles"),
        ("A gun fight broke out in Orlivka, killing two soldiers.", "Battles"),
        ("Army warplanes carried out raids in areas south of Orlivka.", "Explosions/Remote violence"),
        ("The army hammered Orlivka with artillery.", "Explosions/Remote violence"),
        ("Orlivka came under heavy bombardment.", "Explosions/Remote violence"),
        ("A soldier stepped on a mine near Orlivka.", "Explosions/Remote violence"),
        ("A drone crashed into a house in Orlivka.", "Explosions/Remote violence"),
        ("Gunmen sprayed a cafe in Orlivka with bullets.", "Violence against civilians"),
        ("Attackers hacked five villagers to death near Orlivka.", "Violence against civilians"),
        ("A girl was stoned to death by militants in Orlivka.", "Violence against civilians"),
        ("Ten prisoners were put to death by militants in Orlivka.", "Violence against civilians"),
        ("A boy was hit by sniper fire in Orlivka.", "Violence against civilians"),
        ("The bodies of five men were found in Orlivka, shot in the head.", "Violence against civilians"),
        ("A farmer died of gunshot wounds in Orlivka.", "Violence against civilians"),
        ("Settlers attacked a village near Orlivka.", "Violence against civilians"),
        (
            "A schoolgirl and a motorist were found dead in Orlivka with gunshot wounds.",
            "Violence against civilians",
        ),
        ("A mass grave with 40 bodies was found in Orlivka.", "Violence against civilians"),
        ("Gunmen snatched a doctor from his home in Orlivka.", "Violence against civilians"),
        ("Security forces nabbed three suspects in Orlivka.", "Strategic developments"),
        ("The army deployed reinforcements to Orlivka.", "Strategic developments"),
        ("Hundreds of rebels surrendered in Orlivka.", "Strategic developments"),
        ("Soldiers burned crops near Orlivka.", "Strategic developments"),
        ("Saboteurs damaged a pipeline near Orlivka.", "Strategic developments"),
        ("Residents staged a sit-in in Orlivka.", "Protests"),
        ("Protesters blocked a road in Orlivka.", "Protests"),
        ("Youths threw stones at police in Orlivka.", "Riots"),
        ("Police clashed with protesters in Orlivka.", "Riots"),
        ("A mob lynched two men in Orlivka.", "Riots"),
    ],
)
def test_words_of_violence(code, text, kind):
    assert [event.type for event in events(code, text, places=_TOWN)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Any operation to retake Orlivka should be led by local forces.",
        "It is part of a campaign backed by a coalition led by Ruritania to drive the rebels from Orlivka.",
        "An attack on Orlivka would be a mistake.",
        "Orlivka braced for an attack.",
        "The army trained soldiers to repel attacks in Orlivka.",
        "The minister visited Orlivka, which was bombed for years.",
        "Strikes against the rebels are expanding beyond Orlivka.",
        "The group, which has a base in Orlivka, is known for kidnapping foreigners.",
        "A fire killed ten people in a factory in Orlivka.",
        "It is the duty of soldiers to defend Orlivka against attack.",
        "He was charged with plotting to bomb a station in Orlivka.",
        "The attack on Orlivka never came.",
        "Soldiers in Orlivka who are killed or go missing have no graves.",
        "A reward is offered for information leading to the arrest of two rebels in Orlivka.",
        "The volunteers were travelling to fight the rebels in Orlivka.",
        "The convoy reached Orlivka two days after his capture.",
        "The anniversary of the massacre was marked in Orlivka.",
        "The army is able to shoot down drones over Orlivka.",
    ],
)
def test_what_was_not_done_or_only_goes_on(code, text):
    assert done(code, text, places=_TOWN) == []


def test_charges_at_large_are_no_act(code):
    assert done(code, "The rebels are accused by the UN of targeting, maiming and abducting civilians.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Three people were killed in a car bomb in Orlivka and five others died in clashes in Vedrana.",
        "It said a man was killed in a bomb in Orlivka and that rebels were killed in clashes in Vedrana.",
        "Troops killed two people in an air strike on Orlivka and shot a third man dead in Vedrana.",
        "A bomb blast in Orlivka and a shooting in Vedrana left six people dead.",
        "A bomb killed three people in Orlivka and gunmen shot dead a teacher in Vedrana.",
        "The killing of three aid workers in Orlivka drew protests in Vedrana.",
    ],
)
def test_joined_clauses_tell_two_acts(code, text):
    assert len(events(code, text, places=("Orlivka", "Vedrana"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Three people were killed and five wounded in a bomb blast in Orlivka.",
        "Rebels attacked a base in Orlivka and killed three soldiers.",
        "A car bomb exploded in Orlivka and killed three people.",
        "Ten people were killed and a school was damaged in air strikes on Orlivka.",
    ],
)
def test_joined_clauses_tell_one_act(code, text):
    assert len(events(code, text, places=_TOWN)) == 1


def test_the_blast_is_no_shooting_told_before(code):
    text = (
        "A car bomb killed two guards in Orlivka. Troops shot dead a farmer there. The blast destroyed shops."
    )
    found = events(code, text, places=_TOWN)
    assert [event.trigger.text for event in found][1:] == ["shot dead", "blast"]
    assert found[1].sub_type == "Attack"
    assert found[0].sub_type == found[2].sub_type == "Remote explosive/landmine/IED"


def test_the_dead_fell_to_whom_they_fought(code):
    (event,) = events(code, "Three officers were killed fighting Hezbollah near Orlivka.", places=_TOWN)
    sides = {who.name for who in (event.actor, event.target) if who is not None}
    assert sides == {"officers", "Hezbollah"}


@pytest.mark.parametrize("loss", ["suffered heavy losses", "took casualties"])
def test_who_loses_men_is_who_was_hit(code, loss):
    (event,) = events(code, f"The army {loss} in Orlivka.", places=_TOWN)
    assert (event.actor, event.target and event.target.name) == (None, "army")


def test_a_verb_of_storming_is_no_weather(code):
    text = "Gunmen stormed into Orlivka, killing 20 people."
    assert any(
        quantity.best == 20 for event in events(code, text, places=_TOWN) for quantity in event.casualties
    )


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("A car bomb killed six in Orlivka, police said, and Hezbollah claimed responsibility.", "Hezbollah"),
        ("A car bomb killed six people in Orlivka. Hezbollah quickly claimed responsibility.", "Hezbollah"),
        ("A car bomb killed six people in Orlivka. Hezbollah has not claimed responsibility.", None),
        ("A car bomb killed six people in Orlivka. No group claimed responsibility.", None),
    ],
)
def test_a_claim_of_responsibility_names_who_did_the_act_told_before(code, text, side):
    event = events(code, text, places=_TOWN)[0]
    assert (event.actor and event.actor.side) == side
    assert ("claimed responsibility" in event.rule) == (side is not None)


def test_a_building_before_its_bombing_is_no_actor(code):
    (event,) = events(code, "The U.S. Embassy bombings in Orlivka killed 20 people.", places=_TOWN)
    assert event.actor is None


@pytest.mark.parametrize(
    "claim",
    [
        "Hezbollah has yet to claim responsibility.",
        "Hezbollah may have claimed responsibility.",
        "If Hezbollah claims responsibility, talks will end.",
        "Officials do not believe that Hezbollah claimed responsibility.",
    ],
)
def test_a_claim_that_was_not_made_names_nobody(code, claim):
    event = events(code, f"A car bomb killed six people in Orlivka. {claim}", places=_TOWN)[0]
    assert event.actor is None


@pytest.mark.parametrize(
    "text",
    [
        "The army attacked Orlivka, killing Anton Brel and wounding Maria Dorn.",
        "Rebels attacked Orlivka and killed Anton Brel.",
    ],
)
def test_losses_with_names_are_of_the_act_that_caused_them(code, text):
    assert len(events(code, text, places=_TOWN)) == 1


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The army killed a group of rebels in Orlivka.", []),
        ("A number of villagers were killed in Orlivka.", [None]),
        ("Gunmen killed a dozen of the villagers in Orlivka.", [12]),
    ],
)
def test_a_group_is_not_one_killed(code, text, counts):
    (event,) = events(code, text, places=_TOWN)
    assert [quantity.best for quantity in event.casualties] == counts


@pytest.mark.parametrize("whose", ["Ukrainian fire", "Insurgent fire", "Fire from rebel positions"])
def test_fire_of_guns_is_no_mishap(code, whose):
    (event,) = events(code, f"{whose} killed two villagers in Orlivka.", places=_TOWN)
    assert event.type == "Violence against civilians"


def test_who_is_hurt_in_a_fire_is_nobodys_victim(code):
    assert events(code, "Ten people were hurt in a fire in Orlivka.", places=_TOWN) == []


def test_who_lived_through_an_attack_tells_of_it(code):
    text = "A survivor of the attack in Orlivka said gunmen killed ten people."
    assert [event.casualties[0].best for event in done(code, text, places=_TOWN)] == [10]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Forces have been able to retake Orlivka.", "occurred"),
        ("Rebels were able to capture Orlivka.", "occurred"),
        ("The army was not able to capture Orlivka.", "denied"),
        ("The army has yet to capture Orlivka.", "denied"),
    ],
)
def test_ability_that_was_shown_and_that_was_not(code, text, status):
    assert [event.status for event in events(code, text, places=_TOWN)] == [status]


def test_bases_are_places_and_a_basis_is_none(code):
    text = "The army attacked rebels in Orlivka on the basis of a report and attacked two bases there."
    assert [event.type for event in events(code, text, places=_TOWN)] == ["Battles"]
