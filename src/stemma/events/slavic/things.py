"""Things in Russian and Ukrainian events: what was used, stopped, hit, damaged, destroyed or taken.

By forms and order, as all of these rules: an object behind its verb, anything beside a passive one, an
instrumental of a weapon, a genitive behind a noun of doing. A thing whose role no word beside it tells
has that of the thing before it in a list, else none. The subject of an active verb is no thing here.
"""

# ruff: noqa: RUF001 (Cyrillic letters)

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from stemma.events.slavic.line import Line, plain
from stemma.events.slavic.numbers import Bound, bounded, limits, number_at
from stemma.morphology import may_be
from stemma.records import Report, Thing, ThingRole
from stemma.resources import load_toml

Form = Literal["verbs", "nouns", "participles"]
_NOUNS = ("NOUN", "PROPN", "X")
_JOINING = frozenset({",", "и", "та", "і", "й", "также", "також", "ещё", "ще"})
_QUOTES = frozenset({"«", "»", '"', "“", "”", "„"})
_OUT_OF = frozenset({"из", "з", "із"})
_NEGATION = frozenset({"не", "ни"})
_SIDEWAYS = frozenset({"по"})  # "по 10 дронов": so many at each of several places
_ADJECTIVES = 5
_REACH = 9
_BESIDE = 2  # words back to the adjective that makes a noun a thing ("an unmanned flying craft")


class Counted(Struct, frozen=True):
    """How many a noun counts: the words ``first`` on, the value, the least and most, and their bound."""

    first: int
    value: int | None
    least: int
    bound: Bound
    each: bool


class Told(Struct, frozen=True):
    """A thing in a sentence: its noun, where its words begin, its role and the word that gives it."""

    noun: int
    first: int
    role: ThingRole
    cue: int


@cache
def _table(name: str) -> Mapping[str, list[str]]:
    rows: dict[str, list[str]] = load_toml("events", "slavic/things.toml")[name]
    return rows


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_table("words")[name])


@cache
def _kinds() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for kind, words in _table("kinds").items():
        for word in words:
            found.setdefault(word, kind)
    return found


@cache
def _pairs() -> tuple[tuple[frozenset[str], frozenset[str], str], ...]:
    rows = load_toml("events", "slavic/things.toml")["pairs"]
    return tuple((frozenset(row["nouns"]), frozenset(row["adjectives"]), row["kind"]) for row in rows)


@cache
def _roles(form: Form) -> Mapping[str, ThingRole]:
    roles: tuple[ThingRole, ...] = ("used", "stopped", "damaged", "destroyed", "hit", "seized")
    return {word: role for role in roles for word in _table(form).get(role, ())}


def things_in(report: Report, line: Line, acts: Iterable[int]) -> list[tuple[int, Thing]]:
    """Return the things that a sentence tells the fate of, each with the word that tells it, in order.

    Args:
        report: the report.
        line: the sentence.
        acts: the nouns of acts in it: those that are counted are things of their own ("17 strikes").
    """
    counts = _counts(line)
    acted = [Told(at, counts[at].first, "acts", at) for at in sorted(set(acts)) if at in counts]
    found = sorted([*acted, *_things(line, counts)], key=lambda one: one.noun)
    told = ((one.cue, _record(report, line, one, counts.get(one.noun))) for one in found)
    return [(cue, thing) for cue, thing in told if thing is not None]


def _counts(line: Line) -> dict[int, Counted]:
    """Return the counts of a sentence by the noun that they count."""
    found: dict[int, Counted] = {}
    at = 0
    while at < len(line.words):
        number = number_at(line, at)
        if number is None:
            at += 1
            continue
        end, value, least = number
        noun_from = end
        if end + 1 < len(line.words) and line.words[end].text in _OUT_OF:
            whole = number_at(line, end + 1)  # "48 of 53 drones" are 48
            noun_from = end if whole is None else whole[0]
        noun = _noun_after(line, noun_from)
        if noun is not None:
            first, bound = bounded(line, at, value)
            each = first > 0 and line.words[first - 1].text in _SIDEWAYS
            found.setdefault(noun, Counted(first, value, least, bound, each))
        at = end
    return found


def _noun_after(line: Line, start: int) -> int | None:
    """Return the noun that a number before it counts, behind its adjectives."""
    for at in range(start, min(start + _ADJECTIVES, len(line.words))):
        word = line.words[at]
        if not word.keys.isdisjoint(_words("units")) or (word.text == "." and at > start):
            continue
        if word.pos in _NOUNS:
            return at
        if not (word.pos in ("ADJ", "DET") or word.full or word.text in _QUOTES):
            return None
    return None


