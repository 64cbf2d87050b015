"""Files that stand beside articles and are none: pictures and scripts of saved pages, notes, hidden files."""

from collections.abc import Iterable
from pathlib import PurePath

from stemma.resources import load_toml


def is_companion(path: PurePath) -> bool:
    """Return whether a file in a folder or an archive is passed over without a word."""
    files = load_toml("reading", "columns.toml")["files"]
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts[-2:] if part != "..")
    return hidden or path.suffix.lower() in files["companions"] or path.name.lower() in files["descriptions"]


def folders_of_pages(names: Iterable[str]) -> frozenset[str]:
    """Return the folders that browsers make beside saved pages ("War_files" for "War.html").

    Frames, advertisements and scripts of the page are in them, under any suffix.

    Args:
        names: names of the files of one folder, or paths of all files of an archive.
    """
    files = load_toml("reading", "columns.toml")["files"]
    stems = (name.rpartition(".") for name in names)
    pages = [stem for stem, _, suffix in stems if f".{suffix.lower()}" in files["html"]]
    return frozenset(page + ending for page in pages for ending in files["page_folders"])
