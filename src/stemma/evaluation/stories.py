"""Claims that several real reports tell, labelled by hand: joined across reports, and by origin.

Groups of reports tell partly of the same happenings. Labels say which words of which report tell one
claim, and from whom in the world it comes. All labelled reports are ingested into one casebook.

A link is a claim with two reports of a group that both tell it. ``links_recall`` is the share of the
labelled links that the casebook has in some claim, ``links_precision`` the share of the mentions that a link
of the casebook joins between two reports of a group, pair by pair, that labels join too, averaged over its
links; what labels call doubtful counts in neither.
``reworded_recall`` is the recall of links whose tellings share less than half of their words, and
``told_recall`` that of links whose tellings are both among the casebook's mentions, whatever claim they
are in. Of the links found whose sources are both told, ``origins_right`` is the share with the right
answer to whether both go back to one origin; ``false_splits`` and ``false_merges`` are the wrong answers
of links that have one and that have two. ``counted_right`` is the share of the labelled claims found
whose number of origins is the best of the casebook's claim.
"""

import csv
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from itertools import accumulate, combinations, product
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from stemma.casebook import Casebook
from stemma.evaluation.base import Evaluation, bootstrap
from stemma.evaluation.variants_real_sets import Row, rows_of
from stemma.pipeline import ingest
from stemma.records import Claim, Origin, Span

_SETS = ("fa-kes", "ukraine-news-bias", "polnear")
_HALF = 0.5  # of the shorter of two stretches of letters, or of the words of two tellings
_WORD = re.compile(r"\w+")


class Told(Struct, frozen=True):
    """One telling of a claim: where, in letters and digits of the report's text, and from whom.

    ``origin`` is "?" where the text does not tell.
    """

    report: str
    claim: str
    span: Span
    words: frozenset[str]
    origin: str
    doubtful: bool = False


class Story(Struct, frozen=True):
    """A group of reports, which half it is in, and what is told in it."""

    id: str
    part: str
    reports: tuple[str, ...]
    told: tuple[Told, ...]


class Score(Struct, frozen=True):
    """What was found of one group.

    ``links`` tells of each labelled link whether it was found, whether both ends are mentions, and whether
    it is reworded; ``right`` of each link found what share of its pairs of mentions is labelled;
    ``origins`` of each with told sources whether these are one and whether the casebook holds them for
    one; ``counts`` of each claim found whether its origins are counted right.
    """

    links: tuple[tuple[bool, bool, bool], ...]
    right: tuple[float, ...]
    origins: tuple[tuple[bool, bool], ...]
    counts: tuple[bool, ...]


def evaluate(data: Path) -> Evaluation:
    """Score the labelled groups under ``data``: all of them, and each half.

    Raises:
        DataMissing: the folder has no FA-KES.
    """
    scored = list(scores(data))
    figures = {}
    for ending, part in (("", ""), ("_train", "train"), ("_test", "test")):
        own = [score for half, score in scored if part in ("", half)]
        figures.update({f"{name}{ending}": bootstrap(own, figure) for name, figure in FIGURES.items()})
    return Evaluation("stories", str(data), figures)


def scores(data: Path) -> Iterator[tuple[str, Score]]:
    """Yield the half and the score of each group whose set is there."""
    rows = {row["id"]: row for name in _SETS for row in rows_of(name, data) or ()}
    stories = list(read_stories({key: row["text"] for key, row in rows.items()}))
    wanted = [{**rows[one], "title": ""} for story in stories for one in story.reports]
    with tempfile.TemporaryDirectory() as folder, book_of(wanted, Path(folder)) as book:
        texts = {report.id: report.text for report in book.reports()}
        claims, origins = list(book.claims()), list(book.origins())
        for story in stories:
            placed = replace(story, told=tuple(placed_in(texts, rows, one) for one in story.told))
            yield story.part, score(placed, texts, claims, origins)


def placed_in(texts: Mapping[str, str], rows: Mapping[str, Row], told: Told) -> Told:
    """Return a telling with its place in the text that a casebook keeps of its report, in letters.

    Reading leaves out what is no part of an article ("Get short URL").
    """
    raw, clean = ([*_WORD.finditer(text)] for text in (rows[told.report]["text"], texts[told.report]))
    if [word[0] for word in raw] == [word[0] for word in clean]:
        return told
    blocks = _blocks(tuple(word[0] for word in raw), tuple(word[0] for word in clean))
    letters = list(accumulate((sum(map(str.isalnum, word[0])) for word in raw), initial=0))
    kept = list(accumulate((sum(map(str.isalnum, word[0])) for word in clean), initial=0))
    inside = [
        here + at
        for there, here, size in blocks
        for at in range(size)
        if letters[there + at] < told.span.end and letters[there + at + 1] > told.span.start
    ]
    span = Span(kept[inside[0]], kept[inside[-1] + 1]) if inside else Span(0, 0)
    return replace(told, span=span)


