"""Conflict events in Russian and Ukrainian reports: the same records, found by words and their order."""

from stemma.events.slavic.coder import code_slavic

__all__ = ["code_slavic"]
