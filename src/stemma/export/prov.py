"""W3C PROV, as PROV-JSON and PROV-N: what has its words from where, and who stands behind it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from msgspec import Struct, field

from stemma import __version__
from stemma.casebook import Casebook
from stemma.export.streams import claims, reports
from stemma.export.telling import distinct
from stemma.records import Claim

PREFIXES = {
    "stemma": "urn:stemma:",
    **{kind: f"urn:stemma:{kind}:" for kind in ("report", "outlet", "mention", "claim", "origin", "source")},
}
_SOFTWARE = "stemma:software"
_ANALYSIS = "stemma:analysis"
# The arguments of each statement, by PROV-JSON's names and in PROV-N's order.
_ARGUMENTS = {
    "entity": (),
    "agent": (),
    "activity": (),
    "wasAssociatedWith": ("activity", "agent"),
    "wasGeneratedBy": ("entity", "activity"),
    "wasAttributedTo": ("entity", "agent"),
    "wasDerivedFrom": ("generatedEntity", "usedEntity"),
    "alternateOf": ("alternate1", "alternate2"),
    "hadMember": ("collection", "entity"),
}
_BARE = ("alternateOf", "hadMember")  # PROV gives them neither an identifier nor attributes
_PLAIN = re.compile(r"[^\W_]", re.ASCII)


class Name(Struct, frozen=True):
    """A qualified name as the value of an attribute."""

    text: str


Told = dict[str, str | Name]


class Statement(Struct, frozen=True):
    """One statement of PROV: ``name`` is set for what has an identity, ``ends`` for relations."""

    kind: str
    name: str = ""
    ends: tuple[str, ...] = ()
    attributes: Told = field(default_factory=dict)


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write ``prov.json`` and ``prov.provn`` and return them."""
    return _write_json(book, folder / "prov.json"), _write_notation(book, folder / "prov.provn")


def _groups(book: Casebook) -> Iterator[tuple[str, Iterator[Statement]]]:
    yield "entity", _entities(book)
    yield "agent", _agents(book)
    yield "activity", iter([Statement("activity", _ANALYSIS)])
    yield (
        "wasAssociatedWith",
        iter([Statement("wasAssociatedWith", ends=(_ANALYSIS, _SOFTWARE))]),
    )
    yield "wasGeneratedBy", _generations(book)
    yield "wasAttributedTo", _attributions(book)
    yield "wasDerivedFrom", _derivations(book)
    yield "alternateOf", _alternates(book)
    yield "hadMember", _members(book)


def qualified(prefix: str, local: str) -> str:
    """Return a name that PROV-N can write without escapes: other signs as %XX."""
    text = quote(local, safe="")
    text = text if _PLAIN.match(text) or text.startswith("%") else f"%{ord(text[0]):02X}{text[1:]}"
    text = text.replace("~", "%7E")
    return f"{prefix}:{text[:-1]}%2E" if text.endswith(".") else f"{prefix}:{text}"


def _entities(book: Casebook) -> Iterator[Statement]:
    for report in reports(book):
        told: Told = {
            "prov:type": Name("stemma:Report"),
            "prov:label": report.title or report.id,
            "stemma:published": report.published or "",
            "stemma:url": report.url or "",
            "stemma:sha256": report.sha256,
        }
        yield _entity("report", report.id, told)
    for claim in claims(book):
        yield _entity("claim", claim.id, {"prov:type": Name("prov:Collection"), "prov:label": claim.text})
        for mention in claim.mentions:
            told = {"prov:type": Name("stemma:ClaimMention"), "prov:label": mention.content.text}
            yield _entity("mention", mention.id, told)
        for witness in claim.witnesses:
            told = {"prov:type": Name("stemma:LostWitness"), "prov:label": witness.name}
            yield _entity("origin", witness.id, told)
    lost = {witness.id for claim in claims(book) for witness in claim.witnesses}
    for origin in book.origins():
        if origin.id not in lost:
            told = {"prov:type": Name("stemma:Origin"), "prov:label": origin.name}
            yield _entity("origin", origin.id, told | {"stemma:kind": origin.kind})


def _entity(prefix: str, identifier: str, attributes: Told) -> Statement:
    kept = {name: value for name, value in attributes.items() if value}
    return Statement("entity", qualified(prefix, identifier), attributes=kept)


def _agents(book: Casebook) -> Iterator[Statement]:
    software: Told = {"prov:type": Name("prov:SoftwareAgent"), "prov:label": f"Stemma {__version__}"}
    yield Statement("agent", _SOFTWARE, attributes=software)
    for outlet in distinct(report.outlet or "" for report in reports(book)):
        told: Told = {"prov:type": Name("prov:Organization"), "prov:label": outlet}
        yield Statement("agent", qualified("outlet", outlet), attributes=told)
    for source in distinct(origin.name for origin in book.origins() if origin.kind == "speaker"):
        yield Statement("agent", qualified("source", source), attributes={"prov:label": source})


