"""Artificial traditions of claims: planted sentences, changed by known operators, with their origins."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from msgspec import Struct

from stemma.evaluation.traditions import FIRST_DAY, Desk, Tradition
from stemma.evaluation.traditions_operators import built
from stemma.resources import load_toml

_SENTENCES = 4
_VOWELS = {"a": "e", "e": "i", "i": "y", "o": "a", "u": "o", "y": "i"}


@cache
def _table() -> dict[str, Any]:
    return load_toml("evaluation", "traditions_claims.toml")


class _Change(Struct, frozen=True):
    """A planted sentence and its changed version, filled in."""

    type: str
    before: str
    after: str


def claim_families(seed: int) -> Tradition:
    """Return a tradition of planted claims.

    Each family of changes has a first report with four planted sentences, a faithful copy, and
    four copies that each change one sentence. Other claims are told in their own words by two or
    three reports with sources of their own, each copied once; and others rest on one medium that
    is not in the collection.
    """
    generator = random.Random(seed)  # noqa: S311  an artificial tradition, nothing secret
    desk = Desk(Tradition(), generator)
    for changes in _grouped(list(_changes(generator)), generator):
        _family(desk, changes)
    for number, entry in enumerate(_table()["confirmed"]):
        _told_apart(desk, entry["wordings"], number, len(entry["wordings"]))
    for number, entry in enumerate(_table()["cited"]):
        _told_apart(desk, entry["wordings"], number, 1)
    return desk.tradition


def _changes(generator: random.Random) -> Iterator[_Change]:
    for entry in _table()["changes"]:
        for before, after in entry["pairs"]:
            slots = _slots(generator)
            yield _Change(entry["type"], before.format(**slots), after.format(**slots))
    for kind, before, after in built(generator):
        slots = _slots(generator)
        yield _Change(kind, before.format(**slots), after.format(**slots))


def _slots(generator: random.Random, day: date | None = None, outlet: str = "") -> dict[str, str]:
    """Return fillings for the patterns' places, drawn anew for each sentence."""
    table = _table()
    (person, role), (other, other_role) = generator.sample(table["persons"], 2)
    place, elsewhere = generator.sample(table["places"], 2)
    return {
        "person": person,
        "garbled": _garble(person, generator),
        "role": role,
        "role_cap": role[0].upper() + role[1:],
        "other": other,
        "other_role": other_role,
        "other_role_cap": other_role[0].upper() + other_role[1:],
        "place": place,
        "elsewhere": elsewhere,
        "agency": generator.choice(table["agencies"]),
        "day": f"{day or FIRST_DAY:%A}",
        "outlet": outlet,
    }


def _garble(person: str, generator: random.Random) -> str:
    """Misspell a surname as a careless ear or hand does: another vowel, or two letters swapped."""
    first, surname = person.split(" ", 1)
    inner = range(1, len(surname) - 1)
    at = generator.choice([place for place in inner if surname[place] in _VOWELS])
    if generator.random() < 0.5 or surname[at] == surname[at + 1]:  # noqa: PLR2004  each fault half of the time
        return f"{first} {surname[:at]}{_VOWELS[surname[at]]}{surname[at + 1 :]}"
    return f"{first} {surname[:at]}{surname[at + 1]}{surname[at]}{surname[at + 2 :]}"


def _grouped(changes: list[_Change], generator: random.Random) -> list[list[_Change]]:
    """Deal the changes to families so that no family has two sentences of one pattern."""
    generator.shuffle(changes)
    groups: list[list[_Change]] = [[] for _ in range(-(-len(changes) // _SENTENCES))]
    for change in changes:
        open_groups = [group for group in groups if len(group) < _SENTENCES]
        fitting = [group for group in open_groups if change.type not in {other.type for other in group}]
        min(fitting or open_groups, key=len).append(change)
    return groups


def _family(desk: Desk, changes: Sequence[_Change]) -> None:
    """File a first report, a faithful copy and one copy for each change, and note what is true of them."""
    generator, tradition = desk.generator, desk.tradition
    day = FIRST_DAY + timedelta(days=generator.randrange(900))
    outlets = desk.outlets(len(changes) + 2)
    slots = _slots(generator, day)
    opening = generator.choice(_table()["openings"]).format(**slots)
    closing = generator.choice(_table()["closings"])
    before = [change.before for change in changes]
    first = desk.file(outlets[0], "\n\n".join([opening, *before, closing]), day)
    told = {first: before}
    for number, outlet in enumerate(outlets[1:]):
        lines = list(before)
        if number < len(changes):
            lines[number] = changes[number].after
        copy = desk.file(
            outlet, "\n\n".join([opening, *lines, closing]), day + timedelta(days=1 + number % 3)
        )
        tradition.pairs.append({"source": first, "target": copy, "kind": "light", "dated": True})
        told[copy] = lines
        for old, new, change in zip(before, lines, changes, strict=True):
            record = {"from": _at(first, old), "to": _at(copy, new)}
            if old == new:
                tradition.faithful.append(record)
            else:
                tradition.variants.append({**record, "type": change.type})
    for number in range(len(changes)):
        mentions = [_at(report, lines[number]) for report, lines in told.items()]
        tradition.claims.append({"mentions": mentions, "origins": 1})


def _told_apart(desk: Desk, wordings: Sequence[str], number: int, origins: int) -> None:
    """File a report for each wording of a claim, each around other things, and a copy of each."""
    generator, tradition = desk.generator, desk.tradition
    table = _table()
    day = FIRST_DAY + timedelta(days=generator.randrange(900))
    openings = generator.sample(table["openings"], len(wordings))
    closings = generator.sample(table["closings"], len(wordings))
    shared = _slots(generator, day)
    mentions: list[Mapping[str, str]] = []
    for wording, opening, closing in zip(wordings, openings, closings, strict=True):
        outlet, carrier = desk.outlets(2)
        around = _slots(generator, day, outlet)
        claim = wording.format(**{**shared, "outlet": outlet})
        text = "\n\n".join([opening.format(**around), claim, closing])
        names = [desk.file(outlet, text, day + timedelta(days=1))]
        if number % 2 == 0:
            names.append(desk.file(carrier, f"{text}\n\n({outlet})", day + timedelta(days=2)))
            tradition.pairs.append(
                {"source": names[0], "target": names[1], "kind": "verbatim", "dated": True}
            )
        mentions.extend(_at(name, claim) for name in names)
    tradition.claims.append({"mentions": mentions, "origins": origins})


def _at(report: str, words: str) -> dict[str, str]:
    return {"report": report, "words": words}
