"""Which merges change anything: of many that say the same of one set of mentions a few are enough."""

from dataclasses import dataclass, field

from stemma.provenance.merges import Merge, rule
from stemma.records import ClaimMention

Group = tuple[str, bool, bool, bool, bool]


@dataclass(slots=True)
class Needed:
    """Looks at the merges of a claim in order and passes over those that change no result.

    A story of 400 carriers gives 80,000 merges a claim, nearly all for a handful of reasons. What is
    made of merges are the sets of mentions that probable or certain ones hold together, the reasons
    within each set, surest first, and each mention's likeliest parent. So a merge is needed when no others
    of its reason tie its two mentions, when it is surer than these, or when it gives a mention a likelier
    parent. The rest say nothing new. Merges that are less than probable are all kept, since their
    mentions need not be of one set; and mentions that assert and that deny, which are counted apart,
    are tied apart. So are those in reports' own words (``own``, by id), which rest on one source only.
    """

    own: frozenset[str] = frozenset()

    _homes: dict[Group, "_Ties"] = field(default_factory=dict)
    _parents: dict[str, tuple[float, bool, int, float, str]] = field(default_factory=dict)
    _probable: float = field(default_factory=lambda: rule("probable"))
    _certain: float = field(default_factory=lambda: rule("certain"))

    def __call__(self, merge: Merge, a: ClaimMention, b: ClaimMention) -> bool:
        """Tell whether a merge of two mentions is needed beside those before it."""
        child = merge.kind == "copy" and merge.directed
        if not (child or merge.kind == "utterance") or merge.sure < self._probable:
            return True
        likelier = child and self._likelier(merge)
        own = a.id in self.own or b.id in self.own
        group = (merge.reason, merge.sure >= self._certain, a.stance == "deny", b.stance == "deny", own)
        ties = self._homes.get(group)
        if ties is None:
            ties = self._homes[group] = _Ties()
        return ties.add(a.id, b.id, merge.sure) or likelier

    def _likelier(self, merge: Merge) -> bool:
        """Tell whether a mention has no parent yet that comes before this one (`graph.parents`)."""
        rank = merge.rank
        known = self._parents.get(merge.b)
        if known is not None and known <= rank:
            return False
        self._parents[merge.b] = rank
        return True


@dataclass(slots=True)
class _Ties:
    """The sets of mentions that merges of one reason hold together, each with how sure its surest is."""

    _above: dict[str, str] = field(default_factory=dict)
    _best: dict[str, float] = field(default_factory=dict)

    def add(self, a: str, b: str, sure: float) -> bool:
        """Tie two mentions; False when they hang together already, by merges of which one is as sure."""
        one, other = self._root(a), self._root(b)
        best = max(self._best.get(one, 0.0), self._best.get(other, 0.0))
        if one == other and sure <= best:
            return False
        self._above[other] = one
        self._best[one] = max(best, sure)
        return True

    def _root(self, node: str) -> str:
        """Return what stands for all that a node hangs together with."""
        above = self._above
        while (up := above.get(node, node)) != node:
            above[node] = above.get(up, up)
            node = up
        return node