@cache
def _blocks(raw: tuple[str, ...], clean: tuple[str, ...]) -> list[tuple[int, int, int]]:
    """Return where runs of words begin in a text and in what was kept of it, and how long they are."""
    found = SequenceMatcher(None, raw, clean, autojunk=False).get_matching_blocks()
    return [(one.a, one.b, one.size) for one in found]


def book_of(rows: Sequence[Row], folder: Path) -> Casebook:
    """Return a casebook with the reports of ``rows``."""
    table = folder / "reports.jsonl"
    table.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    book = Casebook.open(folder / "reports.db")
    ingest(book, [str(table)], workers=1)
    return book


def read_stories(texts: Mapping[str, str]) -> Iterator[Story]:
    """Yield the labelled groups of which ``texts`` has all reports, in order of their ids."""
    text = (files("stemma.evaluation") / "labels" / "stories.csv").read_text(encoding="utf-8")
    groups: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader(text.splitlines()):
        groups[row["group"], row["part"]].append(row)
    for (group, part), rows in sorted(groups.items()):
        reports = tuple(dict.fromkeys(row["report"] for row in rows))
        if all(one in texts for one in reports):
            told = tuple(_told(row, texts[row["report"]]) for row in rows if row["claim"])
            yield Story(group, part, reports, told)


def _told(row: Mapping[str, str], text: str) -> Told:
    start, end = map(int, row["span"].split("-"))
    words = frozenset(_WORD.findall(text[start:end].lower()))
    doubtful = row["doubtful"] == "yes"
    return Told(
        row["report"], row["claim"], in_letters(text, Span(start, end)), words, row["origin"], doubtful
    )


def in_letters(text: str, span: Span) -> Span:
    """Return a span counted in letters and digits alone, which the cleaning of a text leaves as they are."""
    before = sum(map(str.isalnum, text[: span.start]))
    return Span(before, before + sum(map(str.isalnum, text[span.start : span.end])))


class _Found(Struct, frozen=True):
    """A mention of the casebook: its claim, its origin, and the stretches of letters of its content."""

    claim: str
    origin: str
    report: str
    spans: tuple[Span, ...]


def score(
    story: Story, texts: Mapping[str, str], claims: Iterable[Claim], origins: Iterable[Origin]
) -> Score:
    """Return the score of one group.

    Args:
        story: the group with its labels.
        texts: the casebook's texts by report.
        claims: the casebook's claims.
        origins: their origins.
    """
    best = {claim.id: claim.origins.best for claim in claims}
    found = list(_found(story, texts, claims, origins))
    tells = {at: [one for one in found if _meets(one, told)] for at, told in enumerate(story.told)}
    labelled = _labelled(story, tells)
    return Score(
        tuple(link.marks for link in labelled if not link.doubtful),
        tuple(_right(story, found, tells)),
        tuple(answer for link in labelled if not link.doubtful for answer in link.origins),
        tuple(_counts(story, tells, best)),
    )


def _found(
    story: Story, texts: Mapping[str, str], claims: Iterable[Claim], origins: Iterable[Origin]
) -> Iterator[_Found]:
    roots = {mention: origin.id for origin in origins for mention in origin.mentions}
    for claim in claims:
        for mention in claim.mentions:
            if mention.report in story.reports:
                text = texts[mention.report]
                spans = tuple(in_letters(text, span) for span in mention.content.spans)
                yield _Found(claim.id, roots.get(mention.id, ""), mention.report, spans)


def _meets(found: _Found, told: Told) -> bool:
    if found.report != told.report:
        return False
    shared = sum(max(0, min(one.end, told.span.end) - max(one.start, told.span.start)) for one in found.spans)
    size = min(sum(one.end - one.start for one in found.spans), told.span.end - told.span.start)
    return shared > 0 and shared >= _HALF * size


class _Link(Struct, frozen=True):
    """A labelled link: its marks, and if found with told sources, whether these are and are held one."""

    doubtful: bool
    marks: tuple[bool, bool, bool]
    origins: tuple[tuple[bool, bool], ...]


def _labelled(story: Story, tells: Mapping[int, Sequence[_Found]]) -> list[_Link]:
    ends: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, told in enumerate(story.told):
        ends[told.claim, told.report].append(at)
    return [
        _link(story, tells, ends[claim, one], ends[other, another])
        for (claim, one), (other, another) in combinations(sorted(ends), 2)
        if claim == other
    ]


