"""The figures of `rules.toml`: how sure each reason is, and the bounds that the reasons have."""

from functools import cache

from stemma.resources import load_toml


@cache
def rule(name: str) -> float:
    """Return a figure of the room's rules file."""
    value: float = load_toml("provenance", "rules.toml")[name]["value"]
    return value


__all__ = ["rule"]
