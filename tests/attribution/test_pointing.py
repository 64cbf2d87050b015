"""Statements that point back at the sentence before them."""

import pytest

from stemma.attribution import attribute


@pytest.mark.parametrize(
    ("second", "speaker", "chain"),
    [
        ("Marta Selen, the district's head, said this in a post on Telegram, Vorona Wire reports.",
         "Marta Selen", ["Marta Selen", "Telegram", "Vorona Wire"]),
        ("The head of the district, Ilya Dorn, reported this on Telegram, according to Vorona News.",
         "Ilya Dorn", ["Ilya Dorn", "Telegram", "Vorona News"]),
        ("This was announced by the mayor of Tarsa, Anna Keld.", "Anna Keld", ["Anna Keld"]),
        ("Ilya Dorn said this in a post on the Telegram messaging app, Vorona News reports.",
         "Ilya Dorn", ["Ilya Dorn", "Telegram", "Vorona News"]),
        ("Ilya Dorn announced this on X.", "Ilya Dorn", ["Ilya Dorn", "X"]),
        ("The minister wrote about this on his Facebook page.", "minister", ["minister", "Facebook"]),
    ],
)  # fmt: skip
def test_sentence_before_is_theirs(parse, second: str, speaker: str, chain: list[str]) -> None:
    first = "A drone hit a clinic in the village of Orlivka, killing a nurse."
    report, parsed = parse(f"{first}\n\n{second}", outlet="The Courier")
    mentions = attribute(report, parsed)
    assert [mention.content.text for mention in mentions] == [first.rstrip(".")]
    (mention,) = mentions
    assert (mention.rule, mention.directness, mention.sentence) == ("points back", "indirect", 0)
    assert mention.source is not None
    assert speaker in mention.source.text
    assert [layer.entity for layer in mention.chain] == chain


@pytest.mark.parametrize(
    "text",
    [
        "Governor Anna Keld announced this on Telegram.",  # nothing stands before it
        "The mayor said that two people were hurt. He said this on Monday.",  # somebody else's already
        "The bridge was closed. The mayor did not say this.",
        "The army took the hill. The minister will say this tomorrow.",
        "Shells fell all night. Residents said this week was the worst.",
        "The army took the hill. The ministry said this was a lie.",
    ],
)
def test_no_more_than_that(parse, text: str) -> None:
    report, parsed = parse(text, outlet="The Courier")
    assert not any(mention.rule == "points back" for mention in attribute(report, parsed))


def test_copy_of_the_sentence_further_on(parse) -> None:
    pair = "A drone hit a clinic in Orlivka. Anna Keld, the mayor, announced this on Telegram."
    report, parsed = parse(f"{pair} The road is closed. {pair}", outlet="The Courier")
    told = [mention for mention in attribute(report, parsed) if mention.rule == "points back"]
    assert [mention.sentence for mention in told] == [0, 3]
    for mention in told:
        assert mention.cue is not None
        spans = mention.cue.spans
        assert report.text[spans[0].start : spans[-1].end] == "announced"


def test_more_said_beside_it_stays(parse) -> None:
    text = "A drone hit a clinic. Anna Keld announced this on Telegram, adding that two nurses were hurt."
    report, parsed = parse(text, outlet="The Courier")
    assert {mention.content.text for mention in attribute(report, parsed)} >= {
        "A drone hit a clinic",
        "two nurses were hurt",
    }
