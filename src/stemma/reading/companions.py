"""Files that stand beside articles and are none: pictures and scripts of saved pages, notes, hidden files."""

from pathlib import PurePath

from stemma.resources import load_toml


def is_companion(path: PurePath) -> bool:
    """Return whether a file in a folder or an archive is passed over without a word."""
    files = load_toml("reading", "columns.toml")["files"]
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts[-2:] if part != "..")
    return hidden or path.suffix.lower() in files["companions"] or path.name.lower() in files["descriptions"]
