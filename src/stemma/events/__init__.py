"""Conflict events in parsed reports: type, actor, target, weapon, place, time, casualties, status."""

from stemma.events.acts import main_acts
from stemma.events.coder import code_events

__all__ = ["code_events", "main_acts"]
