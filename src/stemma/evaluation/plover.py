"""PLOVER's gold standard records: the main event of a sentence, and the words of its two sides.

An event is right when the main act that the rules find has the gold event, after the names of the
codebooks' versions are made one (DEMAND and REQUEST, DISAPPROVE, INVESTIGATE and ACCUSE, FIGHT and
ASSAULT). A side is right when the words found and the gold words share a word other than "the" and
"of"; source and target count alike, since the records mark both sides of a mutual act.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from stemma.evaluation.base import Evaluation, bootstrap, f1, need
from stemma.evaluation.parsing import acts_of, parsed_texts

_SAME = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
_WORD = re.compile(r"\w+")
_EMPTY = frozenset({"the", "of", "a", "an", "and"})
_PEERS = {"PETRARCH-2 (circular: the gold comes from it)": {"triple_f1": 0.70}}


class _Scored(Struct, frozen=True):
    event: bool
    found: int
    wrong: int
    missed: int


def evaluate(data: Path) -> Evaluation:
    """Score the coder on the gold standard records under ``data``."""
    path = need(data / "plover" / "PLOVER_GSR_CAMEO.txt")
    records = [row for row in json.loads(path.read_text(encoding="utf-8"), strict=False) if "text" in row]
    scored = [
        _score(record, acts_of(report, parsed))
        for record, (report, parsed) in zip(
            records, parsed_texts(row["text"] for row in records), strict=True
        )
    ]
    figures = {"event_accuracy": bootstrap(scored, _accuracy), "actor_f1": bootstrap(scored, f1)}
    return Evaluation("plover", str(path), figures, _PEERS)


def _score(record: dict[str, Any], acts: Sequence[tuple[str, frozenset[str], frozenset[str]]]) -> _Scored:
    gold = {
        side["actorText"]
        for key in ("source", "target")
        for side in (record.get(key) or [])
        if isinstance(side, dict)
    }
    event = _SAME.get(record["event"], record["event"])
    if not acts:
        return _Scored(event=False, found=0, wrong=0, missed=len(gold))
    plover, sources, targets = acts[0]
    sides = sources | targets
    found = sum(any(_share(name, side) for side in sides) for name in gold)
    wrong = sum(not any(_share(name, side) for name in gold) for side in sides)
    return _Scored(plover == event, found, wrong, len(gold) - found)


def _share(one: str, other: str) -> bool:
    return bool((_words(one) & _words(other)) - _EMPTY)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _accuracy(scored: Sequence[_Scored]) -> float:
    return sum(item.event for item in scored) / len(scored)
