"""Accessibility of every screen, checked with axe."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PATHS = (
    "/claims",
    "/claims/c-bridge",
    "/reports",
    "/reports/r-wire?m=m-wire",
    "/situation",
    "/events/ev-bridge",
    "/sources",
    "/aims",
    "/statements?outlet=Harbour+Gazette",
    "/copied?outlet=Harbour+Gazette",
    "/search?q=bridge",
    "/review",
    "/decisions",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(look_at, settle, desk, path, scheme):
    if not AXE.is_file():
        pytest.skip("axe is not installed (python scripts/build_frontend.py installs it)")
    # axe is a file of the tests, not of the page: the page's policy would keep it out.
    page = look_at(desk + path, color_scheme=scheme, bypass_csp=True)
    settle(page)
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run({exclude: [['.maplibregl-map']]}, {resultTypes: ['violations']})")
    problems = [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
    assert problems == []
