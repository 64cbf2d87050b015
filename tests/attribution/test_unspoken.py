"""Sources that are none, contents that are cut, and stamps that are no words of an article."""

from collections.abc import Callable

import pytest

from stemma.attribution import attribute
from stemma.attribution.stamps import stamped
from stemma.records import ClaimMention, ParsedReport, Report

Parse = Callable[[str], tuple[Report, ParsedReport]]


def said(parse: Parse, text: str) -> list[ClaimMention]:
    """Return the attributed mentions of a text."""
    return [mention for mention in attribute(*parse(text)) if mention.directness != "own"]


def source(mention: ClaimMention) -> str:
    """Return the words of a mention's source."""
    return mention.source.text if mention.source else ""


@pytest.mark.parametrize(
    "text",
    [
        "The wives of the five alleged rebel fighters were also among the dead.",
        "Gunmen of the so called Northern Army shelled the town of Vorona on Friday.",
        "Loyal forces backed by the Kestrel Front have been struggling to retake the town.",
        "Photo: WIREPIX/Omar Said The advance is part of a campaign to drive the rebels out of the region.",
        "Peace talks in Vorona have raised doubts that the truce will hold.",
        "Hundreds of thousands of people fled the fighting in the north of the country.",
        "The two attacks claimed the lives of nine soldiers in Vorona.",
    ],
)
def test_what_nobody_says_is_no_attribution(parse: Parse, text: str) -> None:
    assert said(parse, text) == []


@pytest.mark.parametrize("deed", ["the attack", "responsibility for the attack"])
def test_who_owns_up_to_a_deed_claims_it(parse: Parse, deed: str) -> None:
    (mention,) = said(parse, f"The Kestrel Front claimed {deed} on the barracks in the north.")
    assert source(mention) == "The Kestrel Front"
    assert mention.content.text == f"{deed} on the barracks in the north"


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        (
            "Shells hit the northern suburbs of Vorona on Thursday activists said.",
            "activists",
            "Shells hit the northern suburbs of Vorona on Thursday",
        ),
        (
            "At least 22 people were killed in an attack at a checkpoint on Tuesday state media said.",
            "state media",
            "At least 22 people were killed in an attack at a checkpoint on Tuesday",
        ),
        (
            '"Nobody can get in or out" a member of the rebel group Kestrel told Vorona Wire.',
            "a member of the rebel group Kestrel",
            '"Nobody can get in or out"',
        ),
        (
            "On July 31 an assault killed at least 80 people in Vorona rights groups said.",
            "rights groups",
            "On July 31 an assault killed at least 80 people in Vorona",
        ),
        (
            "Nine people died, the ministry was quoted by Vorona Wire as saying.",
            "the ministry",
            "Nine people died",
        ),
        (
            "Thousands of people believe the town will fall.",
            "Thousands of people",
            "the town will fall",
        ),
        (
            "In July Kestrel Rights Watch accused the army of defying a resolution of the council.",
            "Kestrel Rights Watch",
            "the army of defying a resolution of the council",
        ),
    ],
)
def test_sources_and_contents_part_without_marks(parse: Parse, text: str, who: str, what: str) -> None:
    found = said(parse, text)
    assert [(source(one), one.content.text) for one in found] == [(who, what)]


def test_a_statement_is_read_from_its_that_on(parse: Parse) -> None:
    found = said(parse, "The ministry said in a post on Telegram that defences had shot down eleven drones.")
    assert [one.content.text for one in found] == ["defences had shot down eleven drones"]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Last updated at Oct 032017 VORONA A strike killed two people.", "A strike killed two people."),
        ("Posted on July 2, 2016. A strike killed two people.", "A strike killed two people."),
        ("07.10.2017(updated 1500 07.10.2017) Get short URL 11 A strike.", "A strike."),
        ("[Click to enlarge] A strike killed two people.", "A strike killed two people."),
        ("Updated maps show that the front has moved.", "Updated maps show that the front has moved."),
        ("Published", "Published"),
        ("", ""),
    ],
)
def test_stamps_are_left_out(text: str, rest: str) -> None:
    assert text[stamped(text, 0, len(text)) :] == rest


def test_a_signature_is_nothing(parse: Parse) -> None:
    report, parsed = parse("The town has fallen, the governor said. L. Marek / H. Said")
    assert [mention.content.text for mention in attribute(report, parsed)] == ["The town has fallen"]


def test_a_stamp_is_no_part_of_a_claim(parse: Parse) -> None:
    text = "Last updated at Oct 262016 VORONA Air strikes killed 22 people on Wednesday activists said."
    (found,) = said(parse, text)
    assert found.content.text == "Air strikes killed 22 people on Wednesday"
    assert text[found.content.spans[0].start : found.content.spans[0].end] == found.content.text


@pytest.mark.parametrize(
    "text", ["Said", "said", '"" said', "(SOURCE) said", "According to the", "claimed the"]
)
def test_scraps_do_not_fail(parse: Parse, text: str) -> None:
    assert isinstance(attribute(*parse(text)), tuple)


@pytest.mark.parametrize(
    "text",
    [
        "The goods are checked at the border according to the established procedure.",
        "All provinces will send doctors to the camp according to their abilities.",
        "Guards led away twelve men described as scouts of the northern brigade.",
        "Do you think that the truce will hold until the harvest is in?",
    ],
)
def test_nobody_says_what_goes_by_a_measure_is_told_of_somebody_or_is_asked(parse, text):
    assert not [m for m in attribute(*parse(text)) if m.source is not None]


def test_what_is_gone_by_carries_no_statement(parse):
    text = "The monitor says it determines whose planes they are according to type paths and munitions used."
    (mention,) = attribute(*parse(text))
    assert [layer.name for layer in mention.chain if layer.role != "medium"] == ["The monitor"]


def test_the_plans_of_a_firm_are_a_paper(parse):
    (mention,) = attribute(*parse("According to the ministry's plans, the dam will be rebuilt by June."))
    assert mention.source.text == "the ministry's plans"


def test_a_heading_speaks_for_nobody(parse):
    text = "HORROR: Nine miners were found dead in the northern shaft."
    assert not [m for m in attribute(*parse(text)) if m.source is not None and m.source.text == "HORROR"]


@pytest.mark.parametrize(
    "text",
    ["Rebel forces have attacked the village of Orlan with a drone.", "Rebels stormed the base on Friday."],
)
def test_a_deed_is_the_outlets_own_word(parse, text):
    (mention,) = attribute(*parse(text, outlet="The Courier"))
    assert (mention.directness, mention.content.text) == ("own", text.rstrip("."))
