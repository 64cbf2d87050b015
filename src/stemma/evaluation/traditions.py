"""Artificial traditions: families of reports that copy, cut, merge, quote and rewrite, the truth known."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from stemma.evaluation.traditions_events import accounts, invent
from stemma.evaluation.traditions_rewriting import cut, light, reworded, sentences, two_sentences
from stemma.evaluation.traditions_spinning import Spinner

KINDS = ("verbatim", "cut", "merged", "quoted", "light", "reworded", "heavy")
_TOWNS = (
    "Ashford",
    "Belmore",
    "Corvane",
    "Dunmere",
    "Elsworth",
    "Farrow",
    "Glenhaven",
    "Hartsea",
    "Inverlea",
    "Jarrow",
)
_PAPERS = (
    "Herald",
    "Courier",
    "Gazette",
    "Tribune",
    "Observer",
    "Chronicle",
    "Dispatch",
    "Examiner",
    "Ledger",
    "Post",
)
FIRST_DAY = date(2021, 1, 4)
_MIXED = 5


@dataclass(slots=True)
class Tradition:
    """Reports as rows of a table, and what is true of them (see docs/benchmarks/transmission.md).

    ``pairs`` hold ``source``, ``target``, ``kind`` and ``dated``; pairs of kind "sibling" share
    an ancestor and count neither for nor against. ``claims``, ``variants`` and ``faithful``
    are planted by ``traditions_claims``.
    """

    reports: list[dict[str, str]] = field(default_factory=list)
    pairs: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    variants: list[dict[str, Any]] = field(default_factory=list)
    faithful: list[dict[str, Any]] = field(default_factory=list)


class Desk:
    """Hands out outlets and report ids, and files reports in a tradition."""

    def __init__(self, tradition: Tradition, generator: random.Random) -> None:
        self.tradition = tradition
        self.generator = generator
        self._number = 0

    def outlets(self, count: int) -> list[str]:
        """Return different outlets."""
        names = [f"{town} {paper}" for town in _TOWNS for paper in _PAPERS]
        return self.generator.sample(names, count)

    def file(self, outlet: str, text: str, published: date | None, *, title: str = "") -> str:
        """File a report and return its id, which tells nothing of its place in the tradition."""
        self._number += 1
        name = f"r{self.generator.getrandbits(32):08x}{self._number:04d}"
        row = {"id": name, "outlet": outlet, "title": title, "text": text}
        if published:
            row["published"] = published.isoformat()
        self.tradition.reports.append(row)
        return name


def copying_families(originals: Sequence[str], seed: int) -> Tradition:
    """Return a tradition in which each original is copied in every way, half of the families without dates.

    Mixed in are accounts of invented events that are independent of each other, half of them
    with one public statement that all quote.
    """
    generator = random.Random(seed)  # noqa: S311  an artificial tradition, nothing secret
    tradition = Tradition()
    desk = Desk(tradition, generator)
    spinner = Spinner(originals)
    ancestors: dict[str, frozenset[str]] = {}
    for number in range(len(originals)):
        _family(desk, number, originals, spinner, ancestors)
    for number in range(max(1, len(originals) // 3)):
        _independent(desk, ancestors, quoting=number % 2 == 0)
    _add_siblings(tradition, ancestors)
    return tradition


def _add_siblings(tradition: Tradition, ancestors: Mapping[str, frozenset[str]]) -> None:
    """Note every pair of reports with a common ancestor that is no pair yet."""
    known = {frozenset((pair["source"], pair["target"])) for pair in tradition.pairs}
    for one, other in combinations(ancestors, 2):
        if ancestors[one] & ancestors[other] and frozenset((one, other)) not in known:
            pair = {"source": one, "target": other, "kind": "sibling", "dated": False}
            tradition.pairs.append(pair)


def _family(
    desk: Desk,
    number: int,
    originals: Sequence[str],
    spinner: Spinner,
    ancestors: dict[str, frozenset[str]],
) -> None:
    """File an original and a copy of each kind."""
    generator = desk.generator
    original = originals[number]
    others = [text for at, text in enumerate(originals) if at != number]
    day = FIRST_DAY + timedelta(days=generator.randrange(900)) if number % 2 == 0 else None
    outlets = desk.outlets(len(KINDS) + 1)
    first = desk.file(outlets[0], original, day)
    ancestors[first] = frozenset({original})
    for kind, outlet in zip(KINDS, outlets[1:], strict=True):
        mixed = generator.sample(others, min(2, len(others))) if kind in {"merged", "quoted"} else []
        if kind == "heavy":
            text = spinner.spin(original, generator)
        else:
            text = _transmit(kind, original, mixed, outlets[0], generator)
        later = day + timedelta(days=generator.randint(1, 5)) if day else None
        copy = desk.file(outlet, text, later)
        ancestors[copy] = frozenset({original, *mixed})
        desk.tradition.pairs.append({"source": first, "target": copy, "kind": kind, "dated": day is not None})


def _transmit(kind: str, original: str, mixed: Sequence[str], outlet: str, generator: random.Random) -> str:
    """Return what the copying outlet prints."""
    if kind == "verbatim":
        return f"{original}\n\n({outlet})" if generator.random() < 0.5 else original  # noqa: PLR2004  half give credit
    if kind == "cut":
        return cut(original, generator)
    if kind == "light":
        return light(original, generator)
    if kind == "reworded":
        return reworded(original, generator)
    around = [part for text in mixed for part in sentences(text)[:_MIXED]]
    if kind == "quoted":
        passage = two_sentences(original, generator).rstrip(".")
        middle = len(around) // 2
        return "\n\n".join(
            [" ".join(around[:middle]), f"“{passage},” {outlet} reported.", " ".join(around[middle:])]
        )
    own = sentences(original)
    third = " ".join(own[: max(3, len(own) // 3)])
    return "\n\n".join([" ".join(around[:_MIXED]), third, " ".join(around[_MIXED:])])


def _independent(desk: Desk, ancestors: dict[str, frozenset[str]], *, quoting: bool) -> None:
    """File accounts of an event; those of two events in one pattern's wording are as good as siblings."""
    event = invent(desk.generator)
    texts = accounts(event, 4, quoting=quoting)
    day = FIRST_DAY + timedelta(days=desk.generator.randrange(900))
    names = [
        desk.file(outlet, text, day) for outlet, text in zip(desk.outlets(len(texts)), texts, strict=True)
    ]
    ancestors.update({name: frozenset({f"pattern {at}"}) for at, name in enumerate(names)})
    kind = "quotation" if quoting else "independent"
    for one, other in combinations(names, 2):
        desk.tradition.pairs.append({"source": one, "target": other, "kind": kind, "dated": False})
