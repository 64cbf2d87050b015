"""Tables of records: tuples that turn into Arrow tables."""

import types
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")


class Table(tuple[T, ...]):  # noqa: SLOT001  the kind of record is kept, so that an empty table has columns
    """Records of one kind, in order; a tuple that also gives itself as an Arrow table."""

    kind: type[T]

    @classmethod
    def of(cls, kind: type[T], records: Iterable[T]) -> "Table[T]":
        """Make a table of records of the class ``kind``."""
        table = cls(records)
        table.kind = kind
        return table

    def to_arrow(self) -> "pa.Table":
        """Return the records as an Arrow table, one row a record, nested records as structs.

        pandas (``.to_pandas()``), Polars (``polars.from_arrow``) and DuckDB read it as it is.
        """
        import pyarrow as pa  # noqa: PLC0415  heavy, and needed here only

        schema = pa.schema([(name, arrow_type(kind)) for name, kind in columns(self.kind).items()])
        rows = [plain(record) for record in self]
        return pa.Table.from_pylist(rows, schema=schema)


def columns(kind: type[Any]) -> dict[str, Any]:
    """Return the fields of a record class with their types."""
    hints = get_type_hints(kind)
    return {name: hints[name] for name in kind.__struct_fields__}


def plain(record: object) -> dict[str, Any]:
    """Return a record as plain values (mappings as lists of pairs, as Arrow wants them)."""
    values: dict[str, Any] = msgspec.to_builtins(record)
    return {name: list(value.items()) if isinstance(value, dict) and name == "extra" else value
            for name, value in values.items()}  # fmt: skip


def arrow_type(kind: Any) -> "pa.DataType":  # noqa: ANN401  any annotation of a record's field
    """Return the Arrow type of a record's field."""
    import pyarrow as pa  # noqa: PLC0415  heavy, and needed here only

    simple = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    if kind in simple:
        return simple[kind]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return pa.struct([(name, arrow_type(part)) for name, part in columns(kind).items()])
    base, parts = get_origin(kind), get_args(kind)
    if base is Literal:
        return pa.string()
    if base in (types.UnionType, Union):
        return arrow_type(next(part for part in parts if part is not type(None)))
    if base is tuple:
        return pa.list_(arrow_type(parts[0]))
    if base is dict:
        return pa.map_(arrow_type(parts[0]), arrow_type(parts[1]))
    raise TypeError(f"no Arrow type for {kind!r}")
