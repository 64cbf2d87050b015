"""The joins over partitions: pairs by key and by shingle, and what hangs together."""

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.collation.candidates import LARGEST_CROWD, SHARED, Crowds
from stemma.reuse.index import ShingleIndex, postings
from stemma.reuse.shingles import mix
from stemma.scale.connecting import components
from stemma.scale.copying import BUCKETS, INDEX, _Postings
from stemma.scale.folder import Folder
from stemma.scale.layout import key_of, name
from stemma.scale.library import Library, number_of
from stemma.scale.shuffle import hashed, receive, send
from stemma.scale.wording import CROWDS, KEYS, JoinKeys, keyed_pairs

nodes = st.lists(st.integers(0, 60), unique=True, min_size=1).map(sorted)


@settings(deadline=None)
@given(nodes, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=60))
def test_components_are_those_of_a_graph(listed, edges):
    kept = [(a, b) for a, b in edges if a in listed and b in listed]
    graph = nx.Graph(kept)
    graph.add_nodes_from(listed)
    wanted = {node: min(part) for part in nx.connected_components(graph) for node in part}
    ends = np.array(kept, dtype=np.int64).reshape(-1, 2)
    found = components(np.array(listed, dtype=np.int64), ends[:, 0], ends[:, 1])
    assert dict(zip(listed, found.tolist(), strict=True)) == wanted


def test_a_long_chain_is_one_component():
    size = 20_000
    order = np.random.default_rng(0).permutation(size).astype(np.int64)
    found = components(np.arange(size), order[:-1], order[1:])
    assert not found.any()


def test_rows_reach_the_bucket_that_they_are_sent_to(tmp_path):
    folder = Folder(str(tmp_path))
    send(folder, "stage/part-000000.parquet", {"value": [1, 2, 3, 4]}, [7, 0, 7, 5])
    send(folder, "stage/part-000001.parquet", {"value": [5]}, [7])
    send(folder, "stage/part-000002.parquet", {"value": []}, [])
    assert receive(folder, "stage", 7)["value"].to_pylist() == [1, 3, 5]
    assert receive(folder, "stage", 1).num_rows == 0


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["a", "b", "c", "=a b"]), unique=True), max_size=120))
def test_joined_keys_give_the_pairs_of_the_local_crowds(tmp_path_factory, listed):
    crowds = Crowds(LARGEST_CROWD)
    wanted = {
        (other, number)
        for number, keys in enumerate(listed)
        for other in crowds.sharing(number, crowds.enter(number, keys))
    }
    library = Library(Folder(str(tmp_path_factory.mktemp("join"))), 16)
    rows = [(hashed(key), n, SHARED if key[0] == "=" else 1) for n, keys in enumerate(listed) for key in keys]
    for part in range(3):
        mine = [row for row in rows if row[1] % 3 == part]
        columns = {
            "key": [key for key, _, _ in mine],
            "number": [number_of(n, 0) for _, n, _ in mine],
            "count": [count for _, _, count in mine],
        }
        send(library.folder, name(KEYS, key_of(part)), columns, [key % 4 for key, _, _ in mine])
    for bucket in range(4):
        JoinKeys(library)(key_of(bucket))
    assert len(library.folder.names(CROWDS)) == 4
    found = [pair for part in range(8) for pair in keyed_pairs(library.folder, part)]
    assert len(found) == len(set(found))
    assert set(found) == {(number_of(a, 0), number_of(b, 0)) for a, b in wanted}


def test_postings_in_buckets_are_looked_up_as_in_one_index(tmp_path):
    generator = np.random.default_rng(1)
    batch = [mix(generator.integers(0, 400, 60).astype(np.uint64)) for _ in range(90)]
    outlets = generator.integers(-1, 6, 90).tolist()
    whole = ShingleIndex()
    pairs = whole.add(batch, outlets)
    numbers, sizes, _ = whole.parts()
    keys = postings(batch, range(90))
    folder = Folder(str(tmp_path))
    for bucket in range(BUCKETS):
        chosen = keys[keys >> np.uint64(60) == bucket]
        folder.write_bytes(f"{INDEX}/{key_of(bucket)}.u64", chosen.tobytes())
    parted = _Postings(folder, numbers, sizes)
    hashes = np.concatenate([batch[3], batch[80], mix(np.arange(500, 520).astype(np.uint64))])
    before = generator.integers(0, 90, len(hashes))
    assert (parted.count(hashes, before) == whole.count(hashes, before)).all()
    assert sorted(zip(*parted.holders(hashes, before), strict=True)) == sorted(
        zip(*whole.holders(hashes, before), strict=True)
    )
    shared = [ShingleIndex.of(numbers, sizes, []).shared(part, 0) for part in np.split(keys, _edges(keys))]
    sums: dict[tuple[int, int], np.ndarray] = {}
    for part in shared:
        for at, pair in enumerate(zip(part.earlier.tolist(), part.later.tolist(), strict=True)):
            more = np.array([part.clean[at], part.total[at], part.count[at], part.near[at]])
            sums[pair] = sums.get(pair, np.zeros(4, dtype=np.int64)) + more
    ordered = sorted(sums, key=lambda pair: pair[::-1])
    columns = np.array([[*pair, *sums[pair]] for pair in ordered]).T
    found = parted.chosen(type(shared[0])(*columns))
    assert [part.tolist() for part in found] == [part.tolist() for part in pairs]
    assert len(pairs[0]) > 0


def _edges(keys):
    return np.flatnonzero(np.diff(keys >> np.uint64(60))) + 1
