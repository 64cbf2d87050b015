"""Independent accounts of one event: the same facts in wordings that share nothing but the facts."""

import random
from functools import cache
from typing import Any

from msgspec import Struct

from stemma.resources import load_toml


@cache
def _table() -> dict[str, Any]:
    return load_toml("evaluation", "traditions_events.toml")


class Event(Struct, frozen=True):
    """The facts of an invented event, by the names that the accounts' patterns use."""

    facts: dict[str, str]


def invent(generator: random.Random) -> Event:
    """Return the facts of an event that never was."""
    table = _table()
    person, role = generator.choice(table["persons"])
    weapon, noun = generator.choice(table["weapons"])
    facts = {
        "place": generator.choice(table["places"]),
        "person": person,
        "role": role,
        "weapon": weapon,
        "weapon_noun": noun,
        "target": generator.choice(table["targets"]),
        "day": generator.choice(table["days"]),
        "n": str(generator.randint(3, 40)),
        "m": str(generator.randint(41, 90)),
        "k": str(generator.randint(100, 400)),
        "said": generator.choice(table["statements"]),
    }
    return Event(facts)


def accounts(event: Event, count: int, *, quoting: bool) -> list[str]:
    """Return up to four accounts of an event in their own words, all with its statement if ``quoting``."""
    table = _table()
    texts = []
    for number, account in enumerate(table["accounts"][:count]):
        parts = [part.format(**event.facts) for part in account["sentences"]]
        if quoting:
            parts.insert(2 + number % 2, table["quoting"][number].format(**event.facts))
        texts.append("\n\n".join(parts))
    return texts
