"""The labelled groups of stories in one casebook: which of its mentions meet which labelled words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from stemma.casebook import Casebook
from stemma.evaluation.ingesting import ingested
from stemma.evaluation.stories_labels import Story, Told, in_letters, placed_in, read_stories
from stemma.evaluation.variants_real_sets import rows_of
from stemma.records import Claim, ClaimMention, Origin, Report, Span

SETS = ("fa-kes", "ukraine-news-bias", "polnear")
_HALF = 0.5  # of the shorter of two stretches of letters, or of the words of two tellings


class Found(Struct, frozen=True):
    """A mention of the casebook: its claim, its origin, and the stretches of letters of its content."""

    claim: str
    origin: str
    report: str
    spans: tuple[Span, ...]
    mention: ClaimMention

    @property
    def size(self) -> int:
        """How many letters its content has."""
        return sum(one.end - one.start for one in self.spans)


class Met(Struct, frozen=True):
    """A group with the mentions of its reports (``found``), and those that meet each telling, by its place.

    ``labels`` is what each mention tells, by its id: the labelled claims, and whether only what is doubtful
    says so.
    """

    story: Story
    found: list[Found]
    tells: Mapping[int, list[Found]]
    labels: Mapping[str, Mapping[str, bool]]


def mentions_met(
    story: Story, texts: Mapping[str, str], claims: Iterable[Claim], origins: Iterable[Origin]
) -> Met:
    """Return which of the casebook's mentions meet which labelled words of one group.

    Args:
        story: the group with its labels.
        texts: the casebook's texts by report.
        claims: the casebook's claims.
        origins: their origins.
    """
    found = list(_found(story, texts, claims, origins))
    tells = {at: [one for one in found if _meets(one, told)] for at, told in enumerate(story.told)}
    labels: dict[str, dict[str, bool]] = {one.mention.id: {} for one in found}
    for at, told in enumerate(story.told):
        for one in tells[at]:
            known = labels[one.mention.id]
            known[told.claim] = told.doubtful and known.get(told.claim, True)
    return Met(story, found, tells, labels)


class Labelled(Struct, frozen=True):
    """The labelled groups in one casebook; ``home`` is the group of each report, ``labels`` as in a `Met`."""

    book: Casebook
    claims: tuple[Claim, ...]
    reports: Mapping[str, Report]
    met: tuple[Met, ...]
    home: Mapping[str, Story]
    labels: Mapping[str, Mapping[str, bool]]

    @property
    def texts(self) -> dict[str, str]:
        """The texts by report."""
        return {key: report.text for key, report in self.reports.items()}


@contextmanager
def labelled(data: Path) -> Iterator[Labelled]:
    """Hold a casebook of all labelled reports whose set is there."""
    rows = {row["id"]: row for name in SETS for row in rows_of(name, data) or ()}
    stories = list(read_stories({key: row["text"] for key, row in rows.items()}))
    wanted = [{**rows[one], "title": ""} for story in stories for one in story.reports]
    with ingested(wanted) as book:
        reports = {report.id: report for report in book.reports()}
        texts = {key: report.text for key, report in reports.items()}
        claims, origins = tuple(book.claims()), list(book.origins())
        placed = [
            replace(story, told=tuple(placed_in(texts, rows, one) for one in story.told)) for story in stories
        ]
        met = tuple(mentions_met(story, texts, claims, origins) for story in placed)
        yield Labelled(
            book, claims, reports, met, {one: story for story in placed for one in story.reports},
            {key: told for each in met for key, told in each.labels.items()},
        )  # fmt: skip


def _found(
    story: Story, texts: Mapping[str, str], claims: Iterable[Claim], origins: Iterable[Origin]
) -> Iterator[Found]:
    roots = {mention: origin.id for origin in origins for mention in origin.mentions}
    for claim in claims:
        for mention in claim.mentions:
            if mention.report in story.reports:
                text = texts[mention.report]
                spans = tuple(in_letters(text, span) for span in mention.content.spans)
                yield Found(claim.id, roots.get(mention.id, ""), mention.report, spans, mention)


def _meets(found: Found, told: Told) -> bool:
    if found.report != told.report:
        return False
    shared = shared_letters(found, told)
    return shared > 0 and shared >= _HALF * min(found.size, told.span.end - told.span.start)


def shared_letters(found: Found, told: Told) -> int:
    """Return how many letters of a telling a mention's content holds."""
    return sum(max(0, min(one.end, told.span.end) - max(one.start, told.span.start)) for one in found.spans)


class Link(Struct, frozen=True):
    """A labelled link: its marks, whether its sources are and are held one if both are told, its claims."""

    doubtful: bool
    marks: tuple[bool, bool, bool]
    origins: tuple[tuple[bool, bool], ...]
    claims: tuple[frozenset[str], frozenset[str]]


def links_of(met: Met) -> list[Link]:
    """Return the links of a group, by claim and reports."""
    ends: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, told in enumerate(met.story.told):
        ends[told.claim, told.report].append(at)
    return [
        _link(met.story, met.tells, ends[claim, one], ends[other, another])
        for (claim, one), (other, another) in combinations(sorted(ends), 2)
        if claim == other
    ]


def _link(
    story: Story, tells: Mapping[int, Sequence[Found]], here: Sequence[int], there: Sequence[int]
) -> Link:
    pairs = [(one, other) for one in here for other in there]
    joined = [
        (story.told[one], story.told[other], a, b)
        for one, other in pairs
        for a in tells[one]
        for b in tells[other]
        if a.claim == b.claim
    ]
    answers = [
        (one.origin == other.origin, a.origin == b.origin)
        for one, other, a, b in joined
        if "?" not in (one.origin, other.origin)
    ]
    return Link(
        all(story.told[one].doubtful or story.told[other].doubtful for one, other in pairs),
        (
            bool(joined),
            any(tells[one] for one in here) and any(tells[one] for one in there),
            all(_apart(story.told[one], story.told[other]) for one, other in pairs),
        ),
        tuple(answers[:1]),
        (
            frozenset(found.claim for one in here for found in tells[one]),
            frozenset(found.claim for one in there for found in tells[one]),
        ),
    )


def _apart(one: Told, other: Told) -> bool:
    return len(one.words & other.words) < _HALF * len(one.words | other.words)