def _kind(line: Line, at: int) -> str:
    word = line.words[at]
    if word.pos not in _NOUNS:
        return ""
    for nouns, adjectives, kind in _pairs():
        if line.has(at, nouns) and line.any_of(range(max(0, at - _BESIDE), at), adjectives):
            return kind
    return next((_kinds()[key] for key in sorted(word.keys) if key in _kinds()), "")


def _things(line: Line, counts: Mapping[int, Counted]) -> list[Told]:
    found: list[Told] = []
    for at in range(len(line.words)):
        kind = _kind(line, at)
        if not kind or (kind == "settlement" and at not in counts):
            continue  # which town it is is the event's place
        first = counts[at].first if at in counts else _phrase_start(line, at)
        if at not in counts and first and _kind(line, first - 1) and line.words[at].case in ("nom", ""):
            continue  # the name of what stands before it: 14 drones "Herbera"
        told = _by_words(line, at, first, found, counted=at in counts)
        told = told or _listed(line, at, first, found)
        if told is not None and _fits(told.role, kind, counts.get(at)):
            downed = told.role == "destroyed" and kind in _words("in_the_air")
            found.append(Told(at, first, "stopped" if downed else told.role, told.cue))
    return found


def _fits(role: ThingRole, kind: str, count: Counted | None) -> bool:
    """Say whether a thing of a kind can have a role; "10 each" are of no one event."""
    if count is not None and count.each and role != "hit":
        return False
    if role == "used":
        return kind in _words("as_weapons")
    return role != "stopped" or kind in _words("as_weapons")


def _phrase_start(line: Line, noun: int) -> int:
    first = noun
    while first and (
        line.words[first - 1].pos in ("ADJ", "DET")
        or line.words[first - 1].full
        or line.words[first - 1].text in _QUOTES
    ):
        first -= 1
    return first


def _by_words(line: Line, noun: int, first: int, found: Sequence[Told], *, counted: bool) -> Told | None:
    """Return the role that a preposition, a participle, a noun or a verb beside it gives a thing."""
    before = line.words[first - 1] if first else None
    attribute = _attribute(line, noun, first)
    if before is not None and before.pos == "ADP" and before.text not in ("понад", "близько"):
        return _towards(line, noun, first)
    if attribute is not None:
        return attribute
    if line.words[noun].case == "ins":
        return _wielded(line, noun, first)
    if before is not None and before.pos in _NOUNS and (counted or line.words[noun].case in ("gen", "")):
        governed = _of_noun(line, noun, first, found)
        if governed is not None or not counted:
            return governed
    return _of_verb(line, noun, first, counted=counted)


def _attribute(line: Line, noun: int, first: int) -> Told | None:
    """Return the role of what a participle before it tells of ("the downed drones")."""
    for at in range(max(0, first - 1), noun):
        word = line.words[at]
        if word.full or word.pos == "ADJ":
            role = next(
                (_roles("participles")[key] for key in sorted(word.keys) if key in _roles("participles")),
                None,
            )
            if role is None and word.full:
                role = next(
                    (_roles("verbs")[key] for key in sorted(word.keys) if key in _roles("verbs")), None
                )
            if role is not None and not (at and line.words[at - 1].text in _NEGATION):
                return Told(noun, first, role, at)
    return None


def _towards(line: Line, noun: int, first: int) -> Told | None:
    """Return that a thing was hit, behind a word of striking and its preposition."""
    led, word = line.words[first - 1].text, line.words[noun]
    if led not in _words("towards") or (led != "по" and word.case in ("loc", "gen", "ins", "dat")):
        return None
    for at in range(first - 2, max(-1, first - 2 - _REACH), -1):
        if line.has(at, _words("strikes")) and line.apart(at, first - 1) == 0:
            return Told(noun, first, "hit", at) if _done(line, at) else None
        if line.words[at].finite or line.words[at].short:
            if line.any_of(range(max(0, at - 4), at), _words("strikes")):
                continue  # "the strike was made on …"
            return None
    return None


