"""GraphML: the derivation of the reports, and the outlets' copying network."""

from pathlib import Path

from stemma.casebook import Casebook
from stemma.export.files import Xml
from stemma.export.graphs import Graph, graphs


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write ``reports.graphml`` and ``outlets.graphml`` and return them."""
    return tuple(_write(graph, folder / f"{graph.name}.graphml") for graph in graphs(book))


def _write(graph: Graph, path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        xml = Xml(stream)
        with xml.element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns"):
            for owner, columns in (("node", graph.node_columns), ("edge", graph.edge_columns)):
                for name, kind in columns.items():
                    xml.leaf("key", id=f"{owner}_{name}", for_=owner, attr__name=name, attr__type=kind)
            with xml.element("graph", id=graph.name, edgedefault="directed"):
                for name, values in graph.nodes.items():
                    with xml.element("node", id=name):
                        for column in graph.node_columns:
                            xml.leaf("data", values[column], key=f"node_{column}")
                for (source, target), values in sorted(graph.edges.items()):
                    with xml.element("edge", source=source, target=target):
                        for column in graph.edge_columns:
                            xml.leaf("data", values[column], key=f"edge_{column}")
    return path
