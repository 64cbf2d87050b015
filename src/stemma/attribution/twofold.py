"""Headlines that tell what two say ("UN says 10 killed, army denies strike"), and "10 killed, says UN"."""

from collections.abc import Sequence

from stemma.attribution.found import Found
from stemma.attribution.kinds import may_speak
from stemma.attribution.lexicon import statement_class, verb_classes
from stemma.attribution.relays import head_in
from stemma.attribution.tree import Tree, spans_of

_SPEAKER = 4  # tokens of a headline's speaker
_LEAST = 2  # tokens of what the first says
_PARTING = frozenset({",", "-", "–", "—"})  # noqa: RUF001 (dashes)
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET"})
_CHANGED = (("ies", "y"), ("es", ""), ("s", ""))  # how the present tense ends


def two_told(inside: Sequence[Found], tree: Tree) -> Found | None:
    """Return what the second speaker of a headline says, the first one's content cut before it, in place.

    Args:
        inside: the attributions of the headline; the second speaker's own is none of those returned.
        tree: the headline.
    """
    tokens = tree.tokens
    comma = next((i for i, token in enumerate(tokens) if token.text == ","), 0)
    first = next((each for each in inside if each.source and (each.cue_token or comma) < comma), None)
    cue = next((i for i in range(comma + 2, min(comma + 2 + _SPEAKER, len(tokens))) if _klass(tree, i)), 0)
    if first is None or first.cue_token is None or not cue or not _speaks(tree, comma + 1, cue):
        return None
    said = tree.trimmed(list(range(first.cue_token + 1, comma)))
    if len(said) >= _LEAST and first.end > tokens[comma].end:
        first.content, first.content_head = spans_of(tokens, said), None
        first.rule = "headline"
    rest = tree.trimmed(list(range(cue + 1, len(tokens))))
    if not rest or tokens[rest[0]].pos == "PRON" or any(each.cue_token == cue for each in inside):
        return None
    index, lemma = tree.sentence.index, _lemma(tree, cue)
    return Found(
        sentence=index, cue_token=cue, lemma=lemma, klass=_klass(tree, cue), cue=spans_of(tokens, [cue]),
        content=spans_of(tokens, rest), source=spans_of(tokens, list(range(comma + 1, cue))),
        source_head=head_in(tree, range(comma + 1, cue)), source_sentence=index, rule="headline", score=0.6,
    )  # fmt: skip


def speaks_behind(tree: Tree) -> Found | None:
    """Return what stands before the speaker of a headline that ends so: "…, says hospital"."""
    tokens = tree.tokens
    comma = next((i for i in range(len(tokens) - 1, 0, -1) if tokens[i].text in _PARTING), 0)
    cue, label = comma + 1, tree.trimmed(list(range(comma + 2, len(tokens))))
    if comma <= _LEAST or not 0 < len(label) <= _SPEAKER or statement_class(_lemma(tree, cue)) != "assert":
        return None
    if tokens[cue].tag not in {"VBZ", "VBP", "VB"} or not _speaks(tree, label[0], label[-1] + 1):
        return None
    index = tree.sentence.index
    return Found(
        sentence=index, cue_token=cue, lemma=_lemma(tree, cue), klass="assert", cue=spans_of(tokens, [cue]),
        content=spans_of(tokens, tree.trimmed(list(range(comma)))), source=spans_of(tokens, label),
        source_head=head_in(tree, range(label[0], label[-1] + 1)), source_sentence=index, rule="headline",
        score=0.8,
    )  # fmt: skip


def told_anew(inside: Sequence[Found], read: Found) -> list[Found]:
    """Return what was read, or nothing where it puts an attribution of the same cue right, in place."""
    same = next((each for each in inside if each.cue_token == read.cue_token), None)
    if same is None:
        return [read]
    same.source, same.source_head, same.source_sentence = read.source, read.source_head, read.source_sentence
    same.content, same.content_head, same.rule = read.content, None, read.rule
    return []


def _speaks(tree: Tree, low: int, cue: int) -> bool:
    """Whether the words before a verb name somebody who may speak, and nothing else."""
    if any(tree.tokens[i].pos not in _NOMINAL for i in range(low, cue)):
        return False
    last = tree.tokens[cue - 1]
    return last.entity == "GPE" or may_speak(last)


def _klass(tree: Tree, index: int) -> str:
    """Return the class of a verb of saying in the present tense, whatever the parse takes it for."""
    if not tree.words(index).endswith("s") and tree.tokens[index].tag not in {"VBP", "VB"}:
        return ""
    return statement_class(_lemma(tree, index))


def _lemma(tree: Tree, index: int) -> str:
    word = tree.words(index)
    for end, new in _CHANGED:
        if word.endswith(end) and word.removesuffix(end) + new in verb_classes():
            return word.removesuffix(end) + new
    return word
