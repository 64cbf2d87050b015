import pytest

from stemma.attribution import attribute
from stemma.attribution.descriptions import text_of
from stemma.attribution.found import Found
from stemma.attribution.hyphens import whole_name, whole_words
from stemma.attribution.tree import Tree
from stemma.records import Span


@pytest.fixture(scope="session")
def tree_of(parse):
    return lambda text: Tree(parse(text)[1].sentences[0])


def run_of(tree, first, last):
    words = [token.text for token in tree.tokens]
    return list(range(words.index(first), words.index(last) + 1))


@pytest.mark.parametrize(
    ("text", "first", "last", "whole"),
    [
        ("The mayor, Sami al-Kelm, said so.", "Sami", "al", "Sami al-Kelm"),
        ("The mayor, Umar ash-Sharan, said so.", "Umar", "Umar", "Umar ash-Sharan"),
        ("The mayor, Sami al-Kelm, said so.", "Kelm", "Kelm", "Sami al-Kelm"),
        ("The mayor, Pavel Orlan-Kelm, said so.", "Pavel", "Orlan", "Pavel Orlan-Kelm"),
        ("The mayor, Pavel Orlan, said so.", "Pavel", "Orlan", "Pavel Orlan"),
        ("President al-Kelm said so.", "Kelm", "Kelm", "al-Kelm"),
        ("A Vorona-based monitor said so.", "Vorona", "Vorona", "Vorona"),
        ("The Vorona-Led Coalition said so.", "Vorona", "Vorona", "Vorona"),
    ],
)
def test_no_name_ends_inside_what_hyphens_hold_together(tree_of, text, first, last, whole):
    tree = tree_of(text)
    assert text_of(tree, whole_name(tree, run_of(tree, first, last), person=True)) == whole


def found(text, source, cue, content):
    def spans(part):
        at = text.index(part)
        return (Span(at, at + len(part)),)

    return Found(
        sentence=0, cue_token=None, lemma="say", klass="assert", cue=spans(cue), content=spans(content),
        source=spans(source), source_head=None, source_sentence=0, content_head=None, rule="", score=1.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("Two houses fell in the Tarsa sub-districts, Sami Kelm said.",
         ("Sami Kelm", "said", "Two houses fell in the Tarsa sub"),
         ("Sami Kelm", "Two houses fell in the Tarsa sub-districts")),
        ("Al-Kelm said that two houses fell.", ("Al", "said", "two houses fell"),
         ("Al-Kelm", "two houses fell")),
        ("Two houses fell, said al-Kelm.", ("al", "said", "Two houses fell"), ("al-Kelm", "Two houses fell")),
        ("Two houses fell al-Kelm said.", ("Kelm", "said", "Two houses fell al"),
         ("al-Kelm", "Two houses fell")),
    ],
)  # fmt: skip
def test_sources_and_contents_end_where_words_do(tree_of, text, cut, whole):
    one = found(text, *cut)
    whole_words(one, tree_of(text))
    said = text[one.start : one.end].rstrip()
    assert (text[one.source[0].start : one.source[-1].end], said) == whole


def test_a_spokesman_behind_his_office_keeps_the_second_half_of_his_name(parse):
    said = (
        "“Seven farmers were killed by troops near the old mill” of Tarsa, announced in a statement the "
        "spokesperson for the ministry in Tarsa, Umar ash-Sharan, specifying that a driver was killed."
    )
    (first, *_) = attribute(*parse(said))
    assert first.chain[0].entity == "Umar ash-Sharan"
