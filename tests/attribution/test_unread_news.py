"""What unread news showed: hidden speakers, signed paragraphs, bodies announced by their kind."""

import pytest

from stemma.attribution.acronyms import definitions
from stemma.attribution.descriptions import text_of
from stemma.attribution.kinds import source_type
from stemma.attribution.tree import Tree


def speakers(found):
    return [(m.content.text, m.chain[0].entity) for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "At least twelve people have been killed in a raid by Vornian gunmen in the Tarsa region,"
                " local activists reported on Sunday, correcting an earlier toll."
            ),
            ("local activists",),
        ),
        (
            (
                "Over the course of a day, as a result of shelling, two people were killed and three others"
                " were hurt, reported the head of the Tarsa Military Administration, Oleg Maranenko."
            ),
            ("Oleg Maranenko",),
        ),
        (
            (
                "In a report on its website, Kelm Watch, which follows militants, said the rebels had taken"
                " the bridge."
            ),
            ("Kelm Watch",),
        ),
        (
            "Footage reportedly shared online by the rebels showed heavy gunfire around the army base.",
            ("Footage",),
        ),
        ("The army's first assessment is that the school was hit by two shells.", ("army",)),
        (
            (
                "Nine bodies have been found in the river, according to a local official, adding that most"
                " of the victims were farmers."
            ),
            ("local official", "local official"),
        ),
        (
            (
                "“Village elders on the other side of the river have told us that 600 people are stuck"
                " in the forest,” Vesk said."
            ),
            ("Village elders on the other side of the river",),
        ),
    ],
)
def test_the_speaker_that_the_parse_hides(said, text, expected):
    assert tuple(entity for _, entity in speakers(said(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The medic spoke by telephone, requesting anonymity because doctors have been arrested.",
        "The officers, who asked to remain anonymous, were not in Tarsa.",
        "The man identified himself as Sami Vesk.",
        "The government has countered with a crackdown that has filled the prisons.",
        "State-run media, in their reports about the fighting, did not mention the raids on the village.",
        "The army declined to comment.",
    ],
)
def test_nobody_says_what_is_only_asked_done_or_left_out(said, text):
    assert said(text) == []


def test_a_place_before_a_colon_says_where_unless_another_state_acts(said):
    kinds = ("headline",)
    assert said("Sudan: Shelling kills twelve in a market", kinds=kinds) == []
    (mention,) = said("Russia: Ukraine shelled the hospital with rockets", kinds=kinds)
    assert mention.source.text == "Russia"


def test_a_surname_before_a_colon_says_what_others_are_told_to_say(said):
    found = said("Maranov: In the past day, the district reported ten wounded", kinds=("headline",))
    assert found[0].source.text == "Maranov"


def test_a_paragraph_is_its_signers_behind_a_dash(said):
    text = "The bridge to Tarsa has been hit. The road is closed to all cars. - Maranenko warned."
    assert speakers(said(text)) == [
        ("The bridge to Tarsa has been hit", "Maranenko"),
        ("The road is closed to all cars", "Maranenko"),
    ]
    assert {m.rule for m in said(text)} == {"signed"}
    assert all(m.directness == "direct" for m in said(text))


@pytest.mark.parametrize(
    "text",
    [
        "The bridge has been hit. - Read more about it here.",
        "The bridge has been hit. -",
        "The bridge has been hit. - Photo by Maranenko.",
    ],
)
def test_a_dash_alone_signs_nothing(said, text):
    assert [m for m in said(text) if m.rule == "signed"] == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            (
                "The junta has used heavy guns in its battles in the north, at times burning villages and"
                " killing farmers, survivors have said."
            ),
            (
                "The junta has used heavy guns in its battles in the north, at times burning villages and"
                " killing farmers"
            ),
        ),
        (
            "The movement said that one of its fighters was killed, but did not say when or where.",
            "one of its fighters was killed",
        ),
        (
            "The ministry said that ten people were wounded in the raid, without giving details.",
            "ten people were wounded in the raid",
        ),
    ],
)
def test_contents_reach_to_their_ends_and_no_further(said, text, content):
    assert [m.content.text for m in said(text)] == [content]


def test_a_body_announced_by_its_kind_is_the_one_that_the_text_names(said):
    text = (
        "A raid has hit a shelter in Tarsa, killing twelve people, a doctors' group said.\n\n"
        "The Karelia Doctors Network said four children were among the dead.\n\n"
        "The raid also left ten people wounded, the group said.\n\n"
        "Most of the wounded suffered burns, it said."
    )
    found = said(text)
    assert [entity for _, entity in speakers(found)] == ["Karelia Doctors Network"] * 4
    assert {m.chain[0].role for m in found} == {"originator"}


def test_the_group_is_the_body_that_spoke_last(said):
    text = (
        "Twelve people were killed, a rights group said.\n\n"
        "Separately, the Tarsa Resistance Council said a raid on a market killed eight people.\n\n"
        "Raids on the town go on, the group said in a statement."
    )
    assert speakers(said(text))[-1][1] == "Tarsa Resistance Council"


def test_the_source_is_the_unnamed_one_who_spoke_last(said):
    text = (
        "A senior Karelian official told VNN that the number of fighters remains unclear.\n\n"
        "“They know that we are coming,” the source said."
    )
    assert speakers(said(text))[-1][1] == "senior Karelian official"


