"""Where and when a Russian or Ukrainian sentence says that an event was: the nearest that can be its own."""

# ruff: noqa: RUF001 (Cyrillic letters)

from collections.abc import Sequence
from itertools import takewhile

from stemma.events.earlier import FINE, VIOLENT
from stemma.events.setting import Found
from stemma.events.sites import NO_SCENE
from stemma.events.slavic.lexicon import weapons, word_set
from stemma.events.slavic.line import Line
from stemma.events.slavic.several import spelled_out
from stemma.records import EventMention, Place, Time

# What a place costs for being coarse, as in the English room: of two near places the finer is preferred.
_COARSE = {"facility": 0.0, "settlement": 0.0, "district": 1.2, "region": 2.6, "area": 2.0, "unknown": 1.2}
_COUNTRY = 4.0
_UNRESOLVED = 2.0
_STEP = 0.15
_CLAUSE = 1.5
_QUOTES = frozenset({"«", '"', "“", "„", "'"})
_FAR = 99.0
_LATEST = 8.0
_TITLE = 4
_ADJECTIVES = 8
# Sentences back to which an event's place, and its day, may have been told.
REACH = 4
_EARLIER = 0.4
_NAMED = 2


def place_of(line: Line, at: int, places: Sequence[Place]) -> Found:
    """Return the place of an event among those of its sentence."""
    best: tuple[float, Place] | None = None
    for place in places:
        cost = _cost(line, at, place)
        if cost < _FAR and (best is None or cost < best[0]):
            best = (cost, place)
    if best is None:
        return Found()
    place = spelled_out(line, best[1], places)
    return Found(place=place, score=round(max(0.35, 0.95 - 0.06 * best[0]), 2), how="attached")


def sites(line: Line, places: Sequence[Place]) -> list[Place]:
    """Return the places of a sentence where an event may be: no office, no origin, no dateline."""
    found = []
    for place in places:
        index = line.index(place.span.start)
        if place.kind in NO_SCENE or index is None or _dateline(line, index, place):
            continue
        if _weapon_name(line, index):
            continue
        if not (_of_title(line, index) or _of_part(line, index) or _names_more(line, index, place)):
            found.append(place)
    return found


def of_office(line: Line, places: Sequence[Place]) -> list[Place]:
    """Return the towns and regions whose own officials a sentence names: what they tell is of there."""
    found = []
    for place in places:
        index = line.index(place.span.start)
        if index is None or place.precision not in ("settlement", "district", "region"):
            continue
        near = range(max(0, index - _TITLE), min(len(line.words), index + 3))
        if _of_title(line, index) and line.any_of(near, word_set("local")):
            found.append(place)
    return found


def _weapon_name(line: Line, index: int) -> bool:
    """Say whether a name is a weapon's: quoted, and one of those that have names."""
    quoted = index > 0 and line.words[index - 1].text in _QUOTES
    return quoted and not line.words[index].keys.isdisjoint(weapons())


def _of_part(line: Line, index: int) -> bool:
    """Say whether a name is of a party that did it ("on the part of X")."""
    before = [word.text for word in line.words[max(0, index - 3) : index]]
    return "стороны" in before or "боку" in before


def _names_more(line: Line, index: int, place: Place) -> bool:
    """Say whether an adjective taken for a town belongs to a noun after it ("the X direction, district")."""
    if line.words[index].pos != "ADJ" or place.precision != "settlement":
        return False
    for word in line.words[index + 1 : index + _ADJECTIVES]:
        if not word.keys.isdisjoint(word_set("wide")):
            return word.case == line.words[index].case or word.plural
        if word.pos not in ("ADJ", "CCONJ", "PUNCT", "PROPN"):
            return False
    return False


def _of_title(line: Line, index: int) -> bool:
    """Say whether a place's name belongs to an office or to people before it ("the mayor of X")."""
    for at in range(index - 1, max(-1, index - _TITLE), -1):
        word = line.words[at]
        if word.pos in ("ADP", "PUNCT") or word.finite:
            return False
        if line.has(at, word_set("titles")):
            return True
    # "the X governor": an adjective of the place before an office.
    after = line.words[index + 1 : index + 3]
    adjective = line.words[index].pos == "ADJ"
    return adjective and any(not word.keys.isdisjoint(word_set("titles")) for word in after)


def _dateline(line: Line, index: int, place: Place) -> bool:
    """Say whether a place opens its sentence in capitals, as a dateline does."""
    return (
        index == 0
        and place.name.isupper()
        and len(line.words) > 1
        and line.words[1].text in (",", ".", "(", "—")
    )


