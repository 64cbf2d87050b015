"""Source chains: passages written for the purpose, with every layer between the words and the reader.

Each line of the gold file is an object ``{id, split, text, claims[{spans, chain}]}`` with, where it
matters, the ``outlet``, the outlet that the text is ``republished`` from and the ``kinds`` of its
paragraphs. ``spans`` are offsets into ``text``; a chain's layers are ``[role, entity, anonymous]``,
innermost first, addressees included. A found mention matches a gold claim when their contents' words
overlap with Jaccard .5 or more, one to one, greedily from the best. A layer is right when its role is
and its entity's words overlap by half with the gold's, end in the same word or begin with them ("officials in
two states"); a chain is right when
all its layers are, in order and none too many. Precision counts every attributed mention (and those
of the outlet's own that came by way of another house), recall every gold claim.

The test half was written before the code was run on any of it. Set apart with ``--data``: a folder
with ``chains.jsonl`` (or ``chains/*.jsonl``) of the same form, whose lines need no ``split``.
"""

import json
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from msgspec import Struct

from stemma.attribution import attribute
from stemma.evaluation.base import Evaluation, Figure, bootstrap
from stemma.evaluation.overlapping import matched, words_at
from stemma.language import Parser
from stemma.records import Block, BlockKind, ClaimMention, Layer, Report, Span

_NAMED = 0.5  # of the words of two names, those that both have where they are one
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "some", "two", "three"})

GoldLayer = tuple[str, str, bool]


class GoldClaim(Struct, frozen=True):
    """One claim: its content's spans and its chain as (role, entity, anonymous)."""

    spans: tuple[Span, ...]
    chain: tuple[GoldLayer, ...]


class Passage(Struct, frozen=True):
    """One passage as a report, with its gold claims."""

    report: Report
    split: str
    claims: tuple[GoldClaim, ...]


class Counts(Struct, frozen=True):
    """What one passage adds: (right, found, gold) for claims, chains and layers; (right, all) for names."""

    split: str
    claims: tuple[int, int, int]
    chains: tuple[int, int, int]
    layers: tuple[int, int, int]
    anonymous: tuple[int, int]


def evaluate(data: Path) -> Evaluation:
    """Score the chains of the test passages, and of the development passages beside them.

    Args:
        data: a folder with ``chains.jsonl`` or ``chains/*.jsonl``; without one the bundled passages.
    """
    where, lines = _lines(data)
    passages = [read_passage(json.loads(line), index) for index, line in enumerate(lines)]
    parsed = Parser().parse(passage.report for passage in passages)
    counts = [
        score(passage, attribute(passage.report, each))
        for passage, each in zip(passages, parsed, strict=True)
    ]
    test = [each for each in counts if each.split != "dev"]
    dev = [each for each in counts if each.split == "dev"]
    figures = figures_of(test or dev)
    if test and dev:
        figures |= {f"dev_{name}": figure for name, figure in figures_of(dev).items()}
    return Evaluation("chains", where, figures)


def figures_of(counts: Sequence[Counts]) -> dict[str, Figure]:
    """Return the figures over the passages' counts."""
    return {
        "chain_exact_f1": bootstrap([each.chains for each in counts], _f1),
        "layer_f1": bootstrap([each.layers for each in counts], _f1),
        "claim_f1": bootstrap([each.claims for each in counts], _f1),
        "anonymous_accuracy": bootstrap([each.anonymous for each in counts], _accuracy),
    }


def _lines(data: Path) -> tuple[str, list[str]]:
    found = sorted((data / "chains").glob("*.jsonl")) or sorted(data.glob("chains*.jsonl"))
    if found:
        texts = [path.read_text(encoding="utf-8") for path in found]
        return str(found[0].parent), [line for text in texts for line in text.splitlines() if line.strip()]
    bundled = files("stemma.evaluation").joinpath("labels", "chains.jsonl").read_text(encoding="utf-8")
    return "bundled", [line for line in bundled.splitlines() if line.strip()]


def read_passage(row: dict[str, Any], index: int = 0) -> Passage:
    """Return one line of the gold file as a report with its claims."""
    text: str = row["text"]
    kinds: list[BlockKind] = row.get("kinds", [])
    blocks, start = [], 0
    for number, paragraph in enumerate(text.split("\n\n")):
        kind: BlockKind = kinds[number] if number < len(kinds) else "body"
        blocks.append(Block(kind, start, start + len(paragraph)))
        start += len(paragraph) + 2
    name = str(row.get("id") or f"passage-{index}")
    report = Report(
        name,
        "",
        text,
        tuple(blocks),
        outlet=row.get("outlet"),
        republished_from=row.get("republished"),
        language="en",
    )
    claims = tuple(
        GoldClaim(
            tuple(Span(low, high) for low, high in claim["spans"]),
            tuple((role, entity, any(anonymous)) for role, entity, *anonymous in claim["chain"]),
        )
        for claim in row["claims"]
    )  # fmt: skip
    return Passage(report, row.get("split", "test"), claims)


def score(passage: Passage, mentions: Sequence[ClaimMention]) -> Counts:
    """Return the counts of one passage."""
    text, gold = passage.report.text, passage.claims
    found = [mention for mention in mentions if mention.chain]
    taken = matched(
        [words_at(text, mention.content.spans) for mention in found],
        [words_at(text, claim.spans) for claim in gold],
    )
    exact = layers = agreed = 0
    for i, j in taken.items():
        right = list(_aligned(found[i].chain, gold[j].chain))
        layers += len(right)
        agreed += sum(mine.anonymous == theirs[2] for mine, theirs in right)
        exact += len(right) == len(found[i].chain) == len(gold[j].chain)
    totals = (len(found), len(gold))
    every = (sum(len(each.chain) for each in found), sum(len(each.chain) for each in gold))
    return Counts(passage.split, (len(taken), *totals), (exact, *totals), (layers, *every), (agreed, layers))


def _aligned(mine: Sequence[Layer], gold: Sequence[GoldLayer]) -> Iterator[tuple[Layer, GoldLayer]]:
    """Yield the layers that agree, each gold layer after the one before it."""
    start = 0
    for layer in mine:
        for place in range(start, len(gold)):
            if layer.role == gold[place][0] and _same(f"{layer.entity}", gold[place][1]):
                yield layer, gold[place]
                start = place + 1
                break


def _same(one: str, other: str) -> bool:
    mine, gold = _plain(one), _plain(other)
    if not mine or not gold:
        return False
    shared = len({*mine} & {*gold})
    short, long = sorted((mine, gold), key=len)
    return shared / len({*mine} | {*gold}) >= _NAMED or mine[-1] == gold[-1] or long[: len(short)] == short


def _plain(name: str) -> list[str]:
    words = name.lower().replace("’s", "").replace("'s", "").split()  # noqa: RUF001 (typographic apostrophe)
    return [word.strip(".,\"'") for word in words if word not in _ARTICLES]


def _f1(counts: Sequence[tuple[int, int, int]]) -> float:
    total = sum(each[1] + each[2] for each in counts)
    return 2 * sum(each[0] for each in counts) / total if total else 0.0


def _accuracy(counts: Sequence[tuple[int, int]]) -> float:
    total = sum(each[1] for each in counts)
    return sum(each[0] for each in counts) / total if total else 0.0
