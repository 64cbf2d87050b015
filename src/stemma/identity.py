"""Stable identifiers: the same content gives the same id on every machine and in every run."""

import hashlib
from collections.abc import Hashable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stemma.records import Layer, Report


def stable_id(prefix: str, *parts: object) -> str:
    """Return ``prefix-`` and 12 hexadecimal digits of a BLAKE2b hash over the parts.

    Parts are turned into text and joined by the unit separator, so ("a", "bc") and ("ab", "c")
    differ. Twelve digits keep the chance of one clash among a million ids below 0.2%.
    """
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.blake2b(joined.encode(), digest_size=6).hexdigest()}"


def witness(report: "Report") -> str:
    """Return the id of a report's first version: all versions of one report are one witness."""
    return report.version_of or report.id


def source_traits(layer: "Layer") -> tuple[Hashable, ...]:
    """Return all that a layer tells of a source, but for where in its text."""
    return (
        layer.role, layer.name, layer.entity, layer.anonymous, layer.number, layer.source_type,
        layer.description, layer.inferred, layer.reason,
    )  # fmt: skip
