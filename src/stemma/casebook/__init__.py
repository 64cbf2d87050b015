"""The casebook: one SQLite file that holds a collection and everything found in it."""

from stemma.casebook.analysed import Analysis
from stemma.casebook.casebook import Casebook, Found
from stemma.casebook.checking import Verification
from stemma.casebook.findings import Finding
from stemma.casebook.reads import Hit, Kept
from stemma.casebook.salvaging import Salvage, restore, salvage
from stemma.casebook.table import Table
from stemma.casebook.writing import Collation

__all__ = [
    "Analysis",
    "Casebook",
    "Collation",
    "Finding",
    "Found",
    "Hit",
    "Kept",
    "Salvage",
    "Table",
    "Verification",
    "restore",
    "salvage",
]
