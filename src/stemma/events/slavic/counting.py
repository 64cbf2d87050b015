"""People killed, hurt, taken or missing, as Russian and Ukrainian sentences count them."""

# ruff: noqa: RUF001 (Cyrillic letters)

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from stemma.events.casualties import claimant
from stemma.events.slavic.aged import aged
from stemma.events.slavic.lexicon import (
    losses,
    parts,
    people,
    word_set,
)
from stemma.events.slavic.line import Line
from stemma.events.slavic.numbers import Bound, bounded, from_to, grew, limits, number_at
from stemma.records import ClaimMention, Measure, Quantity, Report

_MORE = frozenset({"еще", "ще", "также", "також", "больше"})
_AND = frozenset({"и", "та", "і", "й"})
# How far a count may stand from the word for what befell the people, in words.
_REACH = 9
_ADJECTIVES = 4
_BEFORE = 3
_CROSSING = 6
# A bare number ("12 are wounded") stands no farther from what befell them.
_BARE = 4
_SINGLE = 4

_RANGE: Bound = "range"


class Group(Struct, frozen=True):
    """People counted at some words: ``first`` to ``last``, the noun if there is one, and their number."""

    first: int
    last: int
    noun: int | None
    value: int | None
    least: int
    comparator: Bound
    single: bool = False
    most: int | None = None


class Loss(Struct, frozen=True):
    """A quantity, the word that tells what befell the people, and whether it is of a whole war."""

    quantity: Quantity
    cue: int
    war: bool


def losses_of(report: Report, line: Line, claims: Sequence[ClaimMention]) -> list[Loss]:
    """Return the casualty figures of a sentence in the order of its words."""
    cues = {at: told for at in range(len(line.words)) if (told := cue_at(line, at)) is not None}
    if not cues:
        return []
    war = of_whole_war(line)
    barred = _parts_of(line)
    found: list[Loss] = []
    used: set[Measure] = set()
    for group in _groups(line, cues):
        if any(first <= group.first < end for first, end in barred):
            continue
        cue = _cue_of(line, group, cues)
        if cue is None or (group.single and cues[cue] in used):
            continue
        used.add(cues[cue])
        quantity = _quantity(report, line, group, cues[cue], war=war)
        who = claimant(claims, quantity.span.start, quantity.span.end)
        found.append(Loss(replace(quantity, claimant=who), cue, war))
    return found


def cue_at(line: Line, at: int) -> Measure | None:
    """Return what befell people by a word, None where it tells nothing of the kind."""
    keys = line.words[at].keys
    kinds: tuple[Literal["people", "nouns", "verbs"], ...] = ("people", "nouns", "verbs")
    for kind in kinds:
        table = losses(kind)
        measure = next((table[key] for key in keys if key in table), None)
        if measure is not None and not (kind == "verbs" and _undone(line, at)):
            return measure
    return None


def _undone(line: Line, at: int) -> bool:
    """Say whether a verb is negated, or only possible ("could have died")."""
    before = line.words[max(0, at - 2) : at]
    return any(word.text == "не" for word in before[-1:]) or line.words[at].future


def of_whole_war(line: Line) -> bool:
    """Say whether a sentence counts from the beginning of a war, or of a year."""
    for at in range(len(line.words)):
        if line.words[at].text == "відтоді":
            return True
        if line.has(at, word_set("beginnings")):
            after = range(at + 1, min(at + 4, len(line.words)))
            if line.any_of(after, word_set("wars")):
                return True
    return False


def _parts_of(line: Line) -> list[tuple[int, int]]:
    """Return the stretches that tell of part of what was counted before ("three of them children")."""
    texts = tuple(word.text for word in line.words)
    found = []
    for phrase in parts():
        for at in range(len(texts)):
            if texts[at : at + len(phrase)] == phrase:
                found.append((at, _end_of_part(line, at)))  # noqa: PERF401  two loops read better apart
    return found + list(line.asides.items())


