"""Conflict events in parsed reports: type, actor, target, weapon, place, time, casualties, status."""

from stemma.events.coder import code_events

__all__ = ["code_events"]
