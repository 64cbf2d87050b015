"""Arrow tables of the records: nested columns, empty tables, and the same rows as the records."""

import msgspec
import pyarrow as pa
import pytest

from stemma.casebook import Casebook
from stemma.casebook.table import Table
from stemma.export.streams import tables


def test_every_table_has_the_rows_of_its_records(demo_book):
    for table in tables(demo_book):
        records = list(table)
        arrow = Table.of(table.kind, records).to_arrow()
        rows = arrow.to_pylist()
        assert len(rows) == len(records), table.name
        for row, record in zip(rows, records, strict=True):
            told = msgspec.json.decode(msgspec.json.encode(record))
            told = {
                name: list(map(tuple, value.items())) if name == "extra" else value
                for name, value in told.items()
            }
            assert row == told, table.name


def test_nested_records_are_structs_and_lists(demo_book):
    claims = demo_book.claims().to_arrow()
    assert pa.types.is_struct(claims.schema.field("origins").type)
    mentions = claims.schema.field("mentions").type
    assert pa.types.is_list(mentions)
    chain = mentions.value_type.field("chain").type
    assert chain.value_type.field("span").type.field("start").type == pa.int64()
    best = claims.column("origins").combine_chunks().field("best").to_pylist()
    assert best == [claim.origins.best for claim in demo_book.claims()]


def test_an_empty_casebook_has_the_same_schemas(demo_book, tmp_path):
    with Casebook.open(tmp_path / "empty.db") as empty:
        for full, none in zip(tables(demo_book), tables(empty), strict=True):
            assert list(none) == []
            schema = Table.of(none.kind, ()).to_arrow().schema
            assert schema == Table.of(full.kind, list(full)).to_arrow().schema


def test_streams_are_in_the_order_of_the_casebooks_reads(demo_book):
    streams = {table.name: table for table in tables(demo_book)}
    assert list(streams["reports"]) == list(demo_book.reports())
    assert list(streams["claims"]) == list(demo_book.claims())
    assert list(streams["mentions"]) == list(demo_book.mentions())
    assert list(streams["event_mentions"]) == list(demo_book.event_mentions())
    assert [event.id for event in streams["events"]] == [event.id for event in demo_book.events()]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_pandas_polars_and_duckdb_take_the_tables(demo_book):
    events = demo_book.events().to_arrow()
    taken = 0
    for name, count in (
        ("pandas", lambda library: len(events.to_pandas()) if library else 0),
        ("polars", lambda library: library.from_arrow(events).height),
        ("duckdb", lambda library: len(library.from_arrow(events).fetchall())),
        ("daft", lambda library: library.from_arrow(events).count_rows()),
    ):
        try:
            library = __import__(name)
        except ImportError:
            continue
        assert count(library) == events.num_rows
        taken += 1
    if not taken:
        pytest.skip("none of the libraries is installed")
