"""Political and verbal acts in Russian and Ukrainian: talks, deals, sanctions, demands, threats, aid.

As for physical events, rules go by words and their order. An act is taken only where a side does it: a
country, a body of several, an office of one, or who was told to hold it.
"""

# ruff: noqa: RUF001 (Cyrillic letters)

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from stemma.events.earlier import Parts, age_of
from stemma.events.lexicon import codes
from stemma.events.slavic.lexicon import Pattern, word_set
from stemma.events.slavic.line import Line
from stemma.events.slavic.record import Telling, recorded
from stemma.events.slavic.setting import place_of, time_of
from stemma.events.slavic.standing import standing
from stemma.events.slavic.standpoints import LAST, Seat, Stand, actor_of, stands_of
from stemma.events.slavic.triggers import Hit
from stemma.events.status import Standing, Status
from stemma.records import (
    BlockKind,
    ClaimMention,
    EventMention,
    Place,
    Report,
    Time,
)
from stemma.resources import load_toml

_REACH = 14  # words between an act and the side that it is done to
_BEHIND = 6  # words between a verb and its subject after it
_GOVERNED = 4  # words between "intends to" and what is intended
_AT = frozenset({"в", "во", "у"})
_WITH = frozenset({"с", "со", "з", "із", "зі"})
_NOT_TO = frozenset({"о", "об", "про", "для", "из", "из-за", "через", "на", "по", "под", "від", "при"})
_TO = frozenset({"к", "ко", "до"})
_AND = frozenset({"и", "та", "і", "й"})
_COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE"})
_HOSTILE = frozenset({"SANCTION", "COERCE", "REJECT"})


class Deed(Struct, frozen=True):
    """An entry of the lexicon of acts: its pattern, whether it needs two sides, and may be done by both."""

    pattern: Pattern
    both: bool
    mutual: bool


class Act(Struct, frozen=True):
    """An act in a sentence: its trigger, who does it, and to whom."""

    hit: Hit
    source: Stand
    target: Stand | None


class Around(Struct, frozen=True):
    """What touches a sentence: its place in the report, and its claims, places and times."""

    sentence: int
    block: BlockKind
    claims: Sequence[ClaimMention]
    places: Sequence[Place]
    times: Sequence[Time]


@cache
def _deeds() -> Mapping[str, tuple[Deed, ...]]:
    found: dict[str, list[Deed]] = {}
    for row in load_toml("events", "slavic/political.toml")["act"]:
        pattern = Pattern(
            row["code"], row["form"] == "verb",
            frozenset(row.get("with", ())), frozenset(row.get("unless", ())),
            place=False, armed=False, weak=False, active=False,
        )  # fmt: skip
        deed = Deed(pattern, row.get("both", False), row.get("mutual", False))
        for word in dict.fromkeys(row["words"]):
            found.setdefault(word, []).append(deed)
    return {word: tuple(rows) for word, rows in found.items()}


def political(report: Report, line: Line, around: Around, holders: dict[str, Seat]) -> list[EventMention]:
    """Return the political acts of a sentence; ``holders`` keeps who holds which country's office."""
    stands = stands_of(line, holders, report.language)
    if not stands or line.any_of(range(len(line.words)), word_set("sport")):
        return []
    acts = [
        act
        for at in range(len(line.words))
        for act in [_act(line, at, stands, report.language)]
        if act is not None
    ]
    if acts:
        holders[LAST] = acts[-1].source.seat
    mentions = [_mention(report, line, around, act) for act in _one_of_each(acts)]
    return [mention for mention in mentions if mention is not None]


def _act(line: Line, at: int, stands: Sequence[Stand], language: str) -> Act | None:
    deed = _deed(line, at)
    if deed is None:
        return None
    hit = Hit(at, deed.pattern, codes()[deed.pattern.code], None, general=False)
    source = _source(line, at, stands, language)
    target = None
    if deed.mutual:
        source, target = _together(line, at, stands, source)
    if source is None:
        return None
    if target is None:
        target = _target(line, hit, stands, source)
    return None if deed.both and target is None else Act(hit, source, target)


def _deed(line: Line, at: int) -> Deed | None:
    word = line.words[at]
    verb = word.pos in ("VERB", "AUX")
    for key in sorted(word.keys):
        for deed in _deeds().get(key, ()):
            pattern = deed.pattern
            if pattern.verbal != verb or (not verb and word.pos not in ("NOUN", "PROPN")) or word.full:
                continue
            near = line.clause(at)
            if pattern.beside and not any(one != at and line.has(one, pattern.beside) for one in near):
                continue
            if any(one != at and line.has(one, pattern.unless) for one in near):
                continue
            if word.infinitive and not _meant(line, at):
                continue
            return deed
    return None