def test_they_are_the_subject_of_the_sentence_before(said):
    text = (
        "Farmers said that the bridge was gone.\n\nThe road was dark. The fields were burning.\n\n"
        "State-controlled media did not mention the raid. Instead, they said the army had left."
    )
    assert "media" in speakers(said(text))[-1][1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Karelia District Pupil and Student Association said ten were hurt.", "Karelia District Pupil"),
        ("The raid began at noon, said a resident who identified himself as Sami Vesk.", "Sami Vesk"),
        ("Ten were hurt, according to the Tarsa People's Defence Force (PDF).", "People's Defence Force"),
    ],
)
def test_names_are_whole(said, text, name):
    assert name in speakers(said(text))[0][1]


def test_an_acronym_in_brackets_belongs_to_the_name_that_it_spells(parse):
    _, parsed = parse("Pictures from the Tarsa School of Law's Karelia Rivers Office (KRO) showed smoke.")
    tree = Tree(parsed.sentences[0])
    assert [(text_of(tree, run), acronym) for run, acronym in definitions(tree)] == [
        ("Karelia Rivers Office", "KRO")
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Karelia Doctors Network", "organisation"),
        ("Vorona News Network", "news_report"),
        ("SITE", "unknown"),
    ],
)
def test_networks_of_people_and_initials_are_no_outlets(name, kind):
    assert source_type(name, "", name.rsplit(maxsplit=1)[-1]) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "The gunmen attacked in the town of Tarsa in central Haiti, Kelma Orlance, a spokeswoman for"
                " a local association, told Vorona News."
            ),
            "Kelma Orlance",
        ),
        ("Vorona County Commissioner Gatkuol Lew Thiek called the raid a crime.", "Gatkuol Lew Thiek"),
        (
            "Ten died, according to an organization called the Committee for Peace and Rivers.",
            "Committee for Peace and Rivers",
        ),
        ("The Karelian government has sent police, it said Friday.", "Karelian government"),
    ],
)
def test_a_name_is_cut_at_its_ends(said, text, expected):
    assert said(text)[0].chain[0].entity == expected


def test_a_title_and_a_given_name_are_the_person_named_before(said):
    text = (
        "Ten died, according to army spokesman Maj. Gen. Lul Vesk Koan. Gen. Lul said the raid began at noon."
    )
    assert [entity for _, entity in speakers(said(text))] == ["Lul Vesk Koan"] * 2


def test_he_is_the_person_set_off_by_what_they_are(said):
    text = (
        "Two died, the Vorona Wire reported, quoting hospital director Wissal Bakrin.\n\n"
        "Amar Manasri, a freelance journalist, told VNN that he had been wounded.\n\n"
        "“I was hit in the leg,” he said."
    )
    found = speakers(said(text))
    assert found[0] == ("Two died", "Wissal Bakrin")
    assert found[-1][1] == "Amar Manasri"


def test_a_charge_is_whole_and_what_is_said_next_is_another(said):
    text = (
        "Gen. Vesk accused the militia, led by Pavel Orlan, of burning farms in Vorona County and called for"
        " calm. He urged the army to respect civilians and said that the road remained closed."
    )
    contents = [m.content.text for m in said(text)]
    assert "the militia, led by Pavel Orlan, of burning farms in Vorona County" in contents
    assert "the army to respect civilians" in contents


def test_a_quote_is_whose_the_source_line_names(said):
    text = (
        "Troops attacked Tarsa on Saturday evening.\n\n"
        "Source: Ivan Vesk, Head of the Tarsa Administration, on Telegram\n\n"
        "Quote: “The town has been hit. A fire broke out.”"
    )
    found = said(text, kinds=("body", "credit", "body"))
    assert [m.chain[0].entity for m in found] == ["Ivan Vesk"]
    assert found[0].chain[0].inferred


def test_a_given_name_alone_is_the_one_person_so_named(said):
    text = "Ten died, said Kibrom Gebre, a senior official. The toll may rise, Kibrom told VNN."
    assert [entity for _, entity in speakers(said(text))] == ["Kibrom Gebre"] * 2


def test_that_is_according_to_takes_up_the_sentence_before(said):
    text = (
        "The army has killed more than ten rebels near the town of Tarsa.\n\n"
        "That's according to a statement Saturday by Karelia's Information Ministry."
    )
    assert speakers(said(text)) == [
        ("The army has killed more than ten rebels near the town of Tarsa", "Karelia's Information Ministry")
    ]


def test_a_news_conference_is_no_medium(said):
    (mention,) = said("Pavel Vesk said at a news conference in Tarsa that the army had seized two houses.")
    assert [layer.entity for layer in mention.chain] == ["Pavel Vesk"]


def test_those_behind_but_speak_for_themselves(said):
    text = "The governor did not give a toll but local media and residents said seven people were killed."
    assert speakers(said(text)) == [("seven people were killed", "local media and residents")]


def test_it_is_a_body_of_the_kind_that_its_noun_was(said):
    text = "The Karelian aid agency said ten people were burned. Twelve shelters were lost, it added."
    kinds = {m.chain[0].source_type for m in said(text)}
    assert kinds == {"organisation"}
