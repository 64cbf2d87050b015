"""Stemma: a family tree for the news of a war.

``stemma.open("war.db")`` opens a casebook; `Book.ingest` reads reports into it, and its other
methods give typed records and Arrow tables.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stemma.api import Book, open  # noqa: A004  the name that callers read: stemma.open(path)
    from stemma.errors import CasebookError, DataError, DecisionError, ReadingError, StemmaError, UsageError

__version__ = "0.1.0"

_HOME = {
    "Book": "stemma.api",
    "open": "stemma.api",
    "StemmaError": "stemma.errors",
    "ReadingError": "stemma.errors",
    "CasebookError": "stemma.errors",
    "DecisionError": "stemma.errors",
    "DataError": "stemma.errors",
    "UsageError": "stemma.errors",
}

__all__ = [
    "Book",
    "CasebookError",
    "DataError",
    "DecisionError",
    "ReadingError",
    "StemmaError",
    "UsageError",
    "__version__",
    "open",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that ``import stemma`` itself costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'stemma' has no attribute {name!r}")
    value: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
