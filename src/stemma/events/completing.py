"""What the mentions of one act tell together: each that lacks its day or a party has that of the others."""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from stemma.event_rules import (
    DISOWNED,
    NO_TIME,
    OWN_PLACE,
    OWN_TIME,
    TIME_OF_ACT,
    is_chosen,
    with_party_of_act,
    with_place_of_act,
)
from stemma.events.act_signs import parties_agree, places_lie
from stemma.events.earlier import FINE
from stemma.records import Actor, EventMention, Place, Time

# Roles of things that were not hit.
_UNHARMED = frozenset({"used", "stopped", "acts"})
_DATE = len("2022-05-12")

Role = Literal["actor", "target"]


class Act(Struct, frozen=True):
    """Where and when an act was, by whom and on whom, each None where its mentions tell none or two."""

    place: Place | None
    day: Time | None
    actor: Actor | None
    target: Actor | None

    @classmethod
    def of(cls, mentions: Sequence[EventMention]) -> "Act":
        """Return what the mentions of one act tell together."""
        if len(mentions) < 2:  # noqa: PLR2004  nobody else tells it
            return cls(None, None, None, None)
        return cls(
            _place_of(mentions),
            _day_of(mentions),
            _party_of(mentions, "actor"),
            _party_of(mentions, "target"),
        )

    def completed(self, mention: EventMention) -> EventMention:
        """Return a mention with what its act's other mentions tell and it does not."""
        if self.day is not None and mention.time is None:
            rule = mention.rule.replace(NO_TIME, TIME_OF_ACT)
            mention = replace(mention, time=self.day, rule=rule)
        mention = _with_place(mention, self.place)
        if DISOWNED not in mention.rule:
            mention = _with_party(mention, "actor", self.actor)
        return mention if _tells_harm(mention) else _with_party(mention, "target", self.target)


def _day_of(mentions: Iterable[EventMention]) -> Time | None:
    """Return the day that mentions tell in their own clauses, None where they tell none or two."""
    own = [one.time for one in mentions if one.time is not None and one.time.start and OWN_TIME in one.rule]
    days = {(time.start[:_DATE], (time.end or time.start)[:_DATE]) for time in own if time.start}
    first, last = next(iter(days), ("", ""))
    return own[0] if len(days) == 1 and first == last else None


def _place_of(mentions: Iterable[EventMention]) -> Place | None:
    """Return the town or lesser place that mentions tell in their own clauses, None for none or several."""
    told = [one.place for one in mentions if one.place is not None and OWN_PLACE in one.rule]
    fine = [one for one in told if is_fine(one)]
    return fine[0] if fine and all(places_lie(fine[0], one) == "same" for one in fine) else None


def _with_place(mention: EventMention, place: Place | None) -> EventMention:
    """Return a mention with the place of its act where it tells none, or only what that lies in."""
    own = mention.place
    if place is None or (own is not None and (is_fine(own) or places_lie(own, place) != "in")):
        return mention
    return replace(mention, place=place, rule=with_place_of_act(mention.rule))


def is_fine(place: Place) -> bool:
    """Say whether a place is a town or less, or a village known by what it lies in alone."""
    return place.precision in FINE or place.rule.startswith("text:")


def _party_of(mentions: Iterable[EventMention], role: Role) -> Actor | None:
    """Return the party that mentions tell in a role, a known one before a bare noun, None for none or two."""
    parties: list[Actor | None] = [getattr(one, role) for one in mentions if not is_chosen(one, role)]
    told = [one for one in parties if one is not None]
    best = max(told, key=lambda one: (bool(one.side), bool(one.country)), default=None)
    if best is None or any(parties_agree(best, one) == "two" for one in told):
        return None
    return best


def _with_party(mention: EventMention, role: Role, party: Actor | None) -> EventMention:
    """Return a mention whose party in a role, where none is told or another was chosen, is its act's."""
    own: Actor | None = getattr(mention, role)
    if party is None or (own is not None and not is_chosen(mention, role)):
        return mention
    if own is not None and parties_agree(own, party) != "two":
        return mention
    other = mention.target if role == "actor" else mention.actor
    if other is not None and parties_agree(other, party) == "same":
        return mention
    return replace(mention, rule=with_party_of_act(mention.rule, role), **{role: party})


def _tells_harm(mention: EventMention) -> bool:
    """Say whether a mention tells what was hit or who was hurt in words of its own."""
    hit = any(one.role not in _UNHARMED for one in mention.things)
    return hit or any(one.victims for one in mention.casualties)
