"""Which links of claims and events are the least certain: all weighed at once, as columns of numbers."""

import math
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from stemma.casebook import Casebook, columns
from stemma.web.index import Index

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Reals = NDArray[np.float64]

# A split of two mentions told so many days apart is half as doubtful as one of the same day. Of the first
# 200 links of 300 FA-KES reports, 181 were formulas of different months without it; with it 22 of different
# weeks at most.
_FAR = 30
_DECIMALS = 4  # of a certainty
_SLACK = 10**-_DECIMALS  # what rounding can move two certainties past each other
_UNKNOWN = -1


class Ranked(NamedTuple):
    """A link and how certain it is, in the order of the queue."""

    decided: bool
    certainty: float
    kind: str
    cluster: str
    a: str
    b: str
    score: float
    other: str


class Ranking(Struct, frozen=True):
    """The least certain links by their certainty, each with a number for what it is about.

    ``total`` counts all that the casebook's links are about; ``whole`` tells whether no link is left out.
    """

    links: tuple[tuple[int, Ranked], ...]
    total: int
    whole: bool

    def first(self, standing: Container[str], limit: int) -> list[Ranked] | None:
        """Return the queue: of several links about one thing the least certain, what is decided on last.

        None if more links are needed to know it.

        Args:
            standing: the clusters that were decided on.
            limit: the length of the queue.
        """
        best: dict[int, Ranked] = {}
        for about, link in self.links:
            one = link._replace(decided=True) if link.cluster in standing else link
            if about not in best or one < best[about]:
                best[about] = one
        queue = sorted(best.values())[:limit]
        if not self.whole and (len(queue) < limit or queue[-1].decided):
            return None
        return queue


class _Links(Struct, frozen=True):
    """All links: their ends and clusters as positions, and for each what it is about as a number."""

    cluster: "Numbers"
    other: "Numbers"
    a: "Numbers"
    b: "Numbers"
    kind: "Numbers"
    score: "Reals"
    certainty: "Reals"
    about: "Numbers"


class _Names(Struct, frozen=True):
    """The ids that the numbers stand for; clusters are numbered in the order of their ids."""

    clusters: Sequence[str]
    mentions: Sequence[str]
    kinds: Sequence[str]


def rank(index: Index, book: Casebook, enough: int) -> Ranking:
    """Return the links about the ``enough`` least certain things, and all that are as certain as the last.

    A link's score says how alike its two ends are: a merge is the less certain the lower it is, a
    split the higher it is and the nearer in time the two were told.
    """
    import numpy as np  # noqa: PLC0415  the server's start needs none of it

    links, names = _read(index, book)
    order = np.argsort(links.certainty, kind="stable")
    _, firsts = np.unique(links.about[order], return_index=True)
    if len(firsts) > enough:
        last = links.certainty[order[np.sort(firsts)[enough - 1]]]
        order = order[: np.searchsorted(links.certainty[order], last + _SLACK, side="right")]
    ranked = tuple((int(links.about[at]), _ranked(links, names, at)) for at in order.tolist())
    return Ranking(ranked, len(firsts), whole=len(ranked) == len(links.score))


def _ranked(links: _Links, names: _Names, at: int) -> Ranked:
    return Ranked(
        decided=False,
        certainty=round(float(links.certainty[at]), _DECIMALS),
        kind=names.kinds[links.kind[at]],
        cluster=names.clusters[links.cluster[at]],
        a=names.mentions[links.a[at]],
        b=names.mentions[links.b[at]],
        score=float(links.score[at]),
        other=names.clusters[links.other[at]],
    )


class _Member(NamedTuple):
    """A mention in its cluster: its day, and its words."""

    cluster: str
    mention: str
    day: float
    words: str


def _read(index: Index, book: Casebook) -> tuple[_Links, _Names]:
    import numpy as np  # noqa: PLC0415  likewise

    members = list(_members(index, book))
    clusters = sorted({*index.places.claims, *index.events})
    number = {name: at for at, name in enumerate(clusters)}
    mention = {member.mention: at for at, member in enumerate(members)}
    at_words: dict[str, int] = {}
    words = np.array([at_words.setdefault(m.words, len(at_words)) for m in members], np.int64)
    days = np.array([member.day for member in members])
    home = np.array([number[member.cluster] for member in members], np.int64)
    kinds: dict[str, int] = {"split": 0}

    read = [_columns(part, number, mention, kinds) for part in columns.links_at_once(book)]
    cluster, a, b, kind = (
        np.concatenate([part[n] for part in read] or [np.empty(0, np.int64)]) for n in range(4)
    )
    score = np.concatenate([part[4] for part in read] or [np.empty(0)])
    held = (cluster != _UNKNOWN) & (a != _UNKNOWN) & (b != _UNKNOWN)
    cluster, a, b, kind, score = (column[held] for column in (cluster, a, b, kind, score))

    one, two = home[a], home[b]
    other = np.where(one == cluster, two, np.where(two == cluster, one, np.minimum(one, two)))
    split = kind == kinds["split"]
    apart = np.nan_to_num(np.abs(days[b] - days[a]))
    certainty = np.where(split, 1 - score / (1 + apart / _FAR), score)
    about = _about(split, cluster, other, np.sort(np.stack([words[a], words[b]]), axis=0), len(clusters))
    links = _Links(cluster, other, a, b, kind, score, certainty, about)
    return links, _Names(clusters, [member.mention for member in members], list(kinds))


def _columns(
    part: Sequence[tuple[str, str, str, str, float]],
    clusters: Mapping[str, int],
    mentions: Mapping[str, int],
    kinds: dict[str, int],
) -> "tuple[Numbers, Numbers, Numbers, Numbers, Reals]":
    """Return some rows as columns of numbers; an id that is not held is `_UNKNOWN`."""
    import numpy as np  # noqa: PLC0415  likewise

    def numbers(column: Iterable[str], at: Mapping[str, int]) -> "Numbers":
        return np.fromiter(map(at.get, column, repeat(_UNKNOWN)), np.int64, len(part))

    cluster, a, b, kind, score = zip(*part, strict=True)
    for name in sorted(set(kind)):
        kinds.setdefault(name, len(kinds))
    return (
        numbers(cluster, clusters), numbers(a, mentions), numbers(b, mentions), numbers(kind, kinds),
        np.array(score),
    )  # fmt: skip


def _about(
    split: "NDArray[np.bool_]", cluster: "Numbers", other: "Numbers", words: "Numbers", clusters: int
) -> "Numbers":
    """Return for each link a number that is the same for links about the same question.

    A split is about two clusters, a merge about two wordings in one.
    """
    import numpy as np  # noqa: PLC0415  likewise

    pairs = words[0] * (int(words.max(initial=0)) + 1) + words[1]
    _, wording = np.unique(pairs, return_inverse=True)
    apart = np.minimum(cluster, other) * clusters + np.maximum(cluster, other)
    together = cluster * (int(wording.max(initial=0)) + 1) + wording
    return np.where(split, 2 * apart, 2 * together + 1)


def _members(index: Index, book: Casebook) -> Iterator[_Member]:
    """Yield the mentions of claims and of events, in their clusters."""
    days = {name: _day(line.published) for name, line in index.reports.items()}
    for claim, mention, report, words in columns.claim_members(book):
        if claim in index.places.claims:
            yield _Member(claim, mention, days.get(report, math.nan), words)
    for event, mention, report, words in columns.event_members(book):
        if event in index.events:
            yield _Member(event, mention, days.get(report, math.nan), words)


def _day(published: str | None) -> float:
    """Return a day of publication as a number, not a number where it is not known."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return math.nan
