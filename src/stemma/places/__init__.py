"""Places: names of places in reports, resolved against a gazetteer, with their precision."""

from stemma.places.additions import add_geonames
from stemma.places.find import find_places, finding_places
from stemma.places.gazetteer import Entry, Gazetteer

__all__ = ["Entry", "Gazetteer", "add_geonames", "find_places", "finding_places"]
