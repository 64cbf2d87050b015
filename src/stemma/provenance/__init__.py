"""Provenance: the derivation graph of claims, their origins, sides and proposed credibility."""

from stemma.provenance.events import event_origins
from stemma.provenance.sides import Sides
from stemma.provenance.standing import houses, reliance
from stemma.provenance.trace import trace

__all__ = ["Sides", "event_origins", "houses", "reliance", "trace"]
