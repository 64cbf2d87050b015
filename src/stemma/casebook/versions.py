"""Versions: the texts that one report has had, told by its address, or by its id in a table."""

import re
import sqlite3
from collections.abc import Sequence
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from stemma.casebook import memory, rows
from stemma.records import Report

# An address or an id names two texts at times that are no versions of one: every page of a site gives
# its front page as its canonical address, two tables of one outlet count from 1. Versions have this
# share of the shorter text's runs of three words in common (of 20,452 pairs of one outlet's reports in
# FA-KES, which are as alike as reports get, 1% do), or their title, or the minute of publication.
_ALIKE = 0.3
_RUN = 3
_TITLE_WORDS = 3
# A report's first version and the later ones. The index of versions holds no other reports, and is used only
# where the query says that it asks for none.
OF_FAMILY = "(id = ? OR (version_of = ? AND version_of <> ''))"
_TRACKING = re.compile(r"(?i)^(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|igshid|yclid)=")


def versions_of(db: sqlite3.Connection, report: Report) -> tuple[Report, ...]:
    """Return the stored versions of the report that this text is one of, in order; none if it is new.

    Args:
        db: the casebook's connection.
        report: a report as it was read.
    """
    for found in (*_at_address(db, report), *_with_id(db, report)):
        first = found.version_of or found.id
        family = _reports(db, OF_FAMILY, first, first)
        if any(alike(one, report) for one in family):
            return tuple(sorted(family, key=lambda one: one.version))
    return ()


def same_text(a: Report, b: Report) -> bool:
    """Tell whether two reports have the same words in the same order."""
    return a.text.split() == b.text.split()


def alike(a: Report, b: Report) -> bool:
    """Tell whether two texts may be one report's: shared wording, title, or moment of publication."""
    titles = [_words(one.title or "") for one in (a, b)]
    if titles[0] == titles[1] and len(titles[0]) >= _TITLE_WORDS:
        return True
    if a.published == b.published and "T" in (a.published or ""):
        return True
    first, second = _runs(a.text), _runs(b.text)
    return len(first & second) >= max(1.0, _ALIKE * min(len(first), len(second)))


def numbered(family: Sequence[Report], report: Report) -> tuple[Report, tuple[Report, ...]]:
    """Give a new version its place among the others.

    It comes last, unless it and the last ones say when they were captured, or updated, and it was
    before these.

    Args:
        family: the stored versions in order.
        report: the new one.

    Returns:
        The new version, and those of the others that have another number or first version now.
    """
    at = len(family)
    while at and _before(report, family[at - 1]):
        at -= 1
    chain = [*family[:at], report, *family[at:]]
    placed = [
        replace(one, version=number, version_of=chain[0].id if number > 1 else "")
        for number, one in enumerate(chain, start=1)
    ]
    stored = {one.id: one for one in family}
    return placed[at], tuple(one for one in placed if one.id in stored and one != stored[one.id])


def renumber(db: sqlite3.Connection, moved: Sequence[Report]) -> None:
    """Store other numbers of versions that are there, and have them compared again."""
    decoder = msgspec.json.Decoder(Report)
    for report in moved:
        changed: dict[str, object] = {"version_of": report.version_of, "version": report.version}
        row = db.execute("SELECT record, amended FROM reports WHERE id = ?", (report.id,)).fetchone()
        for column in ("record", "amended"):
            if row[column] is not None:
                stored = decoder.decode(row[column])
                placed = replace(stored, version_of=report.version_of, version=report.version)
                changed[column] = rows.encode(placed)
        columns = ", ".join(f"{name} = :{name}" for name in changed)
        db.execute(f"UPDATE reports SET {columns} WHERE id = :id", {**changed, "id": report.id})  # noqa: S608  fixed names
        memory.reconsider(db, report.id)


def addresses_like(url: str) -> tuple[str, ...]:
    """Return the ways in which an address may be written; none for one that names no single report."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ()
    path = parts.path.rstrip("/")
    query = "&".join(part for part in parts.query.split("&") if part and not _TRACKING.match(part))
    if not parts.netloc or not (path or query or parts.fragment):
        return ()
    host = parts.netloc.lower().removeprefix("www.")
    tails = [f"{path}{slash}" + (f"?{query}" if query else "") for slash in ("", "/")]
    # Entries of live blogs are parts of one page, and their fragments tell them apart.
    tails = [f"{tail}#{parts.fragment}" if parts.fragment else tail for tail in tails]
    plain = [
        f"{scheme}://{www}{host}{tail}"
        for scheme in ("https", "http")
        for www in ("", "www.")
        for tail in tails
    ]
    return tuple(dict.fromkeys((url, *plain)))


def _at_address(db: sqlite3.Connection, report: Report) -> list[Report]:
    if not report.url or ("live.entry" in report.extra and "#" not in report.url):
        return []
    urls = addresses_like(report.url)
    found = _reports(db, f"url IN ({', '.join('?' * len(urls))})", *urls)
    # An entry of a live blog without an address of its own has its page's, and is no version of it.
    return [one for one in found if ("live.entry" in one.extra) == ("live.entry" in report.extra)]


def _with_id(db: sqlite3.Connection, report: Report) -> list[Report]:
    """Return the report of the same outlet that has the id: tables name their articles by it."""
    outlet = (report.outlet or "").casefold()
    found = _reports(db, "id = ?", report.id)
    return [
        one
        for one in found
        if outlet and outlet == (one.outlet or "").casefold() and not (report.url and one.url != report.url)
    ]


def _reports(db: sqlite3.Connection, where: str, *values: str) -> list[Report]:
    decoder = msgspec.json.Decoder(Report)
    query = f"SELECT record, text FROM reports WHERE {where} ORDER BY n"  # noqa: S608  this module's own words
    return [replace(decoder.decode(row["record"]), text=row["text"]) for row in db.execute(query, values)]


def _before(a: Report, b: Report) -> bool:
    """Tell whether a text was seen, or updated, before another, as far as both say so."""
    for one, other in ((a.extra.get("captured"), b.extra.get("captured")), (a.updated, b.updated)):
        if one and other and one[:10] != other[:10]:
            return one < other
        if one and other and "T" in one and "T" in other:
            return one < other
    return False


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}
