"""Collation: claim mentions and event mentions of many reports into claims, events and variants."""

from stemma.collation.claims import collate_claims
from stemma.collation.events import collate_events
from stemma.collation.variants import find_variants

__all__ = ["collate_claims", "collate_events", "find_variants"]
