"""What one sentence is read with: its tree, and the claims, places and times that touch it."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from stemma.events.again import FOUND, RESOLVED, TOLD, Begun, Reading, begun
from stemma.events.classes import Classes
from stemma.events.sites import Site, sites_of
from stemma.events.tree import Tree
from stemma.events.when import Moment, moments_of, stamped
from stemma.parses import kind_of
from stemma.records import BlockKind, ClaimMention, ParsedReport, Place, Report, Sentence, Span, Time
from stemma.steps import Steps
from stemma.stretches import Stretches

_READ: tuple[BlockKind, ...] = ("headline", "body", "caption", "correction")


class Context(Struct, frozen=True):
    """A sentence with all that the event rules read beside it.

    ``sites`` are the places where its events may be; ``moments`` its times where tokens bear them.
    ``previous`` is the sentence before it in the same kind of block.
    """

    report: Report
    sentence: Sentence
    block: BlockKind
    tree: Tree
    classes: Classes
    reading: Reading
    claims: tuple[ClaimMention, ...]
    places: tuple[Place, ...]
    sites: tuple[Site, ...]
    times: tuple[Time, ...]
    moments: tuple[Moment, ...]
    previous: Sentence | None = None


class Read(Struct, frozen=True):
    """A sentence that may tell events, with the sentence before it in the same kind of block."""

    sentence: Sentence
    block: BlockKind
    places: tuple[Place, ...]
    reading: Reading
    previous: Sentence | None


def read_sentences(report: Report, parsed: ParsedReport, places: Sequence[Place]) -> Steps[list[Read]]:
    """Return the sentences with a trigger of an event, by their own words, in reading order, in steps."""
    sites = Stretches((place.span.start, place.span.end, place) for place in places)
    asked: list[tuple[Sentence, BlockKind, tuple[Place, ...], Begun]] = []
    for sentence in parsed.sentences:
        block = kind_of(report, sentence) if sentence.block < len(report.blocks) else "body"
        if block in _READ and sentence.tokens:
            here = tuple(sites.touching(sentence.start, sentence.end))
            asked.append((sentence, block, here, begun(report, sentence, here)))
    for step in (FOUND, RESOLVED, TOLD):
        for _, _, _, one in asked:
            one.reach(step)
        yield
    found: list[Read] = []
    before: tuple[BlockKind, Sentence] | None = None
    for sentence, block, here, one in asked:
        previous, before = before, (block, sentence)
        reading = one.at(sentence)
        if reading is not None and reading.told:
            same = previous is not None and previous[0] == block
            found.append(Read(sentence, block, here, reading, previous[1] if previous and same else None))
    return found


def sentences_in_context(
    report: Report, sentences: Iterable[Read], claims: Sequence[ClaimMention], times: Sequence[Time]
) -> Iterator[Context]:
    """Yield the sentences that may tell events, each in its context, in reading order."""
    contents = Stretches((*_reach(claim), claim) for claim in claims)
    moments = Stretches((time.span.start, time.span.end, time) for time in times)
    for one in sentences:
        sentence, reading = one.sentence, one.reading
        near = contents.touching(sentence.start, sentence.end)
        own = tuple(claim for claim in near if any(_inside(span, sentence) for span in claim.content.spans))
        told = [words for claim in own for words in (claim.source, claim.cue) if words is not None]
        # A place or time there is the speaker's, not an event's.
        barred = [span for words in told for span in words.spans]
        times_here = tuple(moments.touching(sentence.start, sentence.end))
        yield Context(
            report,
            sentence,
            one.block,
            reading.tree,
            reading.classes,
            reading,
            own,
            one.places,
            sites_of(reading.tree, one.places, barred, reading.classes.parties),
            times_here,
            moments_of(reading.tree, [one for one in times_here if not stamped(report.text, one)], barred),
            one.previous,
        )


def _reach(claim: ClaimMention) -> tuple[int, int]:
    """Return from where to where a claim's content goes."""
    spans = claim.content.spans
    return min((one.start for one in spans), default=0), max((one.end for one in spans), default=0)


def _inside(span: Span, sentence: Sentence) -> bool:
    return span.start < sentence.end and sentence.start < span.end
