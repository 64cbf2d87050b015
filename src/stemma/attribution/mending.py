"""Mend attributions once all are found: who stands in whom, headlines, quoted sources, no claims."""

import re
from collections.abc import Sequence

from stemma.attribution.absolutes import beside_the_clause
from stemma.attribution.accorded import accorded
from stemma.attribution.asides import without_a_bare_join
from stemma.attribution.citing import behind_the_cited, by_whom_inside, cited_once
from stemma.attribution.claimless import no_claim
from stemma.attribution.crossing import (
    cut_mutual,
    house_outside,
    only_a_cue,
    told_already,
    without_verb_before,
)
from stemma.attribution.denied import apart_from_denials
from stemma.attribution.edges import to_their_ends
from stemma.attribution.finding import STATING_KINDS
from stemma.attribution.fitting import fit, trim
from stemma.attribution.found import Found
from stemma.attribution.fronts import in_front
from stemma.attribution.labels import headlines, per, quoted_from
from stemma.attribution.marks import OPENING
from stemma.attribution.mistaken import is_misread
from stemma.attribution.nesting import fill_outer, part_further, part_joined, part_tellers
from stemma.attribution.overlooked import overlooked
from stemma.attribution.participles import added, by_who_speaks, say_again
from stemma.attribution.phrases import missed_nouns
from stemma.attribution.quotes import Quotation
from stemma.attribution.quoting import from_the_first_sentence, say_what_was_quoted
from stemma.attribution.righting import put_right
from stemma.attribution.subjects import with_subject
from stemma.attribution.swallowed import give_back
from stemma.attribution.tree import Tree, Trees, spans_of
from stemma.attribution.unparted import part_unparted, without_speakers
from stemma.attribution.unspoken import unspoken
from stemma.parses import kind_of
from stemma.records import Report

_WORDS = re.compile(r"\w")


def mended(found: list[Found], trees: Trees, quotations: Sequence[Quotation], report: Report) -> list[Found]:
    """Return the attributions of a run of sentences without those that put no claim, contents put right.

    Args:
        found: all attributions; contents are changed in place.
        trees: the sentences.
        quotations: the quotations that touch them.
        report: the report.
    """
    found = gathered(found, trees, report)
    return judged(put_in_place(found, trees, quotations), trees, report)


def gathered(found: list[Found], trees: Trees, report: Report) -> list[Found]:
    """Return what was found with what was missed, without what was misread: the first part of mending."""
    found = [*found, *missed_nouns(found, trees), *headlines(found, trees, report)]
    found.extend(per(found, trees))
    found.extend(quoted_from(found, trees))
    found.extend(in_front(found, trees, report))
    found = [each for each in found if not is_misread(each, trees[each.sentence])]
    found.extend(overlooked(found, trees))
    found.extend(added(found, trees))
    found = beside_the_clause(found, trees)
    found = [each for each in found if not only_a_cue(each, found, report.text)]
    part_further(found, report.text)
    part_joined(found, trees)
    part_tellers(found, trees)
    by_whom_inside(found, trees)
    for each in found:
        behind_the_cited(each, trees[each.sentence])
    found = apart_from_denials(cited_once(found, trees), trees)
    accorded(found, trees)
    with_subject(found, trees)
    return found


def put_in_place(found: list[Found], trees: Trees, quotations: Sequence[Quotation]) -> list[Found]:
    """Return attributions with their contents put right: the second part of mending."""
    given = by_who_speaks(found, trees)
    fit(found, trees)
    for each in found:
        give_back(each, trees[each.sentence])
    found = put_right(found, trees)
    trim(found, trees)
    to_their_ends(found, trees)
    for each in found:
        part_unparted(each, trees[each.sentence])
    without_speakers(found, trees)
    say_again(given)
    for each in found:
        say_what_was_quoted(each, trees[each.sentence])
        _join_parts(each, trees[each.sentence])
    from_the_first_sentence(found, trees, quotations)
    return found


def judged(found: list[Found], trees: Trees, report: Report) -> list[Found]:
    """Return the attributions that put a claim, who stands in whom told: the last part of mending."""
    cut_mutual(found)
    house_outside(found, trees)
    fill_outer([each for each in found if each.content], trees)
    for each in found:
        without_verb_before(each, found)
        without_a_bare_join(each, trees[each.sentence])
    found = [each for each in found if each.content]
    own = {tree.sentence.index for tree in trees if kind_of(report, tree.sentence) in STATING_KINDS}
    found = [each for each in found if each.sentence in own]  # none in the credit of a picture
    said = [each for each in found if any(_WORDS.search(report.text, s.start, s.end) for s in each.content)]
    kept = [each for each in said if not (no_claim(each, trees[each.sentence]) or unspoken(each, trees))]
    return [each for each in kept if not told_already(each, kept)]


def _join_parts(found: Found, tree: Tree) -> None:
    """Join the rest of a quotation that its cue interrupts: "“The town,” he said, “will hold.”"."""
    if found.directness != "direct" or not found.cue or not found.source:
        return
    edge = max(found.cue[-1].end, found.source[-1].end)
    if found.end > edge:
        return
    after = [i for i, token in enumerate(tree.tokens) if token.start >= edge]
    if len(after) > 3 and tree.tokens[after[0]].text == "," and tree.tokens[after[1]].text in OPENING:  # noqa: PLR2004 (marks and a word)
        found.content = (*found.content, *spans_of(tree.tokens, after[1:]))
