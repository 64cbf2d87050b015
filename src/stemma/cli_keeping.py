"""The commands that keep a casebook safe: verify, doctor and backup."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from stemma.cli_casebook import DEFAULT, CasebookPath, open_book
from stemma.cli_output import FLAG, message, write_json
from stemma.cli_words import plural
from stemma.errors import UsageError

if TYPE_CHECKING:
    from stemma.casebook import Finding

_LISTED = 50  # findings told in words; --json has all
_ADVICE = {
    "index": "an index is broken: stemma doctor --repair builds it again",
    "search": "the search index is broken: stemma doctor --repair builds it again",
    "reference": "rows are missing: stemma doctor --repair finds everything again from the stored texts",
    "analysis": "stemma doctor --repair analyses these reports again",
    "collation": "stemma doctor --repair computes claims, origins, variants and events again",
    "raw": "the stored document itself has changed: restore a back-up, or ingest the document again into a "
    "new casebook",
    "file": "the file is damaged: restore a back-up, or read out what is left with "
    "stemma doctor --salvage NEW.db",
}


def verify(
    *,
    casebook: CasebookPath = DEFAULT,
    json: Annotated[bool, FLAG, Parameter(help="Print what was checked, and the findings, as JSON.")] = False,
) -> int:
    """Check every hash and every span of a casebook, and the file itself.

    Nothing is changed. Exit code 1 says that something is wrong.
    """
    with open_book(casebook) as book:
        found = book.verify()
    if json:
        write_json({"casebook": str(casebook), "checked": found.checked, "findings": found.findings})
    _tell(found.findings)
    checked = ", ".join(f"{count:,} {what}" for what, count in found.checked.items())
    outcome = plural(len(found.findings), "fault") if found.findings else "all sound"
    message(f"{casebook}: checked {checked}; {outcome}")
    return 1 if found.findings else 0


def doctor(
    *,
    casebook: CasebookPath = DEFAULT,
    repair: Annotated[bool, FLAG, Parameter(help="Build again what can be built again.")] = False,
    salvage: Annotated[
        Path | None, Parameter(help="Read what can be read of a damaged casebook into this new one.")
    ] = None,
    json: Annotated[bool, FLAG, Parameter(help="Print the findings as JSON.")] = False,
) -> int:
    """Say what is wrong with a casebook and what to do, repair it, or salvage what is left of it.

    Documents and decisions are never changed by a repair: indexes, analyses and whatever was found
    across reports are computed again from them. Exit code 1 says that something is (still) wrong.
    """
    if salvage is not None:
        if repair:
            raise UsageError("--repair works on the casebook itself, --salvage on a new one: choose one")
        return _salvage(casebook, salvage, json=json)
    with open_book(casebook) as book:
        findings = book.check()
        if repair and findings:
            from stemma.pipeline import collate

            for done in book.repair(findings):
                message(f"repaired: {done}")
            collate(book, whole=True)  # what collation remembers may be damaged as well
            findings = book.check()
        held = plural(book.counts()["reports"], "report") if not findings else ""
    if json:
        write_json({"casebook": str(casebook), "findings": findings})
    _tell(findings)
    for kind in dict.fromkeys(finding.kind for finding in findings):
        message(f"what to do: {_ADVICE[kind]}")
    if not findings:
        message(f"{casebook} is sound: {held}, every hash and every span checked")
    return 1 if findings else 0


def backup(
    target: Annotated[
        str, Parameter(help="The new file, or a folder to put it into (with / at its end it is made).")
    ],
    /,
    *,
    casebook: CasebookPath = DEFAULT,
) -> int:
    """Copy a casebook while it is in use, and check the copy.

    The copy is one state of the casebook, whatever is being written meanwhile. A file that is there
    is never replaced.
    """
    with open_book(casebook) as book:
        if target.endswith(("/", os.sep)):
            Path(target).mkdir(parents=True, exist_ok=True)
        made = book.backup(Path(target))
    message(f"backed up {casebook} to {made} ({made.stat().st_size / 2**20:,.1f} MB), and checked it")
    return 0


def _salvage(casebook: Path, target: Path, *, json: bool) -> int:
    if target.exists():
        raise UsageError(f"{target} is there already; name a new casebook to salvage into")
    from stemma.api import Book
    from stemma.cli_ingest import progress_bar
    from stemma.pipeline import rescue

    finished = False
    try:
        with Book.open(target) as book, progress_bar() as progress:
            summary, lost = rescue(casebook, book, progress=progress)
            held = book.counts()
        finished = True
    finally:
        if not finished and target.exists() and not _holds_reports(target):
            target.unlink()
    if json:
        write_json({"casebook": str(casebook), "salvaged": held, "lost": lost, "errors": summary.errors})
    for line in lost[:_LISTED]:
        message(f"lost: {line}")
    if len(lost) > _LISTED:
        message(f"and {len(lost) - _LISTED:,} more")
    message(
        f"salvaged {plural(held['reports'], 'report')} and {plural(held['decisions'], 'decision')} "
        f"of {casebook} into {target}"
    )
    return 3 if lost or summary.errors else 0


def _holds_reports(path: Path) -> bool:
    with open_book(path) as book:
        return bool(book.counts()["reports"])


def _tell(findings: "tuple[Finding, ...]") -> None:
    for finding in findings[:_LISTED]:
        message(f"{finding.what}: {finding.detail}")
    if len(findings) > _LISTED:
        message(f"and {len(findings) - _LISTED:,} more; --json lists them all")
