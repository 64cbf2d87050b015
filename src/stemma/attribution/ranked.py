"""Attributions by the trained ranker, as the finders by rule give them."""

from bisect import bisect_left

from stemma.attribution.found import Found
from stemma.attribution.lexicon import noun_classes, verb_classes
from stemma.attribution.quotes import Quotation
from stemma.attribution.ranker import NEXT, Choice, Model, choose
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
    starts = [quotation.start for quotation in quotations]
    found: list[Found] = []
    for tree in trees:
        sentence = tree.sentence
        last = bisect_left(starts, sentence.end + NEXT + 1)
        near = [q for q in quotations[:last] if q.end > sentence.start]
        found.extend(_found(tree, choice, near) for choice in choose(model, tree, near))
    return found


def _found(tree: Tree, choice: Choice, quotations: list[Quotation]) -> Found:
    token = tree.tokens[choice.cue]
    # spaCy takes "according" now for a verb, now for a preposition.
    lemma = "according" if token.text.lower() == "according" else token.lemma.lower()
    head: int | None = choice.content.head
    if head is not None and not any(low <= head <= high for low, high in choice.content.ranges):
        head = None
    cue_indices = cue_words(tree, choice.cue)
    if lemma == "according" and choice.cue + 1 < len(tree.tokens):
        cue_indices = [choice.cue, choice.cue + 1]
    if "." in choice.content.kind and choice.content.ranges:
        # "called for", "warned of": the preposition before the content belongs to the cue.
        before = choice.content.ranges[0][0] - 1
        if before > choice.cue and tree.tokens[before].pos == "ADP":
            cue_indices = sorted({*cue_indices, before})
    inside = {i for low, high in choice.content.ranges for i in range(low, high + 1)} | set(
        choice.source.tokens
    )
    cue_indices = [i for i in cue_indices if i not in inside] or [choice.cue]
    return Found(
        sentence=tree.sentence.index,
        cue_token=choice.cue,
        lemma=lemma,
        klass=class_of(lemma, token.pos),
        cue=spans_of(tree.tokens, cue_indices),
        content=choice.spans,
        source=spans_of(tree.tokens, list(choice.source.tokens)),
        source_head=choice.source.head if choice.source.head >= 0 else None,
        source_sentence=tree.sentence.index,
        content_head=head,
        addressee=addressee_of(tree, choice.cue, lemma),
        directness=directness_of(choice.spans, quotations),
        negated=tree.child(choice.cue, "neg") is not None,
        rule=f"ranked {choice.content.kind}",
        score=1 / (1 + 2.718281828 ** -max(-30.0, min(30.0, choice.log_odds))),
    )


def class_of(lemma: str, pos: str) -> str:
    """Return the class of a cue: its lexicon class, or "attitude" where the lexicon has none."""
    if lemma in {"according", "per", ":"}:
        return "assert"
    if pos in {"NOUN", "PROPN"}:
        return noun_classes().get(lemma, "attitude")
    return verb_classes().get(lemma, ("attitude",))[0]


def directness_of(spans: tuple[Span, ...], quotations: list[Quotation]) -> Directness:
    """Return whether a content is quoted wholly, in part, or not at all."""
    size = sum(span.end - span.start for span in spans)
    quoted = sum(
        max(0, min(span.end, q.end) - max(span.start, q.start)) for span in spans for q in quotations
    )
    if quoted >= _DIRECT * size:
        return "direct"
    return "mixed" if quoted else "indirect"