def _end_of_part(line: Line, at: int) -> int:
    """Return where the clause of a part ends: at the next comma that a verb follows."""
    for end in range(at + 1, len(line.words)):
        if line.words[end].text in {";", "."}:
            return end
        if line.words[end].text == "," and any(
            line.words[after].finite or line.words[after].short or line.words[after].text in _MORE
            for after in range(end + 1, min(end + _BEFORE + 1, len(line.words)))
        ):
            return end
    return len(line.words)


def _groups(line: Line, cues: dict[int, Measure]) -> list[Group]:
    """Return the people counted, those joined by "and" as one."""
    by_age = [
        Group(one.first, one.last, one.noun, one.value, one.value, "exactly")
        for one in aged(line, people_word, number_at)
    ]
    found = sorted((*by_age, *_counted(line, cues), *_singles(line, cues)), key=lambda group: group.first)
    joined: list[Group] = []
    for group in found:
        if joined and group.first <= joined[-1].last:
            continue
        if joined and _goes_on(line, joined[-1], group):
            before = joined[-1]
            value = None if None in (before.value, group.value) else before.value + group.value  # type: ignore[operator]
            joined[-1] = replace(
                before, last=group.last, value=value, least=before.least + group.least, single=False
            )
        else:
            joined.append(group)
    return joined


def _goes_on(line: Line, before: Group, group: Group) -> bool:
    """Say whether a group is joined to the one before by "and", with no predicate between."""
    between = [line.words[at] for at in range(before.last + 1, group.first)]
    texts = {word.text for word in between}
    told = before.noun is not None or group.noun is not None
    counted_apart = not (before.single or group.single)
    return bool(texts & _AND) and texts <= _AND | _MORE and told and not counted_apart


def _counted(line: Line, cues: dict[int, Measure]) -> Iterator[Group]:
    at = 0
    while at < len(line.words):
        number = number_at(line, at)
        if number is None:
            at += 1
            continue
        end, value, least = number
        most = None
        if value is not None and from_to(line, at, end):
            second = number_at(line, end + 1)
            if second is not None:
                end, most, value = second[0], second[1], None
        noun, people_after = _noun_after(line, end, cues)
        if people_after and not (value == 1 and _one_of(line, end)):
            first, comparator = bounded(line, at, value) if most is None else (at - 1, _RANGE)
            yield Group(first, end - 1 if noun is None else noun, noun, value, least, comparator, most=most)
        at = end


def _one_of(line: Line, end: int) -> bool:
    """Say whether "one" only picks out one of several ("one of the villages")."""
    return end < len(line.words) and line.words[end].text in {"из", "з", "із", "зі"}


def _noun_after(line: Line, end: int, cues: dict[int, Measure]) -> tuple[int | None, bool]:
    """Return the people that a number counts, and whether it may count people at all."""
    for at in range(end, min(end + _ADJECTIVES + 1, len(line.words))):
        word = line.words[at]
        if people_word(line, at) or at in cues or (word.alive and word.pos == "NOUN"):
            return (at if word.alive or people_word(line, at) or _is_people(line, at) else None), True
        if word.pos in ("ADJ", "DET", "ADV") or word.full or word.text in {"«", "»", "и", "та", "і"}:
            continue
        return None, word.pos not in ("NOUN", "PROPN", "X", "NUM", "SYM") and word.text not in {"%", "№", "-"}
    return None, True


def people_word(line: Line, at: int) -> str:
    """Return the English class of a noun for people, "" for any other word."""
    table = people()
    return next((table[key] for key in sorted(line.words[at].keys) if key in table), "")


def _is_people(line: Line, at: int) -> bool:
    return any(key in losses("people") for key in line.words[at].keys) or line.words[at].full


