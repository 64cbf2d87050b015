"""JSON Schemas of what the commands print with --json; ``python -m stemma.schemas DIR`` writes them."""

import sys
from pathlib import Path
from typing import Any

import msgspec

from stemma.casebook import Hit
from stemma.evaluation.base import Evaluation
from stemma.pipeline import Summary
from stemma.records import Claim, ClaimMention, Decision, Event, Named, Origin, PossibleMatch, Report, Variant

COMMANDS: dict[str, Any] = {
    "reports": tuple[Report, ...],
    "claims": tuple[Claim, ...],
    "origins": tuple[Origin, ...],
    "variants": tuple[Variant, ...],
    "matches": tuple[PossibleMatch, ...],
    "events": tuple[Event, ...],
    "names": tuple[Named, ...],
    "mentions": tuple[ClaimMention, ...],
    "search": tuple[Hit, ...],
    "review-list": tuple[Decision, ...],
    "ingest": Summary,
    "eval": Evaluation,
}


def schemas() -> dict[str, bytes]:
    """Return the JSON Schema (2020-12) of each command's output, as the bytes of a file."""
    return {
        name: msgspec.json.format(msgspec.json.encode(_schema(name, kind)), indent=2) + b"\n"
        for name, kind in COMMANDS.items()
    }


def _schema(name: str, kind: Any) -> dict[str, Any]:  # noqa: ANN401  any type that msgspec encodes
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"stemma {name.replace('-', ' ')} --json",
    }
    found: dict[str, Any] = _plain_descriptions(msgspec.json.schema(kind))
    return head | found


def _plain_descriptions(value: Any) -> Any:  # noqa: ANN401  any JSON value
    """Return a schema with each description on one line."""
    if isinstance(value, dict):
        return {
            key: " ".join(part.split())
            if key == "description" and isinstance(part, str)
            else _plain_descriptions(part)
            for key, part in value.items()
        }
    return [_plain_descriptions(part) for part in value] if isinstance(value, list) else value


def main() -> None:
    """Write the schemas into the folder named as argument."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in schemas().items():
        (folder / f"{name}.json").write_bytes(content)


if __name__ == "__main__":
    main()
