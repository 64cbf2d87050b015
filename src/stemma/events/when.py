"""When: the time of an event among those that its sentence names."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from stemma.events.apart import days_from
from stemma.events.lexicon import word_set
from stemma.events.setting import FAR, SEQUENCE, Found, anchor, crossings, within
from stemma.events.tree import Tree
from stemma.records import Span, Time

_LATER = re.compile(r"\b(?:moment|second|minute|hour)s? (?:later|earlier|after|before)\b", re.IGNORECASE)
_STAMP = re.compile(r"\s*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\s+(?=[A-Z])")
# A time farther away than this belongs to something else in the sentence.
_LATEST = 9.0
_TOLD = 0.4
# What a time costs that hangs on the noun of another act ("the clash followed a raid on Sunday").
_OTHERS = 6.0
_LABELLING = frozenset({"nummod", "compound", "nmod", "amod", "poss"})
_OPENING = 2  # characters before a page's date
_COARSE_TIMES = frozenset({"month", "season", "year", "range", "unknown"})


class Moment(Struct, frozen=True):
    """A time that a sentence names, its head token, and whether it only bounds a stretch ("since 2011")."""

    time: Time
    index: int
    barred: bool
    since: bool


def moments_of(tree: Tree, times: Iterable[Time], barred: Sequence[Span]) -> tuple[Moment, ...]:
    """Return the times of a sentence with their tokens; at ``barred`` spans they are times of saying."""
    found = []
    for time in times:
        index = anchor(tree, time.span)
        if index is not None and not _in_name(tree, index) and not _moments_later(time):
            found.append(Moment(time, index, within(time.span, barred), _long_since(tree, time, index)))
    return tuple(found)


def stamped(text: str, time: Time) -> bool:
    """Say whether a time is the date in figures that opens a page ("15-02-2016 Two killed in X")."""
    found = _STAMP.match(text) if time.span.start <= _OPENING else None
    return found is not None and time.span.end <= found.end()


def _moments_later(time: Time) -> bool:
    """Say whether words tell no day, but that the scene goes on ("a few seconds later")."""
    return time.start is None and _LATER.search(time.text) is not None


def _in_name(tree: Tree, index: int) -> bool:
    """Say whether a day is part of a name ("the movement of 9 May", "the March 9 Movement")."""
    token = tree.tokens[index]
    named = token.dep in ("nmod", "compound") and tree.tokens[token.head].pos == "PROPN"
    return named and token.entity == "ORG" == tree.tokens[token.head].entity


def choose_time(
    tree: Tree, head: int, moments: Iterable[Moment], heads: frozenset[int] = frozenset()
) -> Found:
    """Return the time of an event among its sentence's times; the time of saying is not the event's.

    ``heads`` are the heads of all triggers of the sentence.
    """
    best: tuple[float, Time] | None = None
    for moment in moments:
        time = moment.time
        if time.start is None and (time.type in ("SET", "DURATION") or time.value.endswith("_REF")):
            continue
        if moment.barred or (moment.since and not _counted_from(tree, head, moment.index)):
            continue
        if _labels(tree, moment.index, head, year=time.precision == "year"):
            continue
        cost = _remembered_time_cost(tree, head, moment.index, heads) + (
            0.0 if time.start is not None else 2.0
        )
        if cost <= _LATEST and (best is None or cost < best[0]):
            best = (cost, time)
    if best is None:
        return Found()
    return Found(time=best[1], score=round(max(0.35, 0.95 - 0.06 * best[0]), 2), how="attached")


def _counted_from(tree: Tree, head: int, index: int) -> bool:
    """Say whether an event is what a stretch begins with ("since 2014, when X took Y")."""
    clause = _from_when(tree, index)
    if head in tree.subtree(index) or (clause is not None and head in tree.subtree(clause)):
        return True
    return any(tree.words[at] == "since" for at in tree.ancestors(head))


def _from_when(tree: Tree, index: int) -> int | None:
    """Return the verb of the clause with "since" that a time stands in, None for none."""
    clause = tree.clause(index)
    return clause if any(tree.words[at] == "since" for at in tree.children(clause, "mark")) else None


def _labels(tree: Tree, index: int, head: int, *, year: bool) -> bool:
    """Say whether a time only names something else than the event: a year anything ("the 2016 campaign").

    A day names what is known by its day ("under the 25 December agreement", "before Tuesday's vote").
    """
    token = tree.tokens[index]
    named = tree.tokens[token.head]
    if token.dep not in _LABELLING or named.pos not in ("NOUN", "PROPN"):
        return False
    if not year and tree.lemmas[token.head] not in word_set("dated_nouns"):
        return False
    return head != index and head not in tree.subtree(token.head)


def _long_since(tree: Tree, time: Time, index: int) -> bool:
    """Say whether a time only bounds a stretch: it dates no single event.

    "Since 2011" does, and any time of what somebody counts from ("since the end of the truce on Monday").
    """
    if "since" not in tree.words:
        return False
    above = tree.ancestors(index)
    nested = next((step for step, at in enumerate(above) if tree.words[at] == "since"), 0)
    if nested and not any(tree.tokens[at].pos in ("VERB", "AUX") for at in above[:nested]):
        return True
    if _from_when(tree, index) is not None:  # "since the talks broke off in April"
        return True
    if tree.tokens[index].dep == "pobj" and tree.words[tree.tokens[index].head] == "since":
        return True  # "the third raid since Monday"
    if time.precision not in _COARSE_TIMES:
        return False
    before = [
        word for token, word in zip(tree.tokens, tree.words, strict=True) if token.end <= time.span.start
    ]
    return before[-1:] == ["since"]


def told_time(tree: Tree, head: int, moments: Iterable[Moment]) -> Found:
    """Return the time of telling for news told in the perfect ("have recaptured X, she said on Monday").

    The perfect says that what is told is recent at that time; the simple past says nothing of the kind. A
    day that opens the sentence is as often that of what had been done ("On Monday, it said it had seized X").
    """
    auxiliaries = {tree.words[aux] for aux in tree.children(head, "aux")}
    perfect = bool(auxiliaries & {"have", "has"})
    if not perfect and "had" not in auxiliaries:
        return Found()
    telling = next(
        (n for n in tree.ancestors(head) if tree.lemmas[n] in word_set("speech", "status.toml")), None
    )
    for moment in moments:
        told = telling is not None and tree.clause(moment.index) == telling
        if told and moment.time.start is not None and (perfect or _opens(tree, moment)):
            return Found(time=moment.time, score=_TOLD, how="time of telling")
    return Found()


def _opens(tree: Tree, moment: Moment) -> bool:
    """Say whether a time stands before the subject of the verb that it hangs on."""
    subjects = tree.children(tree.clause(moment.index), "nsubj", "nsubjpass")
    return bool(subjects) and moment.index < subjects[0]


def _answers(tree: Tree, index: int) -> bool:
    """Say whether a noun makes one act the answer to, or the memory of, another."""
    return tree.tokens[index].pos == "NOUN" and tree.lemmas[index] in word_set("answers")


def answer_between(tree: Tree, head: int, index: int) -> bool:
    """Say whether an act and a time stand on two sides of the words by which one act answers another."""
    first, last = min(head, index), max(head, index)
    return any(
        _answers(tree, node) and any(inner <= last for _, _, inner in tree.prepositional(node))
        for node in range(first + 1, last)
    )


def _of_second(tree: Tree, head: int, index: int) -> bool:
    """Say whether a time stands after the second of two acts, where this is the first."""
    above = tree.tokens[head].head
    if tree.tokens[head].dep != "nsubj" or tree.lemmas[above] not in word_set("succeeding"):
        return False
    return any(at < index for at in tree.children(above, "dobj"))


def answered(tree: Tree, head: int) -> bool:
    """Say whether an act is one that another answers ("in response to a raid")."""
    return any(_answers(tree, node) for node in tree.ancestors(head))


def _remembered_time_cost(tree: Tree, head: int, index: int, heads: frozenset[int]) -> float:
    """Return the cost of a time, kept like that of a place."""
    key = ("time", head, index)
    if key not in tree.facts:
        tree.facts[key] = _time_cost(tree, head, index, heads)
    cost: float = tree.facts[key]
    return cost


def _takes_lives(tree: Tree, verb: int) -> bool:
    """Say whether a verb of saying tells losses ("the blast claimed the lives of ten")."""
    return any(tree.lemmas[at] == "life" for at in tree.children(verb, "dobj"))


def _in_turn(tree: Tree, verb: int) -> bool:
    """Say whether a verb tells another act, of before or after ("retook X after it fell on Monday")."""
    marks = tree.children(verb, "mark") if tree.tokens[verb].dep == "advcl" else []
    return any(tree.words[at] in ("after", "before") for at in marks)


def _tells_losses(tree: Tree, verb: int) -> bool:
    """Say whether a participle only tells what an act did to people ("…, killing six on Monday")."""
    return tree.tokens[verb].tag == "VBG" and tree.lemmas[verb] in word_set("losing")


def _is_said(tree: Tree, node: int) -> bool:
    """Say whether a clause is what somebody says, whose verb has a subject of its own."""
    token = tree.tokens[node]
    said = token.dep == "ccomp" and tree.lemmas[token.head] in word_set("speech", "status.toml")
    return said and bool(tree.children(node, "nsubj", "nsubjpass"))


def _time_cost(tree: Tree, head: int, index: int, heads: frozenset[int]) -> float:
    up, down = tree.path(head, index)
    clause = tree.clause(index)
    # "Claimed responsibility for an attack on Sunday" tells the day of the attack.
    below = up == [head] and clause not in down[1:]
    said = tree.lemmas[clause] in word_set("speech", "status.toml") and not _takes_lives(tree, clause)
    if said and not below and clause != head and clause not in up[:-1]:
        return FAR
    if answer_between(tree, head, index) or _of_second(tree, head, index):
        return FAR  # "fired on Monday in response to a raid" dates no raid
    if any(tree.tokens[node].head > head and _is_said(tree, node) for node in down[1:]):
        return FAR  # "nobody claimed the attack, but the group said it fired on X on Monday"
    if any(days_from(tree, node) and index not in tree.subtree(node) for node in up[:-1]):
        return FAR  # "was hit late on Tuesday, just days after ten were killed" dates no killing
    cost = float(len(up) + len(down) - 2) + crossings(tree, up, down)
    above = tree.tokens[index].head
    if above != head and tree.lemmas[above] in word_set("saying_nouns"):
        return FAR
    # A participle that is no event of its own ends the phrase of another ("a shell fired at X on Monday").
    hung = {node for node in (*up, *down) if tree.tokens[node].dep == "acl" and node not in heads}
    clauses = [node for node in down[1:] if tree.tokens[node].dep in ("relcl", "advcl", "acl")]
    clauses = [node for node in clauses if node not in hung]
    if any(tree.tokens[node].head != head and not _tells_losses(tree, node) for node in clauses):
        cost += _OTHERS if any(tree.tokens[node].dep == "relcl" for node in clauses) else 4.0
    between = [node for node in (*up[1:-1], *down[1:]) if node not in hung]
    if not any(tree.tokens[node].pos in ("VERB", "AUX") for node in between):
        # A chain of nouns and prepositions only is one clause, however long ("in and around X on Monday").
        cost = min(cost, _LATEST)
    if any(tree.words[node] in SEQUENCE for node in (*up[1:-1], *down[1:])):
        cost += 3.0
    cost += _OTHERS * any(node in heads and tree.tokens[node].pos == "NOUN" for node in down[1:-1])
    cost += _OTHERS * any(node in heads and _in_turn(tree, node) for node in down[1:-1])
    return cost
