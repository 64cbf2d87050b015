"""How sure the words make a reader that an event happened: what the light model looks at, and its answer."""

from functools import cache
from importlib.resources import files
from typing import Literal
from zlib import crc32

import numpy as np

from stemma.attribution.lexicon import words
from stemma.attribution.tree import FINITE, Tree

Scale = Literal["UW", "UDS", "MegaVeridicality"]
BUCKETS = 1 << 17  # with half as many r is .004 lower on UW dev, .006 on UDS dev
_UP = 4  # heads above an event that are looked at
_GOVERNORS = 3  # verbs that an event hangs on, those it is joined to by "and" passed over
_COORDINATED = 5  # longest chain of "and" that is followed
_WINDOW = (-3, -2, -1, 1, 2)  # places of the words around an event
_LEAD = 8  # words before an event in which words of irrealis are looked for
_LIMIT = 3.0  # from -3, surely not, to 3, surely


def features(tree: Tree, index: int) -> list[str]:
    """Return the features of an event's token.

    Args:
        tree: its sentence.
        index: the event's token.
    """
    return [*_upward(tree, index), *_governed(tree, index), *_beside(tree, index)]


def _upward(tree: Tree, index: int) -> list[str]:
    """Return what the token is, what hangs on it, and the same of the heads above it."""
    token = tree.tokens[index]
    found = ["bias", f"l={token.lemma}", f"t={token.tag}", f"d={token.dep}", f"d={token.dep} t={token.tag}"]
    found += _around(tree, index, "0")
    path, current = "", index
    negations = _negated(tree, index)
    modals = _modal(tree, index)
    for step in range(1, _UP + 1):
        head = tree.tokens[current].head
        if current == head:
            break
        dep = tree.tokens[current].dep
        path = f"{path}>{dep}"
        above = tree.tokens[head]
        mood = f"{_negated(tree, head):d}{_modal(tree, head)}"
        found += [
            f"p{path}", f"g{path}={above.lemma}", f"g{path}={above.lemma} {mood}", f"m{path}={mood}",
            f"u={above.lemma} {dep}", f"q{path}={above.tag}",
        ]  # fmt: skip
        if step == 1:
            found += _around(tree, head, "1")
        else:
            found += [f"up {each}" for each in _around(tree, head, "2")]
        negations += _negated(tree, head)
        modals = modals or _modal(tree, head)
        current = head
    found += [f"neg={negations}", f"modal={modals}", f"neg={negations} modal={modals}"]
    root = tree.tokens[tree.root]
    found += [f"end={tree.tokens[-1].text}", f"root={root.lemma}", f"isroot={index == tree.root}"]
    return found


def _governed(tree: Tree, index: int) -> list[str]:
    """Return the verbs that an event hangs on with their mood, and the event's own form beside them."""
    current = _first_joined(tree, index)
    denied = _negated(tree, index) or _negated(tree, current)
    form = _form(tree, index)
    found = []
    for step in range(_GOVERNORS):
        head, dep = tree.tokens[current].head, tree.tokens[current].dep
        if head == current:
            break
        mark = tree.child(current, "mark")
        if mark is not None:
            found += [f"GM{step} {dep} {tree.words(mark)}", f"GM {tree.words(mark)} {form}"]
        head = _first_joined(tree, head)
        lemma, mood = tree.tokens[head].lemma, f"{_negated(tree, head)}{_modal(tree, head)}"
        found += [
            f"G{step} {dep} {lemma}", f"G{step} {dep} {lemma} {mood} n{denied}",
            f"G{step} {dep} {_form(tree, head)}", f"G{step} {dep} {mood} n{denied} {form}",
            f"G {dep} {lemma} {form}", f"GS{step} {_subject(tree, head)}",
        ]  # fmt: skip
        current = head
    return found


def _beside(tree: Tree, index: int) -> list[str]:
    """Return the words around an event, and words of irrealis before it."""
    last = len(tree.tokens)
    found = [f"w{off}={tree.words(index + off)}" for off in _WINDOW if 0 <= index + off < last]
    lemma = tree.tokens[index].lemma
    if index > 1:
        found.append(f"b-={tree.words(index - 2)} {tree.words(index - 1)}")
    if index > 0:
        found.append(f"b0={tree.words(index - 1)} {lemma}")
    if index + 1 < last:
        found.append(f"b1={lemma} {tree.words(index + 1)}")
    unreal = words("factuality.toml", "unreal")
    for before in range(max(0, index - _LEAD), index):
        word = tree.words(before)
        if tree.tokens[before].tag == "MD" or word in unreal:
            found.append(f"before={word}")
    return found


