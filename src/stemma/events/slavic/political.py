"""Political and verbal acts in Russian and Ukrainian: talks, deals, sanctions, demands, threats, aid.

As for physical events, rules go by words and their order. An act is taken only where a side does it: a
country, a body of several, an office of one, or who was told to hold it.
"""

# ruff: noqa: RUF001 (Cyrillic letters)

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from stemma.events.earlier import Parts, age_of
from stemma.events.lexicon import codes
from stemma.events.slavic.lexicon import Pattern, word_set
from stemma.events.slavic.line import Line
from stemma.events.slavic.record import OLD_SCORE, Telling, recorded
from stemma.events.slavic.setting import place_of, time_of
from stemma.events.slavic.standing import standing, with_predicate
from stemma.events.slavic.standpoints import LAST, THERE, Seat, Stand, actor_of, stands_of
from stemma.events.slavic.triggers import Hit
from stemma.events.status import Standing
from stemma.records import BlockKind, ClaimMention, EventMention, EventStatus, Place, Report, Time
from stemma.resources import load_toml

_REACH = 14  # words between an act and the side that it is done to
_BEHIND = 6  # words between a verb and its subject after it
_OWNED = 3  # words between a noun of an act and whose it is: "the talks of X"
_GOVERNED = 4  # words between "intends to" and what is intended
_AT = frozenset({"в", "во", "у"})
_OUT = frozenset({"из", "з", "із"})
_WITH = frozenset({"с", "со", "з", "із", "зі"})
_NOT_TO = frozenset({"о", "об", "про", "для", "из", "из-за", "через", "на", "по", "под", "від", "при"})
_TO = frozenset({"к", "ко", "до"})
_AND = frozenset({"и", "та", "і", "й"})
_AGAINST = frozenset({"против", "проти", "отношении", "щодо", "стосовно"})
_MEASURES = frozenset({"SANCTION", "COERCE"})
_COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE"})
_HOSTILE = frozenset({"SANCTION", "COERCE", "REJECT"})


class Deed(Struct, frozen=True):
    """An entry of the lexicon of acts: its pattern, whether it needs two sides, and may be done by both.

    ``summons`` says that who does it may stand where it is done ("was summoned to the ministry of X"),
    ``out`` that it may stand behind "from"; ``to`` are prepositions of its own before whom it is done to.
    """

    pattern: Pattern
    both: bool
    mutual: bool
    summons: bool
    out: bool
    to: frozenset[str]


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
        deed = Deed(
            pattern,
            row.get("both", False),
            row.get("mutual", False),
            row.get("summons", False),
            row.get("out", False),
            frozenset(row.get("to", ())),
        )
        for word in dict.fromkeys(row["words"]):
            found.setdefault(word, []).append(deed)
    return {word: tuple(rows) for word, rows in found.items()}


def seated(lines: Sequence[Line], language: str) -> dict[str, Seat]:
    """Return who is told in a report to hold which country's office: headlines have surnames alone."""
    holders: dict[str, Seat] = {}
    for line in lines:
        stands_of(line, holders, language)
    return holders


def political(report: Report, line: Line, around: Around, holders: dict[str, Seat]) -> list[EventMention]:
    """Return the political acts of a sentence; ``holders`` keeps who holds which country's office."""
    there = holders.pop(THERE, None)
    stands = stands_of(line, holders, report.language)
    seats = [one for one in stands if one.before in _AT and not one.thing]
    if seats:
        holders[THERE] = seats[-1].seat
    if not stands or line.any_of(range(len(line.words)), word_set("sport")):
        return []
    stands = _with_there(line, stands, there)
    found = (_act(line, at, stands, report.language) for at in range(len(line.words)))
    acts = [act for act in found if act is not None]
    if acts:
        holders[LAST] = acts[-1].source.seat
    mentions = [_mention(report, line, around, act) for act in _one_of_each(acts)]
    return [mention for mention in mentions if mention is not None]


def _with_there(line: Line, stands: Sequence[Stand], there: Seat | None) -> list[Stand]:
    """Return the sides of a sentence with "there": the place where the sentence before says what was said."""
    words = [at for at, word in enumerate(line.words) if word.text == "там"]
    if there is None or not words:
        return list(stands)
    at = words[0]
    return sorted([*stands, Stand(at, at, at, there, "", "в")], key=lambda one: one.first)


