"""Copies: aligned passages between reports, with direction."""

from stemma.reuse.copies import CopyIndex, find_copies
from stemma.reuse.rewritten import with_rewritings
from stemma.reuse.semantic import Rewritings

__all__ = ["CopyIndex", "Rewritings", "find_copies", "with_rewritings"]
