"""What lines are: prompts go, sentences that merely contain their words stay."""

import pytest

from stemma.reading import lines
from stemma.reading.furniture import is_furniture, trim


@pytest.mark.parametrize(
    "line",
    [
        "Enjoying this story? Please support us!",
        "Leave a Reply",
        "Notify of",
        "Continue reading: Shells Fall on Velmar ...",
        "Read more: Shells fall again",
        "Subscribe to our newsletter for the latest news",
        "Share on Facebook",
        "Follow us on Twitter",
        "Twitter | Facebook | Email",
        "ADVERTISEMENT - CONTINUE READING BELOW",
        "We use cookies to improve your visit. By continuing you agree.",
        "All rights reserved.",
        "12 Comments",
        "* * *",
        "Related Articles",
        "© 2031 All rights reserved. Do not reproduce without permission.",
    ],
)
def test_prompts_are_furniture(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Support for the war is falling, the pollster said.",
        "Share prices fell on Monday after the strike.",
        "The minister urged readers to subscribe to the newsletter of the ministry.",
        "Comments on the attack were not available.",
        "Donate blood, doctors in Velmar urged residents.",
        "Support us with weapons, the commander told the delegation.",
        "Follow the money, investigators say.",
        "Advertisements for the army are everywhere in the capital.",
        "Related parties to the conflict met in June.",
        "Update your maps, the general joked to reporters.",
        "He said the cookies were poisoned.",
    ],
)
def test_sentences_with_such_words_stay(line):
    assert not is_furniture(line)
    assert trim(line) == line


@pytest.mark.parametrize(
    ("glued", "kept"),
    [
        ("Please Support Us!The army has left Velmar.", "The army has left Velmar."),
        ("The army has left Velmar.Leave a ReplyNotify of", "The army has left Velmar."),
        ("The army left. “It is over,” he said. Read Also", "The army left. “It is over,” he said."),
        ("Leave a Reply", ""),
    ],
)
def test_glued_prompts_are_cut(glued, kept):
    assert trim(glued) == kept


@pytest.mark.parametrize(
    ("line", "kind", "outlet"),
    [
        (
            "The following article, X Falls, was first published on North Gazette.",
            "republication",
            "North Gazette",
        ),
        (
            "This article was originally published by The Velmar Post on 4 May.",
            "republication",
            "The Velmar Post",
        ),
        ("This story was republished from velmar.example.", "republication", "velmar.example"),
        ("Originally appeared on Harbour Wire", "republication", "Harbour Wire"),
        ("The post Shells Fall appeared first on North Gazette.", "republication", "North Gazette"),
        ("Correction: An earlier headline gave a wrong toll.", "correction", ""),
        ("Editor’s note: This report was changed.", "correction", ""),
        ("An earlier version of this article misstated the toll.", "correction", ""),
        ("By Ada Roe", "credit", ""),
        ("Reporting by Ada Roe; Editing by Bo Doe", "credit", ""),
        ("Bo Doe contributed to this report.", "credit", ""),
        ("- REUTERS", "credit", ""),
        ("Velmar Courier", "credit", ""),
        ("The Harbour and River Gazette", "credit", ""),
        ("(North Harbour Dispatch)", "credit", ""),
        ("-- Velmar Radio", "credit", ""),
        ("© 2031 Velmar Times. All rights reserved.", "copyright", "Velmar Times"),
        ("Copyright 2030-2031 Velmar Times Ltd", "copyright", "Velmar Times Ltd"),
    ],
)
def test_special_lines(line, kind, outlet):
    assert lines.classify(line) == (kind, outlet)


@pytest.mark.parametrize(
    "line",
    [
        "The report was first published in a medical journal.",
        "By Thursday the army had left the town.",
        "He reported from the front that the bridge was gone.",
        "Copyright © 2031. All rights reserved.",
        "World News",
        "(Latest News)",
        "More from the Courier",
        "The Velmar Courier was right",
        "Courier",
    ],
)
def test_body_lines_are_nothing_special(line):
    assert lines.classify(line) is None


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        (
            "Smoke over Velmar. Photo by Ada Roe/AFP via Getty Images",
            "Smoke over Velmar.",
            "Photo by Ada Roe/AFP via Getty Images",
        ),
        ("Smoke over Velmar. (AP Photo/Ada Roe)", "Smoke over Velmar.", "(AP Photo/Ada Roe)"),
        ("Smoke over Velmar REUTERS/Ada Roe", "Smoke over Velmar", "REUTERS/Ada Roe"),
        ("Smoke over Velmar (Ada Roe/Velmar Times)", "Smoke over Velmar", "(Ada Roe/Velmar Times)"),
        ("Photo: Ada Roe", "", "Photo: Ada Roe"),
        ("He showed a photo from Velmar.", "He showed a photo from Velmar.", ""),
        ("Fighters of the north/south alliance", "Fighters of the north/south alliance", ""),
    ],
)  # fmt: skip
def test_photo_credits_are_parted_from_captions(line, caption, credit):
    assert lines.split_photo_credit(line) == (caption, credit)


def test_agencies_of_datelines_and_tails():
    assert lines.dateline_agency("BEIRUT, July 3 (Reuters) - Rebels said") == "Reuters"
    assert lines.dateline_agency("KYIV, Ukraine (AP) — Shells fell") == "AP"
    assert lines.dateline_agency("MOSCOW, April 5. /TASS/. Shells fell") == "TASS"
    assert lines.dateline_agency("He met reporters on Monday") == ""
    assert lines.split_agency_tail("They left. - AFP") == ("They left.", "- AFP")


def test_byline_names():
    assert lines.byline_name("By Ada Roe in Velmar") == "Ada Roe"
    assert lines.byline_name("Reporting by Ada Roe") == ""
