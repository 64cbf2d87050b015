"""Files that stand beside articles and are none: pictures and scripts of saved pages, notes, hidden files."""

from collections.abc import Container, Iterable
from pathlib import Path, PurePath

from stemma.resources import load_toml

_BESIDE_DATABASES = ("-wal", "-shm", "-journal")
_DATABASES = (".db", ".sqlite", ".sqlite3")
# SQLite's application id, which says that a database is a casebook.
_MARK_AT, _MARK = slice(68, 72), b"STMA"


def is_companion(path: PurePath) -> bool:
    """Return whether a file in a folder or an archive is passed over without a word."""
    files = load_toml("reading", "columns.toml")["files"]
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts[-2:] if part != "..")
    return hidden or path.suffix.lower() in files["companions"] or path.name.lower() in files["descriptions"]


def is_of_casebook(path: Path, names: Container[str]) -> bool:
    """Return whether a file of a folder is a casebook, or what SQLite writes beside one that is in use.

    A casebook often lies in the folder that is read into it.

    Args:
        path: the file.
        names: the names in its folder.
    """
    for ending in _BESIDE_DATABASES:
        if path.name.endswith(ending) and path.name.removesuffix(ending) in names:
            return True
    if path.suffix.lower() not in _DATABASES:
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_MARK_AT.stop)
    except OSError:
        return False  # whoever reads it says why
    in_use = f"{path.name}-wal" in names  # what marks it may not stand in the file itself yet
    return head.startswith(b"SQLite format 3") and (in_use or head[_MARK_AT] == _MARK)


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
