"""How often Python looks for cycles in memory while a run builds its records."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Runs make millions of small records without cycles, and a search for cycles goes through all that
# live. At 2,000,000 new objects, 804 reports with 70% copies were searched once: .73 of 28 CPU seconds,
# and of the 17,000 objects found in cycles all came from loading models. So many objects more than are
# freed take a gigabyte or two, beside which cycles that wait are nothing.
_SELDOM = (20_000_000, 20, 100)


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
