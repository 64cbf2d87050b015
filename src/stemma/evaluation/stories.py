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
from itertools import combinations, product
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from stemma.evaluation.base import Evaluation, by_halves, mean
from stemma.evaluation.stories_found import Labelled, Met, labelled, links_of, mentions_met, shared_letters
from stemma.evaluation.stories_given import Given, Represented, given, joined
from stemma.evaluation.stories_offered import BEST, Offered, accepted, offered, one_claim
from stemma.matching import possible_matches
from stemma.matching.model import judged_by, read_model
from stemma.records import Claim, PossibleMatch


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
    return Evaluation("stories", str(data), by_halves(list(scores(data)), FIGURES), PEERS)


# Sentences joined from a cosine on, the bar of each half taken from the other (`scripts/story_peers.py`).
PEERS = {
    "TF-IDF of sentences": {"links_f1_train": 0.648, "links_f1_test": 0.516},
    "sentence vectors": {"links_f1_train": 0.665, "links_f1_test": 0.546},
}


def scores(data: Path) -> Iterator[tuple[str, Score]]:
    """Yield the half and the score of each group whose set is there.

    What is offered as a possible match is weighed by the model that was trained on the other half.
    """
    with labelled(data) as told:
        every, texts = {met.story.id: represented(met) for met in told.met}, told.texts
        tellings = {key: one for found in every.values() for key, one in found.items()}
        found = joined(tellings, told.reports, told.book.copies(), told.claims)
        offers = {half: _offers(told, half) for half in ("train", "test")}
        after = {half: accepted(told.claims, some, told.labels) for half, some in offers.items()}
        for met in told.met:
            story = met.story
            then = score(mentions_met(story, texts, after[story.part], ()), after[story.part])
            own = replace(
                score(met, told.claims),
                given=given(every[story.id], found),
                offered=_offered(met, told.labels, offers[story.part]),
                accepted=(then.links, then.right),
            )
            yield story.part, own


def _offers(told: Labelled, half: str) -> dict[str, tuple[PossibleMatch, ...]]:
    """Return what the claims of one half are offered by the model of the other."""
    other = {"train": "test", "test": "train"}[half]
    own = {report for report, story in told.home.items() if story.part == half}
    with judged_by(read_model("evaluation", f"labels/matches_{other}.toml")):
        return {
            claim.id: possible_matches(told.book, claim.id)
            for claim in told.claims
            if any(mention.report in own for mention in claim.mentions)
        }


def _offered(
    met: Met, labels: Mapping[str, Mapping[str, bool]], offers: Mapping[str, Sequence[PossibleMatch]]
) -> Offered:
    links = [link for link in links_of(met) if not link.doubtful]
    missed = [link.claims for link in links if link.marks[1] and not link.marks[0]]
    return offered(missed, offers, frozenset(met.story.reports), labels)


def score(met: Met, claims: Iterable[Claim]) -> Score:
    """Return the score of one group by the casebook's claims."""
    best = {claim.id: claim.origins.best for claim in claims}
    links = [link for link in links_of(met) if not link.doubtful]
    return Score(
        tuple(link.marks for link in links),
        tuple(_right(met)),
        tuple(answer for link in links for answer in link.origins),
        tuple(_counts(met, best)),
    )


def represented(met: Met) -> dict[str, list[Represented]]:
    """Return the mention that stands for each telling that is not doubtful, by group and claim."""
    tellings: dict[str, list[Represented]] = defaultdict(list)
    for at, told in enumerate(met.story.told):
        meeting = met.tells[at]
        if meeting and not told.doubtful:
            best = max(meeting, key=lambda one: (shared_letters(one, told), -one.size, one.mention.id))
            standing = Represented(best.mention, told.origin, told.denies)
            tellings[f"{met.story.id} {told.claim}"].append(standing)
    return dict(tellings)


def _right(met: Met) -> Iterator[float]:
    """Yield of each link of the casebook within the group what share of its pairs of mentions is labelled.

    Pairs that only doubtful labels join are left out.
    """
    ends: dict[tuple[str, str], list[Mapping[str, bool]]] = defaultdict(list)
    for one in met.found:
        ends[one.claim, one.report].append(met.labels[one.mention.id])
    for (claim, report), (other, another) in combinations(sorted(ends), 2):
        pairs = product(ends[claim, report], ends[other, another]) if claim == other else ()
        answers = [answer for here, there in pairs if (answer := one_claim(here, there)) is not None]
        if answers:
            yield sum(answers) / len(answers)


def _counts(met: Met, best: Mapping[str, int]) -> Iterator[bool]:
    """Yield of each labelled claim that the casebook tells in two reports whether its origins are as many."""
    story, tells = met.story, met.tells
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
    return lambda items: mean([value for one in items for value in told(one)])


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
