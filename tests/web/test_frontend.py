"""The page's own unit tests, run by Node where it and the page's packages are installed."""

import shutil
from pathlib import Path

import pytest

from waiting import ran

FRONTEND = Path(__file__).parents[2] / "frontend"


def test_the_pages_own_tests_pass():
    node, vitest = shutil.which("node"), FRONTEND / "node_modules" / "vitest" / "vitest.mjs"
    if node is None or not vitest.is_file():
        pytest.skip("no Node, or no packages (python scripts/build_frontend.py installs them)")
    ran([node, vitest, "run"], cwd=FRONTEND)
