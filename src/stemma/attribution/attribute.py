"""Attribute a report's propositions: join the finders, nest them, build chains and readings."""

from dataclasses import replace
from typing import Literal, cast

from stemma.attribution.cast import Cast
from stemma.attribution.chain import Chains
from stemma.attribution.factuality import read_proposition, stance_of
from stemma.attribution.finding import find_attributions, outermost
from stemma.attribution.found import Found
from stemma.attribution.mending import mended
from stemma.attribution.nesting import enclosing, is_claim, is_wrapper, writer_speaks
from stemma.attribution.quoted import split_later_quotations
from stemma.attribution.slavic import attribute_slavic, outermost_slavic
from stemma.attribution.tree import Tree
from stemma.identity import stable_id
from stemma.languages import SLAVIC
from stemma.records import ClaimMention, ParsedReport, Report, Span, Words

_OWN_KINDS = frozenset({"body", "caption"})
_OWN_SHORTEST = 4  # words
_MOSTLY = 0.6  # of a sentence said by others: nothing of the outlet's own is left


def attribute(report: Report, parsed: ParsedReport) -> tuple[ClaimMention, ...]:
    """Return every attributed proposition of a report, and its outlet's own assertions.

    Args:
        report: the report.
        parsed: its sentences.

    Returns:
        Mentions in order of their content; offsets are characters into the report's text.
    """
    if report.language in SLAVIC:
        return attribute_slavic(report, parsed)
    trees = [Tree(sentence) for sentence in parsed.sentences]
    found = split_later_quotations(find_attributions(report, trees), trees)
    found = [each for each in found if not writer_speaks(each, trees[each.sentence])]
    found = mended(found, trees, report)
    chains = Chains(report, trees, Cast(trees))
    found = [each for each in found if _cut_dateline(each, chains)]
    mentions = []
    for attribution in sorted(found, key=lambda each: (each.sentence, each.start)):
        outer = enclosing(attribution, found)
        if not is_claim(attribution, outer, trees[attribution.sentence]) or is_wrapper(attribution, found):
            continue
        mentions.append(_mention(attribution, outer, trees, chains, report))
    mentions = [replace(each, chain=chains.finished(each.chain)) for each in mentions]
    mentions.extend(_own(report, trees, found, chains))
    unique = {mention.id: mention for mention in mentions}
    return tuple(
        sorted(unique.values(), key=lambda m: (m.content.spans[0].start, m.content.spans[-1].end, m.id))
    )


def attribute_outermost(
    report: Report, parsed: ParsedReport, *, rules_only: bool = False
) -> list[tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]]:
    """Return (source, cue, content) of the attributions that stand in no other's content.

    This is the layer that PARC and PolNeAR mark; `attribute` gives the innermost with its chain.
    ``rules_only`` leaves the trained ranker aside.
    """
    if report.language in SLAVIC:
        return outermost_slavic(report, parsed)
    found = find_attributions(report, [Tree(each) for each in parsed.sentences], rules_only=rules_only)
    kept = outermost(found)
    return [
        (each.source, each.cue, words_of(report, each.content).spans)
        for each in sorted(kept, key=lambda one: (one.start, one.end))
    ]


def _cut_dateline(found: Found, chains: Chains) -> bool:
    """Take datelines out of a content; say whether anything is left."""
    found.content = chains.houses.own_words(found.content)
    return bool(found.content)


def _mention(
    found: Found, outer: list[Found], trees: list[Tree], chains: Chains, report: Report
) -> ClaimMention:
    tree = trees[found.sentence]
    indices = [i for i, token in enumerate(tree.tokens) if found.holds(Span(token.start, token.end))]
    head = found.content_head
    if head is None:
        head = min(indices, key=lambda i: tree.depth[i], default=tree.root)
    stance = stance_of(found.klass, found.lemma, negated=found.negated)
    reading = read_proposition(
        tree,
        head,
        indices or [head],
        found.klass,
        denied=stance == "deny" or (found.negated and found.klass != "deny"),
    )
    content = words_of(report, found.content)
    source = words_of(report, found.source) if found.source else None
    return ClaimMention(
        id=stable_id(
            "m",
            report.id,
            [(s.start, s.end) for s in found.content],
            [(s.start, s.end) for s in found.source],
        ),
        report=report.id,
        sentence=found.sentence,
        block=report.blocks[tree.sentence.block].kind,
        content=content,
        cue=words_of(report, found.cue) if found.cue else None,
        source=source,
        chain=chains.build(found, outer),
        directness=found.directness,
        factuality=reading.factuality,
        stance=stance,
        hedges=reading.hedges,
        polarity="negative" if reading.negative else "positive",
        tense=cast('Literal["past", "present", "future", "none"]', reading.tense),
        modal=reading.modal,
        aim=reading.aim,
        rule=found.rule,
        score=found.score,
    )


