"""Origins of events: those of the claims that their mentions stand in, counted once each."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from stemma.records import Claim, Event, Origin, Range


def event_origins(
    events: Iterable[Event], claims: Iterable[Claim], origins: Iterable[Origin]
) -> tuple[Event, ...]:
    """Fill in the origins of events from those of their claims.

    Claims of one event may share an origin (one mayor tells of the dead and of the wounded), so
    origins of the same name are counted once. ``low`` is the least that any claim of it must have,
    ``high`` what all its claims may have together.

    Args:
        events: collated events.
        claims: traced claims.
        origins: the origins of all claims.
    """
    by_mention = {mention.id: claim for claim in claims for mention in claim.mentions}
    by_claim: dict[str, list[Origin]] = {}
    for origin in origins:
        by_claim.setdefault(origin.claim, []).append(origin)
    return tuple(_filled(event, by_mention, by_claim) for event in events)


def _filled(event: Event, by_mention: Mapping[str, Claim], by_claim: Mapping[str, list[Origin]]) -> Event:
    standing = {one.claim for one in event.mentions if one.claim}
    found = {by_mention[one].id: by_mention[one] for one in sorted(standing) if one in by_mention}
    if not found:
        one = min(1, len(event.mentions))
        return replace(event, origins=Range(one, one, len({mention.report for mention in event.mentions})))
    relevant = [
        origin
        for claim in found
        for origin in by_claim.get(claim, ())
        if origin.stance != "deny" and set(origin.mentions) & standing
    ]
    best = max(1, len(_distinct(relevant, event)))
    low = min(best, max(claim.origins.low for claim in found.values()))
    high = max(best, sum(claim.origins.high for claim in found.values()))
    return replace(event, origins=Range(low, best, high), claims=tuple(sorted(found)))


def _distinct(origins: list[Origin], event: Event) -> set[tuple[str, str]]:
    """Origins by kind and name; outlets and lost witnesses only where no speaker stands beside them.

    A caption that tells of a shelling and has its toll from the mayor rests on the mayor.
    """
    report = {one.claim: one.report for one in event.mentions if one.claim}
    spoken = {
        report.get(mention)
        for origin in origins
        if origin.kind in ("speaker", "document")
        for mention in origin.mentions
    }
    return {
        (origin.kind, origin.name)
        for origin in origins
        if origin.kind in ("speaker", "document")
        or not {report[mention] for mention in origin.mentions if mention in report} <= spoken
    }