def _cost(line: Line, at: int, place: Place) -> float:
    index = line.index(place.span.start)
    if index is None:
        return _FAR
    cost = _STEP * abs(index - at) + _CLAUSE * line.apart(index, at)
    cost += _COARSE.get(place.precision, _COUNTRY) + (0.0 if place.lat is not None else _UNRESOLVED)
    before = _preposition(line, index)
    if before in word_set("from"):
        border = line.any_of(range(max(0, index - 2), index), word_set("borders"))
        return _FAR if place.precision == "country" and not border else cost + 5.0
    if before in word_set("at") or index == at + 1:
        cost -= 1.0
    led = index > 0 and line.words[index - 1].pos == "ADP"
    if place.precision == "country" and not (led or (index == at + 1 and line.words[at].finite)):
        return _FAR  # a state that does something, not where it is done
    return cost


def names_unknown_town(line: Line, at: int, places: Sequence[Place]) -> bool:
    """Say whether the clause of a trigger names a town or village that is none of the places found."""
    known = {line.index(place.span.start) for place in places}
    for near in line.clause(at):
        if not line.has(near, word_set("settled")) or line.words[near].pos != "NOUN":
            continue
        stop = line.words[near + 1 : near + 2]
        after = near + (2 if stop and stop[0].text == "." else 1)
        if after < len(line.words) and line.words[after].name and after not in known:
            return True
    return False


def _preposition(line: Line, index: int) -> str:
    """Return the preposition before a name, past the words that belong to it ("in the town of X")."""
    for at in range(index - 1, max(-1, index - _TITLE - 1), -1):
        word = line.words[at]
        if word.pos == "ADP":
            return word.text
        if word.pos not in ("ADJ", "NOUN", "PROPN", "X", "PUNCT", "NUM") or word.text in {",", "—", "(", ")"}:
            return ""
    return ""


def time_of(line: Line, at: int, times: Sequence[Time]) -> Found:
    """Return the time of an event among those of its sentence; the time of saying is not the event's."""
    best: tuple[float, Time] | None = None
    for time in times:
        index = line.index(time.span.start)
        if index is None or _of_saying(line, index, at) or _since(line, index):
            continue
        cost = _STEP * abs(index - at) + _CLAUSE * line.apart(index, at)
        cost += 0.0 if time.start is not None else 2.0
        cost += 1.0 if time.rule == "slavic: part" else 0.0
        cost -= 3.0 if line.any_of(line.clause(index), word_set("happened")) else 0.0
        if cost <= _LATEST and (best is None or cost < best[0]):
            best = (cost, time)
    if best is None:
        return Found()
    return Found(time=best[1], score=round(max(0.35, 0.95 - 0.08 * best[0]), 2), how="attached")


def scene_time(line: Line, times: Sequence[Time]) -> Found:
    """Return the day that a sentence sets its scene in, for an event of the next one that is set there."""
    verb = next((at for at, word in enumerate(line.words) if word.finite or word.short), None)
    found = Found() if verb is None else time_of(line, verb, times)
    return Found(time=found.time, score=_EARLIER, how="named before") if found.time is not None else found


def _of_saying(line: Line, index: int, at: int) -> bool:
    """Say whether a time stands in a clause of saying that the event does not stand in."""
    clause = line.clause(index)
    if not line.any_of(clause, word_set("speech")):
        return False
    if at not in clause:
        return True
    verb = next(one for one in clause if line.has(one, word_set("speech")))
    return abs(index - verb) < abs(index - at)


def _since(line: Line, index: int) -> bool:
    return index > 0 and line.words[index - 1].text in {"с", "со", "з", "із", "до", "від", "к"}


def earlier_place(
    sentence: int, before: Sequence[EventMention], named: Sequence[tuple[int, Place]], *, wide: bool = False
) -> Found:
    """Return the place that an event is at by what was told before it: an event's, else a place named.

    ``wide`` asks for a region only, since the sentence names a town that is not known.
    """
    for mention in reversed(before):
        if sentence - mention.sentence > REACH:
            break
        place = mention.place
        if place is not None and place.precision != "country" and not (wide and place.precision in FINE):
            return Found(place=place, score=_EARLIER, how="earlier mention")
    latest = takewhile(lambda one: sentence - one[0] <= _NAMED, reversed(named))
    near = [place for _, place in latest if place.precision != "country"]
    fine = [] if wide else [place for place in near if place.precision in FINE]
    chosen = fine or [place for place in near if place.precision not in FINE]
    return Found(place=chosen[0], score=_EARLIER, how="named before") if chosen else Found()


def earlier_time(sentence: int, before: Sequence[EventMention], kind: str) -> Found:
    """Return the time of the mention just before that an event goes on from."""
    for mention in reversed(before):
        if sentence - mention.sentence > 1:
            break
        if mention.time is not None and (mention.type == kind or {mention.type, kind} <= VIOLENT):
            return Found(time=mention.time, score=_EARLIER, how="earlier mention")
    return Found()
