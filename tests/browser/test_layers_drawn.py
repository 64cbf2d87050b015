"""Layers of the analyst's own, drawn on the map: given to the server, chosen, dropped, taken off."""

import gzip
import json
import struct

import pytest

pytestmark = pytest.mark.browser

SHAPE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "LineString", "coordinates": [[36, 49], [39, 50.5]]},
        }
    ],
}


def varint(value):
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def field(number, payload):
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def vector_tile():
    """A tile of the whole world with one polygon in a layer called "zone"."""
    zigzag = [9, 0, 0, 26, 8192, 0, 0, 8192, 8191, 0, 15]  # move to 0,0; three lines; close
    geometry = b"".join(map(varint, zigzag))
    feature = varint(3 << 3) + varint(3) + field(4, geometry)
    layer = (
        field(1, b"zone") + field(2, feature) + varint(5 << 3) + varint(4096) + varint(15 << 3) + varint(2)
    )
    return field(3, layer)


def archive():
    """The smallest PMTiles archive (version 3): one directory, one tile, metadata that names its layer."""
    tile = gzip.compress(vector_tile(), mtime=0)
    directory = gzip.compress(varint(1) + varint(0) + varint(1) + varint(len(tile)) + varint(1), mtime=0)
    metadata = gzip.compress(json.dumps({"vector_layers": [{"id": "zone", "fields": {}}]}).encode(), mtime=0)
    at = 127
    parts = []
    for part in (directory, metadata):
        parts += (at, len(part))
        at += len(part)
    header = b"PMTiles\x03" + struct.pack("<11Q", *parts, at, 0, at, len(tile), 1, 1, 1)
    header += bytes([1, 2, 2, 1, 0, 0]) + struct.pack("<4i", -1800000000, -850000000, 1800000000, 850000000)
    header += bytes([0]) + struct.pack("<2i", 0, 0)
    assert len(header) == 127
    return header + directory + metadata + tile


def drawn(page, layer, source="own-0"):
    page.wait_for_function(
        "([source, layer]) => { const map = document.querySelector('.map')?.map;"
        " return map?.getSource(source)"
        " && map.querySourceFeatures(source, { sourceLayer: layer }).length > 0; }",
        arg=[source, layer],
        timeout=60_000,
    )


def test_layers_of_the_server_are_drawn(open_page, serve_book, sample_book, tmp_path):
    (tmp_path / "zone.pmtiles").write_bytes(archive())
    with serve_book(sample_book, layers=[tmp_path / "zone.pmtiles"]) as address:
        page = open_page(f"{address}/situation")
        page.get_by_text("zone.pmtiles, 1 layer").wait_for()
        drawn(page, "zone")


def test_a_file_is_chosen_and_taken_off(open_page, desk, tmp_path):
    (tmp_path / "front.geojson").write_text(json.dumps(SHAPE))
    (tmp_path / "wrong.geojson").write_text("{}")
    page = open_page(f"{desk}/situation")
    page.locator("input[type=file]").set_input_files(tmp_path / "front.geojson")
    drawn(page, "")
    page.locator("input[type=file]").set_input_files(tmp_path / "wrong.geojson")
    page.get_by_text("wrong.geojson cannot be drawn: it is neither GeoJSON nor PMTiles").wait_for()
    page.get_by_role("button", name="Take front.geojson off the map").click()
    page.wait_for_function("() => !document.querySelector('.map').map.getSource('own-0')")


def test_a_file_is_dropped_on_the_map(open_page, desk):
    page = open_page(f"{desk}/situation")
    page.wait_for_function("() => document.querySelector('.map')?.map", timeout=60_000)
    page.evaluate(
        """text => { const data = new DataTransfer();
        data.items.add(new File([text], 'dropped.geojson', { type: 'application/geo+json' }));
        const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
        document.querySelector('.map-box').dispatchEvent(drop); }""",
        json.dumps(SHAPE),
    )
    page.get_by_text("dropped.geojson, 1 shape").wait_for()
    drawn(page, "")
