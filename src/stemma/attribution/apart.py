"""The attributions of a report; those of sentences beside no quotation are kept with their parse for copies.

What a sentence attributes hangs on other sentences by way of quotations only: a content may go on in the
quotation after it, and a quotation without a cue belongs to whoever spoke last. So a sentence that no
quotation touches is read by itself, and the others together.
"""

from dataclasses import dataclass

from stemma.attribution.alone import CUES, GATHERED, MENDED, PLACED, SAID, SOURCES, Kept, kept_of, mend
from stemma.attribution.finding import STATING_KINDS, find_attributions, rank
from stemma.attribution.found import Found, hulls
from stemma.attribution.houses import Houses
from stemma.attribution.quoted import floating_quotations
from stemma.attribution.quotes import Quotation, find_quotations, marked
from stemma.attribution.ranker import NEXT, load_model
from stemma.attribution.reaching import Part
from stemma.attribution.sketches import Sketch, moved, own, sketches
from stemma.attribution.tree import Tree
from stemma.parses import kind_of
from stemma.records import ClaimMention, Report
from stemma.steps import Steps


@dataclass(slots=True)
class Group:
    """Sentences of a report that are read together, their attributions, and what is kept of a lone one."""

    trees: Part
    found: list[Found]
    kept: Kept | None = None

    def cut_datelines(self, houses: Houses) -> None:
        """Take datelines out of the contents, and attributions of nothing else out of the group."""
        if any(houses.dates(each.content) for each in self.found):
            for each in self.found:
                each.content = houses.own_words(each.content)
            self.found = [each for each in self.found if each.content]
            self.kept = None

    def sketches(self, report: Report) -> list[Sketch]:
        """Return the mentions of the group's attributions, without ids and chains."""
        kept = self.kept
        if kept is None:
            return sketches(self.found, self.trees, report)
        sentence = self.trees.chosen[0].sentence
        if kept.sketches is None:
            drawn = sketches(self.found, self.trees, report)
            by = kept.start - sentence.start
            kept.sketches = [(place, outer, moved(one, by, kept.index)) for place, outer, one in drawn]
            return drawn
        by = sentence.start - kept.start
        return [(place, outer, moved(one, by, sentence.index)) for place, outer, one in kept.sketches]

    def own(self, report: Report) -> list[tuple[Tree, ClaimMention]]:
        """Return the outlet's own assertions in the group's sentences."""
        kept = self.kept
        if kept is None:
            around = hulls(self.found)
            near = ((tree, around.touching(tree.sentence.start, tree.sentence.end)) for tree in self.trees)
            drawn = [(tree, own(tree, found, report)) for tree, found in near]
            return [(tree, one) for tree, one in drawn if one is not None]
        tree = self.trees.chosen[0]
        sentence = tree.sentence
        if kept.own is None:
            one = own(tree, self.found, report)
            kept.own = [] if one is None else [moved(one, kept.start - sentence.start, kept.index)]
        by = sentence.start - kept.start
        return [(tree, moved(one, by, sentence.index)) for one in kept.own]


def groups_of(report: Report, trees: list[Tree]) -> Steps[list[Group]]:
    """Return a report's sentences with what they attribute, those that stand alone each by itself, in steps.

    What the writer says as "I" and "we" is left out.
    """
    model = load_model()
    quotations = find_quotations(report.text, report.blocks)
    if model is None:
        part = Part(trees, trees)
        return [Group(part, mend(find_attributions(report, trees), part, quotations, report))]
    alone, beside = _parted(trees, quotations)
    lone = [(tree, kept_of(model, tree, trees, report)) for tree in alone]
    for step in (CUES, SOURCES, SAID):
        for _, kept in lone:
            kept.reach(step)
        yield
    part, said = Part(trees, beside), list[Found]()
    if beside:
        said = rank(model, _stating(beside, report), quotations, report)
        spoke = [_moved(kept.last, tree, kept) for tree, kept in lone if kept.last is not None]
        said.extend(floating_quotations([*said, *spoke], quotations, part, report))
    yield
    for step in (GATHERED, PLACED, MENDED):
        for _, kept in lone:
            kept.reach(step)
        yield
    groups: list[Group] = []
    for tree, kept in lone:
        groups.append(Group(Part(trees, [tree]), [_moved(each, tree, kept) for each in kept.found], kept))
    if beside:
        groups.append(Group(part, mend(said, part, quotations, report)))
    return groups


def _moved(found: Found, tree: Tree, kept: Kept) -> Found:
    """Return an attribution that is kept of a sentence as that of another of the same words."""
    return found.moved(tree.sentence.start - kept.start, tree.sentence.index)


def _parted(trees: list[Tree], quotations: list[Quotation]) -> tuple[list[Tree], list[Tree]]:
    """Return the sentences that no quotation touches or follows at once, and the others."""
    if not quotations:
        return trees, []
    around = marked(quotations)
    alone: list[Tree] = []
    beside: list[Tree] = []
    for tree in trees:
        sentence = tree.sentence
        near = around.touching(sentence.start, sentence.end + NEXT + 1)
        (beside if near else alone).append(tree)
    return alone, beside


def _stating(trees: list[Tree], report: Report) -> list[Tree]:
    return [tree for tree in trees if kind_of(report, tree.sentence) in STATING_KINDS]
