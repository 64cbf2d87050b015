from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.records import Block, Report
from stemma.reuse.align import align
from stemma.reuse.words import Tokens

VOCABULARY = st.sampled_from(
    (
        "the",
        "of",
        "river",
        "bridge",
        "market",
        "Orlov",
        "shelled",
        "burned",
        "seven",
        "wheat.",
        "“we leave”",
        "town.",
    )
)


def tokens(text: str) -> Tokens:
    return Tokens(Report("r", "", text, (Block("body", 0, len(text)),)))


def test_passages_moved_about_are_all_found():
    one = "Divers searched the flooded mine shaft for eleven missing workers until darkness fell."
    two = "Bakers in the old quarter lit their ovens again after a month without flour."
    matches = align(tokens(f"{one} {two}"), tokens(f"{two} {one}"))
    assert [match.equal for match in matches] == [1.0, 1.0]
    assert [match.a[0] for match in matches] == [0, 13]


def test_a_replaced_word_does_not_part_a_passage():
    a = tokens("Divers searched the flooded mine shaft for eleven missing workers until darkness fell.")
    b = tokens("Divers searched the flooded mine shaft for eleven trapped workers until darkness fell.")
    (match,) = align(a, b)
    assert match.a == match.b == (0, 13)
    assert 0.9 < match.equal < 1.0
    assert match.run == 8


def test_quotation_and_narration_are_parted():
    said = "“Every bridge on this river will stand again before next winter begins,” the engineer promised"
    text = f"{said} while cranes lifted the broken pylons out of the muddy shallows."
    matches = align(tokens(text), tokens(text))
    assert [match.quoted for match in matches] == [True, False]


@settings(max_examples=60, deadline=None)
@given(st.lists(VOCABULARY, max_size=60), st.lists(VOCABULARY, max_size=60))
def test_passages_lie_within_both_texts_and_apart(one, other):
    a, b = tokens(" ".join(one)), tokens(" ".join(other))
    matches = align(a, b)
    for match in matches:
        assert 0 <= match.a[0] < match.a[1] <= len(a)
        assert 0 <= match.b[0] < match.b[1] <= len(b)
        assert all(a.words[i + k] == b.words[j + k] for i, j, size in match.blocks for k in range(size))
    for at, match in enumerate(matches):
        for later in matches[at + 1 :]:
            assert match.a[1] <= later.a[0]
            assert match.b[1] <= later.b[0] or later.b[1] <= match.b[0]
