"""What the documents name is there: files, headings, commands, options, evaluations, targets, variables."""

import re
from functools import cache
from pathlib import Path

import pytest

from stemma.cli import run
from stemma.cli_commands import COMMANDS
from stemma.evaluation import available

ROOT = Path(__file__).parents[1]
FOLDERS = ("src", "scripts", "benchmarks", "tests", "frontend", "docs")
BUILT = {"node_modules", "_static", "__pycache__"}
DOCS = [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]
NAMES = [str(path.relative_to(ROOT)) for path in DOCS]
# These hold code, not what Stemma writes.
CODE = r"[\w./-]+\.(?:py|toml|npz|sql|md|svelte)"


@cache
def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def files() -> frozenset[str]:
    """Return where files lie, and the ends of that: "src/stemma/cli.py", "stemma/cli.py", "cli.py"."""
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if not BUILT & {*path.parts}]
    places = [path.relative_to(ROOT).parts for path in (*found, *ROOT.iterdir())]
    return frozenset("/".join(parts[at:]) for parts in places for at in range(len(parts)))


@cache
def code() -> str:
    found = [path for folder in ("src", "scripts", "benchmarks") for path in (ROOT / folder).rglob("*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in (*found, ROOT / "hatch_build.py"))


def anchors(text: str) -> set[str]:
    heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.strip().lower()).replace(" ", "-") for head in heads}


def snippets(name: str) -> list[str]:
    """Return what a document sets as code: words in a line, and lines of a block, joined where they go on."""
    parts = re.split(r"^```.*$", read(name), flags=re.MULTILINE)
    lines = [line for block in parts[1::2] for line in block.replace("\\\n", " ").splitlines()]
    return [*lines, *(found for part in parts[::2] for found in re.findall(r"`([^`\n]+)`", part))]


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name):
    for target, anchor in re.findall(r"\]\(([^)#\s]*)#?([^)\s]*)\)", read(name)):
        if target.startswith(("http", "mailto:")):
            continue
        path = (ROOT / name).parent / target if target else ROOT / name
        assert path.exists(), target
        if anchor and path.suffix == ".md":
            assert anchor in anchors(path.read_text(encoding="utf-8")), f"{target}#{anchor}"


def test_every_page_is_linked_from_another():
    linked = {
        path
        for name in NAMES
        for target in re.findall(r"\]\(([^)#\s]+)", read(name))
        if (path := ((ROOT / name).parent / target).resolve()) != (ROOT / name).resolve()
    }
    alone = {path.name for path in DOCS if path.parent != ROOT and path.resolve() not in linked}
    assert not alone


@pytest.mark.parametrize("name", NAMES)
def test_files_of_the_project_are_there(name):
    for path in re.findall(
        r"(?<![\w/.-])(?:src/stemma|scripts|benchmarks|tests|frontend|docs)/[\w./-]*\w", read(name)
    ):
        assert path in files(), path
    for path in snippets(name):
        if re.fullmatch(CODE, path) and "/" in path:
            assert path.removeprefix("../").removeprefix("./") in files(), path


@pytest.fixture
def helped(capfdbinary):
    """Say what the help of a command tells, and that of its own commands where it has some."""

    def told(*command):
        if command not in HELP:
            assert run([*command, "--help"]) == 0
            text = capfdbinary.readouterr().out.decode()
            below = re.findall(r"^│ ([a-z-]+)", text, re.MULTILINE) if "COMMAND" in text else []
            HELP[command] = text + "".join(told(*command, one) for one in below)
        return HELP[command]

    return told


HELP: dict[tuple[str, ...], str] = {}


@pytest.mark.parametrize("name", NAMES)
def test_commands_and_their_options_are_there(name, helped):
    for snippet in snippets(name):
        for command, rest in re.findall(r"(?:^|[\s(])stemma ([a-z]+)\b([^|#;]*)", snippet):
            assert command in COMMANDS, snippet
            for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", rest):
                assert option in helped(command), snippet
            if command == "eval" and (asked := re.match(r" ([a-z][a-z0-9-]*)", rest)):
                assert asked[1] in available(), snippet


@pytest.mark.parametrize("name", NAMES)
def test_targets_and_variables_are_there(name):
    makefile = read("Makefile")
    for target in re.findall(r"^make ([a-z]+)", "\n".join(snippets(name)), re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for variable in re.findall(r"\bSTEMMA_[A-Z_]*[A-Z]", read(name)):
        assert variable in code() + makefile, variable