def _link(
    story: Story, tells: Mapping[int, Sequence[_Found]], here: Sequence[int], there: Sequence[int]
) -> _Link:
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
    return _Link(
        all(story.told[one].doubtful or story.told[other].doubtful for one, other in pairs),
        (
            bool(joined),
            any(tells[one] for one in here) and any(tells[one] for one in there),
            all(_apart(story.told[one], story.told[other]) for one, other in pairs),
        ),
        tuple(answers[:1]),
    )


def _apart(one: Told, other: Told) -> bool:
    return len(one.words & other.words) < _HALF * len(one.words | other.words)


def _right(story: Story, found: Sequence[_Found], tells: Mapping[int, Sequence[_Found]]) -> Iterator[float]:
    """Yield of each link of the casebook within the group what share of its pairs of mentions is labelled.

    Pairs that only doubtful labels join are left out.
    """
    labels: dict[int, dict[str, bool]] = defaultdict(dict)
    for at, told in enumerate(story.told):
        for one in tells[at]:
            labels[id(one)][told.claim] = told.doubtful and labels[id(one)].get(told.claim, True)
    ends: dict[tuple[str, str], list[dict[str, bool]]] = defaultdict(list)
    for one in found:
        ends[one.claim, one.report].append(labels[id(one)])
    for (claim, report), (other, another) in combinations(sorted(ends), 2):
        pairs = product(ends[claim, report], ends[other, another]) if claim == other else ()
        answers = [answer for here, there in pairs if (answer := _one_claim(here, there)) is not None]
        if answers:
            yield sum(answers) / len(answers)


def _one_claim(here: Mapping[str, bool], there: Mapping[str, bool]) -> bool | None:
    """Whether two mentions tell one labelled claim, None where only what is doubtful says so."""
    both = here.keys() & there.keys()
    return None if both and all(here[one] or there[one] for one in both) else bool(both)


def _counts(story: Story, tells: Mapping[int, Sequence[_Found]], best: Mapping[str, int]) -> Iterator[bool]:
    """Yield of each labelled claim that the casebook tells in two reports whether its origins are as many."""
    told: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(story.told):
        told[one.claim].append(at)
    for tellings in told.values():
        reports = {(one.claim, one.report) for at in tellings for one in tells[at]}
        claim, carriers = max(
            sorted(Counter(claim for claim, _ in reports).items()), key=lambda one: one[1], default=("", 0)
        )
        if carriers > 1 and not any(story.told[at].doubtful for at in tellings):
            known = {story.told[at].origin for at in tellings} - {"?"}
            yield best[claim] == max(1, len(known))


def _links(at: int) -> Callable[[Sequence[Score]], float]:
    """Return the recall of the labelled links that have the mark at a place, 0 for all of them."""

    def recall(items: Sequence[Score]) -> float:
        wanted = [marks[0] for one in items for marks in one.links if not at or marks[at]]
        return sum(wanted) / len(wanted) if wanted else 0.0

    return recall


def _precision(items: Sequence[Score]) -> float:
    found = [right for one in items for right in one.right]
    return sum(found) / len(found) if found else 0.0


def _f1(items: Sequence[Score]) -> float:
    precision, recall = _precision(items), _links(0)(items)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _told_share(items: Sequence[Score]) -> float:
    told = [marks[1] for one in items for marks in one.links]
    return sum(told) / len(told) if told else 0.0


def _wrong(one: bool | None) -> Callable[[Sequence[Score]], float]:  # noqa: FBT001  which answers are asked
    """Return the share of wrong answers of links with one origin, with two, or with either."""

    def wrong(items: Sequence[Score]) -> float:
        answers = [truth != held for score in items for truth, held in score.origins if one in (None, truth)]
        return sum(answers) / len(answers) if answers else 0.0

    return wrong


def _origins_right(items: Sequence[Score]) -> float:
    return 1 - _wrong(None)(items) if any(one.origins for one in items) else 0.0


def _counted(items: Sequence[Score]) -> float:
    counts = [right for one in items for right in one.counts]
    return sum(counts) / len(counts) if counts else 0.0


FIGURES: dict[str, Callable[[Sequence[Score]], float]] = {
    "links_f1": _f1,
    "links_precision": _precision,
    "links_recall": _links(0),
    "told_recall": _links(1),
    "reworded_recall": _links(2),
    "told_share": _told_share,
    "origins_right": _origins_right,
    "false_splits": _wrong(one=True),
    "false_merges": _wrong(one=False),
    "counted_right": _counted,
}
