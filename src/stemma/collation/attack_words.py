"""The words by which an attack is known, in tables of the room's file on attacks."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from stemma.resources import load_toml

Table = Mapping[str, frozenset[str]]


@cache
def listed(section: str) -> frozenset[str]:
    """Return one list of words."""
    return frozenset(load_toml("collation", "attacks.toml")[section]["words"])


@cache
def table_of(section: str) -> Table:
    """Return one table: words by what they stand for."""
    return _table(load_toml("collation", "attacks.toml")[section])


@cache
def scenes_of(kind: str) -> Table:
    """Return the words for what is hit, or used, in attacks of one kind."""
    data = load_toml("collation", "attacks.toml")
    return _table({**data["scenes"], **data["scenes_of"].get(kind, {})})


@cache
def count(sign: str) -> int:
    """Return how much a sign counts for two mentions telling one attack, or the sum that is asked for."""
    value: int = load_toml("collation", "attacks.toml")["signs"][sign]
    return value


def named(table: Table, lows: frozenset[str]) -> frozenset[str]:
    """Return what the words of a content stand for in a table."""
    return frozenset([name for name, words in table.items() if not words.isdisjoint(lows)])


def _table(data: Mapping[str, list[str]]) -> Table:
    return MappingProxyType({name: frozenset(words) for name, words in data.items() if name != "codebook"})
