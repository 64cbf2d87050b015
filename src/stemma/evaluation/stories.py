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

The figures that begin with ``given_`` judge the tracing of origins alone: every labelled telling, but for
doubtful ones, is represented by the mention that covers most of it, and what the labels call one claim is
traced as one claim. ``given_counted_within`` is the share of these claims whose number of origins lies
between the claim's lowest and highest.

The figures that begin with ``offered_`` judge what is offered as a possible match, each half by the model of
the other: ``offered_recall_`` 1, 3 and 5 are the shares of the labelled links that no claim has, though both
ends are mentions, that are among a claim's best 1, 3 and 5 offers; ``offered_precision`` is the share of the
offers of two labelled mentions that are right, ``offered_right`` that of all offers between reports of a
group, and ``offered_told`` the mean of the chances that these were offered with. ``accepted_f1`` is what
``links_f1`` would be if every right offer was accepted.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.resources import files
from itertools import combinations, product
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from stemma.casebook import Casebook
from stemma.evaluation.base import Evaluation, bootstrap
from stemma.evaluation.ingesting import ingested
from stemma.evaluation.stories_given import Given, Represented, given, joined
from stemma.evaluation.stories_labels import Story, Told, in_letters, placed_in, read_stories
from stemma.evaluation.stories_offered import BEST, Offered, accepted, offered, one_claim
from stemma.evaluation.variants_real_sets import rows_of
from stemma.matching import possible_matches
from stemma.matching.model import judged_by, read_model
from stemma.records import Claim, ClaimMention, Origin, PossibleMatch, Report, Span

SETS = ("fa-kes", "ukraine-news-bias", "polnear")
_HALF = 0.5  # of the shorter of two stretches of letters, or of the words of two tellings


class Score(Struct, frozen=True):
    """What was found of one group.

    ``links`` tells of each labelled link whether it was found, whether both ends are mentions, and whether
    it is reworded; ``right`` of each link found what share of its pairs of mentions is labelled;
    ``origins`` of each with told sources whether these are one and whether the casebook holds them for
    one; ``counts`` of each claim found whether its origins are counted right. ``given`` is what was found
    of the labelled claims joined, ``offered`` what was offered as a possible match, ``accepted`` are links
    and pairs as they would be found if every right offer was accepted.
    """

    links: tuple[tuple[bool, bool, bool], ...]
    right: tuple[float, ...]
    origins: tuple[tuple[bool, bool], ...]
    counts: tuple[bool, ...]
    given: Given = Given()
    offered: Offered = Offered()
    accepted: tuple[tuple[tuple[bool, bool, bool], ...], tuple[float, ...]] = ((), ())


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
    return Evaluation("stories", str(data), figures, PEERS)


# Sentences joined from a cosine on, the bar of each half taken from the other (`scripts/story_peers.py`).
PEERS = {
    "TF-IDF of sentences": {"links_f1_train": 0.648, "links_f1_test": 0.516},
    "sentence vectors": {"links_f1_train": 0.665, "links_f1_test": 0.546},
}


class Labelled(Struct, frozen=True):
    """The labelled groups in one casebook.

    ``home`` is the group of each report, ``labels`` what each mention of these tells: the labelled claims,
    and whether only what is doubtful says so.
    """

    book: Casebook
    stories: tuple[Story, ...]
    claims: tuple[Claim, ...]
    reports: Mapping[str, Report]
    home: Mapping[str, Story]
    labels: Mapping[str, Mapping[str, bool]]


@contextmanager
def labelled(data: Path) -> Iterator[Labelled]:
    """Hold a casebook of all labelled reports whose set is there."""
    rows = {row["id"]: row for name in SETS for row in rows_of(name, data) or ()}
    stories = list(read_stories({key: row["text"] for key, row in rows.items()}))
    wanted = [{**rows[one], "title": ""} for story in stories for one in story.reports]
    with ingested(wanted) as book:
        reports = {report.id: report for report in book.reports()}
        texts = {key: report.text for key, report in reports.items()}
        claims = tuple(book.claims())
        placed = tuple(
            replace(story, told=tuple(placed_in(texts, rows, one) for one in story.told)) for story in stories
        )
        yield Labelled(
            book, placed, claims, reports, {one: story for story in placed for one in story.reports},
            {key: told for story in placed for key, told in _labels(story, texts, claims).items()},
        )  # fmt: skip


def _labels(story: Story, texts: Mapping[str, str], claims: Iterable[Claim]) -> dict[str, dict[str, bool]]:
    """Return what the mentions of a group tell, and whether only what is doubtful says so."""
    found = {}
    for one in _found(story, texts, claims, ()):
        met = [told for told in story.told if _meets(one, told)]
        found[one.mention.id] = {
            name: all(told.doubtful for told in met if told.claim == name)
            for name in {told.claim for told in met}
        }
    return found


def scores(data: Path) -> Iterator[tuple[str, Score]]:
    """Yield the half and the score of each group whose set is there.

    What is offered as a possible match is weighed by the model that was trained on the other half.
    """
    with labelled(data) as told:
        texts = {key: report.text for key, report in told.reports.items()}
        origins = list(told.book.origins())
        every = {story.id: represented(story, texts, told.claims) for story in told.stories}
        tellings = {key: one for found in every.values() for key, one in found.items()}
        found = joined(tellings, told.reports, told.book.copies(), told.claims)
        offers = {half: _offers(told, half) for half in ("train", "test")}
        after = {half: accepted(told.claims, some, told.labels) for half, some in offers.items()}
        for story in told.stories:
            own = score(story, texts, told.claims, origins)
            then = score(story, texts, after[story.part], ())
            yield (
                story.part,
                replace(
                    own,
                    given=given(every[story.id], found),
                    offered=_offered(story, told, texts, offers[story.part]),
                    accepted=(then.links, then.right),
                ),
            )


