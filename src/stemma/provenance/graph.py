"""Nodes held together by merges, at a level of certainty; and each node's one parent."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from stemma.provenance.merges import Merge

_ORDER = {"copy": 0, "citation": 1, "derivative": 2, "utterance": 3, "own": 4}


def components(
    nodes: Iterable[str], merges: Iterable[Merge], least: float, leaves: Collection[str] = ()
) -> list[list[str]]:
    """Return the sets of nodes that merges at least this sure hold together, all in order.

    Args:
        nodes: ids of mentions and of lost witnesses.
        merges: what joins them.
        least: how sure a merge must be to hold.
        leaves: what rests on one source, by the surest reason, and never makes one of two sources that
            nothing else joins: mentions in reports' own words.
    """
    home = {node: node for node in nodes}
    held = [merge for merge in merges if merge.sure >= least and merge.a in home and merge.b in home]
    if not held:
        return [[node] for node in sorted(home)]
    loose = []
    for merge in held:
        if merge.a in leaves or merge.b in leaves:
            loose.append(merge)
        else:
            _join(merge, home)
    sourced = {_top(node, home) for node in home if node not in leaves}
    for merge in sorted(loose, key=lambda one: _hold(one, leaves)):
        one, other = _top(merge.a, home), _top(merge.b, home)
        if one == other or (one in sourced and other in sourced):
            continue
        if one in sourced or other in sourced:
            sourced.add(min(one, other))
        _join(merge, home)
    groups: dict[str, list[str]] = {}
    for node in sorted(home):
        groups.setdefault(_top(node, home), []).append(node)
    return sorted(groups.values())


def _hold(merge: Merge, leaves: Collection[str]) -> tuple[bool, float, str, str]:
    """The order in which own words are joined: with a source before others' own words, surest first."""
    return (merge.a in leaves and merge.b in leaves, -merge.sure, merge.a, merge.b)


def _top(node: str, home: dict[str, str]) -> str:
    """Return the first node of the set that a node is in."""
    while (up := home[node]) != node:
        home[node] = node = home[up]
    return node


def _join(merge: Merge, home: dict[str, str]) -> None:
    one, other = _top(merge.a, home), _top(merge.b, home)
    if one < other:
        home[other] = one
    elif other < one:
        home[one] = other


def parents(merges: Iterable[Merge], least: float) -> dict[str, Merge]:
    """Return the merge by which each node has its parent: copies before citations, likeliest first.

    A merge whose direction is not known gives a parent to whichever of its ends has none yet, so
    that like tellings still hang together in the tree.
    """
    usable = sorted(
        (merge for merge in merges if merge.sure >= least and merge.kind != "utterance"), key=_rank
    )
    best: dict[str, Merge] = {}
    for merge in usable:
        if merge.directed:
            best.setdefault(merge.b, merge)
    for merge in usable:
        if merge.directed:
            continue
        turned = replace(merge, a=merge.b, b=merge.a)
        for one in (merge, turned):
            if one.b not in best and not _above(one.a, one.b, best):
                best[one.b] = one
                break
    return best


def _above(node: str, wanted: str, tree: Mapping[str, Merge]) -> bool:
    """Whether a node descends from, or is, the wanted one."""
    seen: set[str] = set()
    while node not in seen:
        if node == wanted:
            return True
        seen.add(node)
        if node not in tree:
            return False
        node = tree[node].a
    return False


def _rank(merge: Merge) -> tuple[int, tuple[float, bool, int, float, str], str]:
    return (_ORDER[merge.kind], merge.rank, merge.b)


def loops(tree: Mapping[str, Merge]) -> list[list[str]]:
    """Return the closed rings of parents: each node in one ring at most."""
    found: list[list[str]] = []
    seen: set[str] = set()
    for start in sorted(tree):
        path: list[str] = []
        node = start
        while node in tree and node not in seen:
            seen.add(node)
            path.append(node)
            node = tree[node].a
        if node in path:
            found.append(path[path.index(node) :])
    return found


def round_trips(tree: Mapping[str, Merge], house: Mapping[str, str]) -> list[list[str]]:
    """Return paths from a node up to an ancestor of the same house by way of another house.

    Args:
        tree: each node's parent.
        house: the house that published each node; nodes without one are left out.
    """
    found: list[list[str]] = []
    for start in sorted(tree):
        path = [start]
        node = start
        while node in tree and tree[node].a not in path:
            node = tree[node].a
            path.append(node)
            if house.get(node, "") and house.get(node) == house.get(start):
                if any(house.get(between, "") != house[start] for between in path[1:-1]):
                    found.append(path)
                break
    return found


def unlooped(tree: Mapping[str, Merge], rings: Sequence[Sequence[str]]) -> dict[str, Merge]:
    """Return the tree with each ring cut above its first node."""
    cut = {min(ring) for ring in rings}
    return {node: merge for node, merge in tree.items() if node not in cut}
