"""What a sentence attributes that no quotation touches: found step by step, and kept with its parse.

The steps are those of the ranker, each of which asks another of its tables, and the mending. A sentence that
several reports share is theirs together: whoever comes to a step first takes it.
"""

from dataclasses import dataclass, field, replace

from stemma.attribution.candidates import Source
from stemma.attribution.finding import STATING_KINDS, completed
from stemma.attribution.found import Found
from stemma.attribution.mending import gathered, judged, mended, put_in_place
from stemma.attribution.nesting import writer_speaks
from stemma.attribution.quoted import speaking, split_later_quotations
from stemma.attribution.quotes import Quotation
from stemma.attribution.ranked import attributions_of
from stemma.attribution.ranker import Cue, Model, choices_of, cues_of, with_sources
from stemma.attribution.reaching import Part, runs_apart
from stemma.attribution.sketches import Sketch
from stemma.attribution.tree import Tree
from stemma.parses import kind_of
from stemma.records import ClaimMention, Report

CUES, SOURCES, SAID, GATHERED, PLACED, MENDED = range(1, 7)


@dataclass(slots=True)
class _Work:
    """What the steps have found yet, where the sentence stood first."""

    model: Model
    tree: Tree
    trees: list[Tree]
    report: Report
    stating: bool
    cues: list[Cue] = field(default_factory=list)
    sourced: list[tuple[Cue, Source]] = field(default_factory=list)
    said: list[Found] = field(default_factory=list)


@dataclass(slots=True)
class Kept:
    """What a sentence by itself attributes, where it stood first.

    ``last`` is who speaks last in it, before all is mended; ``sketches`` and ``own`` are worked out when
    they are asked for.
    """

    start: int
    index: int
    _work: _Work | None
    _done: int = 0
    found: tuple[Found, ...] = ()
    last: Found | None = None
    sketches: list[Sketch] | None = None
    own: list[ClaimMention] | None = None

    def reach(self, step: int) -> None:
        """Take the steps that are not taken yet, up to one of them."""
        while self._work is not None and self._done < step:
            _STEPS[self._done](self, self._work)
            self._done += 1
            if self._done == MENDED:
                self._work = None


def _find_cues(_: Kept, work: _Work) -> None:
    if work.stating:
        work.cues = cues_of(work.model, work.tree, [], work.model.threshold)


def _find_sources(_: Kept, work: _Work) -> None:
    work.sourced = with_sources(work.model, work.cues)


def _find_contents(kept: Kept, work: _Work) -> None:
    choices = choices_of(work.model, work.sourced, [], work.model.threshold)
    trees = [work.tree] if work.stating else []
    work.said = completed(attributions_of(work.tree, choices, []), trees, [], work.report)
    last = max(speaking(work.said), key=lambda each: each.end, default=None)
    kept.last = None if last is None else replace(last)


def _gather(_: Kept, work: _Work) -> None:
    part = Part(work.trees, [work.tree])
    work.said = gathered(_told(work.said, part), part, work.report)


def _put_in_place(_: Kept, work: _Work) -> None:
    work.said = put_in_place(work.said, Part(work.trees, [work.tree]), [])


def _judge(kept: Kept, work: _Work) -> None:
    found = judged(work.said, Part(work.trees, [work.tree]), work.report)
    kept.found = tuple([replace(each) for each in found])


_STEPS = (_find_cues, _find_sources, _find_contents, _gather, _put_in_place, _judge)


def kept_of(model: Model, tree: Tree, trees: list[Tree], report: Report) -> Kept:
    """Return what is kept of a sentence by itself, no step taken where it comes for the first time."""
    sentence = tree.sentence
    # The gaps between words are no part of a parse; two patterns look at them.
    words, kind = report.text[sentence.start : sentence.end], kind_of(report, sentence)
    key = ("attributions", kind, words)
    kept: Kept | None = tree.facts.get(key)
    if kept is None:
        work = _Work(model, tree, trees, report, kind in STATING_KINDS)
        kept = tree.facts[key] = Kept(sentence.start, sentence.index, work)
    return kept


def mend(found: list[Found], part: Part, quotations: list[Quotation], report: Report) -> list[Found]:
    """Return the attributions of some sentences mended, without those of the writer as "I" and "we"."""
    told = _told(found, part)
    runs = runs_apart(part.chosen, told, quotations)
    return [
        each
        for run in runs
        for each in mended(run.found, Part(part.whole, run.trees), run.quotations, report)
    ]


def _told(found: list[Found], part: Part) -> list[Found]:
    """Return attributions with later quotations apart, without those of the writer."""
    parted = split_later_quotations(found, part.chosen, part)
    return [each for each in parted if not writer_speaks(each, part[each.sentence])]