def _generations(book: Casebook) -> Iterator[Statement]:
    """Yield that claims, which no report has as such, were put together by the analysis."""
    for claim in claims(book):
        yield Statement("wasGeneratedBy", ends=(qualified("claim", claim.id), _ANALYSIS))


def _attributions(book: Casebook) -> Iterator[Statement]:
    for report in reports(book):
        if report.outlet:
            ends = qualified("report", report.id), qualified("outlet", report.outlet)
            yield Statement("wasAttributedTo", ends=ends)
    for origin in book.origins():
        if origin.kind == "speaker" and origin.name:
            ends = qualified("origin", origin.id), qualified("source", origin.name)
            yield Statement("wasAttributedTo", ends=ends)


def _derivations(book: Casebook) -> Iterator[Statement]:
    for copy in book.copies():
        if copy.direction != "unknown":
            ends = qualified("report", copy.target), qualified("report", copy.source)
            kind = (
                "prov:Quotation"
                if copy.kind in ("verbatim", "quotation", "republished")
                else "stemma:Rewriting"
            )
            told = {"stemma:kind": copy.kind, "stemma:direction": copy.direction}
            yield Statement("wasDerivedFrom", ends=ends, attributes={"prov:type": Name(kind), **told})
    for claim in claims(book):
        for mention in claim.mentions:
            ends = qualified("mention", mention.id), qualified("report", mention.report)
            yield Statement("wasDerivedFrom", ends=ends, attributes={"prov:type": Name("prov:Quotation")})
        yield from _edges(claim)


def _edges(claim: Claim) -> Iterator[Statement]:
    mentions = {mention.id for mention in claim.mentions}
    for edge in claim.edges:
        child, parent = (
            qualified("mention" if end in mentions else "origin", end) for end in (edge.child, edge.parent)
        )
        kind = "prov:PrimarySource" if edge.kind == "utterance" else f"stemma:{edge.kind.capitalize()}"
        told: Told = {"prov:type": Name(kind), "stemma:reason": edge.reason}
        yield Statement("wasDerivedFrom", ends=(child, parent), attributes=told)


def _alternates(book: Casebook) -> Iterator[Statement]:
    for copy in book.copies():
        if copy.direction == "unknown":
            ends = qualified("report", copy.source), qualified("report", copy.target)
            yield Statement("alternateOf", ends=ends)


def _members(book: Casebook) -> Iterator[Statement]:
    for claim in claims(book):
        for mention in claim.mentions:
            yield Statement(
                "hadMember", ends=(qualified("claim", claim.id), qualified("mention", mention.id))
            )


# --- PROV-JSON ------------------------------------------------------------------------------


def _write_json(book: Casebook, path: Path) -> Path:
    encode = msgspec.json.Encoder().encode
    with path.open("wb") as stream:
        stream.write(b'{"prefix":' + encode(PREFIXES))
        for kind, statements in _groups(book):
            first = True
            for number, statement in enumerate(statements, 1):
                key = statement.name or f"_:{kind}{number}"
                stream.write(b',\n"' + kind.encode() + b'":{\n' if first else b",\n")
                stream.write(encode(key) + b":" + encode(_json_values(statement)))
                first = False
            stream.write(b"" if first else b"}")
        stream.write(b"\n}\n")
    return path


def _json_values(statement: Statement) -> dict[str, Any]:
    ends = zip(_ARGUMENTS[statement.kind], statement.ends, strict=True)
    values: dict[str, Any] = {f"prov:{name}": end for name, end in ends}
    for name, value in statement.attributes.items():
        qualified_name = (
            {"$": value.text, "type": "prov:QUALIFIED_NAME"} if isinstance(value, Name) else value
        )
        values[name] = qualified_name
    return values


# --- PROV-N ---------------------------------------------------------------------------------


def _write_notation(book: Casebook, path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write("document\n")
        stream.writelines(f"  prefix {name} <{address}>\n" for name, address in PREFIXES.items())
        stream.write("\n")
        for _, statements in _groups(book):
            stream.writelines(f"  {_notation(statement)}\n" for statement in statements)
        stream.write("endDocument\n")
    return path


def _notation(statement: Statement) -> str:
    arguments = [statement.name] if statement.name else list(statement.ends)
    missing = {"activity": 2, "wasAssociatedWith": 1, "wasGeneratedBy": 1, "wasDerivedFrom": 3}.get(
        statement.kind, 0
    )
    arguments += ["-"] * missing
    if statement.attributes and statement.kind not in _BARE:
        pairs = ", ".join(f"{name}={_notation_value(value)}" for name, value in statement.attributes.items())
        arguments.append(f"[{pairs}]")
    return f"{statement.kind}({', '.join(arguments)})"


def _notation_value(value: str | Name) -> str:
    if isinstance(value, Name):
        return f"'{value.text}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
