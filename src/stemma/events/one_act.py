"""Which mentions of one report tell one act of force: pairs weighed, then gathered by their mean.

A logistic regression over what two mentions tell (``act_signs.py``); ``arguments.npz`` holds its weights, and
docs/models/events.md says what they were trained on. Mentions are gathered from the likeliest pair down, as
long as all pairs of two groups are on the mean likelier one act than a bound says. The later mentions
of a group point to its first (``antecedent``). The rule of each says what was chosen, and how likely it is.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from stemma.event_rules import in_correction, with_act
from stemma.events.act_signs import Pair, signs_of
from stemma.events.completing import Act
from stemma.events.correcting import with_corrected
from stemma.records import EventMention

# The least mean probability of one act (docs/decisions/arguments.md).
BOUND = 0.55
# Acts of one report that are weighed; those behind are left as the rules have them.
MOST = 40


def with_acts(weights: Mapping[str, float], mentions: Sequence[EventMention]) -> list[EventMention]:
    """Return the events of a report, of each of its acts of force whether an earlier mention tells it."""
    acts = [one for one in mentions if one.type and not in_correction(one)][:MOST]
    if len(acts) < 2:  # noqa: PLR2004  one act is no pair
        return with_corrected(mentions)
    likely = {pair: chance(weights, signs) for pair, signs in signs_of(acts)}
    told: dict[str, EventMention] = {}
    for group in gathered(len(acts), likely, BOUND):
        whole = Act.of([acts[at] for at in group])
        for at in group:
            told[acts[at].id] = _told(whole.completed(acts[at]), acts, group, at, likely)
    return with_corrected([told.get(one.id, one) for one in mentions])


def _told(
    mention: EventMention,
    acts: Sequence[EventMention],
    group: Sequence[int],
    at: int,
    likely: Mapping[Pair, float],
) -> EventMention:
    """Return a mention that points to the first of its group; the first says how likely it is the first."""
    first = group[0]
    if at == first:
        p = 1 - max([likely.get((one, at), 0.0) for one in range(at)], default=0.0)
        return replace(mention, antecedent="", rule=with_act(mention.rule, "first", p))
    p = sum([likely.get((min(one, at), max(one, at)), 0.0) for one in group if one != at]) / (len(group) - 1)
    return replace(mention, antecedent=acts[first].id, rule=with_act(mention.rule, "before", p))


def chance(weights: Mapping[str, float], signs: Iterable[str]) -> float:
    """Return how likely two mentions tell one act."""
    return 1 / (1 + math.exp(-sum([weights.get(name, 0.0) for name in signs])))


def gathered(count: int, likely: Mapping[Pair, float], bound: float) -> list[list[int]]:
    """Return groups of numbers, each in order: the likeliest two first, by the mean of all their pairs.

    Args:
        count: how many there are.
        likely: the probability of each pair, the lower number first; a pair that is not here has none.
        bound: the least mean from which two groups are joined.
    """
    groups = {at: [at] for at in range(count)}
    sums = dict(likely)
    while sums:
        means = {pair: total / (len(groups[pair[0]]) * len(groups[pair[1]])) for pair, total in sums.items()}
        one, other = best = max(means, key=lambda pair: (means[pair], -pair[0], -pair[1]))
        if means[best] < bound:
            break
        groups[one] += groups.pop(other)
        del sums[best]
        for pair in [pair for pair in sums if other in pair]:
            third = pair[0] if pair[1] == other else pair[1]
            joined = (min(one, third), max(one, third))
            sums[joined] = sums.get(joined, 0.0) + sums.pop(pair)
    return [sorted(group) for group in groups.values()]
