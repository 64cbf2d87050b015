"""A light trained ranker: which tokens are cues, which candidate is the content, which the source.

Three linear models over the features of `features`: a softmax over the candidate contents of a cue, a
softmax over its candidate sources, and a logistic model that says whether the token is a cue at all,
given its words and its best content. See docs/models/attribution.md for what it was trained on.
"""

import math
from collections.abc import Hashable, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import repeat

import numpy as np
import numpy.typing as npt
from msgspec import Struct, field

from stemma.attribution.candidates import Content, Source, cue_candidates
from stemma.attribution.contents import content_candidates
from stemma.attribution.features import (
    View,
    content_features,
    cue_groups,
    neighbour_features,
    source_features,
)
from stemma.attribution.people import source_candidates
from stemma.attribution.quotes import Quotation
from stemma.attribution.tree import Tree
from stemma.parses import Recent
from stemma.records import Span

WEIGHTS = "ranker.npz"
Weights = dict[str, float]
Option = tuple[Content, tuple[Span, ...], str]
Cue = tuple[View, float]

_SUMS = 20_000  # sums of features kept, at least: 8 MB or so
SPEECH = frozenset({"say", "tell", "add", "report", "announce", "state"})  # they bring in a proposition


class Choice(Struct, frozen=True):
    """A cue with its best content and source, and the probability that it is one."""

    cue: int
    content: Content
    spans: tuple[Span, ...]
    source: Source
    log_odds: float


class Model(Struct, frozen=True):
    """The weights of the three models, and the log-odds above which a token is a cue.

    ``sums`` keeps what groups of a cue's features add up to, which come again and again.
    """

    cue: Weights
    content: Weights
    source: Weights
    threshold: float
    sums: Recent[Hashable, float] = field(default_factory=lambda: Recent(_SUMS))


@cache
def load_model() -> Model | None:
    """Return the bundled model, or None where the package was built without it."""
    path = files("stemma.attribution") / WEIGHTS
    if not path.is_file():
        return None
    with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
        tables = [
            by_name(arrays[f"{name}_names"], arrays[f"{name}_weights"])
            for name in ("cue", "content", "source")
        ]
        return Model(tables[0], tables[1], tables[2], float(arrays["threshold"]))


def by_name(names: npt.NDArray[np.str_], weights: npt.NDArray[np.float16]) -> Weights:
    """Return a model's weights by the names of their features, which are stored as lines of one text."""
    return dict(zip(str(names).split("\n"), weights.astype(float).tolist(), strict=True))


def total(weights: Weights, features: Sequence[str]) -> float:
    """Return the sum of the features' weights."""
    return sum(map(weights.get, features, repeat(0.0)))


def cue_total(model: Model, view: View) -> float:
    """Return the sum of the weights of a cue's features.

    The weights have eleven bits, so that sums are the same in any order.
    """
    summed = total(model.cue, neighbour_features(view))
    for key, features in cue_groups(view):
        known = model.sums.get(key)
        if known is None:
            known = total(model.cue, features(view))
            model.sums.put(key, known)
        summed += known
    return summed


def choose_again(model: Model, tree: Tree, quotations: list[Quotation]) -> list[Choice]:
    """Return what `choose` does, from memory where the same sentence came before, as in copies.

    What is chosen hangs on the sentence's parse and on where quotations lie in it, and on nothing else.
    """
    if not quotations:
        return choose(model, tree, quotations)  # kept as a whole, by `apart`
    base = tree.sentence.start
    key = ("choices", model.threshold, tuple([(q.start - base, q.end - base) for q in quotations]))
    found: tuple[int, list[Choice]] | None = tree.facts.get(key)
    if found is None:
        found = tree.facts[key] = base, choose(model, tree, quotations)
    by = base - found[0]
    return [_moved(choice, by) for choice in found[1]] if by else found[1]


def _moved(choice: Choice, by: int) -> Choice:
    spans = tuple([Span(span.start + by, span.end + by) for span in choice.spans])
    return Choice(choice.cue, choice.content, spans, choice.source, choice.log_odds)


def choose(
    model: Model, tree: Tree, quotations: list[Quotation], threshold: float | None = None
) -> list[Choice]:
    """Return the cues of a sentence with their contents and sources.

    Args:
        model: the weights.
        tree: the sentence.
        quotations: the report's quotations that touch the sentence or follow it at once.
        threshold: log-odds to beat; the model's own by default.
    """
    limit = model.threshold if threshold is None else threshold
    cues = with_sources(model, cues_of(model, tree, quotations, limit))
    return choices_of(model, cues, quotations, limit)


def cues_of(model: Model, tree: Tree, quotations: list[Quotation], limit: float) -> list[Cue]:
    """Return the tokens of a sentence that may be cues, with what their own features add up to."""
    views = [View(tree, cue, quotations) for cue in cue_candidates(tree)]
    cues = [(view, cue_total(model, view)) for view in views]
    return [cue for cue in cues if cue[1] >= limit - _HOPELESS]


def with_sources(model: Model, cues: list[Cue]) -> list[tuple[Cue, Source]]:
    """Return cues with their likeliest sources."""
    return [(cue, best_source(model, cue[0])) for cue in cues]


def choices_of(
    model: Model, cues: list[tuple[Cue, Source]], quotations: list[Quotation], limit: float
) -> list[Choice]:
    """Return the cues that their likeliest contents bear out."""
    chosen = []
    for (view, base), source in cues:
        best = best_content(model, view, source, quotations)
        if best is None:
            continue
        content, spans, log_p = best
        log_odds = base + total(model.cue, joint_features(view, content, log_p))
        if log_odds < limit:
            continue
        chosen.append(Choice(view.cue, content, spans, source, log_odds))
    return chosen