def _wielded(line: Line, noun: int, first: int) -> Told | None:
    """Return that a weapon in the instrumental was used ("attacked with 14 drones")."""
    hitting = ("hit", "damaged", "destroyed")
    for at in sorted(line.clause(noun), key=lambda one: abs(one - noun)):
        word = line.words[at]
        role = next((_roles("verbs")[key] for key in sorted(word.keys) if key in _roles("verbs")), None)
        if (role in hitting or line.has(at, _words("strikes"))) and word.pos != "ADJ":
            return Told(noun, first, "used", at) if _done(line, at) else None
    return None


def _of_noun(line: Line, noun: int, first: int, found: Sequence[Told]) -> Told | None:
    """Return the role that the noun before it gives a genitive: a noun of doing, or a part of it."""
    head = first - 1
    table = _roles("nouns")
    role = next((table[key] for key in sorted(line.words[head].keys) if key in table), None)
    if role is not None:
        return Told(noun, first, role, head)
    if not line.has(head, _words("parts")):
        return None
    known = next((one for one in found if one.noun == head), None)
    if known is not None:
        return None  # the part is a thing itself
    start = _phrase_start(line, head)
    if start and line.words[start - 1].pos == "ADP":
        told = _towards(line, head, start)
    else:
        told = _attribute(line, head, start) or _of_verb(line, head, start, counted=True)
    return None if told is None else Told(noun, first, told.role, told.cue)


def _of_verb(line: Line, noun: int, first: int, *, counted: bool) -> Told | None:
    """Return the role that a verb of its clause gives a thing: its object, or the subject of a passive."""
    word, table = line.words[noun], _roles("verbs")
    for at in sorted(line.clause(noun), key=lambda one: (abs(one - noun), one)):
        verb = line.words[at]
        role = next((table[key] for key in sorted(verb.keys) if key in table), None)
        if role is None or verb.pos not in ("VERB", "AUX", "ADJ") or verb.full or abs(at - noun) > _REACH:
            continue
        if not _done(line, at):
            return None
        if verb.short:
            fits = counted or word.case in ("nom", "acc", "")
        elif at > noun:
            # What stands before an active verb is mostly its subject; drones shoot down nothing.
            fits = role == "stopped" and counted and verb.plural
        else:
            fits = (
                counted
                or word.case in ("acc", "")
                or (word.case == "nom" and "=" not in line.tokens[noun].tag)
            )
        return Told(noun, first, role, at) if fits else None
    return None


def _done(line: Line, at: int) -> bool:
    word = line.words[at]
    return not (word.future or word.infinitive or (at and line.words[at - 1].text in _NEGATION))


def _listed(line: Line, noun: int, first: int, found: Sequence[Told]) -> Told | None:
    """Return the role of the thing before it in a list ("five houses, a school and two cars")."""
    if not found or not first or line.words[first - 1].text not in _JOINING:
        return None
    last = found[-1]
    for at in range(last.noun + 1, first):
        word = line.words[at]
        named = word.name or word.pos == "ADP" or word.text in _QUOTES
        if not (word.text in _JOINING or named or (word.case == "gen" and word.pos in ("NOUN", "ADJ"))):
            return None
    if line.words[noun].case == "ins" and line.words[last.noun].case != "ins":
        return None
    after = line.words[noun + 1 : noun + 2]
    if after and (after[0].finite or after[0].short) and not after[0].keys & frozenset(_roles("verbs")):
        return None  # a clause of its own: "…, a house burned"
    return Told(noun, first, last.role, last.cue)


def _record(report: Report, line: Line, told: Told, count: Counted | None) -> Thing | None:
    if count is not None and count.value == 0:
        return None
    span = line.span(range(told.first, told.noun + 1))
    text, name = report.text[span.start : span.end], line.tokens[told.noun].lemma
    kind = "" if told.role == "acts" else _kind(line, told.noun)
    if count is not None:
        low, high = limits(count.bound, count.value, count.least, None)
        return Thing(told.role, name, kind, count.value, low, high, count.bound, span, text)
    if _single(line, told.noun):
        return Thing(told.role, name, kind, 1, 1, 1, "exactly", span, text)
    return Thing(told.role, name, kind, None, None, None, "vague", span, text)


def _single(line: Line, noun: int) -> bool:
    """Say whether a noun without a number names one thing."""
    word, token = line.words[noun], line.tokens[noun]
    if word.plural or line.has(noun, _words("mass")) or token.text.isupper():
        return False
    if "=" in token.tag:  # the tagger takes some plurals for singulars
        return "Number=Sing" in token.tag and may_be(token.text, "sing", "ru")
    # The Ukrainian dictionary marks the plural alone.
    return word.case != "" or word.text == plain(token.lemma)
