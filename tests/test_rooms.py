"""What a room imports: its own modules and what all rooms share, never another room."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "stemma"
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
    """Return the rooms and shared modules that a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "stemma":
            found |= {each.name for each in node.names if each.name != "__version__"}
        elif isinstance(node, ast.ImportFrom):
            found |= {str(node.module)} if str(node.module).startswith("stemma.") else set()
        elif isinstance(node, ast.Import):
            found |= {each.name for each in node.names if each.name.startswith("stemma.")}
    return {name.removeprefix("stemma.").partition(".")[0] for name in found}


def test_what_is_shared_is_there():
    assert SHARED
    assert [name for name in listed() if not (SOURCE / name).exists()] == []


@pytest.mark.parametrize("name", [*ROOMS, *sorted(SHARED)])
def test_only_what_is_shared_is_imported(name):
    allowed = SHARED | {name}
    found = {module.name: imported(module) - allowed for module in modules(name)}
    assert {module: rooms for module, rooms in found.items() if rooms} == {}
