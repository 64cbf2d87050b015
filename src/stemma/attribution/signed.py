"""Paragraphs that their speaker signs behind a dash: "The bridge is closed. Stay at home. - Kelm warned."."""

# ruff: noqa: RUF001 (dashes)

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import structs

from stemma.attribution.found import Found, up_to
from stemma.attribution.kinds import source_type
from stemma.attribution.lexicon import verb_classes, words
from stemma.attribution.pointing import Pointed, told_by
from stemma.attribution.relays import head_in
from stemma.attribution.sketches import words_of
from stemma.attribution.tree import Tree, spans_of
from stemma.records import ClaimMention, Report

_SIGNED = re.compile(r"[.!?…][\"”»]?\s*[-–—]\s*(?P<who>[^\s–—.!?:;\d][^–—.!?:;\d]{3,90})[.!]?\s*$")
_SAYING = frozenset({"assert", "report", "demand"})
_SPEECH_TAGS = frozenset({"VBD", "VBZ"})
_SIDE = frozenset({"ADP", "PUNCT", "ADV", "SCONJ"})
_SCORE = 0.6  # as of what points back


def signed_below(
    trees: Sequence[Tree], found: Iterable[Found], own: Iterable[ClaimMention], report: Report
) -> list[Pointed]:
    """Return as its signer's what the outlet seems to say in a paragraph that a speaker signs at its end.

    Ukrainian outlets set quotations so, without quotation marks.

    Args:
        trees: the report's sentences in order.
        found: all attributions.
        own: what the outlet says in its own voice.
        report: the report.
    """
    signatures: dict[int, tuple[int, int]] = {}
    for number, block in enumerate(report.blocks):
        match = _SIGNED.search(report.text, block.start, block.end) if block.kind == "body" else None
        if match is not None:
            signatures[number] = (match.start() + 1, match.start("who"))
    if not signatures:
        return []
    said: dict[int, list[ClaimMention]] = defaultdict(list)
    for mention in own:
        said[trees[mention.sentence].sentence.block].append(mention)
    last = {tree.sentence.block: tree for tree in trees}
    of: dict[int, list[Found]] = defaultdict(list)
    for each in found:
        of[each.sentence].append(each)
    pointed = []
    for number, (stop, start) in signatures.items():
        tree = last.get(number)
        signer = _signer(tree, start) if tree is not None else None
        before = [mention for mention in said[number] if mention.content.spans[0].start < stop]
        if tree is None or signer is None:
            continue
        spent = [one for one in of[signer.sentence] if one.start >= start]
        for mention in before:
            one = dataclasses.replace(signer, content=up_to(mention.content.spans, stop))
            said_so = structs.replace(
                told_by(one, mention, report), content=words_of(report, one.content), directness="direct"
            )
            pointed.append(Pointed(one, [], spent, said_so))
    return pointed


def _signer(tree: Tree, start: int) -> Found | None:
    """Return who speaks and the cue in "Kelm warned" or "said the mayor", its content still empty."""
    tail = [i for i, token in enumerate(tree.tokens) if token.start >= start and token.pos != "PUNCT"]
    if not tail:
        return None
    cues = [i for i in tail if tree.tokens[i].tag in _SPEECH_TAGS and _says(tree, i)]
    if len(cues) != 1:
        return None
    cue = cues[0]
    before = [i for i in tail if i < cue and tree.tokens[i].pos != "ADV"]
    run = before or _up_to_a_side(tree, [i for i in tail if i > cue])
    if not run or any(tree.tokens[i].pos in {"VERB", "AUX"} for i in run):
        return None
    head = head_in(tree, range(run[0], run[-1] + 1)) if _names_someone(tree, run) else None
    if head is None:
        return None
    index, lemma = tree.sentence.index, tree.tokens[cue].lemma.lower()
    klass = next(name for name in verb_classes()[lemma] if name in _SAYING)
    return Found(
        sentence=index, cue_token=cue, lemma=lemma, klass=klass, cue=spans_of(tree.tokens, [cue]), content=(),
        source=spans_of(tree.tokens, run), source_head=head, source_sentence=index, directness="direct",
        rule="signed", score=_SCORE,
    )  # fmt: skip


def _says(tree: Tree, index: int) -> bool:
    return bool(_SAYING & {*verb_classes().get(tree.tokens[index].lemma.lower(), ())})


def _up_to_a_side(tree: Tree, run: list[int]) -> list[int]:
    """Return a phrase behind a verb without where and when it was said, which "of" does not begin."""
    end = next((i for i in run if tree.tokens[i].pos in _SIDE and tree.words(i) != "of"), None)
    return [i for i in run if end is None or i < end]


def _names_someone(tree: Tree, run: list[int]) -> bool:
    """Whether words name a speaker: a name, an office, or a noun of a kind of sources."""
    titles = words("sources.toml", "titles")
    return any(
        tree.tokens[i].pos == "PROPN"
        or tree.words(i) in titles
        or (
            tree.tokens[i].pos == "NOUN" and source_type("", "", tree.words(i)) not in {"unknown", "document"}
        )
        for i in run
    )
