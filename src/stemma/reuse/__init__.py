"""Copies: aligned passages between reports, with direction."""

from stemma.reuse.copies import CopyIndex, find_copies

__all__ = ["CopyIndex", "find_copies"]
