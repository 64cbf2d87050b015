"""Which texts are one report's, over partitions as in a casebook."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import stemma
from stemma.casebook import Casebook
from stemma.export import export
from stemma.pipeline.rooms import REAL
from stemma.pipeline.running import read_one
from stemma.records import Failure
from stemma.scale import Slice, ingest, open_tables
from stemma.scale.folder import Folder
from stemma.scale.layout import KIN, NUMBERED, READ, key_of, name
from stemma.scale.reading import Read
from stemma.scale.running import _plan
from stemma.scale.settling import Settle, find_kin, kin_parts, place

BRIDGE = "The bridge at Orikhiv fell on Monday, the mayor said. Two people were hurt."
MILL = "The mill at Orikhiv burnt down on Friday, a firefighter said. Nobody was hurt."
TEXTS = [
    BRIDGE,
    f"{BRIDGE} ",  # the same words in other bytes
    f"{BRIDGE} Work to mend it has begun, the governor said.",
    BRIDGE.replace("Two", "Three"),
    MILL,
    f"{MILL} The cause is not known.",
    "The school at Orikhiv is shut, its head said on Tuesday.",
]
rows = st.fixed_dictionaries(
    {"text": st.sampled_from(TEXTS)},
    optional={
        "id": st.sampled_from(["1", "2", "3"]),
        "outlet": st.sampled_from(["Steppe Wire", "steppe wire", "River Post"]),
        "url": st.sampled_from(
            [
                "https://steppe-wire.example/bridge",
                "http://www.steppe-wire.example/bridge/?utm_source=feed",
                "https://steppe-wire.example/mill?page=1",
                "https://steppe-wire.example/",
            ]
        ),
        "published": st.sampled_from(["2022-09-05", "2022-09-06T10:00:00+00:00"]),
        "updated": st.sampled_from(["2022-09-07", "2022-09-08T10:00:00+00:00"]),
    },
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.lists(rows, max_size=6), min_size=1, max_size=3), st.integers(1, 5))
def test_ids_and_versions_are_those_of_a_casebook(tmp_path_factory, files, size):
    here = tmp_path_factory.mktemp("settling")
    paths = []
    for number, listed in enumerate(files):
        path = here / f"{number}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in listed))
        paths.append(str(path))
    with Casebook.open(here / "local.db") as book:
        for document in REAL.documents(paths):
            pair = document if isinstance(document, Failure) else read_one(book, document, REAL)
            if isinstance(pair, tuple):
                book.add([pair], tool="test")
        wanted = sorted((one.id, one.version_of, one.version, one.text) for one in book.originals())
    folder = Folder(str(here / "tables"))
    planned = _plan(folder, paths, size)
    for unit in range(planned["units"]):
        Read(folder)(key_of(unit))
    find_kin(folder, size)
    for part in range(kin_parts(folder)):
        Settle(folder)(key_of(part))
    place(folder, size)
    put = folder.read(name(NUMBERED, "all")).to_pylist()
    texts = {
        (row["unit"], row["row"]): json.loads(row["record"])["text"]
        for row in folder.read_all(READ, ["unit", "row", "record"]).to_pylist()
        if row["record"]
    }
    found = sorted(
        (one["id"], one["version_of"], one["version"], texts[one["unit"], one["row"]]) for one in put
    )
    assert found == wanted
    assert [one["partition"] for one in put] == [n // size for n in range(len(put))]


ROWS = [
    {"id": "a", "outlet": "Steppe Wire", "published": "2022-09-05", "text": BRIDGE},
    {"id": "a", "outlet": "Steppe Wire", "published": "2022-09-05", "text": f"{BRIDGE} "},
    {"id": "b", "outlet": "River Post", "published": "2022-09-05", "text": MILL},
    {
        "id": "a",
        "outlet": "Steppe Wire",
        "published": "2022-09-06",
        "text": f"{BRIDGE} Work to mend it has begun, the governor said.",
    },
    {"id": "a", "outlet": "River Post", "published": "2022-09-06", "text": f"{BRIDGE} It rained."},
    {
        "id": "c",
        "outlet": "Plain Press",
        "url": "https://plain-press.example/bridge",
        "published": "2022-09-07",
        "updated": "2022-09-09",
        "text": f"{BRIDGE} Steppe Wire reported it first.",
    },
    {
        "id": "d",
        "outlet": "Plain Press",
        "url": "http://www.plain-press.example/bridge/?utm_source=feed",
        "published": "2022-09-07",
        "updated": "2022-09-08",
        "text": f"{BRIDGE.replace('Two', 'Three')} Steppe Wire reported it first.",
    },
]


@pytest.mark.parametrize("partition", [2, 4])
def test_versions_and_repeated_rows_give_the_exports_of_the_local_path(tmp_path, partition):
    source = tmp_path / "rows.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    with stemma.open(tmp_path / "local.db") as book:
        book.ingest([source])
        local = _exported(book, tmp_path / "local")
    tables = str(tmp_path / "tables")
    ingest([str(source)], tables, engine_name="processes", workers=1, partition=partition)
    assert Folder(tables).count(name(KIN, "all")) == 6
    open_tables(tables, tmp_path / "war.db")
    with Casebook.open(tmp_path / "war.db") as book:
        assert book.check() == ()
        assert _exported(book, tmp_path / "scale") == local
        versions = {one.id: (one.version_of, one.version) for one in book.originals()}
    # The later capture came first: the earlier one is the first version.
    assert versions["d"] == ("", 1)
    assert versions["c"] == ("d", 2)
    assert sorted(number for _, number in versions.values()) == [1, 1, 1, 1, 2, 2]
    sliced = open_tables(tables, tmp_path / "slice.db", Slice(since="2022-09-07", outlets=("Plain Press",)))
    assert sliced["reports"] >= 2
    with Casebook.open(tmp_path / "slice.db") as book:
        ids = {one.id for one in book.originals()}
        assert all(not one.version_of or one.version_of in ids for one in book.originals())


def _exported(book, folder):
    export(book, "jsonl", folder)
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}
