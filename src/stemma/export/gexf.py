"""GEXF 1.2 (Gephi): the derivation of the reports, and the outlets' copying network."""

from pathlib import Path

from stemma.casebook import Casebook
from stemma.export.files import Xml
from stemma.export.graphs import Graph, Value, graphs

_TYPES = {"string": "string", "int": "integer", "double": "double"}


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write ``reports.gexf`` and ``outlets.gexf`` and return them."""
    return tuple(_write(graph, folder / f"{graph.name}.gexf") for graph in graphs(book))


def _write(graph: Graph, path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        xml = Xml(stream)
        with (
            xml.element("gexf", xmlns="http://www.gexf.net/1.2draft", version="1.2"),
            xml.element("graph", mode="static", defaultedgetype="directed"),
        ):
            _columns(xml, "node", graph.node_columns)
            _columns(xml, "edge", graph.edge_columns)
            with xml.element("nodes"):
                for name, values in graph.nodes.items():
                    with xml.element("node", id=name, label=values["label"]):
                        _values(xml, graph.node_columns, values)
            with xml.element("edges"):
                for number, ((source, target), values) in enumerate(sorted(graph.edges.items())):
                    with xml.element(
                        "edge", id=number, source=source, target=target, weight=values["weight"]
                    ):
                        _values(xml, graph.edge_columns, values)
    return path


def _columns(xml: Xml, kind: str, columns: dict[str, str]) -> None:
    with xml.element("attributes", class_=kind, mode="static"):
        for name, type_ in columns.items():
            if name not in ("label", "weight"):
                xml.leaf("attribute", id=name, title=name, type=_TYPES[type_])


def _values(xml: Xml, columns: dict[str, str], values: dict[str, Value]) -> None:
    with xml.element("attvalues"):
        for name in columns:
            if name not in ("label", "weight"):
                xml.leaf("attvalue", for_=name, value=values[name])