def _own(report: Report, trees: list[Tree], found: list[Found], chains: Chains) -> list[ClaimMention]:
    """Return the outlet's own assertions: sentences whose main clause no one else says."""
    mentions = []
    reach = [(*_reach(each), each) for each in found]
    for tree in trees:
        sentence = tree.sentence
        block = report.blocks[sentence.block]
        if block.kind not in _OWN_KINDS or not _asserts(tree):
            continue
        root = tree.tokens[tree.root]
        place = Span(root.start, root.end)
        near = [each for low, high, each in reach if low < sentence.end and sentence.start < high]
        if any(each.holds(place) or any(c.start <= place.start < c.end for c in each.cue) for each in near):
            continue
        said = sum(
            max(0, min(part.end, sentence.end) - max(part.start, sentence.start))
            for each in near
            for part in each.content
        )
        if said > _MOSTLY * (sentence.end - sentence.start) or _quotes(tree, found):
            continue
        content = chains.houses.own_words((Span(sentence.start, sentence.end),))
        if not content:
            continue
        reading = read_proposition(tree, tree.root, list(range(len(tree.tokens))), "", denied=False)
        mentions.append(
            ClaimMention(
                id=stable_id("m", report.id, [(s.start, s.end) for s in content], []),
                report=report.id,
                sentence=sentence.index,
                block=block.kind,
                content=words_of(report, content),
                cue=None,
                source=None,
                chain=chains.own(caption=block.kind == "caption"),
                directness="own",
                factuality=reading.factuality,
                hedges=reading.hedges,
                polarity="negative" if reading.negative else "positive",
                tense=cast('Literal["past", "present", "future", "none"]', reading.tense),
                modal=reading.modal,
                aim=False,
                rule="own",
                score=1.0,
            )
        )
    return mentions


def _reach(found: Found) -> tuple[int, int]:
    """Return from where to where an attribution's content and cue go."""
    parts = (*found.content, *found.cue)
    return min(part.start for part in parts), max(part.end for part in parts)


def _quotes(tree: Tree, found: list[Found]) -> bool:
    """Whether a sentence only passes on what another is quoted as saying."""
    if tree.tokens[tree.root].lemma not in {"quote", "cite"}:
        return False
    return any(
        each.sentence == tree.sentence.index
        and each.cue_token is not None
        and tree.tokens[each.cue_token].dep == "pcomp"
        and tree.tokens[tree.tokens[each.cue_token].head].head == tree.root
        for each in found
    )


def _asserts(tree: Tree) -> bool:
    if not tree.tokens or len(tree.tokens) < _OWN_SHORTEST or tree.tokens[-1].text == "?":
        return False
    root = tree.tokens[tree.root]
    return root.pos in {"VERB", "AUX"} or tree.child(tree.root, "nsubj", "nsubjpass") is not None


def words_of(report: Report, spans: tuple[Span, ...]) -> Words:
    """Return the words at spans of a report, white space and lone commas at their edges left out."""
    trimmed = tuple(part for part in (_trim(report.text, span) for span in spans) if part.start < part.end)
    kept = trimmed or spans
    return Words(kept, " … ".join(report.text[span.start : span.end] for span in kept))


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",.;:—–-…"):  # noqa: RUF001 (dashes)
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;:—–-(["):  # noqa: RUF001 (dashes)
        end -= 1
    return replace(span, start=start, end=end)
