"""Two graphs that the graph formats write: which report has what from where, and which outlet copies whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from msgspec import Struct

from stemma.casebook import Casebook
from stemma.export.streams import claims, reports
from stemma.records import Claim, Origin, Witness

Value = str | int | float | bool


@dataclass(slots=True)
class Arc:
    """An edge from the one that was copied or cited to the one that has it from there."""

    copies: int = 0
    claims: int = 0
    covered: float = 0.0
    kinds: set[str] = field(default_factory=set)
    directions: set[str] = field(default_factory=set)


class Graph(Struct, frozen=True):
    """A directed graph: nodes with values by name, edges likewise; columns say the values' types."""

    name: str
    node_columns: dict[str, str]
    edge_columns: dict[str, str]
    nodes: dict[str, dict[str, Value]]
    edges: dict[tuple[str, str], dict[str, Value]]


def graphs(book: Casebook) -> tuple[Graph, Graph]:
    """Return the derivation of reports, with origins outside the collection, and the outlets' copying."""
    nodes: dict[str, dict[str, Value]] = {
        report.id: {
            "label": report.title or report.id,
            "kind": "report",
            "outlet": report.outlet or "",
            "published": report.published or "",
            "url": report.url or "",
            "language": report.language,
        }
        for report in reports(book)
    }
    arcs = _copied(book)
    _cite(book, arcs, nodes)
    whole = Graph(
        "reports",
        dict.fromkeys(("label", "kind", "outlet", "published", "url", "language"), "string"),
        {
            "weight": "double",
            "copies": "int",
            "claims": "int",
            "covered": "double",
            "kinds": "string",
            "directions": "string",
        },
        nodes,
        {ends: _arc_values(arc) for ends, arc in arcs.items() if ends[0] != ends[1]},
    )
    return whole, _outlets(whole)


def _copied(book: Casebook) -> dict[tuple[str, str], Arc]:
    """Return an arc for each two reports that share text."""
    arcs: dict[tuple[str, str], Arc] = {}
    for copy in book.copies():
        arc = arcs.setdefault((copy.source, copy.target), Arc())
        arc.copies += 1
        arc.covered = max(arc.covered, copy.covered_target)
        arc.kinds.add(copy.kind)
        arc.directions.add(copy.direction)
    return arcs


def _cite(book: Casebook, arcs: dict[tuple[str, str], Arc], nodes: dict[str, dict[str, Value]]) -> None:
    """Add the derivations of claims to the arcs, and what lies outside the collection to the nodes."""
    origins = {origin.id: origin for origin in book.origins()}
    for claim in claims(book):
        roots = [origins[one] for one in dict.fromkeys(edge.parent for edge in claim.edges) if one in origins]
        place = {mention.id: mention.report for mention in claim.mentions}
        for root in roots:
            if root.report is None:
                place[root.id] = _outside(nodes, claim, root, root.kind)
            else:  # an outlet's own words: they stand in a report of the collection
                place[root.id] = root.report
        place |= {witness.id: _outside(nodes, claim, witness, "lost") for witness in claim.witnesses}
        for parent, child, kind in _derived(claim, place):
            arc = arcs.setdefault((parent, child), Arc())
            arc.claims += 1
            arc.kinds.add(kind)


def _outside(nodes: dict[str, dict[str, Value]], claim: Claim, one: Origin | Witness, kind: str) -> str:
    """Return the node of what lies outside the collection, which is added where it is new.

    Who is named is one node for all claims. Unnamed sources and documents ("a resident", "a video")
    are told apart by the report that first tells of them, since their words say nothing of who they are.
    """
    told = [mention for mention in claim.mentions if mention.id in set(one.mentions)]
    layers = (layer for mention in told for layer in mention.chain)
    named = any(one.name in (layer.entity, layer.name) and not layer.anonymous for layer in layers)
    node = f"outside:{one.name}"
    if told and (kind == "document" or not named):
        node += f" ({told[0].report})"
    if node not in nodes:
        blank = dict.fromkeys(("outlet", "published", "url", "language"), "")
        nodes[node] = {"label": one.name, "kind": kind, **blank}
    return node


def _derived(claim: Claim, place: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield each derivation of a claim between reports and what lies outside, once a pair."""
    seen = set()
    for edge in claim.edges:
        parent, child = place.get(edge.parent), place.get(edge.child)
        if parent is not None and child is not None and parent != child and (parent, child) not in seen:
            seen.add((parent, child))
            yield parent, child, edge.kind


def _arc_values(arc: Arc) -> dict[str, Value]:
    return {
        "weight": float(arc.copies + arc.claims),
        "copies": arc.copies,
        "claims": arc.claims,
        "covered": round(arc.covered, 4),
        "kinds": ", ".join(sorted(arc.kinds)),
        "directions": ", ".join(sorted(arc.directions)),
    }


def _outlets(whole: Graph) -> Graph:
    """Return the outlets, with how many reports one has from another; unknown directions are left out."""
    owners = {one: str(values["outlet"]) for one, values in whole.nodes.items() if values["kind"] == "report"}
    counts: dict[tuple[str, str], dict[str, Value]] = {}
    for (source, target), values in sorted(whole.edges.items()):
        ends = owners.get(source, ""), owners.get(target, "")
        if all(ends) and ends[0] != ends[1] and values["directions"] != "unknown":
            found = counts.setdefault(ends, {"weight": 0.0, "reports": 0, "claims": 0})
            found["weight"] = float(found["weight"]) + 1
            found["reports"] = int(found["reports"]) + 1
            found["claims"] = int(found["claims"]) + int(values["claims"])
    nodes: dict[str, dict[str, Value]] = {
        name: {"label": name, "reports": count} for name, count in _counted(owners.values()) if name
    }
    return Graph(
        "outlets",
        {"label": "string", "reports": "int"},
        {"weight": "double", "reports": "int", "claims": "int"},
        nodes,
        counts,
    )


def _counted(values: Iterable[str]) -> list[tuple[str, int]]:
    found: dict[str, int] = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    return sorted(found.items())