_SPOKEN = 20  # characters of a quotation that is more than a quoted name
_HOPELESS = 1.25  # log-odds that no content makes up: 2 of 2,043 cues are lost, half the time is saved


def best_content(
    model: Model, view: View, source: Source, quotations: list[Quotation]
) -> tuple[Content, tuple[Span, ...], float] | None:
    """Return a cue's likeliest content, its spans and the logarithm of its probability."""
    said_by = set(source.tokens)
    candidates = [
        option
        for option in with_spans(view.tree, view.cue, quotations)
        if not all(low in said_by and high in said_by for low, high in option[0].ranges)
    ]
    candidates = [option for option in candidates if not takes_source(option[0], source)]
    if view.lemma in SPEECH:
        candidates = [option for option in candidates if _finite(view.tree, option)] or candidates
    if not candidates:
        return None
    scores = [
        total(model.content, content_features(view, content, source, widened))
        for content, _, widened in candidates
    ]
    top = max(range(len(scores)), key=lambda i: scores[i])
    log_sum = scores[top] + math.log(sum(math.exp(score - scores[top]) for score in scores))
    return candidates[top][0], candidates[top][1], scores[top] - log_sum


def takes_source(content: Content, source: Source) -> bool:
    """Return whether a content begins with its cue's subject, and this is who says it: it cannot be both."""
    low, high = content.ranges[0]
    return "s:" in content.kind and low <= source.head <= high


def _finite(tree: Tree, option: Option) -> bool:
    """Whether a content is a quotation, or has a finite verb or an infinitive: a proposition."""
    content, _, widened = option
    if widened:
        return True
    tags = {tree.tokens[i].tag for low, high in content.ranges for i in range(low, high + 1)}
    return bool(tags & {"VBD", "VBZ", "VBP", "MD", "TO"})


def best_source(model: Model, view: View) -> Source:
    """Return a cue's likeliest source."""
    candidates = source_candidates(view.tree, view.cue)
    spoken = [(start, end) for start, end in view.apart if end - start >= _SPOKEN]
    if spoken:
        candidates = [source for source in candidates if not _within(source, spoken, view.tree)]
    return max(candidates, key=lambda source: total(model.source, source_features(view, source)))


def _within(source: Source, spoken: list[tuple[int, int]], tree: Tree) -> bool:
    """Whether a source is a word of a quotation that its cue is not in: "“Down with it!” they sang"."""
    at = tree.tokens[source.head].start if source.head >= 0 else -1
    return any(start <= at < end for start, end in spoken)


def joint_features(view: View, content: Content, log_p: float) -> list[str]:
    """Return what the best content says of the cue."""
    sure = min(5, int(-log_p * 2))
    return [
        f"j:{content.kind}",
        f"j:{content.kind}|{view.lemma}",
        f"j:{content.kind}|{view.klass}",
        f"j:p{sure}",
        f"j:p{sure}|{view.klass}",
        f"j:{content.kind[:1]}|{view.quotes}|{view.klass}",
    ]


def with_spans(tree: Tree, cue: int, quotations: list[Quotation]) -> list[Option]:
    """Return candidate contents with their characters and how these were widened.

    A content is widened to the whole of the quotations that it touches ("w"), and besides to one that
    opens right after the cue's sentence ("f"): “A,” he said. “B.” A sentence that ends in a colon
    brings in the quotation after it ("n").
    """
    if not quotations:
        return _plain(tree, content_candidates(tree, cue, quotations))
    place = tree.tokens[cue].start
    outside = [q for q in quotations if not q.start <= place < q.end]
    around = next(
        (q for q in quotations if q.start <= place < q.end and q.start >= tree.sentence.start), None
    )
    following = [q for q in outside if 0 <= q.start - tree.sentence.end <= NEXT]
    found: dict[tuple[Span, ...], Option] = {}
    contents = content_candidates(tree, cue, [q for q in outside if q.start < tree.sentence.end])
    for content in contents:
        plain = tuple(Span(tree.tokens[low].start, tree.tokens[high].end) for low, high in content.ranges)
        if around is not None and not (around.start <= plain[0].start and plain[-1].end <= around.end):
            continue  # what a quoted speaker says of others ends with the quotation
        touching = [q for q in outside if any(s.start < q.end and q.start < s.end for s in plain)]
        wide = _joined(plain, touching) if touching else plain
        if wide not in found:
            found[wide] = (content, wide, "w" if wide != plain else "")
        if following and touching:
            longer = _joined(wide, following)
            found.setdefault(longer, (content, longer, "f"))
    if following and tree.tokens[-1].text == ":":
        last = len(tree.tokens) - 1
        spans = tuple(Span(q.start, q.end) for q in following)
        found.setdefault(spans, (Content("n:colon", ((last, last),), last), spans, "n"))
    return list(found.values())


def _plain(tree: Tree, contents: list[Content]) -> list[Option]:
    """Return contents that no quotation widens, with their characters."""
    tokens = tree.tokens
    found: dict[tuple[Span, ...], Option] = {}
    for content in contents:
        spans = tuple([Span(tokens[low].start, tokens[high].end) for low, high in content.ranges])
        if spans not in found:
            found[spans] = (content, spans, "")
    return list(found.values())


def _joined(spans: tuple[Span, ...], quotations: list[Quotation]) -> tuple[Span, ...]:
    pairs = [(span.start, span.end) for span in spans] + [(q.start, q.end) for q in quotations]
    merged: list[list[int]] = []
    for start, end in sorted(pairs):
        if merged and start <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return tuple(Span(start, end) for start, end in merged)


NEXT = 4  # characters between a sentence and a quotation that follows it at once
