"""Variants in real articles, judged by hand as true or false.

Each label is one variant: its set of articles, its type, the two articles, where the mentions' contents
begin in the reports' text (headline, blank line, article) and where the words that changed begin, and the
verdict. True is a variant whose mentions tell one proposition of one occasion, and whose type names what a
reader sees changed in those words; another spelling of a foreign name, a toll brought up to date weeks
later, and a source that stands in the sentence beside are no changes. The rounds, of FA-KES: "dev" labels
were read before the operators were mended; "held" ones were judged when that was done, and read for a
second round of mends; "fresh" ones were found after both and judged then; "fourth-dev" ones were read before
the fourth round. "polnear" and "tempeval3", also read before the fourth round, are the variants of those
sets. "unseen" ones are the rest of FA-KES and all of Emergent's headlines: found by the operators as they
were before the fourth round, and judged after it without knowing which of them it had left. "fifth" ones are
of sentences (PLV, CASE 2021) and undated articles on Ukraine, each read as if of one day: found by the
operators as they were before the fifth round, and judged after its first mends. "fifth-dev" ones, of the
bulletins in re3d, were read for a mend of that round.
"""

import csv
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from stemma.evaluation.base import Evaluation, Figure, bootstrap, mean
from stemma.evaluation.ingesting import ingested
from stemma.evaluation.variants_real_sets import SETS, rows_of
from stemma.records import ClaimMention, Variant, Words

# An end of a variant: the article, where its content begins, and where the words that changed begin.
_End = tuple[str, int, int | None]
_Key = tuple[str, frozenset[_End]]
_NEAR = 60  # characters by which an edge may be read otherwise than when it was judged


class Label(Struct, frozen=True):
    """A variant judged by hand; ``round`` says when."""

    key: _Key
    true: bool
    round: str
    set: str = "fa-kes"

    @property
    def type(self) -> str:
        """The variant's type."""
        return self.key[0]


def evaluate(data: Path) -> Evaluation:
    """Ingest the sets, and score the labelled variants that are found.

    ``precision`` and the precision of each type and round are over the labelled variants that are found;
    ``true_kept`` is the share of the true ones that are found. Sets other than FA-KES that the data does
    not have are left out.

    Raises:
        DataMissing: the folder has no FA-KES.
    """
    tables = {name: rows_of(name, data) for name in SETS}
    labels = [label for label in read_labels() if tables[label.set] is not None]
    found = {key for rows in tables.values() if rows is not None for key in variants_of(rows)}
    return Evaluation("variants-real", str(data), figures(labels, told(labels, found)), PEERS)


# The same operators before their mends: 35 and 41 true of 163 and 217; before the fourth round: 17 true of
# 25, 13 of 82, 7 of 45 and 23 of 55 (of these, 21 of 45 after the mends that had not seen them).
PEERS = {
    "these operators before their mends": {"precision_dev": 0.21, "precision_held": 0.19},
    "these operators before the fourth round": {
        "precision_fourth": 0.68,
        "precision_polnear": 0.16,
        "precision_tempeval": 0.16,
        "precision_unseen": 0.42,
    },
    "these operators before the fifth round": {"precision": 0.707, "precision_fifth": 0.29},
}


def read_labels() -> list[Label]:
    """Return the variants judged by hand."""
    text = (files("stemma.evaluation") / "labels" / "variants_real.csv").read_text(encoding="utf-8")
    return [
        Label(
            (row["type"], frozenset(_end(row, side) for side in ("a", "b"))),
            row["verdict"] == "true",
            row["round"],
            row["set"],
        )
        for row in csv.DictReader(text.splitlines())
    ]


def _end(row: Mapping[str, str], side: str) -> _End:
    words = row[f"{side}_words"]
    return row[side], int(row[f"{side}_start"]), int(words) if words else None


def variants_of(articles: Sequence[Mapping[str, str]]) -> set[_Key]:
    """Return what is found in the articles of a set, as labels name it."""
    with ingested(articles) as book:
        mentions = {mention.id: mention for claim in book.claims() for mention in claim.mentions}
        return {key_of(variant, mentions) for variant in book.variants()}


def key_of(variant: Variant, mentions: Mapping[str, ClaimMention]) -> _Key:
    """Return what names a variant whichever way it runs."""
    ends = ((variant.from_mention, variant.before), (variant.to_mention, variant.after))
    return variant.type, frozenset(_found_end(mentions[mention], words) for mention, words in ends)


def _found_end(mention: ClaimMention, words: Words) -> _End:
    return mention.report, mention.content.spans[0].start, words.spans[0].start if words.spans else None


def told(labels: Sequence[Label], found: set[_Key]) -> set[_Key]:
    """Return the keys of the labels that were found: exactly, or with edges read otherwise than then.

    Where attribution reads a content from another word on, or the change at another of its words, the
    variant is still the one that was judged: its ends begin at one place, or some words from it. A variant
    that a label names exactly stands for no other label.
    """
    named = {label.key for label in labels}
    exact = named & found
    rest: dict[tuple[str, frozenset[str]], list[_Key]] = {}
    for key in found - exact:
        rest.setdefault(_articles(key), []).append(key)
    moved = {
        key for key in named - exact if any(_alike(key, other) for other in rest.get(_articles(key), ()))
    }
    return exact | moved


def _articles(key: _Key) -> tuple[str, frozenset[str]]:
    return key[0], frozenset(end[0] for end in key[1])


def _alike(key: _Key, other: _Key) -> bool:
    ends = {end[0]: end for end in other[1]}
    return len(ends) == len(key[1]) and all(_beside(end, ends[end[0]]) for end in key[1])


def _beside(end: _End, other: _End) -> bool:
    words, again = end[2], other[2]
    if words is None or again is None:
        return words == again and abs(end[1] - other[1]) <= _NEAR
    return words == again or (end[1] == other[1] and abs(words - again) <= _NEAR)


def figures(labels: Sequence[Label], found: set[_Key]) -> dict[str, Figure]:
    """Return precision of all, of each round and of each type, and the share of true ones kept."""
    seen = [label for label in labels if label.key in found]
    rounds = {label.round.removesuffix("-dev") for label in labels}
    result = {
        "precision": _share(seen),
        **{
            f"precision_{name}": _share([label for label in seen if label.round == name])
            for name in sorted(rounds)
        },
        "true_kept": bootstrap([label.key in found for label in labels if label.true], mean),
    }
    for kind in sorted({label.type for label in seen}):
        result[f"precision_{kind}"] = _share([label for label in seen if label.type == kind])
    return result


def _share(labels: Sequence[Label]) -> Figure:
    return bootstrap([label.true for label in labels], mean)
