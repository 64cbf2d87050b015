"""What a room imports: its own modules and what all rooms share, never another room."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "stemma"
IMPORT = re.compile(
    r"^ *(?:from|import) stemma(?:(?P<path>\.[\w.]+)| import (?P<names>[\w, ]+))", re.MULTILINE
)
NAME = re.compile(r"\.?\w[\w.]*")
ROOMS = (
    "attribution", "casebook", "collation", "events", "fetching", "language", "naming", "places",
    "provenance", "reading", "reuse", "times",
)  # fmt: skip


def listed() -> list[str]:
    """Return what docs/architecture.md lists as shared: modules with their suffix, packages without."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text.partition("| shared |")[2].partition("\n\n")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return [name for row in rows for name in re.findall(r"`([\w./]+)`", row)]


SHARED = frozenset(name.removesuffix(".py").removesuffix("/") for name in listed())


def modules(name: str) -> list[Path]:
    """Return the modules of a room, or of what is shared."""
    folder = SOURCE / name
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [SOURCE / f"{name}.py"]


def imported(module: Path) -> set[str]:
    """Return the rooms and shared modules that a module imports, wherever in it."""
    lines = IMPORT.finditer(module.read_text(encoding="utf-8"))
    found = {name for line in lines for name in NAME.findall(line["path"] or line["names"])}
    return {name.removeprefix(".").partition(".")[0] for name in found} - {"__version__"}


def test_what_is_shared_is_there():
    assert SHARED
    assert [name for name in listed() if not (SOURCE / name).exists()] == []


@pytest.mark.parametrize("name", [*ROOMS, *sorted(SHARED)])
def test_only_what_is_shared_is_imported(name):
    allowed = SHARED | {name}
    found = {module.name: imported(module) - allowed for module in modules(name)}
    assert {module: rooms for module, rooms in found.items() if rooms} == {}
