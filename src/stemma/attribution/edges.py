"""Bring contents to their ends: a loose phrase before their speaker, "but gave no details" behind them."""

from dataclasses import replace

from stemma.attribution.found import Found
from stemma.attribution.lexicon import words
from stemma.attribution.tree import Tree, Trees
from stemma.records import Span

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TURNS = frozenset({"but", "and", "without", "though", "although"})
_LOOSE_TAGS = frozenset({"VBG", "VBN"})
_LOOSE = 15  # tokens of a loose phrase
_LEAST = 3  # tokens of a content
_REST = 3  # tokens from "but" to its verb


def to_their_ends(found: list[Found], trees: Trees) -> None:
    """Give contents, in place, the loose phrase that is theirs, and take from them what is not.

    Args:
        found: all attributions, fitted and put right.
        trees: the report's sentences.
    """
    for each in found:
        tree = trees[each.sentence]
        if each.directness == "direct" or not each.cue or not each.content:
            continue
        _with_loose_phrase(each, tree)
        _without_silence(each, tree)


def _with_loose_phrase(found: Found, tree: Tree) -> None:
    """Take in what hangs loosely before the speaker: "…, at times burning farms, locals said"."""
    if not found.source or found.source_sentence != found.sentence or len(found.content) > 1:
        return
    edge = min(found.source[0].start, found.cue[0].start)
    gap = [i for i, token in enumerate(tree.tokens) if found.end <= token.start < edge]
    if not 3 <= len(gap) <= _LOOSE:  # noqa: PLR2004 (two commas and a word)
        return
    first, last = tree.tokens[gap[0]], tree.tokens[gap[-1]]
    inner = [tree.tokens[i] for i in gap[1:-1]]
    if first.text != "," or last.text != "," or any(token.text in {",", ":", ";"} for token in inner[:1]):
        return
    loose = any(token.tag in _LOOSE_TAGS for token in inner[:_REST])
    if loose and not any(token.tag in _FINITE for token in inner):
        found.content = (Span(found.start, inner[-1].end),)


def _without_silence(found: Found, tree: Tree) -> None:
    """End a content before what its speaker left out: "one fighter died | , but did not say when"."""
    inside = found.within(tree.tokens)
    for place, index in enumerate(inside):
        if place < _LEAST or tree.words(index) not in _TURNS:
            continue
        rest = inside[place + 1 :]
        if rest and _leaves_out(tree, rest):
            end = (
                tree.tokens[index - 1].start
                if tree.tokens[index - 1].text == ","
                else tree.tokens[index - 1].end
            )
            found.content = tuple(
                [replace(part, end=min(part.end, end)) for part in found.content if part.start < end]
            )
            return


def _leaves_out(tree: Tree, rest: list[int]) -> bool:
    """Whether words say that a speaker says no more: "did not say when", "gave no details"."""
    run = [tree.words(i) for i in rest[: _REST + 1]]
    lemma = {tree.tokens[i].lemma.lower() for i in rest[: _REST + 1]}
    silent = bool(lemma & (words("rules.toml", "left_out") | {"say"}))
    if run[0] in {"did", "does", "do", "has", "have"} and "not" in run[:2]:
        return silent
    given = run[0] in {"gave", "giving", "provided", "providing", "offered", "offering"} and "no" in run[1:2]
    return (
        given or run[0] in {"declined", "refused"} or run[:1] in (["elaborating"], ["giving"], ["specifying"])
    )
