"""Exaggeration: does one statement put more, less or as much as another that it was made from?

Pairs of a paper's conclusion and its press release's (Wright and Augenstein, EMNLP 2021; the labels are
those of Sumner et al. 2014 and Bratton et al. 2019). Each is read as a report of its own, the paper's being
the earlier, and the longest mention of the one is compared with that of the other by the functions that name
the variants between two mentions of a claim. A pair is told as exaggerating where more of these variants
strengthen (``modality_strengthened``, ``hedge_dropped``) than weaken, as downplaying where fewer do, else as
the same. ``macro_f1`` is over the three labels; ``strengthened_f1`` and ``weakened_f1`` are those of two.

The functions are told that the two are of one matter, which the set knows: they share too few words to be
joined to one claim. ``unaided_macro_f1`` is without that, as between the mentions of a casebook.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from stemma.attribution import attribute
from stemma.collation.differing import Side, strength_differences
from stemma.collation.statements import statements
from stemma.evaluation.base import Evaluation, bootstrap, need
from stemma.evaluation.parsing import report_of
from stemma.language import Parser
from stemma.records import ClaimMention, ParsedReport, Report, Span, VariantType, Words

PEERS = {"difference in hedges": {"macro_f1": 0.448}, "majority": {"macro_f1": 0.253}}

LABELS = ("same", "exaggerates", "downplays")
_TRAIN, _TEST = "insciout_train.jsonl", "insciout_test.jsonl"
_SIGNS: dict[VariantType, int] = {
    "modality_strengthened": 1,
    "hedge_dropped": 1,
    "modality_weakened": -1,
    "hedge_added": -1,
}


class Pair(Struct, frozen=True):
    """Two statements, the earlier first, and what the later makes of it."""

    earlier: str
    later: str
    label: str


_Sides = tuple[Side | None, Side | None, str]


class Told(Struct, frozen=True):
    """What the labels say of a pair, and what is found."""

    gold: str
    ours: str


def evaluate(data: Path) -> Evaluation:
    """Score the pairs of the larger file; ``dev_`` figures are those of the smaller, read for mends.

    Args:
        data: the folder that holds ``exaggeration/data`` (or its files).

    Raises:
        DataMissing: the larger file is not there.
    """
    folder = data / "exaggeration" / "data"
    if not folder.is_dir():
        folder = data / "exaggeration" if (data / "exaggeration").is_dir() else data
    sides = _sides(read_pairs(need(folder / _TEST)))
    items = told(sides)
    figures = {
        "macro_f1": bootstrap(items, macro_f1),
        "strengthened_f1": bootstrap(items, _of("exaggerates")),
        "weakened_f1": bootstrap(items, _of("downplays")),
        "unaided_macro_f1": bootstrap(told(sides, one_matter=False), macro_f1),
    }
    if (folder / _TRAIN).is_file():
        figures["dev_macro_f1"] = bootstrap(told(_sides(read_pairs(folder / _TRAIN))), macro_f1)
    return Evaluation("exaggeration", str(folder), figures, PEERS)


def read_pairs(path: Path) -> list[Pair]:
    """Return the pairs of a file of JSON lines."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Pair(row["abstract_conclusion"], row["press_release_conclusion"], row["exaggeration_label"])
        for row in rows
    ]


def _sides(pairs: Sequence[Pair]) -> list[_Sides]:
    """Return the main mentions of each pair, and its label."""
    reports = [
        report_of(text, index)
        for index, text in enumerate(text for pair in pairs for text in (pair.earlier, pair.later))
    ]
    parsed = Parser().parse(reports)
    mains = [_main(report, each) for report, each in zip(reports, parsed, strict=True)]
    return [
        (earlier, later, pair.label)
        for earlier, later, pair in zip(mains[::2], mains[1::2], pairs, strict=True)
    ]


def _main(report: Report, parsed: ParsedReport) -> Side | None:
    """Return the longest mention of a report; where it has none, all that it says as its own."""
    found = statements({report.id: report}, [*attribute(report, parsed)] or [_own(report)])
    main = max(found, key=lambda one: len(one.words), default=None)
    return Side(main, report) if main is not None else None


def _own(report: Report) -> ClaimMention:
    content = Words((Span(0, len(report.text)),), report.text)
    return ClaimMention(report.id, report.id, 0, "body", content, None, None, (), "own")


def told(pairs: Sequence[_Sides], *, one_matter: bool = True) -> list[Told]:
    """Compare the two mentions of each pair."""
    return [
        Told(label, _label(earlier, later, one_matter=one_matter) if earlier and later else "same")
        for earlier, later, label in pairs
    ]


def _label(earlier: Side, later: Side, *, one_matter: bool) -> str:
    found = strength_differences(earlier, later, one_matter=one_matter)
    sign = sum(_SIGNS.get(one.type, 0) for one in found)
    return "exaggerates" if sign > 0 else "downplays" if sign < 0 else "same"


def macro_f1(items: Sequence[Told]) -> float:
    """Return the mean of the labels' F1."""
    return sum(_f1(items, label) for label in LABELS) / len(LABELS)


def _of(label: str) -> Callable[[Sequence[Told]], float]:
    return lambda items: _f1(items, label)


def _f1(items: Sequence[Told], label: str) -> float:
    right = sum(item.gold == item.ours == label for item in items)
    total = sum((item.gold == label) + (item.ours == label) for item in items)
    return 2 * right / total if total else 0.0
