"""Seams between what careless text runs together: headlines, stamps, credits, tags and sentences."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.language import split_sentences
from stemma.language.parser import _pieces
from stemma.language.seams import Piece, opening_pieces, with_tail
from stemma.records import Block, Report


def parts(text: str, title: str = "") -> list[str]:
    return [text[low:high].strip() for low, high, _ in opening_pieces(text, 0, len(text), title)]


@pytest.mark.parametrize(
    "pieces",
    [
        [
            "Rockets burn nine boats Governor",
            "AFP Thursday 5 Feb 2015",
            "Nine boats were burnt on Wednesday.",
        ],
        ["Rockets burn nine boats NGO", "Mon 2 May 2016 14:05", "“Nine boats are gone,” she said."],
        ["Last updated at Apr 232017 TARSA", "An attack killed two people."],
        ["Last updated at Apr 232017 KHAN TARSA Ruritania", "A raid killed two people."],
        ["Posted on April 2 2017 by Ivan Kelm", "At least ten people were killed."],
        ["Updated: 3 June 2019", "NATO Secretary General Ivo Kelm spoke."],
        ["AFP", "Ruritanian warplanes bombed the town for a second day."],
        ["SANA", "At least four people were killed."],
        ["Print Tweet Views 1662", "A bomb killed four people."],
        ["SEND httpstars.ly9x", "A bomb killed four people."],
        ["3.06.2019(updated 2042 3.06.2019) Get short URL 0 46", "Shelling left six dead."],
        ["Men walk past a wall in Tarsa June 6 2015 (Photo Reuters)", "Two people were killed."],
        ["Men walk past a wall in Tarsa. (Kelm TV and Agencies)", "Two people were killed."],
        ["Men walk past a wall (AP photo)", "TARSA", "Two people were killed."],
        ["Raid kills two - Reports", "TARSA (Reuters)", "The raid came at dawn."],
        ["Raid kills two.", "TARSA October 1 (AFP) -", "The raid came at dawn."],
        ["A raid killed two people in Tarsa.", "Tags Tarsa Ruritania raids", "Two Ruritanians were killed."],
        ["A raid killed two people in Tarsa", "Tags Tarsa raids", "The raid came at dawn."],
        ["The barrage on Tarsa killed two.", "Tags Tarsa UN siege", "The barrage on the old town was heavy."],
        ["Raid burns nine boats", "November 27, 2017 5:32 am", "TARSA (AP) —", "The raid came at dawn."],
        ["Raid burns nine boats", "by Ivan Kelm 28 December 2016, 09:22", "Nine boats were burnt."],
        ["Raid burns nine boats", "Source:Xinhua Published: 2014-1-16 11:22:44", "Nine boats were burnt."],
        ["Published: 09 Aug 2021 10:19 AM BdST", "Updated: 09 Aug 2021 10:19 AM BdST", "Nine boats burnt."],
        ["Raid burns nine boats", "Tarsa, Ruritania | AFP |", "Nine boats were burnt."],
        ["Dozens of boats sank in the harbour", "A storm sank dozens of boats in the harbour of Tarsa."],
    ],
)
def test_parted(pieces):
    assert split_all(parts(" ".join(pieces))) == split_all(pieces)


def split_all(pieces: list[str]) -> list[str]:
    return [each[low:high] for each in pieces for low, high in split_sentences(each)]


def test_headline_told_again():
    title = "Raid on Tarsa kills two: governor - World - The Kelm Gazette"
    text = "Raid on Tarsa kills two governor Ruritanian warplanes bombed the town."
    assert parts(text, title) == ["Raid on Tarsa kills two governor", "Ruritanian warplanes bombed the town."]


@pytest.mark.parametrize(
    "line",
    ["TARSA —", "TARSA, Ruritania —", "Tarsa (Kelm Wire) -", "By AFP Tarsa (AFP) -", "October 5, 2021"],
)
def test_dateline_behind_a_headline(line):
    title = "Raid on Tarsa kills two"
    assert parts(f"{title} {line} Troops took the bridge.", title)[0] == title
    assert parts(f"{title} {line} Troops took the bridge.", title)[-1] == "Troops took the bridge."


def test_standfirst_told_again():
    first = "Ruritanian troops took the bridge over the Tarsa on Monday"
    text = f"{first} {first} a monitor said. They lost it again."
    assert parts(text) == [first, f"{first} a monitor said. They lost it again."]


@pytest.mark.parametrize(
    "text",
    [
        "The army said it had taken the hill on Monday 2 May 2016 after a long siege.",
        "The truce of 2 May 2016 Ruritania signed did not hold.",
        "The Ruritanian News Agency (RNA) Monday reported a raid.",
        "The company calls its Series A convertible shares, a holder of Series A convertible shares said.",
        "Reuters Holdings named a new manager.",
        "AFP News said on Monday that it had a new manager.",
        "He read The Tale of A Tub and said The Tale was long.",
        "Kelm Says The War On Tarsa Is Over As The War On Tarsa Goes On",
        "BEIRUT (Reuters) - Two people were killed.",
        "The minister, who leads NATO Friday, said so.",
        "Tags",
        "",
        "()",
        ". . .",
    ],
)
def test_left_whole(text):
    assert split_all(parts(text)) == split_all([text])


@pytest.mark.parametrize(
    ("body", "tail"),
    [
        ("He gave no number.", ""),
        ("He gave no number", "Read Also"),
        ("He gave no number", "Reporting by Ivan Kelm; Editing by Mira Voss"),
        ("He gave no number", "Tags Tarsa raids"),
        ("He tags along and follows us", ""),
    ],
)
def test_tail(body, tail):
    text = f"{body} {tail}".strip()
    pieces = with_tail(text, [Piece(0, len(text))])
    assert [(text[low:high].strip(), kind) for low, high, kind in pieces] == [
        (body, None),
        *([(tail, "credit")] if tail else []),
    ]


def test_sentences_of_a_report():
    title = "Raid on Tarsa kills two Governor"
    text = f"{title}\n\n{title} AFP Thursday 5 Feb 2015 A raid killed two. More may die Read Also"
    report = Report("r", "", text, (Block("headline", 0, 32), Block("body", 34, len(text))), language="en")
    assert [(text[low:high], kind) for _, low, high, kind in _pieces(report)] == [
        (title, None),
        (title, "headline"),
        ("AFP Thursday 5 Feb 2015", "credit"),
        ("A raid killed two.", None),
        ("More may die", None),
        ("Read Also", "credit"),
    ]


def test_a_headline_before_a_stamp():
    title = "Raid on Tarsa kills two Governor"
    text = f"{title} AFP Thursday 5 Feb 2015 A raid killed two."
    assert [piece.kind for piece in opening_pieces(text, 0, len(text))] == ["headline", "credit", None]
    assert [piece.kind for piece in opening_pieces(text, 0, len(text), title)] == ["headline", "credit", None]
    # A standfirst under a headline that is known states something.
    assert [piece.kind for piece in opening_pieces(text, 0, len(text), "War")] == [None, "credit", None]


PIECES = st.lists(
    st.sampled_from(
        ["AFP", "Monday", "2", "May", "2016", "Tags", "A", "The", "raid", "(Photo AP)", "killed", "Tarsa",
         "TARSA", "(AFP)", "-", ".", "Read Also", "by", "Posted on", "Get short URL", "\n", "”"]
    ),
    max_size=40,
)  # fmt: skip


@given(PIECES, PIECES)
def test_offsets(words, title):
    text = " ".join(words)
    pieces = opening_pieces(text, 0, len(text), " ".join(title))
    assert "".join(text[low:high] for low, high, _ in pieces) == text
    report = Report("r", "", text, (Block("body", 0, len(text)),), title=" ".join(title), language="en")
    found = _pieces(report)
    covered = "".join(text[low:high] for _, low, high, _ in found)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a[2] <= b[1] for a, b in pairwise(found))
