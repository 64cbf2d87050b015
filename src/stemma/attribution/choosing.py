"""Which of a report's attributions stand where they overlap: a second model that sees what is around each.

The ranker reads one sentence at a time. Here each attribution that it finds, doubtful ones too, is judged
once more beside the others: what it stands in and holds, how sure those are, whether its source speaks
elsewhere, how much the report attributes at all. A logistic model over some 1,300 weights.
"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np

from stemma.attribution.found import Found
from stemma.attribution.ranker import Weights, by_name, total
from stemma.attribution.tree import Tree

WEIGHTS = "outermost.npz"
DOUBTFUL = -1.5  # log-odds of the ranker above which an attribution is judged once more
_ODDS = (-1.25, -1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4)
_DENSITIES = (0.2, 0.35, 0.5, 0.65, 0.8, 1.0)  # attributions a sentence
_LENGTHS = (15, 30, 60, 100, 150, 220)  # characters of a content
_SURE, _SPEAKS = 0.5, 1.0  # log-odds of what counts for density, and for a source that speaks elsewhere
_LEAST = 1e-6  # of a probability
_THRESHOLD = -0.7  # log-odds to beat: -.75 to -.5 do alike on held-out articles


@cache
def load_judge() -> Weights | None:
    """Return the bundled weights, None where the package was built without them."""
    path = files("stemma.attribution") / WEIGHTS
    if not path.is_file():
        return None
    with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
        return by_name(arrays["names"], arrays["weights"])


def standing(found: Sequence[Found], trees: Sequence[Tree], judge: Weights) -> list[Found]:
    """Return the attributions that stand, the best of those that overlap, none inside another.

    Args:
        found: a report's attributions, those above `DOUBTFUL`.
        trees: its sentences.
        judge: the weights.
    """
    scores = [total(judge, row) for row in features(found, trees)]
    order = sorted(range(len(found)), key=lambda i: (-scores[i], found[i].start))
    kept: list[Found] = []
    for index in order:
        each = found[index]
        if scores[index] > _THRESHOLD and not any(overlap(each, other) for other in kept):
            kept.append(each)
    return kept


def anchor_of(found: Found) -> int:
    """Return where an attribution's cue begins, or its content where it has no cue."""
    return found.cue[0].start if found.cue else found.start


def overlap(one: Found, other: Found) -> bool:
    """Return whether two contents share characters, or one holds the other's cue."""
    return _shares(one, other) or _within(one, other) or _within(other, one)


def _within(inner: Found, outer: Found) -> bool:
    at = anchor_of(inner)
    return any(part.start <= at < part.end for part in outer.content)


def _shares(one: Found, other: Found) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.content for b in other.content)


def features(found: Sequence[Found], trees: Sequence[Tree]) -> list[list[str]]:
    """Return what speaks for or against each attribution of a report."""
    odds = [_odds(each) for each in found]
    beside: dict[int, list[tuple[Found, float]]] = defaultdict(list)
    for each, sure in zip(found, odds, strict=True):
        beside[each.sentence].append((each, sure))
    speakers = Counter(_head(each, trees) for each, sure in zip(found, odds, strict=True) if sure > _SPEAKS)
    dense = bisect_left(_DENSITIES, sum(sure > _SURE for sure in odds) / max(1, len(trees)))
    nearby = {index: max(sure for _, sure in group) for index, group in beside.items()}
    rows = []
    for each, sure in zip(found, odds, strict=True):
        others = [(other, its) for other, its in beside[each.sentence] if other is not each]
        bucket = bisect_left(_ODDS, sure)
        level = min(bucket, 12) // 2
        row = ["bias", f"l{bucket}", f"l{bucket}|{each.klass}", f"d{dense}", f"d{dense}|{level}"]
        row += _overlapping(each, sure, level, others)
        row += _own(each, trees)
        head = _head(each, trees)
        row.append(f"h{min(4, speakers[head] - (sure > _SPEAKS))}" if head else "h-")
        row.append(f"before{_rounded(nearby.get(each.sentence - 1, -9), -2, 3)}")
        row.append(f"after{_rounded(nearby.get(each.sentence + 1, -9), -2, 3)}")
        row += [f"n{min(4, len(others))}", f"rank{sum(its > sure for _, its in others)}"]
        row.append(f"place{min(4, 5 * each.sentence // max(1, len(trees)))}")
        rows.append(row)
    return rows


def _odds(found: Found) -> float:
    return math.log(max(_LEAST, found.score) / max(_LEAST, 1 - found.score))


def _head(found: Found, trees: Sequence[Tree]) -> str:
    if not found.source or found.source_head is None:
        return ""
    return trees[found.source_sentence].tokens[found.source_head].lemma.lower()


def _rounded(value: float | None, low: int, high: int) -> str:
    return "-" if value is None else str(int(max(low, min(high, round(value)))))


def _overlapping(each: Found, sure: float, level: int, others: Sequence[tuple[Found, float]]) -> list[str]:
    """Return what the attributions that hold it, stand in it or share its words say of one."""
    around = max(((its, other) for other, its in others if _within(each, other)), key=_first, default=None)
    inside = max(((its, other) for other, its in others if _within(other, each)), key=_first, default=None)
    crossing = [its for other, its in others if other.cue != each.cue and _shares(each, other)]
    above = _rounded(around[0] - sure, -3, 3) if around else "-"
    below = _rounded(inside[0] - sure, -3, 3) if inside else "-"
    row = [
        f"in{above}",
        f"at{_rounded(around[0] if around else None, -2, 4)}|{level}",
        f"holds{below}",
        f"of{_rounded(inside[0] if inside else None, -2, 4)}|{level}",
        f"both{around is not None}{inside is not None}|{each.klass}",
        f"cross{_rounded(max(crossing) - sure, -3, 3) if crossing else '-'}",
    ]
    if around is not None:
        other = around[1]
        row.append(f"in{other.klass}|{each.klass}|{above}")
        row += [f"mutual{_within(other, each)}|{above}", f"one{other.source == each.source}"]
    if inside is not None:
        row.append(f"holds{inside[1].klass}|{each.klass}|{below}")
    return row


def _first(pair: tuple[float, Found]) -> float:
    return pair[0]


def _own(each: Found, trees: Sequence[Tree]) -> list[str]:
    """Return what an attribution's own length, source, directness and place in the parse say of it."""
    length = bisect_left(_LENGTHS, each.end - each.start)
    depth = "-" if each.cue_token is None else min(5, trees[each.sentence].depth[each.cue_token])
    row = [
        f"z{length}",
        f"z{length}|{each.klass}",
        f"dir{each.directness}|{each.klass}",
        f"q{each.quoted}|{each.directness}",
        f"s{bool(each.source)}|{each.klass}",
        f"depth{depth}",
        f"r{each.rule.split('|')[0]}",
    ]
    if each.source and each.source_head is not None:
        token = trees[each.source_sentence].tokens[each.source_head]
        row.append(f"e{token.entity}|{token.pos}|{each.klass}")
    return row
