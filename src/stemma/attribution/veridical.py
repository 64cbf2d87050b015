"""How sure the words make a reader that an event happened: what the light model looks at, and its answer."""

from functools import cache
from importlib.resources import files
from zlib import crc32

import numpy as np

from stemma.attribution.tree import Tree

BUCKETS = 1 << 15
_UP = 4  # heads above an event that are looked at
_SCALE = 3.0  # from -3, surely not, to 3, surely


def features(tree: Tree, index: int, top: int | None = None) -> list[str]:
    """Return the features of an event's token.

    Args:
        tree: its sentence.
        index: the event's token.
        top: the head of the content that it is judged in; what stands above it is not looked at.
    """
    token = tree.tokens[index]
    found = ["bias", f"l={token.lemma}", f"t={token.tag}", f"d={token.dep}", f"d={token.dep} t={token.tag}"]
    found += _around(tree, index, "0")
    path, current = "", index
    negations = _negated(tree, index)
    modals = _modal(tree, index)
    for step in range(1, _UP + 1):
        head = tree.tokens[current].head
        if current in (head, top):
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
    found.append(f"end={tree.tokens[-1].text}")
    if top is None:
        root = tree.tokens[tree.root]
        found += [f"root={root.lemma}", f"isroot={index == tree.root}"]
    return found


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
def _weights() -> np.ndarray | None:
    place = files("stemma.attribution").joinpath("veridical.npz")
    if not place.is_file():
        return None
    with place.open("rb") as stream, np.load(stream) as stored:
        return np.asarray(stored["weights"], dtype=np.float32)


def happened(tree: Tree, index: int, top: int | None = None) -> float | None:
    """Return how sure a reader may be that an event happened, from -3 (not) to 3; None without the model.

    Args:
        tree: its sentence.
        index: the event's token.
        top: as in `features`.
    """
    weights = _weights()
    if weights is None:
        return None
    value = float(weights[buckets(features(tree, index, top))].sum())
    return max(-_SCALE, min(_SCALE, value))
