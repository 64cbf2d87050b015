"""Event mentions near each other, found over buckets as in one go."""

from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.collation.beside import crowded_key, nearby
from stemma.collation.candidates import Crowds
from stemma.scale import nearing
from stemma.scale.folder import Folder
from stemma.scale.layout import key_of, name
from stemma.scale.library import Library, number_of
from stemma.scale.nearing import NEAR, PLACED, JoinPlaces
from stemma.scale.shuffle import hashed, receive, send

LARGEST = 4
DAYS = ("3 Battles", "4 Battles")
windows = st.integers(-2, 17)
names = st.builds("name\x1f{}\x1f{}".format, st.sampled_from(["orikhiv", "balta"]), windows)
cells = st.builds("cell\x1f{} {}\x1f{}".format, st.integers(-2, 17), st.integers(6, 9), windows)


def enter(number, keys, crowds):
    refused = set(keys) - set(crowds.enter(number, keys))
    crowded = [crowded_key(key, DAYS[number % 2]) for key in sorted(refused) if key.startswith("name")]
    crowds.enter(number, crowded)
    return [*keys, *crowded]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.one_of(names, cells), unique=True, max_size=2), max_size=60),
    st.integers(1, 5),
)
def test_joined_places_give_the_pairs_of_the_local_crowds(tmp_path_factory, listed, buckets):
    crowds = Crowds(LARGEST)
    looked = [enter(number, keys, crowds) for number, keys in enumerate(listed)]
    wanted = {
        (number_of(other, 0), number_of(number, 0))
        for number, keys in enumerate(looked)
        for other in nearby(keys, crowds)
        if other < number
    }
    library = Library(Folder(str(tmp_path_factory.mktemp("near"))), 16)
    for part in range(4):
        rows, where = [], []
        for number in range(part * 16, min(len(listed), part * 16 + 16)):
            for bucket, row in nearing._rows(number_of(number, 0), listed[number], DAYS[number % 2], buckets):
                rows.append(row)
                where.append(bucket)
        columns = {column: [row[at] for row in rows] for at, column in enumerate(nearing._COLUMNS)}
        send(library.folder, name(PLACED, key_of(part)), columns, where)
    largest, nearing.LARGEST_CROWD = nearing.LARGEST_CROWD, LARGEST
    try:
        for bucket in range(buckets):
            JoinPlaces(library)(key_of(bucket))
    finally:
        nearing.LARGEST_CROWD = largest
    found = set()
    for part in range(4):
        table = receive(library.folder, NEAR, part)
        found.update(zip(table["earlier"].to_pylist(), table["later"].to_pylist(), strict=True))
    assert found == wanted


def test_a_key_goes_to_every_bucket_that_looks_at_it():
    near = "cell\x1f7 8\x1f15"
    rows = list(nearing._rows(1, [near], "", 1 << 30))
    assert len(rows) == 8
    assert [row[-1] for _, row in rows].count(1) == 1
    assert len(list(nearing._rows(1, ["cell\x1f3 3\x1f3"], "", 1 << 30))) == 1
    assert next(iter(nearing._rows(1, ["name\x1fbalta\x1f3"], "", 9)))[1][2] == hashed("balta")
