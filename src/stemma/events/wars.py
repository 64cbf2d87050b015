"""Whether a loss is told of a whole war, or of all that a party has done so far, and not of one event."""

import re
from functools import cache

from stemma.events.numbers import Count
from stemma.events.tree import Tree
from stemma.resources import load_toml

# Verbs of a clause that sums up a war at the end of a sentence ("bringing the toll to").
_SUMMING = frozenset({"bring", "raise", "push", "take", "lift"})
# No single act of the wars in the sets we measure on killed so many; such figures are told of whole wars.
_OF_A_WAR = 10_000
# "Hundreds" and more, in the perfect and without a day, are what a party has done so far.
_HUNDREDS = 200
_YEAR = re.compile(r"^(19|20)\d\d$")


@cache
def _war_words() -> frozenset[str]:
    return frozenset(load_toml("events", "numbers.toml")["context"]["war"])


def of_whole_war(tree: Tree, cue: int, count: Count) -> bool:
    """Say whether a count is of a whole war, by its size, by its words or as what was done so far."""
    if of_war(tree, cue) or (count.best or count.low or 0) >= _OF_A_WAR:
        return True
    return count.best is None and (count.low or 0) >= _HUNDREDS and _so_far(tree, cue)


def of_war(tree: Tree, cue: int) -> bool:
    """Say whether a word of loss tells of a whole war ("the conflict has killed", "since the war began")."""
    clause = tree.clause(cue)
    subject = tree.subject(clause) if tree.tokens[clause].pos in ("VERB", "AUX") else None
    if subject is not None and tree.lemmas[subject] in _war_words():
        return True
    if "since" in tree.words and _since_long(tree, _but_sums(tree, clause)):
        return True
    return any(
        word in ("in", "during", "by", "of", "throughout") and tree.lemmas[inner] in _war_words()
        for word, _, inner in tree.prepositional(clause)
    )


def _but_sums(tree: Tree, clause: int) -> list[int]:
    """Return the words of a clause but for a sum at its end ("killed six, bringing the toll to 90")."""
    sums = [at for at in tree.children(clause, "advcl", "conj") if tree.lemmas[at] in _SUMMING]
    sums += [
        below
        for at in tree.children(clause, "conj")
        for below in tree.children(at, "advcl")
        if tree.lemmas[below] in _SUMMING
    ]
    left_out = {node for at in sums for node in tree.subtree(at)}
    return [at for at in tree.subtree(clause) if at not in left_out]


def _so_far(tree: Tree, cue: int) -> bool:
    """Say whether a loss is told in the perfect without a day ("has killed hundreds of people")."""
    timed = any(tree.tokens[at].entity in ("DATE", "TIME") for at in tree.subtree(cue))
    return not timed and any(tree.words[at] in ("have", "has") for at in tree.children(cue, "aux"))


def _since_long(tree: Tree, below: list[int]) -> bool:
    if any(tree.words[at : at + 2] == ("since", "then") for at in below):
        return True
    since = next((i for i in below if tree.words[i] == "since"), None)
    return since is not None and any(
        _long_ago(tree, i) for i in [*tree.subtree(since), *range(since, since + 6)]
    )


def _long_ago(tree: Tree, index: int) -> bool:
    return index < len(tree.words) and (
        tree.lemmas[index] in _war_words() or bool(_YEAR.match(tree.words[index]))
    )
