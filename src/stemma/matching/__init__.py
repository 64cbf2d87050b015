"""Possible matches: what collation left open, offered to the analyst with its chance and its signs."""

from stemma.matching.matches import all_matches, possible_matches, still_open

__all__ = ["all_matches", "possible_matches", "still_open"]
