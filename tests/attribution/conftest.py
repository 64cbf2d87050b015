"""What all tests of attribution ask: what is said in a text, without the outlet's own statements."""

import pytest

from stemma.attribution import attribute


@pytest.fixture(scope="session")
def said(parse):
    def run(text, **fields):
        return [m for m in attribute(*parse(text, **fields)) if m.directness != "own"]

    return run
