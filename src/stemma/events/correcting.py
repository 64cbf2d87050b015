"""Which act of its report a correction speaks of: the first that its place and its figures fit."""

from collections.abc import Sequence

from msgspec.structs import replace

from stemma.event_rules import in_correction, with_act
from stemma.events.antecedents import one_place
from stemma.records import EventMention

# How likely a correction is of the act that it is joined to: the only one it fits, or the first of several.
_ONLY, _FIRST = 0.9, 0.6


def with_corrected(mentions: Sequence[EventMention]) -> list[EventMention]:
    """Return the events of a report, those told in a correction pointing to the act that it corrects."""
    acts = [one for one in mentions if one.type and not one.antecedent and not in_correction(one)]
    return [_pointed(one, acts, mentions) if one.type and in_correction(one) else one for one in mentions]


def _pointed(
    correction: EventMention, acts: Sequence[EventMention], mentions: Sequence[EventMention]
) -> EventMention:
    told = [one for one in acts if one.status == "occurred" and one_place(one.place, correction.place)]
    measures = {quantity.measure for quantity in correction.casualties}
    fitting = [one for one in told if not measures or measures & _measures(one, mentions)]
    if not fitting:
        return correction
    p = _ONLY if len(fitting) == 1 else _FIRST
    rule = with_act(correction.rule, "as corrected", p)
    return replace(correction, antecedent=fitting[0].id, rule=rule)


def _measures(act: EventMention, mentions: Sequence[EventMention]) -> set[str]:
    """Return of which losses the mentions of an act give figures."""
    own = (one for one in mentions if act.id in (one.id, one.antecedent))
    return {quantity.measure for one in own for quantity in one.casualties}
