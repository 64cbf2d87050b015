"""A report four times as long takes four times the work: sentences are held against those near them."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from stemma.attribution import attribute
from stemma.attribution.found import Found
from stemma.attribution.quotes import Quotation
from stemma.attribution.reaching import runs_apart
from stemma.attribution.settled import Settled
from stemma.attribution.tree import Tree
from stemma.parses import forget
from stemma.records import Sentence, Span

_FEW, _MANY = 8, 32
_NAMES = ["Kelm", "Orlan", "Vesk", "Marek", "Sor", "Brin"]


def _told(number: int) -> str:
    """Return paragraphs that quotations and pronouns tie to those around them, other names in each."""
    name = f"{_NAMES[number % 6]}{'aeiou'[number % 5]}n{'aeiou'[number // 5 % 5]}v"
    return (
        f"“We will not leave Tarsa,” commander Ilya {name} told reporters. “Nobody will.” He went on to say "
        f"that the road was cut.\n\n"
        f"“They had {number + 2} guns,” the mayor said, adding that it was raining.\n\n"
        f"The {name} Relief Group said that {number + 3} families had fled. The group denied that it had "
        f"left. They said that the official was hurt.\n\n"
        f"{name}: the raid killed {number + 4}. The militant group claimed responsibility, the Vorona Wire "
        f"reported."
    )


def _work(run: Callable[[], object]) -> int:
    """Return how many lines of this package's code a call runs, those of each turn of a loop."""
    lines = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal lines
        if event == "call":
            return trace if "/stemma/" in frame.f_code.co_filename else None
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return lines


def test_a_report_four_times_as_long_takes_four_times_the_work(parse):
    work = []
    for count in (_FEW, _MANY):
        report, parsed = parse("\n\n".join(_told(number) for number in range(count)))
        forget()
        work.append(_work(lambda report=report, parsed=parsed: attribute(report, parsed)))
        forget()
    assert work[1] < 1.1 * _MANY / _FEW * work[0]


def _trees(*stretches: tuple[int, int]) -> list[Tree]:
    return [Tree(Sentence(index, 0, start, end, ())) for index, (start, end) in enumerate(stretches)]


def _found(sentence: int, cue: Span, content: Span) -> Found:
    return Found(sentence, None, "say", "assert", (cue,), (content,))


def test_sentences_are_apart_where_nothing_reaches_over_them():
    trees = _trees((0, 10), (11, 20), (21, 30), (31, 40))
    reaching = _found(1, Span(15, 16), Span(12, 25))
    lone = _found(3, Span(31, 32), Span(33, 40))
    runs = runs_apart(trees, [lone, reaching])
    assert [[tree.sentence.index for tree in run.trees] for run in runs] == [[0], [1, 2], [3]]
    assert [run.found for run in runs] == [[], [reaching], [lone]]


def test_a_quotation_joins_the_sentences_that_it_goes_over():
    trees = _trees((0, 10), (11, 20), (21, 30))
    long, short = Quotation(3, 12, 0), Quotation(22, 25, 0)
    runs = runs_apart(trees, [], [long, short])
    assert [len(run.trees) for run in runs] == [2, 1]
    assert [run.quotations for run in runs] == [[long], [short]]
    assert runs_apart([], []) == []


@pytest.mark.parametrize(
    ("name", "settled"),
    [("Tarsa", True), ("Lomnica", True), ("Tar", False), ("Kelm", False), ("Vorona Wire", False)],
)
def test_a_name_is_a_place_where_the_text_says_so(name, settled):
    text = "Kelm said the town of Tarsa burnt. Lomnica village did not, the Vorona Wire of the city said."
    assert Settled(text).holds(name) is settled
