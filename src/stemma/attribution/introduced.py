"""Paragraphs that a sentence before them brings in, without marks: "The governor wrote:", then his words."""

import re
from collections.abc import Iterable, Mapping, Sequence

from stemma.attribution.found import Found
from stemma.attribution.lexicon import verb_classes
from stemma.attribution.marks import OPENING
from stemma.attribution.sources import source_of_verb
from stemma.attribution.tree import FINITE, Tree, by_blocks, spans_of
from stemma.attribution.verbs import cue_words
from stemma.records import Report

_SAYING = frozenset({"assert", "report", "demand"})
_READS = frozenset({"read", "run", "go"})  # "the statement reads:"
_BULLETS = frozenset("•*-–—▪●◦‣·")  # noqa: RUF001 (dashes)
_WE = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Uu]s|[Mm]y)\b")
_FURTHEST = 8  # paragraphs that one sentence may bring in
_SCORE = 0.6  # the colon is plain; how many paragraphs it brings in is not


def introduced(trees: Sequence[Tree], found: Iterable[Found], report: Report) -> dict[int, Found]:
    """Return who speaks in the paragraphs behind a sentence that ends in a colon, by the sentence's index.

    The first paragraph is theirs, and a list is to its end. Of further paragraphs those are that speak of
    "we" or "I", with all between them, up to one that somebody else speaks in.

    Args:
        trees: the report's sentences in order.
        found: all attributions.
        report: the report.
    """
    last = {tree.sentence.block: tree for tree in trees}
    opening = [tree for tree in last.values() if tree.tokens[-1].text == ":"]
    if not opening:
        return {}
    every = list(found)
    others = {trees[each.sentence].sentence.block for each in every if each.source}
    by_block = by_blocks(trees)
    spoken: dict[int, Found] = {}
    for tree in opening:
        speaker = _speaker(tree, every)
        if speaker is None:
            continue
        for number in _theirs(tree.sentence.block, report, by_block, others):
            spoken |= {each.sentence.index: speaker for each in by_block[number]}
    return spoken


def _speaker(tree: Tree, found: Sequence[Found]) -> Found | None:
    """Return who brings in what follows, with the verb that does: the highest that has somebody to say it."""
    cues = sorted((i for i in range(len(tree.tokens)) if _brings_in(tree, i)), key=lambda i: tree.depth[i])
    last = len(tree.tokens) - 2
    for cue in [last] if adds_on(tree, last) else cues:
        source, head = source_of_verb(tree, cue)
        if source is None or head is None or cue in source:
            continue
        inside = (each for each in found if each.sentence == tree.sentence.index)
        if any(each.cue_token == cue and _says_something(each, tree) for each in inside):
            return None
        index, lemma = tree.sentence.index, tree.tokens[cue].lemma.lower()
        return Found(
            sentence=index, cue_token=cue, lemma=lemma, klass="assert",
            cue=spans_of(tree.tokens, cue_words(tree, cue)), content=(),
            source=spans_of(tree.tokens, tree.trimmed(source)), source_head=head, source_sentence=index,
            directness="direct", rule="introduced", score=_SCORE,
        )  # fmt: skip
    return None


def adds_on(tree: Tree, cue: int) -> bool:
    """Whether a participle at a sentence's end brings in the paragraph behind it: "…, X wrote, adding:"."""
    if cue < 1 or cue != len(tree.tokens) - 2 or tree.tokens[-1].text != ":" or tree.tokens[cue].tag != "VBG":
        return False
    return "assert" in verb_classes().get(tree.tokens[cue].lemma.lower(), ())


def _brings_in(tree: Tree, index: int) -> bool:
    """Whether a token is a finite verb of saying, not denied and not put off: "would say"."""
    token = tree.tokens[index]
    lemma = token.lemma.lower()
    if token.pos != "VERB" or token.tag not in FINITE - {"MD"}:
        perfect = token.tag == "VBN" and tree.child(index, "aux") is not None
        if not perfect:
            return False
    if tree.child(index, "neg") is not None:
        return False
    return lemma in _READS or bool(_SAYING & {*verb_classes().get(lemma, ())})


def _says_something(found: Found, tree: Tree) -> bool:
    """Whether an attribution has a statement of its own before the colon: "said that ten died:"."""
    return any(tree.tokens[i].tag in FINITE for i in found.within(tree.tokens))


def _theirs(
    block: int, report: Report, by_block: Mapping[int, Sequence[Tree]], others: set[int]
) -> Iterable[int]:
    """Return the blocks behind one that are what it brings in."""
    kept: list[int] = []
    sure = 0
    marks = set()
    for number in range(block + 1, min(block + 1 + _FURTHEST, len(report.blocks))):
        its = report.blocks[number]
        text = report.text[its.start : its.end].strip()
        if its.kind != "body" or number not in by_block or not text or text[0] in OPENING or text[-1] == ":":
            break
        listed = text[0] in _BULLETS
        marks.add(text[0] if listed else "")
        if kept and (len(marks) > 1 or (number in others and not listed)):
            break
        kept.append(number)
        if len(kept) == 1 or listed or _WE.search(text):
            sure = len(kept)
    return kept[:sure]
