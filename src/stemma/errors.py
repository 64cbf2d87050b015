"""The errors that Stemma raises.

StemmaError
├── ReadingError      one document cannot be read (the run goes on)
├── CasebookError     the casebook file cannot be opened, written or migrated
├── DecisionError     an analyst's decision does not fit the casebook
├── DataError         a data file (lexicon, gazetteer, benchmark) is missing or malformed
└── UsageError        the caller asked for something that does not exist
"""


class StemmaError(Exception):
    """Base of every error that Stemma raises on purpose; its message says what to do."""


class ReadingError(StemmaError):
    """One document cannot be read; the message says which and why."""


class CasebookError(StemmaError):
    """The casebook cannot be opened, written or migrated."""


class DecisionError(StemmaError):
    """An analyst's decision names something that the casebook does not hold, or contradicts itself."""


class DataError(StemmaError):
    """A data file that Stemma needs is missing or malformed."""


class UsageError(StemmaError):
    """The caller asked for something that does not exist."""
