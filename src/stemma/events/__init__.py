"""Conflict events in parsed reports: type, actor, target, weapon, place, time, casualties, status."""

from stemma.events.acts import main_acts
from stemma.events.casualties import count_casualties, victim_class
from stemma.events.coder import code_events, coding_events
from stemma.events.features import lexicon_features, syntax_features

__all__ = [
    "code_events",
    "coding_events",
    "count_casualties",
    "lexicon_features",
    "main_acts",
    "syntax_features",
    "victim_class",
]