def _act(line: Line, at: int, stands: Sequence[Stand], language: str) -> Act | None:
    deed = _deed(line, at)
    if deed is None:
        return None
    hit = Hit(at, deed.pattern, codes()[deed.pattern.code], None, general=False)
    source = _source(line, hit, deed, stands, language)
    target = None
    if deed.mutual and not (source is not None and _with_whom(line, hit, stands)):
        source, target = _together(line, at, stands, source)
    if source is None:
        return None
    if target is None:
        target = _target(line, hit, deed, stands, source)
    return None if deed.both and target is None else Act(hit, source, target)


def _deed(line: Line, at: int) -> Deed | None:
    word = line.words[at]
    verb = word.pos in ("VERB", "AUX")
    for key in sorted(word.keys):
        for deed in _deeds().get(key, ()):
            pattern = deed.pattern
            if pattern.verbal != verb or (not verb and word.pos not in ("NOUN", "PROPN")) or word.full:
                continue
            near = line.clause(at) if verb else with_predicate(line, at, line.clause(at))
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
            return not (before and line.words[before - 1].text == "не")
    return False


def _nominative(stand: Stand, language: str) -> bool:
    """Say whether a side can be a subject; Ukrainian forms are told without their sentence."""
    if stand.before or stand.thing:
        return False
    return stand.case in (("nom", "", "acc") if language == "uk" else ("nom", ""))


def _with_whom(line: Line, hit: Hit, stands: Sequence[Stand]) -> bool:
    """Say whether a noun of an act is followed by whom it was with: "after talks with X"."""
    near = (one for one in stands if hit.at < one.first <= hit.at + _OWNED and one.before in _WITH)
    return not hit.verbal and any(line.apart(hit.at, one.head) == 0 for one in near)


def _source(line: Line, hit: Hit, deed: Deed, stands: Sequence[Stand], language: str) -> Stand | None:
    """Return who does an act: the nearest subject before it, else after it, else where it was said."""
    at, word = hit.at, line.words[hit.at]
    if hit.verbal and word.short:
        return _agent(line, at, stands, summons=deed.summons)
    subjects = [one for one in stands if _nominative(one, language) and not _object_before(line, at, one)]
    left = [one for one in subjects if one.last < at]
    owned = None if hit.verbal else _owner(line, at, stands)
    if owned is not None and not (left and line.apart(at, left[-1].head) == 0):
        return owned
    if left:
        return left[-1]
    right = [one for one in subjects if at < one.first <= at + _BEHIND and line.apart(at, one.head) == 0]
    if right and right[0].case != "acc":
        return right[0]
    if not word.plural:
        return None
    leading = _AT | _OUT if deed.out else _AT
    inside = [one for one in stands if one.before in leading and (deed.summons or one.last < at)]
    return next((one for one in reversed(inside) if not one.thing), None)


def _agent(line: Line, at: int, stands: Sequence[Stand], *, summons: bool) -> Stand | None:
    """Return who does what a passive verb tells: in the instrumental, or where one is summoned to."""
    near = [one for one in stands if not one.thing and line.apart(at, one.head) <= 1]
    by = next((one for one in near if one.case == "ins" and not one.before), None)
    if by is not None or not summons:
        return by
    return next((one for one in near if one.before in _AT), None)


def _owner(line: Line, at: int, stands: Sequence[Stand]) -> Stand | None:
    """Return whose act a noun tells of by the genitive after it ("the visit of X")."""
    after = (one for one in stands if at < one.first <= at + _OWNED and line.apart(at, one.head) == 0)
    return next((one for one in after if one.case == "gen" and not one.before and not one.thing), None)


def _object_before(line: Line, at: int, stand: Stand) -> bool:
    """Say whether a country before a plural verb is its object: one alone is no subject of that form."""
    if not line.words[at].plural or stand.last >= at or stand.first != stand.last:
        return False
    if line.words[stand.head].plural or line.tokens[stand.head].text.isupper() or stand.seat.country == "":
        return False
    beside = {line.words[one].text for one in (stand.first - 1, stand.last + 1) if 0 <= one < at}
    return beside.isdisjoint(_AND) and line.apart(at, stand.head) == 0