def _offers(told: Labelled, half: str) -> dict[str, tuple[PossibleMatch, ...]]:
    """Return what the claims of one half are offered by the model of the other."""
    other = {"train": "test", "test": "train"}[half]
    own = {report for report, story in told.home.items() if story.part == half}
    with judged_by(read_model(files("stemma.evaluation") / "labels" / f"matches_{other}.toml")):
        return {
            claim.id: possible_matches(told.book, claim.id)
            for claim in told.claims
            if any(mention.report in own for mention in claim.mentions)
        }


def _offered(
    story: Story, told: Labelled, texts: Mapping[str, str], offers: Mapping[str, Sequence[PossibleMatch]]
) -> Offered:
    found = list(_found(story, texts, told.claims, ()))
    tells = {at: [one for one in found if _meets(one, each)] for at, each in enumerate(story.told)}
    missed = [
        link.claims
        for link in _labelled(story, tells)
        if not link.doubtful and link.marks[1] and not link.marks[0]
    ]
    return offered(missed, offers, frozenset(story.reports), told.labels)


class _Found(Struct, frozen=True):
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
                yield _Found(claim.id, roots.get(mention.id, ""), mention.report, spans, mention)


def represented(
    story: Story, texts: Mapping[str, str], claims: Iterable[Claim]
) -> dict[str, list[Represented]]:
    """Return the mention that stands for each telling that is not doubtful, by group and claim.

    Args:
        story: the group with its labels.
        texts: the casebook's texts by report.
        claims: the casebook's claims.
    """
    found = list(_found(story, texts, claims, ()))
    tellings: dict[str, list[Represented]] = defaultdict(list)
    for told in story.told:
        meeting = [one for one in found if _meets(one, told)]
        if meeting and not told.doubtful:
            best = max(meeting, key=lambda one: (_shared(one, told), -one.size, one.mention.id))
            tellings[f"{story.id} {told.claim}"].append(Represented(best.mention, told.origin, told.denies))
    return dict(tellings)


def _meets(found: _Found, told: Told) -> bool:
    if found.report != told.report:
        return False
    shared = _shared(found, told)
    return shared > 0 and shared >= _HALF * min(found.size, told.span.end - told.span.start)


def _shared(found: _Found, told: Told) -> int:
    """Return how many letters of a telling a mention's content holds."""
    return sum(max(0, min(one.end, told.span.end) - max(one.start, told.span.start)) for one in found.spans)


class _Link(Struct, frozen=True):
    """A labelled link: its marks, whether its sources are and are held one if both are told, its claims."""

    doubtful: bool
    marks: tuple[bool, bool, bool]
    origins: tuple[tuple[bool, bool], ...]
    claims: tuple[frozenset[str], frozenset[str]]


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
        (
            frozenset(found.claim for one in here for found in tells[one]),
            frozenset(found.claim for one in there for found in tells[one]),
        ),
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
        answers = [answer for here, there in pairs if (answer := one_claim(here, there)) is not None]
        if answers:
            yield sum(answers) / len(answers)


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


Statistic = Callable[[Sequence[Score]], float]


def _mean(told: Callable[[Score], Iterable[float]]) -> Statistic:
    """Return the statistic that is the mean of what all groups tell, 0 where they tell nothing."""

    def mean(items: Sequence[Score]) -> float:
        values = [value for one in items for value in told(one)]
        return sum(values) / len(values) if values else 0.0

    return mean


_precision = _mean(lambda one: one.right)
_recall = _mean(lambda one: [found for found, _, _ in one.links])


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _f1(items: Sequence[Score]) -> float:
    return _harmonic(_precision(items), _recall(items))


def _accepted_f1(items: Sequence[Score]) -> float:
    return _harmonic(
        _mean(lambda one: one.accepted[1])(items),
        _mean(lambda one: [found for found, _, _ in one.accepted[0]])(items),
    )


def _offered_recall(place: int) -> Statistic:
    return _mean(lambda one: [marks[place] for marks in one.offered.missed])


def _of_origins(prefix: str, answers: Callable[[Score], Iterable[tuple[bool, bool]]]) -> dict[str, Statistic]:
    """Return what tells how often links are rightly held for those of one origin, and both wrong answers."""
    return {
        f"{prefix}origins_right": _mean(lambda one: [truth == held for truth, held in answers(one)]),
        f"{prefix}false_splits": _mean(lambda one: [not held for truth, held in answers(one) if truth]),
        f"{prefix}false_merges": _mean(lambda one: [held for truth, held in answers(one) if not truth]),
    }


FIGURES: dict[str, Statistic] = {
    "links_f1": _f1,
    "links_precision": _precision,
    "links_recall": _recall,
    "told_recall": _mean(lambda one: [found for found, told, _ in one.links if told]),
    "reworded_recall": _mean(lambda one: [found for found, _, reworded in one.links if reworded]),
    "told_share": _mean(lambda one: [told for _, told, _ in one.links]),
    **_of_origins("", lambda one: one.origins),
    "counted_right": _mean(lambda one: one.counts),
    **_of_origins("given_", lambda one: one.given.origins),
    **{f"offered_recall_{best}": _offered_recall(place) for place, best in enumerate(BEST)},
    "offered_precision": _mean(lambda one: one.offered.right),
    "offered_right": _mean(lambda one: one.offered.within),
    "offered_told": _mean(lambda one: one.offered.chances),
    "accepted_f1": _accepted_f1,
    "given_counted_right": _mean(lambda one: [right for right, _ in one.given.counts]),
    "given_counted_within": _mean(lambda one: [within for _, within in one.given.counts]),
}
