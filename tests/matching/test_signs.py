"""Signs of a pair are the same from either end, and the chance grows with what speaks for it."""

from hypothesis import given
from hypothesis import strategies as st

from hand_built import by_id, report, said
from stemma.collation.statements import count_words, statements
from stemma.matching.model import COSINE, NONE, Model, judged_by, model
from stemma.matching.signs import Beside, signs
from stemma.matching.telling import clashes, reasons, shared_spans

WORDS = (
    "the", "rebels", "shelled", "bakery", "motorcycle", "killed", "16", "23", "people", "Kupiansk", "not",
    "Balakliia", "said", "convoy", "yesterday", "Monday", "Tuesday", "injured", "opened", "closed",
)  # fmt: skip
CONTENT = st.lists(st.sampled_from(WORDS), min_size=2, max_size=12).map(" ".join)


def _pair(one, other):
    reports = [
        report(name, f"Ilan Tresk said {content}.", published="2023-03-01")
        for name, content in zip("ab", (one, other), strict=True)
    ]
    mentions = [
        said(each, "Ilan Tresk", content) for each, content in zip(reports, (one, other), strict=True)
    ]
    items = statements(by_id(*reports), mentions)
    return (*items, count_words(items, by_id(*reports)))


@given(CONTENT, CONTENT, st.booleans())
def test_signs_are_the_same_from_either_end(one, other, one_event):
    a, b, weight = _pair(one, other)
    beside = Beside(one_event, (one, other))
    found = signs(a, b, weight, beside)
    assert found == signs(b, a, weight, Beside(one_event, (other, one)))
    assert found.keys() | {COSINE, NONE} == model().weights.keys()


@given(CONTENT, CONTENT)
def test_words_for_the_analyst_are_of_the_pair(one, other):
    a, b, weight = _pair(one, other)
    told = reasons(a, b, weight, signs(a, b, weight, Beside(one_event=False, beginnings=(one, other))), 0.0)
    assert told[0] == "published on the same day"
    assert len(set(clashes(a, b))) == len(clashes(a, b))
    for item, spans in ((a, shared_spans(a, b)), (b, shared_spans(b, a))):
        assert all(item.start <= span.start < span.end <= item.end for span in spans)


@given(st.floats(-20, 20), st.floats(-1, 1), st.floats(-1, 1))
def test_the_likelier_the_vectors_the_likelier_the_pair(odds, low, high):
    low, high = sorted((low, high))
    assert 0 <= model().chance(odds, low) <= model().chance(odds, high) <= 1


def test_numbers_that_agree_are_among_the_shared_words():
    told = ("16 people were killed beside the bakery", "at the bakery 16 people died, 23 were injured")
    a, b, _ = _pair(*told)
    assert "16" in {
        a.mention.content.text[one.start - a.start : one.end - a.start] for one in shared_spans(a, b)
    }
    words = {b.mention.content.text[one.start - b.start : one.end - b.start] for one in shared_spans(b, a)}
    assert "16" in words
    assert "23" not in words


def test_figures_that_differ_are_told_as_a_clash():
    a, b, _ = _pair("16 people were killed beside the bakery", "23 people were killed beside the bakery")
    assert any("different figures" in one for one in clashes(a, b))


def test_another_model_judges_only_while_it_is_set():
    other = Model({NONE: 0.0, COSINE: 1.0})
    with judged_by(other):
        assert model() is other
    assert model() is not other
