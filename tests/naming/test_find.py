"""Who is named in a report: persons and bodies, whole and short, and what only looks like a name."""

from itertools import pairwise

import pytest

from stemma.evaluation.parsing import line_blocks, read_whole
from stemma.language import Parser
from stemma.places import Gazetteer
from stemma.records import Block, Report


@pytest.fixture(scope="module")
def named():
    """``named(text, headline="") -> the names of a report``."""
    parser, gazetteer = Parser(), Gazetteer.open()

    def find(text, headline=""):
        whole = f"{headline}\n\n{text}" if headline else text
        blocks = line_blocks(whole)
        if headline:
            blocks = (Block("headline", 0, len(headline)), *blocks[1:])
        report = Report("r", "r", whole, blocks, language="en", published="2024-05-03")
        (parsed,) = parser.parse([report])
        names = read_whole(report, parsed, gazetteer).names
        for name in names:
            assert whole[name.span.start : name.span.end] == name.name
            assert name.report == "r"
            assert name.rule
            assert 0 < name.score <= 1
        starts = [(name.span.start, name.span.end) for name in names]
        assert all(one[1] <= other[0] for one, other in pairwise(starts))
        return names

    return find


def told(names):
    return {(name.name, name.entity, name.kind) for name in names}


def test_a_person_is_one_by_the_surname(named):
    names = named(
        "President Tarvo Hendrin met officials on Friday. Hendrin said the talks were short, and reporters "
        "followed Hendrin home."
    )
    assert told(names) == {
        ("Tarvo Hendrin", "Tarvo Hendrin", "person"),
        ("Hendrin", "Tarvo Hendrin", "person"),
    }


def test_two_bearers_of_a_surname_leave_it_alone(named):
    names = named(
        "Governor Tarvo Hendrin and his brother, Colonel Marek Hendrin, met on Friday. "
        "Mr. Hendrin left early."
    )
    assert {name.entity for name in names if name.name == "Hendrin"} == {"Hendrin"}


def test_an_acronym_is_the_body_that_it_is_given_for(named):
    names = named(
        "The Orlan Centre for Human Rights (OCHR) counted ten raids. The OCHR said the raids went on, and "
        "OCHR staff left."
    )
    assert {name.entity for name in names} == {"Orlan Centre for Human Rights"}
    assert [name.name for name in names].count("OCHR") == 3


@pytest.mark.parametrize(
    ("text", "name", "entity", "kind"),
    [
        ("Soldiers of the Syrian army left the hill.", "Syrian army", "Syrian army", "military"),
        ("The government of Iraq rejected it.", "government of Iraq", "government of Iraq", "government"),
        ("ISIL fighters attacked the camp at dawn.", "ISIL", "Islamic State", "armed_group"),
        ("Residents fled as Daesh moved in.", "Daesh", "Islamic State", "armed_group"),
        ("The 17th Division held the base.", "17th Division", "17th Division", "military"),
        ("He left the Ministry of Rivers.", "Ministry of Rivers", "Ministry of Rivers", "government"),
        ("Orlan Police Command counted.", "Orlan Police Command", "Orlan Police Command", "police"),
    ],
)  # fmt: skip
def test_bodies_are_named_by_their_words(named, text, name, entity, kind):
    assert (name, entity, kind) in told(named(text))


def test_roles_say_who_speaks_acts_and_is_hit(named):
    names = named(
        "Syrian Democratic Forces attacked Islamic State near the village on Monday, Sara Kelm said. "
        "A convoy of the White Helmets waited."
    )
    roles = {name.entity: name.roles for name in names}
    assert roles["Syrian Democratic Forces"] == ("actor",)
    assert roles["Islamic State"] == ("target",)
    assert roles["Sara Kelm"] == ("source",)
    assert roles["White Helmets"] == ()


@pytest.mark.parametrize(
    "text",
    [
        "The town of Aleppo lies near Homs.",
        "The T-72 and the S-300 stood by the M5 highway.",
        "They fled on Monday and came back in March.",
        "A pro-Moscow crowd gathered at noon.",
        "Operation Silver Reed began at dawn.",
    ],
)
def test_places_weapons_days_and_operations_are_nobody(named, text):
    assert not [name for name in named(text) if name.kind != "government"]


def test_where_all_words_have_capitals_only_what_is_told_below_is_a_name(named):
    names = named(
        "The mayor, Sara Kelm, opened the road on Friday after a week of rain and floods.",
        "Sara Kelm Opens Long Orlan Road Despite Heavy Rain",
    )
    assert {name.name for name in names} == {"Sara Kelm"}
    assert not named("Rain fell on the hills all day.", "Sara Kelm Opens Long Orlan Road Despite Heavy Rain")


def test_who_is_cited_as_a_medium_is_no_person(named):
    names = named(
        "Troops blew up the bridge, according to Riverbend Herald. The mayor told Riverbend Herald that no "
        "one was hurt. Riverbend Herald could not reach the army."
    )
    assert {name.kind for name in names if name.name == "Riverbend Herald"} == {"media"}


def test_credit_lines_name_nobody(named):
    text = "Rain fell on the hills all day, and the road stayed shut.\n\nBy Marek Orlov"
    names = named(text)
    assert {name.entity for name in names} <= {"Marek Orlov"}


def test_a_state_that_acts_is_its_government(named):
    names = named("Moscow denied on Friday that it had sent soldiers. Russia said it wanted talks.")
    assert ("Moscow", "Russia", "government") in told(names)


def test_a_lost_apostrophe_makes_no_other_name(named):
    names = named("Islamic States fighters left, and Islamic State said nothing about it.")
    assert {name.entity for name in names} == {"Islamic State"}


def test_russian_names_are_one_in_all_cases():
    text = (
        "Министр обороны Тарво Хендрин заявил, что ВСУ обстреляли Белгород. По словам Хендрина, потерь нет. "
        "Министерство обороны России сообщило о перехвате 12 дронов."
    )
    report = Report("r", "r", text, line_blocks(text), language="ru")
    (parsed,) = Parser().parse([report])
    names = read_whole(report, parsed, Gazetteer.open()).names
    assert {name.name for name in names if name.entity == "Тарво Хендрин"} == {"Тарво Хендрин", "Хендрина"}
    assert {name.kind for name in names if name.name.startswith("Министерство")} == {"government"}
    assert {name.kind for name in names if name.name == "ВСУ"} == {"military"}


@pytest.mark.parametrize(
    "text", ["Shells fell on Tal Sharim at noon.", "They shelled al-Norda again at dawn."]
)
def test_names_of_hills_and_quarters_are_nobody(named, text):
    assert not [name for name in named(text) if name.kind == "person"]
