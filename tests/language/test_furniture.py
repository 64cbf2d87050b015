"""Sentences of a page that are none of its article, where its breaks were lost."""

import pytest

from stemma.language.furniture import kind_of_sentence, kinds_of, parted
from stemma.language.sentences import split_sentences


def told(text: str) -> list[str]:
    """Return the sentences of a paragraph that are its article's own."""
    pieces = split_sentences(text)
    return [text[a:b] for (a, b), kind in zip(pieces, kinds_of(text, pieces), strict=True) if kind is None]


@pytest.mark.parametrize(
    "words",
    [
        "Reporting by Sara Kelm in Vorona; Editing by Oleh Marek",
        "(Additional reporting by Lena Orlan and Sara Kelm; writing by Oleh Marek)",
        "Editing by Oleh Marek.",
        "Follow us on Telegram.",
        "FOLLOW ORLAN TODAY for the news of the day and the week on every platform",
        "Read more: Ten Killed In Raid On Market",
        "(Orlan World and Agencies)",
        "(File photo)",
        "Photo: Sara Kelm/Orlan Wire",
        "© 2016 Orlan Today.",
        "Copyright 2016 Orlan Today.",
    ],
)
def test_a_credit_or_a_prompt_is_none_of_the_article(words: str) -> None:
    assert kind_of_sentence(words) == "credit"


@pytest.mark.parametrize(
    "words",
    [
        "Reporting by the Wire shows that the bridge was hit twice.",
        "Reporting by Orlan journalists was banned in the town.",
        "Follow-up raids killed ten people near the mill.",
        "Photos posted online showed smoke over the town.",
        "Photo evidence was destroyed.",
        "Image analysts said the hangar was empty.",
        "Related talks in Vorona ended without a deal on Monday, and both sides left the town at night.",
        "(The army had held the town since May.)",
        "Subscribers lost power after the raid on the grid near the town that night.",
        "Copyright law was changed.",
    ],
)
def test_a_sentence_of_the_article_stays(words: str) -> None:
    assert kind_of_sentence(words) is None
    assert told(f"The army left. {words}") == ["The army left.", words]


def test_words_about_a_picture_are_its_caption() -> None:
    assert (
        kind_of_sentence("(Photo Smoke rises over the market of Tarsa after a raid on Monday)") == "caption"
    )


def test_what_follows_a_list_of_headlines_goes_on_with_it() -> None:
    article = "Ten people were killed in Tarsa on Monday. The army said that it was looking into the raid."
    rest = "61 Related Army Takes Vorona Town Rebels Leave Karelia Valley Envoy Leaves. How did it end?"
    assert told(f"{article} {rest}") == split_texts(article)


def test_a_list_of_headlines_that_prose_was_run_into_stays() -> None:
    article = "Ten people were killed in Tarsa on Monday. The army left the town at night."
    rest = "Related Coverage Army Takes Vorona Town The foreign minister said on Monday that talks were near."
    assert len(told(f"{article} {rest}")) == 3


def split_texts(text: str) -> list[str]:
    return [text[low:high] for low, high in split_sentences(text)]


def test_the_credit_of_a_picture_is_parted_from_the_sentence_behind_it() -> None:
    text = "A man walks past a wall. (AFP) As the army left, rebels came. (The army said so.) They stayed."
    pieces = parted(text, split_sentences(text))
    assert [text[low:high] for low, high in pieces] == [
        "A man walks past a wall.",
        "(AFP)",
        "As the army left, rebels came.",
        "(The army said so.)",
        "They stayed.",
    ]
    assert kinds_of(text, pieces) == [None, "credit", None, None, None]