def _first_joined(tree: Tree, index: int) -> int:
    """Return the first of words joined by "and": its negation and modal hold for all."""
    for _ in range(_COORDINATED):
        token = tree.tokens[index]
        if token.dep != "conj" or token.head == index:
            break
        index = token.head
    return index


def _form(tree: Tree, index: int) -> str:
    """Return a verb's auxiliaries, its tag, and the tag of the auxiliary that tells the tense."""
    auxiliaries = [kid for kid in tree.kids[index] if tree.tokens[kid].dep in {"aux", "auxpass"}]
    named = [
        tree.words(kid) if tree.tokens[kid].tag == "MD" else tree.tokens[kid].lemma.lower()
        for kid in auxiliaries
    ]
    finite = [tree.tokens[kid].tag for kid in auxiliaries if tree.tokens[kid].tag in FINITE]
    return f"{' '.join(named)}+{tree.tokens[index].tag}+{finite[0] if finite else ''}"


def _subject(tree: Tree, index: int) -> str:
    """Return of what kind a verb's subject is: a pronoun by its word, a noun by its tag and determiner."""
    subject = tree.child(index, "nsubj", "nsubjpass", "expl")
    if subject is None:
        return "none"
    token = tree.tokens[subject]
    determiner = tree.child(subject, "det", "poss")
    named = tree.words(subject) if token.pos in {"PRON", "DET"} else token.tag
    return f"{token.dep} {named} {tree.words(determiner) if determiner is not None else ''}"


def _around(tree: Tree, index: int, level: str) -> list[str]:
    """Return what hangs on a word: auxiliaries, marks, adverbs, determiners, subjects."""
    found = []
    for kid in tree.kids[index]:
        token = tree.tokens[kid]
        if token.dep in {"aux", "auxpass", "neg", "mark", "advmod", "det", "amod", "prt", "expl"}:
            found.append(f"k{level}{token.dep}={token.text.lower()}")
        elif token.dep in {"nsubj", "nsubjpass", "dobj", "prep", "xcomp", "ccomp", "advcl", "agent"}:
            found.append(f"k{level}{token.dep}")
            if token.dep in {"nsubj", "nsubjpass", "dobj"}:
                small = any(tree.words(each) in {"no", "any", "few", "little"} for each in tree.kids[kid])
                found.append(f"k{level}{token.dep}={token.pos} {small}")
        if token.dep == "advcl":
            mark = tree.child(kid, "mark", "advmod")
            found.append(f"k{level}advcl={tree.words(mark) if mark is not None else ''}")
    return found


def _negated(tree: Tree, index: int) -> int:
    kids = tree.kids[index]
    return int(
        any(tree.tokens[kid].dep == "neg" or tree.words(kid) in {"no", "never", "neither"} for kid in kids)
    )


def _modal(tree: Tree, index: int) -> str:
    for kid in tree.kids[index]:
        if tree.tokens[kid].tag == "MD":
            return tree.words(kid)
        if tree.words(kid) == "to" and tree.tokens[kid].dep == "aux":
            return "to"
    return ""


def buckets(names: list[str]) -> list[int]:
    """Return the features' places in the model's weights."""
    return [crc32(name.encode()) % BUCKETS for name in names]


@cache
def _weights(scale: Scale) -> np.ndarray | None:
    place = files("stemma.attribution").joinpath("veridical.npz")
    if not place.is_file():
        return None
    with place.open("rb") as stream, np.load(stream) as stored:
        return np.asarray(stored[scale], dtype=np.float32)


def happened(tree: Tree, index: int, scale: Scale = "UW") -> float | None:
    """Return how sure a reader may be that an event happened, from -3 (not) to 3; None without the model.

    Args:
        tree: its sentence.
        index: the event's token.
        scale: whose question is answered. UW's annotators gave what is planned, asked for or supposed values
            around 0; UDS asked whether it did happen, to which "not yet" is no; MegaVeridicality asked
            what follows from a verb and its complement.
    """
    weights = _weights(scale)
    if weights is None:
        return None
    value = float(weights[buckets(features(tree, index))].sum())
    return max(-_LIMIT, min(_LIMIT, value))
