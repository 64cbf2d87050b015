"""Where and when: the place and time of an event among those that its report names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stemma.events.lexicon import word_set
from stemma.events.tree import Tree
from stemma.records import Place, Span, Time

_COARSE = {
    "facility": 0.0,
    "settlement": 0.0,
    "district": 1.0,
    "region": 2.0,
    "area": 2.5,
    "unknown": 1.5,
    "country": 5.0,
}
_BARRIERS = {
    "ccomp": 2.0,
    "relcl": 1.5,
    "advcl": 1.5,
    "acl": 0.5,
    "conj": 1.0,
    "parataxis": 2.0,
    "appos": 0.5,
}
_ATTACHED = 7.5
_FAR = 99.0


@dataclass(frozen=True, slots=True)
class Found:
    """A place or time chosen for an event, how sure the choice is, and how it was made."""

    place: Place | None = None
    time: Time | None = None
    score: float = 0.0
    how: str = ""


def anchor(tree: Tree, span: Span) -> int | None:
    """Return the head token of a span in a sentence, None when it is not in the sentence."""
    inside = [index for index, token in enumerate(tree.tokens) if span.start <= token.start < span.end]
    if not inside:
        return None
    members = set(inside)
    return next(
        (i for i in inside if tree.tokens[i].head not in members or tree.tokens[i].head == i), inside[-1]
    )


def choose_place(
    tree: Tree,
    head: int,
    places: Iterable[Place],
    barred: Sequence[Span],
    *,
    leaving: bool,
    actor: Sequence[int],
) -> Found:
    """Return the place of the event at ``head`` among its sentence's places.

    Args:
        tree: the sentence.
        head: the trigger's head token.
        places: the report's places.
        barred: spans of sources and cues: a place there is the speaker's, not the event's.
        leaving: the event is a withdrawal, so that "from" leads to its place.
        actor: tokens of the initiator's phrase.
    """
    best: tuple[float, Place] | None = None
    for place in places:
        index = anchor(tree, place.span)
        if index is None or _within(place.span, barred) or _beside_based(tree, place.span):
            continue
        cost = _cost(tree, head, index, leaving=leaving, actor=actor, country=place.precision == "country")
        if cost >= _FAR:
            continue
        cost += _COARSE.get(place.precision, 1.5) * 0.8 + (1.0 if place.relation else 0.0)
        cost += 0.0 if place.lat is not None else 1.0
        if best is None or cost < best[0]:
            best = (cost, place)
    if best is None:
        return Found()
    cost, place = best
    attached = cost <= _ATTACHED
    return Found(
        place=place, score=round(max(0.35, 0.95 - 0.05 * cost), 2), how="attached" if attached else "sentence"
    )


def _within(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _beside_based(tree: Tree, span: Span) -> bool:
    after = [token.text.lower() for token in tree.tokens if token.start >= span.end][:2]
    return after[:1] == ["-"] and len(after) > 1 and after[1] in word_set("after_hyphen")


def _cost(tree: Tree, head: int, index: int, *, leaving: bool, actor: Sequence[int], country: bool) -> float:
    up, down = tree.path(head, index)
    cost = float(len(up) + len(down) - 2)
    speech = word_set("speech", "status.toml")
    for node in (*up[:-1], *down[1:]):
        cost += _BARRIERS.get(tree.tokens[node].dep, 0.0)
    if up[-1] != head and tree.lemmas[up[-1]] in speech:
        cost += 6.0
    if any(tree.tokens[node].dep == "relcl" for node in up[:-1]) and tree.tokens[up[-1]].pos == "VERB":
        cost += 3.0
    cost -= 2.0 * sum(
        tree.words[node] == "of" and tree.lemmas[tree.tokens[node].head] in word_set("named_by_of")
        for node in down
    )
    preposition = _preposition(tree, index)
    token = tree.tokens[index]
    if preposition in word_set("away"):
        cost += -1.0 if leaving else 4.0
    elif preposition in word_set("accompanying"):
        cost += 3.0
    elif preposition in word_set("inside"):
        cost -= 1.0
        if leaving and preposition in word_set("onward"):
            cost += 2.5
        elif preposition in word_set("beside"):
            cost += 2.0
    elif token.dep in ("nsubj", "poss", "agent", "nsubjpass"):
        passive_patient = token.dep == "nsubjpass" and token.head == head
        cost += 0.0 if passive_patient else (_FAR if country else 2.0)
    if index in actor:
        cost += _FAR if country else 3.0
    return cost


def _preposition(tree: Tree, index: int) -> str:
    node = index
    for above in tree.ancestors(index):
        if tree.tokens[above].pos in ("ADP", "SCONJ"):
            return tree.words[above]
        if (
            tree.tokens[node].dep not in ("compound", "appos", "conj", "amod", "nmod", "poss", "nsubj")
            and node != index
        ):
            return ""
        if tree.tokens[above].pos in ("VERB", "AUX"):
            return ""
        node = above
    return ""


def choose_time(tree: Tree, head: int, times: Iterable[Time], barred: Sequence[Span]) -> Found:
    """Return the time of the event at ``head`` among its sentence's times; None where none is near."""
    best: tuple[float, Time] | None = None
    for time in times:
        if time.type in ("SET", "DURATION") and time.start is None:
            continue
        index = anchor(tree, time.span)
        if index is None or _within(time.span, barred):
            continue
        cost = _time_cost(tree, head, index)
        if best is None or cost < best[0]:
            best = (cost, time)
    if best is None or best[0] >= _FAR:
        return Found()
    cost, time = best
    return Found(time=time, score=round(max(0.35, 0.95 - 0.06 * cost), 2), how="attached")


def _time_cost(tree: Tree, head: int, index: int) -> float:
    up, down = tree.path(head, index)
    speech = word_set("speech", "status.toml")
    cost = float(len(up) + len(down) - 2)
    for node in (*up[:-1], *down[1:]):
        cost += _BARRIERS.get(tree.tokens[node].dep, 0.0)
    clause = tree.clause(index)
    if clause != head and tree.lemmas[clause] in speech and clause not in up[:-1]:
        return _FAR
    if any(tree.tokens[node].dep in ("relcl", "advcl", "acl") for node in down[1:]):
        cost += 4.0
    return cost
