"""Layers of the analyst's own for the map: files of shapes that the server hands to its page."""

from collections.abc import Iterable
from pathlib import Path

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from stemma.errors import UsageError

KINDS = {
    ".pmtiles": "application/vnd.pmtiles",
    ".geojson": "application/geo+json",
    ".json": "application/geo+json",
}
_PMTILES = b"PMTiles"


def read_layers(files: Iterable[str | Path]) -> tuple[Path, ...]:
    """Return the files after a look at each.

    Raises:
        UsageError: one is missing, or neither GeoJSON nor PMTiles.
    """
    layers = tuple(map(Path, files))
    for path in layers:
        if not path.is_file():
            raise UsageError(f"no layer at {path}")
        kind = KINDS.get(path.suffix.lower())
        if kind is None:
            raise UsageError(f"{path} is no layer: a file that ends in {', '.join(KINDS)} is")
        with path.open("rb") as file:
            head = file.read(len(_PMTILES))
        if (head == _PMTILES) != (path.suffix.lower() == ".pmtiles"):
            raise UsageError(f"{path} does not hold what its name says")
    return layers


def layer_list(request: Request) -> Response:
    """Answer with the name and the address of each layer."""
    layers: tuple[Path, ...] = request.app.state.layers
    found = [{"name": path.name, "address": f"/layers/{n}"} for n, path in enumerate(layers)]
    return Response(msgspec.json.encode(found), media_type="application/json")


def layer_file(request: Request) -> Response:
    """Answer with a layer's file, or with the part of it that is asked for (PMTiles are read by parts)."""
    layers: tuple[Path, ...] = request.app.state.layers
    number: int = request.path_params["number"]
    if number >= len(layers):
        raise HTTPException(404, f"there is no layer {number}")
    path = layers[number]
    return FileResponse(path, media_type=KINDS[path.suffix.lower()])
