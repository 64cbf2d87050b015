"""Detectors of typed differences between two mentions of one claim, one module a kind."""

from stemma.collation.differing.base import Difference, Side
from stemma.collation.differing.facts import fact_differences
from stemma.collation.differing.quoting import quote_differences
from stemma.collation.differing.sourcing import source_differences
from stemma.collation.differing.strength import strength_differences

__all__ = [
    "Difference",
    "Side",
    "fact_differences",
    "quote_differences",
    "source_differences",
    "strength_differences",
]
