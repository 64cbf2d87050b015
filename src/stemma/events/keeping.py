"""The events of a whole text, kept for other reports of the same text: a copy's have other ids alone."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from stemma.identity import stable_id
from stemma.records import ClaimMention, EventMention, Place, Report


class Kept(Struct, frozen=True):
    """The events of a text, and the claims and places of the report that they were coded with.

    ``keys`` are the codes that the events' ids are made of, ``claims`` have neither id nor report, and
    ``told`` says which of them each event stands in.
    """

    claims: tuple[ClaimMention, ...]
    places: tuple[Place, ...]
    events: tuple[EventMention, ...]
    keys: tuple[str, ...]
    told: tuple[int | None, ...]

    def of(
        self, report: Report, claims: Sequence[ClaimMention], places: Sequence[Place]
    ) -> tuple[EventMention, ...] | None:
        """Return the events of another report of the text, None where its claims or places are others."""
        if tuple(places) != self.places or _bare(claims) != self.claims:
            return None
        ids = [event_id(report, each, key) for each, key in zip(self.events, self.keys, strict=True)]
        new = {each.id: own for each, own in zip(self.events, ids, strict=True)}
        return tuple(
            [
                replace(
                    event,
                    id=own,
                    report=report.id,
                    claim=None if told is None else claims[told].id,
                    antecedent=new.get(event.antecedent, ""),
                )
                for event, own, told in zip(self.events, ids, self.told, strict=True)
            ]
        )


def event_id(report: Report, event: EventMention, key: str) -> str:
    """Return the id of an event of a report: by its trigger's place and its code."""
    return stable_id("event", report.id, event.trigger.spans[0].start, key)


def kept_of(
    report: Report, claims: Sequence[ClaimMention], places: Sequence[Place], events: tuple[EventMention, ...]
) -> Kept | None:
    """Return what is kept of a report's events, None where another report's ids could not be made of it."""
    keys = [each.rule.partition(">")[2].partition(";")[0] for each in events]
    ids = {each.id for each in events}
    if any(event_id(report, each, key) != each.id for each, key in zip(events, keys, strict=True)):
        return None
    if any(each.antecedent and each.antecedent not in ids for each in events):
        return None
    places_of = {claim.id: place for place, claim in enumerate(claims)}
    told = [None if each.claim is None else places_of[each.claim] for each in events]
    return Kept(_bare(claims), tuple(places), events, tuple(keys), tuple(told))


def _bare(claims: Sequence[ClaimMention]) -> tuple[ClaimMention, ...]:
    return tuple([replace(claim, id="", report="") for claim in claims])
