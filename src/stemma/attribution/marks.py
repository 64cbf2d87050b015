"""The punctuation that parts a statement from its source."""

# ruff: noqa: RUF001 (typographic quotation marks and dashes)

QUOTES = frozenset({'"', "“", "”", "„", "«", "»", "''", "``", "‘", "’", "'"})
OPENING = frozenset({'"', "“", "„", "«", "``", "‘", "'"})
BREAKS = frozenset({",", ":", "?", "!", "—", "–", "-", "--", "…", "...", ";"}) | QUOTES
DASHES = frozenset({"—", "–", "--"})
EDGES = frozenset({",", ".", ":", ";", "-", "—", "–", "…"})
