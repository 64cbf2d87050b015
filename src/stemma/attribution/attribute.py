"""Attribute a report's propositions: join what its sentences say with who its sources and houses are."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from stemma.attribution.apart import Group, groups_of
from stemma.attribution.cast import Cast
from stemma.attribution.chain import Chains
from stemma.attribution.choosing import DOUBTFUL, load_judge, standing
from stemma.attribution.finding import find_attributions, outermost
from stemma.attribution.found import Found
from stemma.attribution.houses import is_one_of
from stemma.attribution.introduced import introduced
from stemma.attribution.pointing import Pointed, pointed_back
from stemma.attribution.ranker import load_model
from stemma.attribution.signed import signed_below
from stemma.attribution.sketches import words_of
from stemma.attribution.slavic import attribute_slavic, outermost_slavic
from stemma.attribution.tree import Tree
from stemma.attribution.turns import in_speech, passing_on, turns
from stemma.identity import stable_id
from stemma.languages import SLAVIC
from stemma.parses import facts_of_text
from stemma.records import ClaimMention, ParsedReport, Report, Span
from stemma.steps import Steps, Stepwise


@Stepwise
def attribute(report: Report, parsed: ParsedReport) -> Steps[tuple[ClaimMention, ...]]:
    """Return every attributed proposition of a report, and its outlet's own assertions.

    Args:
        report: the report.
        parsed: its sentences.

    Returns:
        Mentions in order of their content; offsets are characters into the report's text.
    """
    if report.language in SLAVIC:
        return attribute_slavic(report, parsed)
    facts, key = facts_of_text(report, parsed), ("attributed", report.republished_from)
    known: _Known | None = facts.get(key)
    if known is None or is_one_of(report.outlet or "", known.asked):
        drafts, asked = yield from _drafts(report, parsed)
        if asked is not None:
            facts[key] = _Known(drafts, asked)
    else:
        drafts = known.drafts
    return _of_report(report.id, drafts)


attributing = attribute.steps


class _Known(Struct, frozen=True):
    """What a text attributes, and the names that were held against its outlet's: none was its own.

    Beside the text, mentions hang on which of these names are the outlet's, and on whose the text was first.
    """

    drafts: list[ClaimMention]
    asked: frozenset[str]


def _of_report(report: str, drafts: list[ClaimMention]) -> tuple[ClaimMention, ...]:
    """Return mentions as those of a report by id, in the order of their content."""
    mentions = [replace(each, id=stable_id("m", report, each.id), report=report) for each in drafts]
    unique = {mention.id: mention for mention in mentions}
    return tuple(
        sorted(unique.values(), key=lambda m: (m.content.spans[0].start, m.content.spans[-1].end, m.id))
    )


def _drafts(report: Report, parsed: ParsedReport) -> Steps[tuple[list[ClaimMention], frozenset[str] | None]]:
    """Return a report's mentions, and the names held against its outlet's (see `Houses.asked`), in steps.

    The id of each is yet what tells it from others of its report.
    """
    trees = [Tree(sentence) for sentence in parsed.sentences]
    chains = Chains(report, trees, Cast(trees))
    groups = yield from groups_of(report, trees)
    yield
    for group in groups:
        group.cut_datelines(chains.houses)
    own = _own(groups, chains, report)
    every = [each for group in groups for each in group.found]
    pointed = pointed_back(trees, every, own, report)
    taken = {each.taken.sentence for each in pointed}
    pointed += [each for each in signed_below(trees, every, own, report) if each.taken.sentence not in taken]
    told = {index for each in pointed for index in (each.found.sentence, each.taken.sentence)}
    spoken = introduced(trees, every, report) | turns(trees, report)
    for mention in own:
        if mention.sentence in spoken and mention.sentence not in told:
            block = report.blocks[trees[mention.sentence].sentence.block]
            pointed.append(in_speech(spoken[mention.sentence], mention, block, report))
    told |= spoken.keys() | {each.sentence for each in spoken.values() if each.rule == "introduced"}
    yield
    drafts = yield from _attributed(groups, pointed, spoken, chains, report)
    drafts += [
        replace(mention, chain=chains.own(caption=mention.block == "caption"))
        for mention in own
        if mention.sentence not in told
    ]
    return drafts, chains.houses.asked()


def attribute_outermost(
    report: Report, parsed: ParsedReport, *, rules_only: bool = False
) -> list[tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]]:
    """Return (source, cue, content) of the attributions that stand in no other's content.

    This is the layer that PARC and PolNeAR mark; `attribute` gives the innermost with its chain.
    ``rules_only`` leaves the trained models aside.
    """
    if report.language in SLAVIC:
        return outermost_slavic(report, parsed)
    trees = [Tree(each) for each in parsed.sentences]
    judge = None if rules_only or load_model() is None else load_judge()
    if judge is None:
        kept = outermost(find_attributions(report, trees, rules_only=rules_only))
    else:
        kept = standing(find_attributions(report, trees, threshold=DOUBTFUL), trees, judge)
    return [
        (each.source, each.cue, words_of(report, each.content).spans)
        for each in sorted(kept, key=lambda one: (one.start, one.end))
    ]


def _attributed(
    groups: list[Group], pointed: list[Pointed], spoken: dict[int, Found], chains: Chains, report: Report
) -> Steps[list[ClaimMention]]:
    """Return the mentions of the attributions that put a claim, in steps.

    Who holds a speech passes on those in it. Chains are built in the order of the text: what a name or a
    pronoun means hangs on those before.
    """
    spent = {id(one) for each in pointed for one in each.spent}
    drawn: list[tuple[Found, list[Found], ClaimMention]] = []
    for group in groups:
        drawn += [
            (found, [*(group.found[each] for each in outer), *passing_on(spoken, found)], sketch)
            for place, outer, sketch in group.sketches(report)
            for found in (group.found[place],)
            if id(found) not in spent and not chains.labels_place(found)
        ]
    drawn += [(each.found, each.outer, each.taken) for each in pointed]
    drawn.sort(key=lambda each: (each[0].sentence, each[0].start))
    yield
    built = [(found, chains.build(found, outer), sketch) for found, outer, sketch in drawn]
    yield
    return [
        replace(
            sketch,
            id=_where(found.content, found.source),
            chain=chains.finished(chain, found.sentence),
        )
        for found, chain, sketch in built
    ]


def _own(groups: list[Group], chains: Chains, report: Report) -> list[ClaimMention]:
    """Return the outlet's own assertions, chains left out: sentences whose main clause no one else says."""
    mentions = []
    for group in groups:
        for tree, sketch in group.own(report):
            spans: tuple[Span, ...] = (Span(tree.sentence.start, tree.sentence.end),)
            if sketch.content.spans[-1].end < tree.tokens[tree.closing].end:
                spans = sketch.content.spans  # somebody else takes over
            content = chains.houses.own_words(spans)
            if not content:
                continue
            whole = content == spans
            words = sketch.content if whole else words_of(report, content)
            mentions.append(replace(sketch, id=_where(content, ()), content=words))
    return mentions


def _where(content: Iterable[Span], source: Iterable[Span]) -> str:
    """Return what tells a mention from others of its report: where its content and its source stand."""
    return "\x1f".join(str([(span.start, span.end) for span in spans]) for spans in (content, source))
