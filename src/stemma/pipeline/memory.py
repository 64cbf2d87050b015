"""How often Python looks for cycles in memory while a run builds its records."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Runs make millions of small records without cycles, and a search for cycles goes through all that
# live. Searching at 200,000 new objects instead of 700 took a fifth off the processor time of 300
# reports (24.4 to 19.5 seconds), and 2,000,000 another thirtieth; 804 reports leave 18,000 objects in
# cycles, so that what these hold meanwhile is a few megabytes.
_SELDOM = (2_000_000, 20, 100)


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