def _singles(line: Line, cues: dict[int, Measure]) -> Iterator[Group]:
    """Yield the people told without a number, where a word of loss stands beside them ("a woman died")."""
    for at, word in enumerate(line.words):
        pronoun = word.text in word_set("persons")
        if not pronoun and (
            word.plural or not people_word(line, at) or word.pos not in ("NOUN", "PROPN", "ADJ")
        ):
            continue
        if word.pos == "ADJ" and at + 1 < len(line.words) and line.words[at + 1].pos == "NOUN":
            continue
        if word.case in ("ins", "loc", "dat") or (word.case == "gen" and not _patient(line, at)):
            continue
        if line.has(at, frozenset({"человек", "людина", "особа"})) and word.case == "gen":
            continue
        near = range(max(0, at - _SINGLE), min(len(line.words), at + _SINGLE + 1))
        first = _with_adjectives(line, at)
        joined = first > 1 and line.words[first - 1].text in _AND and people_word(line, first - 2)
        if joined or any(cue in near and cue != at and _agrees(line, at, cue) for cue in cues):
            yield Group(first, at, at, 1, 1, "exactly", single=True)


def _patient(line: Line, at: int) -> bool:
    """Say whether a genitive may be the accusative of a living being ("wounded a guard")."""
    near = range(max(0, at - _BEFORE), at)
    return any(line.words[one].pos == "VERB" and cue_at(line, one) for one in near)


def _agrees(line: Line, at: int, cue: int) -> bool:
    """Say whether a loss can be that of one person: a verb of the same clause, none that has a number."""
    between = range(min(at, cue) + 1, max(at, cue))
    counted = any(number_at(line, one) is not None for one in between)
    verbal = line.words[cue].pos in ("VERB", "AUX") or line.words[cue].short
    noun = any(key in losses("nouns") for key in line.words[cue].keys)
    return (verbal or noun) and not counted and line.apart(at, cue) == 0


def _with_adjectives(line: Line, at: int) -> int:
    while at and line.words[at - 1].pos == "ADJ":
        at -= 1
    return at


def _cue_of(line: Line, group: Group, cues: dict[int, Measure]) -> int | None:
    """Return the word that tells what befell the people counted: the nearest, in their clause first."""
    best: tuple[float, int] | None = None
    for cue in cues:
        distance = _distance(line, group, cue)
        crossed = line.apart(cue, group.first)
        if line.words[cue].pos == "ADJ" and cue < group.first and distance > 1:
            distance += 1
        cost = distance + _CROSSING * crossed
        limit = _BARE if group.noun is None and not crossed and distance > 0 else _REACH
        if cost > (
            _REACH + _CROSSING if crossed == 1 else limit + 2 * (group.noun is not None)
        ) and not _tolled(line, cue, group):
            continue
        if best is None or cost < best[0]:
            best = (cost, cue)
    return None if best is None else best[1]


def _distance(line: Line, group: Group, cue: int) -> int:
    """Return how many words lie between people and what befell them, asides left out."""
    if group.first <= cue <= group.last:
        return 0
    low, high = (cue, group.first) if cue < group.first else (group.last, cue)
    asides = sum(end - start for start, end in line.asides.items() if low < start and end < high)
    return high - low - asides


def _tolled(line: Line, cue: int, group: Group) -> bool:
    """Say whether a sentence tells what the number of the dead grew to."""
    return cue < group.first and grew(line, group.first)


def _quantity(report: Report, line: Line, group: Group, measure: Measure, *, war: bool) -> Quantity:
    span = line.span(range(group.first, group.last + 1))
    return Quantity(
        measure,
        group.value,
        *limits(group.comparator, group.value, group.least, group.most),
        group.comparator,
        _victims(line, group),
        span,
        report.text[span.start : span.end],
        war,
    )


def _victims(line: Line, group: Group) -> str:
    """Return the English class of the people counted, "" where none is said."""
    found = [people_word(line, at) for at in range(group.first, group.last + 1)]
    kinds = [kind for kind in found if kind and kind != "people"]
    if "civilian" in kinds or "child" in kinds:
        return "civilian" if "civilian" in kinds else "child"
    return kinds[0] if kinds else ""