def _together(
    line: Line, at: int, stands: Sequence[Stand], source: Stand | None
) -> tuple[Stand | None, Stand | None]:
    """Return both sides of what two do with each other: "X and Y signed", "talks of X and Y"."""
    for listed in _lists(line, stands):
        one, other = listed[:2]
        apart = one.seat.side != other.seat.side and one.before not in _AT
        if apart and (source in listed or (source is None and one.first > at)):
            return one, other
    return source, None


def _lists(line: Line, stands: Sequence[Stand]) -> list[list[Stand]]:
    """Return the sides that "and" joins, in order, with those that commas join to them."""
    runs: list[list[Stand]] = []
    ends = False
    for one in stands:
        last = runs[-1][-1] if runs else None
        between = [] if last is None else [line.words[at].text for at in range(last.last + 1, one.first)]
        if not ends and len(between) == 1 and between[0] in _AND | {","}:
            runs[-1].append(one)
            ends = between[0] in _AND
        else:
            runs.append([one])
            ends = False
    return [run for run in runs if len(run) > 1 and line.words[run[-1].first - 1].text in _AND]


def _target(line: Line, hit: Hit, deed: Deed, stands: Sequence[Stand], source: Stand) -> Stand | None:
    """Return to whom an act is done: the nearest other side that its words can govern."""
    visit = hit.code.key == "visit"
    barred = _NOT_TO - deed.to - ({"від"} if hit.code.key == "request" else set())
    found = [
        one
        for one in stands
        if one.seat.side != source.seat.side
        and abs(one.head - hit.at) <= _REACH
        and (visit or one.before not in _AT)
        and one.before not in barred
        and not (
            one.case == "nom"
            and not one.before
            and one.first < hit.at
            and not line.words[hit.at].short
            and not _object_before(line, hit.at, one)
        )
    ]
    if hit.code.plover in _MEASURES and any(word.text in _AGAINST for word in line.words[hit.at :]):
        against = _against(line, hit, stands)
        return against if against is not None and against.seat.side != source.seat.side else None
    after = [one for one in found if one.first > hit.at and line.apart(hit.at, one.head) <= 1]
    if hit.code.key == "phone" and hit.verbal:
        return next((one for one in after if one.case == "dat" or one.before in _WITH), None)
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


def _against(line: Line, hit: Hit, stands: Sequence[Stand]) -> Stand | None:
    """Return the first side behind "against" after a measure: "sanctions against 13 firms from X"."""
    for at in range(hit.at + 1, len(line.words)):
        if line.words[at].text in _AGAINST:
            first = next((one for one in stands if one.first > at), None)
            if first is None or first.first - at > _REACH or line.apart(at, first.head):
                return None
            between = line.words[at + 1 : first.first]
            led_away = any(word.pos == "ADP" and word.text not in _OUT for word in between)
            return None if led_away else first
    return None


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
    age = age_of(report.published, time)
    if age == "history":
        return None
    place = place_of(line, hit.at, around.places)
    stand = standing(line, hit, around.claims)
    intended = stand.status == "planned" or line.words[hit.at].infinitive
    plover, mode, status = _composed(hit, stand, intended=intended)
    code = replace(hit.code, type="", sub_type="", plover=plover, mode=mode)
    target = None if act.target is None else actor_of(report, line, act.target)
    parts = Parts(actor_of(report, line, act.source), target, place, time, "", ())
    score = round(min(0.9, 0.55 + 0.1 * (target is not None) + 0.1 * place.score + 0.05 * time.score), 2)
    score = round(score * OLD_SCORE, 2) if age == "old" else score
    stand = replace(stand, status=status)
    told = Telling(line, around.block, hit.at, code, parts, stand, f"slavic: {hit.pattern.code}", score)
    return recorded(report, told, [one.span for one in (parts.actor, target) if one is not None])


def _composed(hit: Hit, stand: Standing, *, intended: bool) -> tuple[str, str, EventStatus]:
    """Return PLOVER's event and mode, and the status: what is meant is an agreement, or a threat."""
    plover = hit.code.plover
    if intended and plover in _COOPERATIVE:
        return "AGREE", "", "occurred"
    if intended and plover in _HOSTILE:
        return "THREATEN", "", "occurred"
    return plover, hit.code.mode, stand.status
