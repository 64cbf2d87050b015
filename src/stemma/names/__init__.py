"""Names of people, bodies and outlets, compared across reports (used by collation and provenance)."""

from stemma.names.normal import NameKey, fold, name_key, nation_label, nation_of, nation_reach, nations_in
from stemma.names.outlets import same_house
from stemma.names.sources import Agreement, compare_sources, compare_voices, unnamed

__all__ = [
    "Agreement",
    "NameKey",
    "compare_sources",
    "compare_voices",
    "fold",
    "name_key",
    "nation_label",
    "nation_of",
    "nation_reach",
    "nations_in",
    "same_house",
    "unnamed",
]
