"""What place, time, tolls and actors together say of two mentions: one event, two, or not enough told."""

from functools import cache
from typing import NamedTuple

from stemma.collation.agreeing import Agreement
from stemma.collation.judging import Judgement, Verdict, threshold
from stemma.collation.moments import next_day, wide
from stemma.collation.one_scene import undoubted
from stemma.records import EventMention
from stemma.resources import load_toml

Evidence = tuple[Agreement, Agreement, Agreement, Agreement]


class Kinds(NamedTuple):
    """What two mentions' kinds of event say: one sub-type, acts of force, acts that a war brings daily."""

    alike: bool
    force: bool
    daily: bool


def kinds_of(one: EventMention, other: EventMention) -> Kinds:
    """Return what the kinds of two mentions say of them."""
    alike = bool(one.sub_type) and one.sub_type == other.sub_type
    return Kinds(alike, bool(one.type), one.sub_type in _daily() and other.sub_type in _daily())


def judged_by(evidence: Evidence, how: str, kinds: Kinds) -> Judgement:
    """Weigh the evidence for one event: place, time, toll and actors, none of which excludes it.

    Args:
        evidence: what each of the four says.
        how: what else joins the two: "copied", "claim" (both stand in one), "pointed" (one points back
            to the other), "again" and "scene" (in one report) or "".
        kinds: what their kinds say.
    """
    place, time, toll, actors = evidence
    told = "; ".join(one.reason for one in evidence if one.reason)
    if joined := _bound(how, place, told):
        return joined
    if place.weight is None or time.weight is None:
        missing = "place" if place.weight is None else "time"
        hint = (toll.weight or 0.0) > 0 or (actors.weight or 0.0) > 0
        return Judgement("split" if hint else "apart", 0.3, f"{missing} not known for both: left apart")
    score = place.weight + time.weight + (toll.weight or 0.0) + (actors.weight or 0.0)
    if kinds.alike:
        score += threshold("event_sub_type")
    enough = score >= threshold("event")
    if kinds.force and two_days(time, toll):
        return Judgement("split" if enough else "apart", round(min(1.0, score), 3), told, excluded=True)
    if not enough and how == "scene" and undoubted(evidence):
        return Judgement("merge", round(score, 3), f"one report tells of one kind of act; {told}")
    doubt = _doubt(evidence, how, kinds) if enough else None
    if doubt is not None:
        return Judgement("split", round(min(1.0, score), 3), told + doubt)
    verdict: Verdict = "merge" if enough else "split"
    return Judgement(verdict, round(min(1.0, score), 3), told)


def two_days(time: Agreement, toll: Agreement) -> bool:
    """Say whether acts of force told of a day and of the day after it are two: no large toll is of both."""
    return next_day(time) and not toll.many


def _bound(how: str, place: Agreement, told: str) -> Judgement | None:
    """Return the judgement on two mentions that more than what they tell joins, None where nothing does."""
    if how in ("copied", "claim"):
        why = "the same place of a copied passage" if how == "copied" else "they stand in one claim"
        return Judgement("merge", 0.9 if how == "copied" else 0.85, f"{why}; {told}" if told else why)
    if how == "pointed":
        why = "one report tells of it again"
        return Judgement("merge", 0.75, f"{why}; {told}" if told else why)
    if how == "again" and (place.weight or 0.0) > 0:
        return Judgement("merge", 0.7, f"one report tells of it again; {told}")
    return None


def _doubt(evidence: Evidence, how: str, kinds: Kinds) -> str | None:
    """Return what is said of two mentions whose evidence adds up and that are still not joined, else None."""
    _, _, toll, actors = evidence
    if how != "scene" and kinds.daily and _loose(evidence):
        return "; no day, toll or party in common"
    return "" if kinds.force and not kinds.alike and _opposed(toll, actors) else None


def _loose(evidence: Evidence) -> bool:
    """Whether no more than a place, a kind and a time as wide as a report's date speak for one event.

    Of twelve such pairs of FA-KES three or four were one event.
    """
    _, time, toll, actors = evidence
    return wide(time) and not (toll.weight or 0.0) > 0 and not (actors.weight or 0.0) > 0


def _opposed(toll: Agreement, actors: Agreement) -> bool:
    """Whether parties differ and no toll agrees: of two sub-types, these are two sides' acts.

    Of ten such pairs of FA-KES none was one event (shells of one side, an air strike of the other).
    """
    return (actors.weight or 0.0) < 0 and not (toll.weight or 0.0) > 0


@cache
def _daily() -> frozenset[str]:
    return frozenset(load_toml("collation", "lexicon.toml")["event_daily"]["sub_types"])
