"""The casebook: one SQLite file that holds a collection and everything found in it."""

from stemma.casebook.casebook import Casebook, Found
from stemma.casebook.reads import Hit
from stemma.casebook.table import Table
from stemma.casebook.writing import Analysis, Collation

__all__ = ["Analysis", "Casebook", "Collation", "Found", "Hit", "Table"]