def _meant(line: Line, at: int) -> bool:
    """Say whether an infinitive is what a side means to do, and not what it asks or refuses."""
    for before in range(at - 1, max(-1, at - _GOVERNED - 1), -1):
        if any(key in _deeds() for key in line.words[before].keys):
            return False
        if line.any_of((before,), word_set("planned") | word_set("obliged") | word_set("resolved")):
            return True
    return False


def _nominative(stand: Stand, language: str) -> bool:
    """Say whether a side can be a subject; Ukrainian forms are told without their sentence."""
    if stand.before or stand.thing:
        return False
    return stand.case in (("nom", "", "acc") if language == "uk" else ("nom", ""))


def _source(line: Line, at: int, stands: Sequence[Stand], language: str) -> Stand | None:
    """Return who does an act: the nearest subject before it, else after it, else where it was said."""
    subjects = [one for one in stands if _nominative(one, language)]
    left = [one for one in subjects if one.last < at]
    if left:
        return left[-1]
    right = [one for one in subjects if at < one.first <= at + _BEHIND and line.apart(at, one.head) == 0]
    if right and right[0].case != "acc":
        return right[0]
    if not line.words[at].plural:
        return None
    inside = [one for one in stands if one.before in _AT and not one.thing and one.last < at]
    return inside[-1] if inside else None


def _together(
    line: Line, at: int, stands: Sequence[Stand], source: Stand | None
) -> tuple[Stand | None, Stand | None]:
    """Return both sides of what two do with each other: "X and Y signed", "talks of X and Y"."""
    for one, other in pairwise(stands):
        between = [line.words[place].text for place in range(one.last + 1, other.first)]
        apart = one.seat.side != other.seat.side and one.before not in _AT
        joined = len(between) <= 1 and bool(_AND.intersection(between))
        if apart and joined and (source in (one, other) or (source is None and one.first > at)):
            return one, other
    return source, None


def _target(line: Line, hit: Hit, stands: Sequence[Stand], source: Stand) -> Stand | None:
    """Return to whom an act is done: the nearest other side that its words can govern."""
    visit = hit.code.key == "visit"
    found = [
        one
        for one in stands
        if one.seat.side != source.seat.side
        and abs(one.head - hit.at) <= _REACH
        and (visit or one.before not in _AT)
        and one.before not in _NOT_TO - ({"від"} if hit.code.key == "request" else set())
        and not (one.case == "nom" and not one.before and one.first < hit.at)
    ]
    after = [one for one in found if one.first > hit.at and line.apart(hit.at, one.head) <= 1]
    if hit.code.plover == "CONSULT" and not visit:
        return next(
            (one for one in after if one.before in _WITH),
            next((one for one in found if one.before in _WITH), None),
        )
    if hit.code.key == "request" and not hit.verbal:
        # "turned to X with a call to help Y": X is asked, and nobody else.
        return next((one for one in found if one.before in _TO), None)
    if after:
        return after[0]
    return next(
        (one for one in reversed(found) if one.last < hit.at and line.apart(hit.at, one.head) == 0), None
    )


def _one_of_each(acts: Sequence[Act]) -> list[Act]:
    """Keep one trigger of what two words tell once ("held talks and discussed")."""
    kept: list[Act] = []
    for act in acts:
        same = any(
            one.hit.code.plover == act.hit.code.plover
            and one.source.seat == act.source.seat
            and (one.target is None or act.target is None or one.target.seat == act.target.seat)
            for one in kept
        )
        if not same:
            kept.append(act)
    return kept


def _mention(report: Report, line: Line, around: Around, act: Act) -> EventMention | None:
    hit = act.hit
    time = time_of(line, hit.at, around.times)
    if age_of(report.published, time) == "history":
        return None
    place = place_of(line, hit.at, around.places)
    stand = standing(line, hit, around.claims)
    intended = stand.status == "planned" or line.words[hit.at].infinitive
    plover, mode, status = _composed(hit, stand, intended=intended)
    code = replace(hit.code, type="", sub_type="", plover=plover, mode=mode)
    target = None if act.target is None else actor_of(report, line, act.target)
    parts = Parts(actor_of(report, line, act.source), target, place, time, "", ())
    score = round(min(0.9, 0.55 + 0.1 * (target is not None) + 0.1 * place.score + 0.05 * time.score), 2)
    stand = replace(stand, status=status)
    told = Telling(line, around.block, hit.at, code, parts, stand, f"slavic: {hit.pattern.code}", score)
    return recorded(report, told, [one.span for one in (parts.actor, target) if one is not None])


def _composed(hit: Hit, stand: Standing, *, intended: bool) -> tuple[str, str, Status]:
    """Return PLOVER's event and mode, and the status: what is meant is an agreement, or a threat."""
    plover = hit.code.plover
    if intended and plover in _COOPERATIVE:
        return "AGREE", "", "occurred"
    if intended and plover in _HOSTILE:
        return "THREATEN", "", "occurred"
    return plover, hit.code.mode, stand.status
