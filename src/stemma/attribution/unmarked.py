"""Speakers behind a statement whose verb passes for a participle or a noun: "… police records show"."""

from stemma.attribution.crowded import begins
from stemma.attribution.found import Found
from stemma.attribution.kinds import source_type
from stemma.attribution.lexicon import words
from stemma.attribution.marks import BREAKS
from stemma.attribution.stated import stated
from stemma.attribution.tree import Tree

_SHORTEST = 4  # tokens of a statement
_LONGEST = 6  # tokens of a speaker
_AT_END = frozenset({"say", "says", "said", "show", "shows", "report", "reports", "indicate", "suggest"})
_PAPERS = frozenset({"show", "shows", "indicate", "suggest"})  # what papers do, and few who speak
_VERBS = frozenset({"VERB", "AUX"})
_PLAIN = frozenset({"NOUN", "PROPN", "ADJ", "DET"})
_WHEN = frozenset({"DATE", "TIME"})
_FOLLOWS = frozenset({"citing", "quoting"})


def noun_at_end(tree: Tree) -> Found | None:
    """Read "…, police records show." where the verb passes for a noun, None for anything else."""
    cue = tree.closing
    if tree.words(cue) not in _AT_END or tree.tokens[cue].pos in _VERBS or cue < _SHORTEST + 2:
        return None
    comma = next((i for i in range(cue - 1, max(0, cue - _LONGEST), -1) if tree.words(i) == ","), 0)
    if comma < _SHORTEST or comma + 1 == cue:
        return None
    source = list(range(comma + 1, cue))
    if any(tree.tokens[i].pos not in _PLAIN for i in source):
        return None
    last = tree.tokens[cue - 1]
    kind = source_type("", "", last.text.lower())
    speaks = kind == "document" if tree.words(cue) in _PAPERS else kind not in {"unknown", "document"}
    if last.pos not in {"NOUN", "PROPN"} or not speaks:
        return None
    return stated(tree, [cue], source, tree.trimmed(list(range(comma))), "trailing")


def without_a_comma(tree: Tree, cue: int) -> Found | None:
    """Read "… were hit in Tarsa | local media reported on Monday" where the verb passes for a participle.

    Args:
        tree: the sentence.
        cue: the verb.
    """
    token = tree.tokens[cue]
    if token.dep != "acl" or token.tag not in {"VBN", "VBD"} or token.head != cue - 1:
        return None
    if token.lemma.lower() not in words("rules.toml", "plainly_said") or not _ends_there(tree, cue + 1):
        return None
    low = next((i + 1 for i in range(cue - 1, 0, -1) if _parts(tree, i)), cue)
    first = begins(tree, low, cue - 1)
    if first is None or first < _SHORTEST or tree.words(first) in {"a", "an"}:
        return None
    before = tree.tokens[:first]
    if not any(t.pos in _VERBS and t.tag != "VBG" for t in before) or tree.words(first - 1) == ",":
        return None
    return stated(tree, [cue], list(range(first, cue)), tree.trimmed(list(range(first))), "trailing")


def _parts(tree: Tree, index: int) -> bool:
    """Whether a word stands before the noun phrase in which a speaker is sought."""
    token = tree.tokens[index]
    return token.pos in _VERBS | {"ADP", "PRON", "ADV"} or token.text in BREAKS - {"-"}


def _ends_there(tree: Tree, index: int) -> bool:
    """Whether a clause ends at a token, but for the day and whom the speaker cites."""
    if index >= len(tree.tokens) or tree.tokens[index].text in {".", ","} | _FOLLOWS:
        return True
    on = tree.words(index) in {"on", "late", "early"} and index + 1 < len(tree.tokens)
    return tree.tokens[index].entity in _WHEN or (on and tree.tokens[index + 1].entity in _WHEN)
