"""Collation: claim mentions and event mentions of many reports into claims, events and variants."""

from stemma.collation.claims import collate_claims

__all__ = ["collate_claims"]
