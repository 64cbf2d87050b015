"""Bounds of the search for possible matches, from the room's file."""

from functools import cache

from stemma.resources import load_toml


@cache
def bound(name: str) -> float:
    """Return a bound; the room's file says why it is so."""
    value: float = load_toml("matching", "bounds.toml")[name]["value"]
    return value


def whole(name: str) -> int:
    """Return a bound that is a whole number."""
    return int(bound(name))


__all__ = ["bound", "whole"]
