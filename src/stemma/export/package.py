"""A Frictionless data package around the tables: schemas, keys, sizes and hashes."""

import hashlib
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from stemma import __version__
from stemma.casebook import Casebook
from stemma.export.flat import column_names
from stemma.export.redacted import RedactedBook
from stemma.export.streams import Stream, tables
from stemma.resources import load_toml

_MEDIA = {"csv": "text/csv", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet"}
_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}
_KEYS = {
    ("mentions", "report"): ("reports", "id"),
    ("event_mentions", "report"): ("reports", "id"),
    ("names", "report"): ("reports", "id"),
    ("origins", "claim"): ("claims", "id"),
    ("variants", "claim"): ("claims", "id"),
    ("variants", "from_mention"): ("mentions", "id"),
    ("variants", "to_mention"): ("mentions", "id"),
    ("copies", "source"): ("reports", "id"),
    ("copies", "target"): ("reports", "id"),
}


def write_package(book: Casebook, folder: Path, suffix: str) -> Path:
    """Write ``datapackage.json`` about the tables that ``folder`` holds in one format; return it."""
    texts = load_toml("export", "package.toml")
    package = {
        "profile": "data-package" if suffix == "parquet" else "tabular-data-package",
        "name": f"stemma-casebook-{suffix}",
        "title": texts["package"]["title"],
        "description": " ".join(_described(book, texts["package"])),
        "rights": texts["package"]["rights"],
        "contributors": [{"title": f"Stemma {__version__}", "role": "wrangler"}],
        "resources": [_resource(table, folder, suffix, texts) for table in tables(book)],
    }
    path = folder / "datapackage.json"
    path.write_bytes(msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n")
    return path


def _described(book: Casebook, texts: dict[str, str]) -> Iterator[str]:
    yield texts["description"]
    if isinstance(book, RedactedBook):
        yield texts["redacted"]
        if book.rules.countries:
            yield f"{texts['coarsened']} {', '.join(sorted(book.rules.countries))}."
        if book.rules.hide_persons:
            yield texts["hidden"]


def _resource(table: Stream, folder: Path, suffix: str, texts: dict[str, Any]) -> dict[str, Any]:
    path = folder / f"{table.name}.{suffix}"
    size, digest = _measured(path)
    found = {
        "name": table.name.replace("_", "-"),
        "title": table.name.replace("_", " ").capitalize(),
        "description": texts["tables"][table.name],
        "path": path.name,
        "profile": "data-resource" if suffix == "parquet" else "tabular-data-resource",
        "format": suffix,
        "mediatype": _MEDIA[suffix],
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": _schema(table, suffix, texts),
    }
    if suffix != "parquet":
        found["encoding"] = "utf-8-sig" if suffix == "csv" else "utf-8"
    return found


def _measured(path: Path) -> tuple[int, str]:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while part := stream.read(1 << 20):
            digest.update(part)
    return path.stat().st_size, digest.hexdigest()


def _schema(table: Stream, suffix: str, texts: dict[str, Any]) -> dict[str, Any]:
    names = list(column_names(table.kind)) if suffix == "csv" else list(table.kind.__struct_fields__)
    schema: dict[str, Any] = {"fields": [_field(table, name, suffix, texts) for name in names]}
    if "id" in names:
        schema["primaryKey"] = "id"
    keys = list(_foreign_keys(table.name))
    if keys:
        schema["foreignKeys"] = keys
    return schema


def _foreign_keys(table: str) -> Iterator[dict[str, Any]]:
    for (owner, field), (other, key) in _KEYS.items():
        if owner == table:
            yield {
                "fields": field,
                "reference": {"resource": other.replace("_", "-"), "fields": key},
            }


def _field(table: Stream, name: str, suffix: str, texts: dict[str, Any]) -> dict[str, Any]:
    kind: Any = table.kind
    for part in name.split("."):
        kind = _inner(get_type_hints(_inner(kind))[part])
    text = _meaning(table.name, name, texts)
    described: dict[str, Any] = {"name": name, "type": _type(kind, suffix)}
    if get_origin(kind) is Literal:
        described["constraints"] = {"enum": list(get_args(kind))}
    return described | ({"description": text} if text else {})


def _meaning(table: str, name: str, texts: dict[str, Any]) -> str:
    """Return what a column holds; of one within another, what stands in it: "Of the place: latitude"."""
    fields = texts["fields"]
    told = fields.get(f"{table}.{name}") or fields.get(name)
    if told or "." not in name:
        return str(told or "")
    outer, _, inner = name.rpartition(".")
    part = fields.get(f"{outer.rpartition('.')[2]}.{inner}") or texts["parts"].get(inner)
    return f"Of the {name.partition('.')[0]}: {part[:1].lower()}{part[1:]}" if part else ""


def _inner(kind: Any) -> Any:  # noqa: ANN401  any annotation of a record's field
    """Return the type without its None."""
    if get_origin(kind) in (types.UnionType, Union):
        return next(part for part in get_args(kind) if part is not type(None))
    return kind


def _type(kind: Any, suffix: str) -> str:  # noqa: ANN401  likewise
    if get_origin(kind) is Literal:
        return "string"
    if suffix == "csv":  # lists and mappings stand in one cell
        return _TYPES.get(kind, "string")
    if kind in _TYPES:
        return _TYPES[kind]
    if get_origin(kind) is dict or (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
        return "object"
    return "array"
