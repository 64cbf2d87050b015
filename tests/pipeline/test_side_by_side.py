"""Reports that are analysed side by side share sentences, and each is analysed as if it were alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.attribution import alone
from stemma.events import again
from stemma.parses import forget
from stemma.pipeline.analysing import Analyst, real_analyst
from stemma.records import Block, Report

SENTENCES = (
    "Shelling killed at least three civilians in Kharkiv on Monday, the mayor said.",
    "The Norlan Times reported that rebels had seized a village near Izium the day before.",
    "He denied that the army had used drones.",
    "“We will not leave,” the envoy told Norlan radio.",
    "Residents said a rocket hit the market, wounding 12 people.",
    "The attack was the second in a week.",
    "Troops withdrew from Sumy, two officials said, after police fired tear gas at protesters.",
    "It was not clear who was behind the blast.",
    "Army Kills Six Rebels in Donetsk Raid",
)


@pytest.fixture(scope="module")
def analyst() -> Analyst:
    return real_analyst()


def report(number, sentences):
    text = " ".join(sentences)
    return Report(
        f"r{number}", f"{number}", text, (Block("body", 0, len(text)),), outlet=f"Outlet {number % 3}",
        published="2022-05-03", language="en",
    )  # fmt: skip


def fresh(analyst, one):
    forget()
    return analyst.analyse([one])[0]


@settings(deadline=None, max_examples=20)
@given(
    st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), min_size=2, max_size=8),
)
def test_reports_that_share_sentences_are_each_analysed_as_if_alone(analyst, texts):
    reports = [report(number, sentences) for number, sentences in enumerate(texts)]
    expected = [fresh(analyst, one) for one in reports]
    forget()
    assert analyst.analyse(reports) == expected


@pytest.mark.parametrize(
    ("module", "name", "stage"),
    [
        (alone, "cues_of", "attribution"),
        (alone, "with_sources", "attribution"),
        (alone, "completed", "attribution"),
        (alone, "gathered", "attribution"),
        (alone, "put_in_place", "attribution"),
        (alone, "judged", "attribution"),
        (again, "find_hits", "events"),
        (again, "is_background", "events"),
        (again, "things_of", "events"),
    ],
)
def test_what_fails_once_is_taken_up_by_the_next_report_of_the_sentence(
    analyst, monkeypatch, module, name, stage
):
    first = report(0, SENTENCES[:1])
    second = report(1, (SENTENCES[7], SENTENCES[0]))
    expected = fresh(analyst, second)
    real, calls = getattr(module, name), []

    def fails_once(*given):
        calls.append(given)
        if len(calls) == 1:
            raise ValueError("odd")
        return real(*given)

    monkeypatch.setattr(module, name, fails_once)
    forget()
    found = analyst.analyse([first, second])
    assert found[0].error.startswith(f"{stage}: ValueError: odd")
    assert found[1] == expected
    assert len(calls) > 1
