"""Find a report's attributions: by the trained ranker, or by rule where it is not there."""

from collections import Counter

from msgspec.structs import replace

from stemma.attribution.found import Found, without
from stemma.attribution.nesting import end_at_participles, part_coordinated
from stemma.attribution.phrases import noun_attributions, phrase_attributions
from stemma.attribution.quoted import floating_quotations, join_quotations
from stemma.attribution.quotes import Quotation, find_quotations, marked
from stemma.attribution.ranked import directness_of, ranked_attributions
from stemma.attribution.ranker import Model, load_model
from stemma.attribution.reaching import runs_apart
from stemma.attribution.tree import Tree
from stemma.attribution.verbs import verb_attributions
from stemma.parses import kind_of
from stemma.records import Report, Span
from stemma.stretches import Stretches

STATING_KINDS = frozenset({"headline", "body", "caption", "correction"})
_DOUBTFUL = 0.3  # the score of a phrase that the ranker did not take
_LENGTH_BONUS = 0.6  # added to the score of a long content: .4 to .8 do alike on held-out articles
_LONG = 200  # characters


def outermost(found: list[Found]) -> list[Found]:
    """Return the best attributions of which none stands in another: each word has one at most."""
    kept: list[Found] = []
    ranked = sorted(
        found,
        key=lambda one: (-one.score - _LENGTH_BONUS * min(1.0, (one.end - one.start) / _LONG), one.start),
    )
    for each in ranked:
        anchor = each.cue[0] if each.cue else each.content[0]
        if not any(
            other.holds(anchor)
            or each.holds(other.cue[0] if other.cue else other.content[0])
            or any(a.start < b.end and b.start < a.end for a in each.content for b in other.content)
            for other in kept
        ):
            kept.append(each)
    return kept


def find_attributions(
    report: Report, trees: list[Tree], *, rules_only: bool = False, threshold: float | None = None
) -> list[Found]:
    """Return all attributions of a report, nested ones too.

    Args:
        report: the report.
        trees: its sentences.
        rules_only: leave the trained ranker aside, as where the package was built without it.
        threshold: log-odds that a cue has to beat; the model's own by default.
    """
    quotations = find_quotations(report.text, report.blocks)
    stating = [tree for tree in trees if kind_of(report, tree.sentence) in STATING_KINDS]
    model = None if rules_only else load_model()
    if model is None:
        found = _by_rule(stating)
        _cut_phrases(found)
        return join_quotations(found, quotations, trees, report)
    if threshold is not None:
        model = replace(model, threshold=threshold)
    found = rank(model, stating, quotations, report)
    found.extend(floating_quotations(found, quotations, trees, report))
    return found


def rank(model: Model, trees: list[Tree], quotations: list[Quotation], report: Report) -> list[Found]:
    """Return the attributions that the ranker finds in some sentences, floating quotations left aside."""
    return completed(ranked_attributions(model, trees, quotations), trees, quotations, report)


def completed(
    found: list[Found], trees: list[Tree], quotations: list[Quotation], report: Report
) -> list[Found]:
    """Return what the ranker found in some sentences with what it passes by, each content parted."""
    found = _without_papers(found, trees)
    if quotations:
        _give_back(found, trees, quotations)
    found.extend(_missed_phrases(found, trees))
    for run in runs_apart(trees, found):
        part_coordinated(run.found, report.text)
        end_at_participles(run.found, report.text)
    return found


def _without_papers(found: list[Found], trees: list[Tree]) -> list[Found]:
    """Leave out what a paper seems to tell where its author says it: "“A,” he said in a video announcing B".

    The participle belongs to the paper, and takes the quotation that its author's own verb brings in.
    """
    said = Counter((each.sentence, each.content[0]) for each in found)
    if not any(times > 1 for times in said.values()):
        return found
    by_index = {tree.sentence.index: tree for tree in trees}
    return [
        each
        for each in found
        if said[each.sentence, each.content[0]] == 1 or not _of_a_paper(each, by_index[each.sentence])
    ]


def _of_a_paper(found: Found, tree: Tree) -> bool:
    """Whether a participle behind a paper is given what stands before both."""
    cue, head = found.cue_token, found.source_head
    if cue is None or head is None or found.source_sentence != found.sentence:
        return False
    token = tree.tokens[cue]
    behind = token.dep == "acl" and token.tag == "VBG" and token.head == head
    return behind and found.content[0].end <= tree.tokens[head].start and tree.tokens[head].dep == "pobj"


def _give_back(found: list[Found], trees: list[Tree], quotations: list[Quotation]) -> None:
    """Leave a quotation after a sentence to a cue of its own: "A," she said. "B," the envoy added.

    The ranker reads one sentence at a time, so that the first of the two takes the second's words too.
    """
    ends = {tree.sentence.index: tree.sentence.end for tree in trees}
    reaching = [each for each in found if each.end > ends[each.sentence]]
    if not reaching:
        return
    spoken, around = _spoken(found), marked(quotations)
    for each in reaching:
        end = ends[each.sentence]
        kept = tuple([s for s in each.content if s.start < end or not _taken_later(s, each.sentence, spoken)])
        if kept and kept != each.content:
            each.content = kept
            each.directness = directness_of(kept, around.touching(each.start, each.end))


def _spoken(found: list[Found]) -> Stretches[int]:
    """Return where words in quotation marks are told, with the sentences of their cues."""
    own = [each for each in found if not each.quoted and each.directness != "indirect"]
    return Stretches((part.start, part.end, each.sentence) for each in own for part in each.content)


def _taken_later(span: Span, sentence: int, spoken: Stretches[int]) -> bool:
    """Whether a cue of a later sentence brings in some of the characters."""
    return any(other > sentence for other in spoken.touching(span.start, span.end))


def _missed_phrases(found: list[Found], trees: list[Tree]) -> list[Found]:
    """Return "according to X" by rule where the ranker passed it by: hardly anything else is so plain."""
    taken = {(each.sentence, each.cue_token) for each in found}
    phrases = [each for tree in trees for each in phrase_attributions(tree)]
    missed = [each for each in phrases if (each.sentence, each.cue_token) not in taken]
    for each in missed:
        each.score = _DOUBTFUL
    return missed


def _by_rule(trees: list[Tree]) -> list[Found]:
    found: list[Found] = []
    for tree in trees:
        found.extend(verb_attributions(tree))
        found.extend(phrase_attributions(tree))
        found.extend(noun_attributions(tree))
    return found


def _cut_phrases(found: list[Found]) -> None:
    """Take "according to X" out of a content that it follows: X passes the whole statement on."""
    for phrase in found:
        if phrase.rule != "phrase" or not phrase.source:
            continue
        low, high = phrase.cue[0].start, phrase.source[-1].end
        for other in found:
            if (
                other is phrase
                or not other.cue
                or not other.holds(phrase.cue[0])
                or not phrase.holds(other.cue[0])
            ):
                continue
            other.content = without(other.content, low, high, least=2)
