"""Edges of a claim's family tree: each mention under what it has the claim from."""

from collections.abc import Mapping, Sequence

from stemma.provenance.merges import Kind, Merge
from stemma.provenance.roots import Root
from stemma.provenance.standing import Standing
from stemma.provenance.witnesses import Lost
from stemma.records import Edge


def edges_of(
    claim: str,
    *,
    standings: Sequence[Standing],
    lost: Sequence[Lost],
    tree: Mapping[str, Merge],
    roots: Sequence[Root],
    circular: frozenset[str],
) -> tuple[Edge, ...]:
    """Return the edges of one claim: parents by copy and citation, then utterances at the top.

    A mention that has no parent among the others hangs under its origin. A lost witness that
    relays a speaker hangs under the speaker's utterance.
    """
    home = {mention: root for root in roots for mention in root.mentions}
    edges = [
        Edge(
            claim,
            merge.a,
            child,
            merge.kind,
            round(merge.sure, 3),
            merge.reason,
            child in circular,
            "unknown" if merge.kind == "copy" and not merge.directed else "known",
        )
        for child, merge in tree.items()
    ]
    for one in standings:
        node = one.mention.id
        if node not in tree and node in home:
            edges.append(_top(claim, node, one, home[node]))
    for witness in lost:
        root = next((home[mention] for mention in witness.mentions if mention in home), None)
        if root is None or witness.above:
            continue
        kind: Kind = "own" if witness.root and root.kind == "lost" else "utterance"
        reason = f"{witness.name} (lost witness), cited by {len(witness.mentions)}"
        edges.append(Edge(claim, root.node(claim), witness.id, kind, 0.8, reason))
    return tuple(sorted(edges, key=lambda edge: (edge.child, edge.parent, edge.kind)))


def _top(claim: str, node: str, one: Standing, root: Root) -> Edge:
    if one.speaker is not None:
        reason = f"{one.speaker.known_as} is named as the source"
        return Edge(claim, root.node(claim), node, "utterance", 0.8, reason)
    reason = one.signs or "no source given"
    return Edge(claim, root.node(claim), node, "own", 0.8 if one.signs else 0.3, reason)
