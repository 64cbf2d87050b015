"""Attributions by the trained ranker, as the finders by rule give them."""

import math

from stemma.attribution.found import Found
from stemma.attribution.lexicon import noun_classes, verb_classes, words
from stemma.attribution.quotes import Quotation, marked
from stemma.attribution.ranker import NEXT, Choice, Model, choose_again
from stemma.attribution.tree import Tree, spans_of
from stemma.attribution.verbs import addressee_of, cue_words
from stemma.records import Directness, Span

_DIRECT = 0.9  # share of a content inside quotation marks that makes it direct speech


def ranked_attributions(model: Model, trees: list[Tree], quotations: list[Quotation]) -> list[Found]:
    """Return the attributions that the model finds in each sentence.

    Args:
        model: the weights.
        trees: the sentences to read.
        quotations: the report's quotations in order.
    """
    around = marked(quotations)
    found: list[Found] = []
    for tree in trees:
        sentence = tree.sentence
        near = around.touching(sentence.start, sentence.end + NEXT + 1)
        found.extend(attributions_of(tree, choose_again(model, tree, near), near))
    return found


def attributions_of(tree: Tree, choices: list[Choice], quotations: list[Quotation]) -> list[Found]:
    """Return a sentence's attributions, of the choices of the model; quotations are those beside it."""
    return [_found(tree, choice, quotations) for choice in choices]


def _found(tree: Tree, choice: Choice, quotations: list[Quotation]) -> Found:
    token = tree.tokens[choice.cue]
    # spaCy takes "according" now for a verb, now for a preposition.
    lemma = "according" if token.text.lower() == "according" else token.lemma.lower()
    head = choice.content.head
    source, spans = _with_modifiers(tree, choice)
    return Found(
        sentence=tree.sentence.index,
        cue_token=choice.cue,
        lemma=lemma,
        klass=_with_particle(tree, choice.cue, lemma) or class_of(lemma, token.pos),
        cue=spans_of(tree.tokens, _cue_indices(tree, choice, lemma)),
        content=spans,
        source=spans_of(tree.tokens, source),
        source_head=choice.source.head if choice.source.head >= 0 else None,
        source_sentence=tree.sentence.index,
        content_head=head if any(low <= head <= high for low, high in choice.content.ranges) else None,
        addressee=addressee_of(tree, choice.cue, lemma),
        directness=directness_of(spans, quotations),
        negated=tree.child(choice.cue, "neg") is not None,
        quoted=any(q.start <= token.start < q.end for q in quotations),
        rule=f"ranked {choice.content.kind}",
        score=1 / (1 + math.exp(-max(-_STEEP, min(_STEEP, choice.log_odds)))),
    )


_STEEP = 30.0  # log-odds beyond which a probability is 0 or 1


def _with_modifiers(tree: Tree, choice: Choice) -> tuple[list[int], tuple[Span, ...]]:
    """Give a source the words before it that a content without a comma took: "the northern | agency"."""
    source, spans = list(choice.source.tokens), choice.spans
    if choice.content.kind != "l:unbroken" or not source or choice.content.ranges[-1][1] != source[0] - 1:
        return source, spans
    left = tree.left[choice.source.head]
    if not choice.content.ranges[-1][0] + _SHORTEST <= left < source[0]:
        return source, spans
    kept = (*spans[:-1], Span(spans[-1].start, tree.tokens[left - 1].end))
    return [*range(left, source[0]), *source], kept


_SHORTEST = 3  # tokens of a content


def _cue_indices(tree: Tree, choice: Choice, lemma: str) -> list[int]:
    if lemma == "according" and choice.cue + 1 < len(tree.tokens):
        return [choice.cue, choice.cue + 1]
    found = set(cue_words(tree, choice.cue))
    if "." in choice.content.kind:
        # "called for", "warned of": the preposition before the content belongs to the cue.
        before = choice.content.ranges[0][0] - 1
        if before > choice.cue and tree.tokens[before].pos == "ADP":
            found.add(before)
    found.difference_update(choice.source.tokens)
    for low, high in choice.content.ranges:
        found.difference_update(range(low, high + 1))
    return sorted(found) or [choice.cue]


def class_of(lemma: str, pos: str) -> str:
    """Return the class of a cue: its lexicon class, or "attitude" where the lexicon has none."""
    if lemma in {"according", "per", ":"}:
        return "assert"
    if pos in {"NOUN", "PROPN"}:
        return noun_classes().get(lemma, "attitude")
    return verb_classes().get(lemma, ("attitude",))[0]


def _with_particle(tree: Tree, cue: int, lemma: str) -> str:
    """Return the class that its particle gives a verb ("ruled out a truce"), "" for none.

    Who "did not rule out a truce" neither denies nor states one.
    """
    particle = tree.child(cue, "prt", "advmod")
    denies = particle == cue + 1 and f"{lemma} {tree.words(particle)}" in words("rules.toml", "denying")
    return "deny" if denies and tree.child(cue, "neg") is None else ""


def directness_of(spans: tuple[Span, ...], quotations: list[Quotation]) -> Directness:
    """Return whether a content is quoted wholly, in part, or not at all."""
    size = sum(span.end - span.start for span in spans)
    quoted = sum(
        max(0, min(span.end, q.end) - max(span.start, q.start)) for span in spans for q in quotations
    )
    if quoted >= _DIRECT * size:
        return "direct"
    return "mixed" if quoted else "indirect"
