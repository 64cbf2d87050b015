import pytest

from stemma.evaluation import polnear
from stemma.evaluation.base import DataMissing
from stemma.records import Span

TEXT = "The mayor said that three houses had burnt.\n\nThe river is high.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "polnear" / "dev" / "text").mkdir(parents=True)
    (tmp_path / "polnear" / "dev" / "attributions").mkdir()
    (tmp_path / "polnear" / "dev" / "text" / "a_1.txt").write_text(TEXT, encoding="utf-8")
    lines = [
        f"T1\tSource 0 9\t{TEXT[0:9]}",
        f"T2\tCue 10 14\t{TEXT[10:14]}",
        f"T3\tContent 15 42\t{TEXT[15:42]}",
        "T4\tAttribution 10 14\tsaid",
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3",
    ]
    for annotator in ("b", "c"):
        path = tmp_path / "polnear" / "dev" / "attributions" / f"a_1_{annotator}.ann"
        path.write_text("\n".join(lines if annotator == "b" else lines[:3]), encoding="utf-8")
    return tmp_path


def test_a_folder_of_its_format_is_scored(folder):
    figures = polnear.evaluate(folder).figures
    for name in ("attribution_f1", "with_source_f1", "source_exact_f1", "cue_exact_f1", "content_exact_f1"):
        assert figures[name].value == 1.0, name
        assert figures[name].n == 1


def test_the_first_annotator_is_the_gold(folder):
    (article,) = polnear.read_articles(folder / "polnear" / "dev")
    assert [(t.source, t.cue, t.content) for t in article.gold] == [
        ((Span(0, 9),), (Span(10, 14),), (Span(15, 42),))
    ]


def test_missing_data_is_said(tmp_path):
    with pytest.raises(DataMissing, match="polnear"):
        polnear.evaluate(tmp_path)


def test_half_of_the_words_is_a_match_and_less_is_not(folder):
    (article,) = polnear.read_articles(folder / "polnear" / "dev")
    half = polnear.Triple((Span(4, 9),), (), (Span(20, 35),))
    less = polnear.Triple((), (), (Span(20, 25),))
    assert polnear.score(article, [half]).attribution == (1, 1, 1)
    assert polnear.score(article, [half]).with_source == (1, 1, 1)
    assert polnear.score(article, [less]).attribution == (0, 1, 1)


def test_one_gold_is_matched_once(folder):
    (article,) = polnear.read_articles(folder / "polnear" / "dev")
    triple = article.gold[0]
    assert polnear.score(article, [triple, triple]).attribution == (1, 2, 1)


def test_fragments_parted_by_punctuation_alone_are_one():
    text = "“A b,” he said, “c d.”"
    whole = polnear._fragments("“A b,” “c d.”", (Span(0, 6), Span(7, 13)))
    apart = polnear._fragments(text, (Span(0, 6), Span(16, 22)))
    assert len(whole) == 1
    assert [text[a:b] for a, b in apart] == ["A b", "c d"]
