"""How a run uses memory: how seldom Python looks for cycles in it, and that what is freed is kept at hand."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Runs make millions of small records without cycles, and a search for cycles goes through all that
# live. At 2,000,000 new objects, 804 reports with 70% copies were searched once: .73 of 28 CPU seconds,
# and of the 17,000 objects found in cycles all came from loading models. So many objects more than are
# freed take a gigabyte or two, beside which cycles that wait are nothing.
_SELDOM = (20_000_000, 20, 100)
# What glibc's `mallopt` calls these, and from how many bytes freed memory is given back to the system. Of its
# own accord it gives arrays of some megabytes back each time, and each page that is had again costs a fault:
# 161,000 of them in the ingest of 804 reports, 132,000 with these (.1 of 19 CPU seconds).
_KEPT = {-1: 256 << 20, -3: 32 << 20}  # M_TRIM_THRESHOLD, M_MMAP_THRESHOLD


def keep_freed() -> None:
    """Have this process keep the memory that it frees for its next arrays, where the C library is glibc."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # another C library
        return
    for name, size in _KEPT.items():
        mallopt(name, size)


def search_seldom() -> None:
    """Let this process search for cycles seldom from now on."""
    gc.set_threshold(*_SELDOM)


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Search for cycles seldom inside the block, and as often as before after it."""
    before = gc.get_threshold()
    search_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
