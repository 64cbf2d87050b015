"""Contents taken apart, once for all who say the same."""

from stemma.collation.comparing import overlap, overlap_of
from stemma.collation.statements import Weights, statements
from stemma.records import Block, ClaimMention, Report, Span, Words

SAID = "Not one of the 12 bridges near Kherson was hit"


def mention(report: str, start: int, *, polarity: str = "positive", said: str = SAID) -> ClaimMention:
    content = Words((Span(start, start + len(said)),), said)
    return ClaimMention(
        id=f"m-{report}", report=report, sentence=0, block="body", content=content, cue=None, source=None,
        chain=(), directness="indirect", factuality="CT+", stance="assert", hedges=(), polarity=polarity,
        tense="past", rule="test", score=1.0,
    )  # fmt: skip


def report(key: str, text: str) -> Report:
    return Report(id=key, sha256=key, text=text, blocks=(Block("body", 0, len(text)),))


def test_the_same_words_elsewhere_have_their_own_offsets():
    lead = "Near the front, "
    reports = {"a": report("a", SAID), "b": report("b", lead + SAID)}
    one, other = statements(reports, [mention("a", 0), mention("b", len(lead))])
    assert one.stems is other.stems
    for left, right in zip((*one.words, *one.figures), (*other.words, *other.figures), strict=True):
        assert (left.start + len(lead), left.end + len(lead), left.text) == (
            right.start,
            right.end,
            right.text,
        )
    assert [word.text for word in other.words] == [reports["b"].text[w.start : w.end] for w in other.words]
    assert one.denials
    assert one.denials == other.denials


def test_polarity_denies_only_where_no_word_does():
    said = "The army failed to hold the bridge"
    reports = {"a": report("a", said), "b": report("b", said)}
    plain, negative = statements(
        reports, [mention("a", 0, said=said), mention("b", 0, said=said, polarity="negative")]
    )
    assert plain.denials == ()
    assert negative.denials == (negative.stems,)


def test_a_remembered_overlap_is_the_overlap():
    said = "Twelve bridges near Izium were hit"
    reports = {"a": report("a", SAID), "b": report("b", said)}
    one, other = statements(reports, [mention("a", 0), mention("b", 0, said=said)])
    weight = Weights({}, 10)
    wanted = overlap_of(one.stems, weight.total(one), other.stems, weight.total(other), weight.of)
    assert overlap(one, other, weight) == overlap(one, other, weight) == wanted
    assert len(weight.overlaps) == 1
