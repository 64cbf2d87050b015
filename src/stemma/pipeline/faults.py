"""Faults that one document's data can cause, and how they are told."""

import traceback
from pathlib import Path

from stemma.errors import StemmaError

# What reading or analysing one document may raise without the run being wrong. The last two are
# mistakes in code, but in practice it is odd input that brings them out, and one odd page must
# not cost an analyst the other ten thousand: the document is listed as failed, with the place.
DATA_FAULTS = (
    StemmaError,
    ValueError,  # with UnicodeError and the decoding errors of JSON and HTML
    LookupError,  # IndexError, KeyError
    ArithmeticError,
    RecursionError,
    AttributeError,
    TypeError,
)


def reason(error: BaseException) -> str:
    """Return what went wrong in one line; for anything but our own errors, also where."""
    if isinstance(error, StemmaError):
        return str(error)
    message = f"{type(error).__name__}: {' '.join(str(error).split())}"
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return message
    return f"{message} ({Path(frames[-1].filename).name}, line {frames[-1].lineno})"
