"""Layers of the analyst's own: what is taken, and what the page gets."""

import json

import pytest
from starlette.testclient import TestClient

from stemma.errors import UsageError
from stemma.web import create_app
from stemma.web.layers import read_layers

LINE = {
    "type": "Feature",
    "properties": {},
    "geometry": {"type": "LineString", "coordinates": [[36, 49], [38, 50]]},
}


@pytest.fixture
def front(tmp_path):
    path = tmp_path / "front.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [LINE]}))
    return path


def test_the_page_gets_the_layers_and_parts_of_them(sample, front):
    with TestClient(create_app(sample, layers=[front]), base_url="http://127.0.0.1:8765") as client:
        (layer,) = client.get("/api/layers").json()
        assert layer == {"name": "front.geojson", "address": "/layers/0"}
        assert client.get("/layers/0").json()["features"] == [LINE]
        part = client.get("/layers/0", headers={"range": "bytes=0-6"})
        assert (part.status_code, part.text) == (206, front.read_text()[:7])
        assert client.get("/layers/1").status_code == 404


def test_without_layers_there_are_none(client):
    assert client.get("/api/layers").json() == []


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.geojson", None, "no layer at"),
        ("map.png", b"\x89PNG", "is no layer"),
        ("fake.pmtiles", b"{}", "does not hold what its name says"),
        ("fake.geojson", b"PMTiles\x03", "does not hold what its name says"),
    ],
)
def test_what_is_no_layer_is_refused(tmp_path, name, content, words):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=words):
        read_layers([path])
