"""The derivation tree of a claim: its origins, and how each report has it from there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from stemma.cli_output import console
from stemma.cli_words import chain_text, place_of, plural, reports_of, safe, shorten, spread

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

    from stemma.api import Book
    from stemma.records import Claim, Edge, Report, Variant

_REASONS = 3  # reasons of an origin that a tree shows; show ORIGIN gives all
_DEEPEST = 12  # branches on branches


def print_tree(book: "Book", claim: "Claim") -> None:
    """Print a claim with its origins and how each report has it from there."""
    from rich.text import Text
    from rich.tree import Tree

    out = console()
    out.print(Text(safe(claim.text), style="bold"))
    count = spread(claim.origins.low, claim.origins.best, claim.origins.high)
    carried = f"{plural(claim.outlets, 'outlet')}, {plural(claim.reports, 'report')}, origins: {count}"
    sides = f"; sides: {', '.join(claim.sides)}" if claim.sides else ""
    circular = "; circular reporting" if claim.circular else ""
    unsourced = f"; {plural(claim.unsourced, 'unsourced mention')}" if claim.unsourced else ""
    out.print(Text(safe(f"{carried}{sides}{circular}{unsourced} ({claim.id})")))
    reports = reports_of(book, (mention.report for mention in claim.mentions))
    grower = _Grower(book, claim, reports)
    for origin in book.origins(claim.id):
        label = Text(safe(origin.name or "unnamed"), style="bold green")
        outside = ", outside the collection" if origin.kind == "lost" else ""
        outside += ", denies it" if origin.stance == "deny" else ""
        certain = "" if origin.certain else ", not certain"
        label.append(safe(f"  {origin.kind}{outside}{certain} ({origin.id})"), style="dim")
        tree = Tree(label, guide_style="dim")
        for reason in origin.reasons[:_REASONS]:
            tree.add(Text(safe(f"because {reason}"), style="dim italic"))
        if len(origin.reasons) > _REASONS:
            more = plural(len(origin.reasons) - _REASONS, "more reason")
            tree.add(Text(f"and {more}: stemma show {origin.id}", style="dim italic"))
        grower.grow(tree, origin.id)
        for mention in origin.mentions:
            if mention not in grower.placed and grower.is_root(mention):
                grower.add(tree, mention)
        out.print(tree)
    left = [mention.id for mention in claim.mentions if mention.id not in grower.placed]
    if left:
        tree = Tree(Text("without an origin of its own", style="bold"), guide_style="dim")
        for mention in left:
            if mention not in grower.placed:
                grower.add(tree, mention)
        out.print(tree)


class _Grower:
    """Grows the branches of a derivation tree; each mention is placed once, so circles end."""

    def __init__(self, book: "Book", claim: "Claim", reports: dict[str, "Report"]) -> None:
        self.mentions = {mention.id: mention for mention in claim.mentions}
        self.witnesses = {witness.id: witness.name for witness in claim.witnesses}
        self.reports = reports
        self.placed: set[str] = set()
        self._edges: dict[str, list[Edge]] = {}
        self._parents: dict[str, set[str]] = {}
        for edge in claim.edges:
            self._edges.setdefault(edge.parent, []).append(edge)
            self._parents.setdefault(edge.child, set()).add(edge.parent)
        self.variants = book.variants(claim.id)

    def is_root(self, mention: str) -> bool:
        """Tell whether no other mention leads to this one."""
        return self.mentions.keys().isdisjoint(self._parents.get(mention, ()))

    def grow(self, tree: "Tree", parent: str) -> None:
        """Add everything that derives from ``parent``, the surest edges first."""
        self._spread([(tree, iter(self._derived(parent)))])

    def add(self, tree: "Tree", mention: str) -> None:
        """Add a mention with what changed on the way to it, and what derives from it."""
        if mention in self.mentions:
            self._spread([(self._placed(tree, mention, None), iter(self._derived(mention)))])
        self.placed.add(mention)

    def _spread(self, branches: list[tuple["Tree", Iterator["Edge"]]]) -> None:
        """Add what derives from branches, branch by branch; chains of hundreds of copies are grown too."""
        while branches:
            tree, edges = branches[-1]
            edge = next(edges, None)
            if edge is None:
                branches.pop()
                continue
            if edge.child in self.placed or (edge.child not in self.mentions and edge.child == edge.parent):
                continue
            note = f"{edge.kind}: {edge.reason}" + (" (circular)" if edge.circular else "")
            grown = self._placed(tree, edge.child, note)
            # On a screen there is no room for more branches on branches: what is deeper stands below them.
            branches.append((grown if len(branches) < _DEEPEST else tree, iter(self._derived(edge.child))))

    def _derived(self, parent: str) -> list["Edge"]:
        """Return the edges from a mention, a witness or an origin, the surest first."""
        return sorted(self._edges.get(parent, ()), key=lambda edge: -edge.score)

    def _placed(self, tree: "Tree", child: str, note: str | None) -> "Tree":
        """Add a mention, or a witness outside the collection, and return its branch."""
        from rich.text import Text

        self.placed.add(child)
        found = self.mentions.get(child)
        if found is None:
            label = Text(safe(self.witnesses.get(child, child)), style="bold")
            label.append(safe(f"  not in the collection\n{note}"), style="dim italic")
            return tree.add(label)
        label = Text(safe(place_of(self.reports.get(found.report))), style="bold")
        label.append(f"  {safe(chain_text(found))}: ", style="green")
        label.append(safe(shorten(found.content.text, 160)))
        if note:
            label.append(safe(f"\n{note}"), style="dim italic")
        for variant in self._changes(child):
            label.append_text(_change(variant))
        return tree.add(label)

    def _changes(self, mention: str) -> list["Variant"]:
        """Return what changed on the way to a mention: from its parents, or else from anywhere."""
        parents = self._parents.get(mention, set())
        to_it = [variant for variant in self.variants if variant.to_mention == mention]
        found = [variant for variant in to_it if variant.from_mention in parents] or to_it
        return list({(one.type, one.before.text, one.after.text): one for one in found}.values())


def _change(variant: "Variant") -> "Text":
    from rich.text import Text

    line = Text(f"\n{variant.type.replace('_', ' ')}", style="yellow")
    before, after = shorten(variant.before.text, 80), shorten(variant.after.text, 80)
    if before or after:
        line.append(safe(f": {before or '(nothing)'} → {after or '(nothing)'}"), style="default")
    return line
