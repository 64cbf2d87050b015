"""Which phrases may be a cue's source: generous lists for the ranker."""

from dataclasses import dataclass, field

from stemma.attribution.candidates import HEADS_ABOVE, LABEL, NOMINAL, NOUNS, Source, edge_of, starts_before
from stemma.attribution.sources import noun_phrase
from stemma.attribution.tree import Tree

_NEAR = 6  # tokens after a cue in which an inverted source begins


@dataclass(slots=True)
class _People:
    tree: Tree
    cue: int
    found: dict[tuple[int, ...], Source] = field(default_factory=dict)

    def add(self, kind: str, head: int, low: int | None = None, high: int | None = None) -> None:
        tokens = self.tree.tokens
        if tokens[head].entity in {"DATE", "TIME"}:
            return
        if low is None or high is None:
            if tokens[head].pos not in NOMINAL:
                return
            phrase = noun_phrase(self.tree, head, self.cue)
        else:
            phrase = list(range(low, high))
        phrase = self.tree.trimmed(phrase)
        if phrase and tokens[phrase[-1]].dep == "case":
            phrase = phrase[:-1]
        key = tuple(phrase)
        if not key or key in self.found or self.cue in phrase:
            return
        self.found[key] = Source(kind, key, head)
        comma = next((i for i in phrase if i > head and tokens[i].text in {",", "(", "—"}), None)
        if comma is not None:
            short = tuple(index for index in phrase if index < comma)
            self.found.setdefault(short, Source(f"{kind}/short", short, head))


def source_candidates(tree: Tree, cue: int) -> list[Source]:
    """Return the phrases that may be a cue's source, and none."""
    found = _People(tree, cue)
    for kid in tree.kids[cue]:
        dep = tree.tokens[kid].dep
        if dep in {"nsubj", "nsubjpass", "poss", "dobj", "pobj", "npadvmod", "dative", "compound"}:
            found.add(f"k:{dep}", kid)
            owner = tree.child(kid, "poss") if dep in {"nsubj", "nsubjpass", "dobj"} else None
            if owner is not None:
                found.add(f"k:{dep}>poss", owner)
        elif dep in {"prep", "agent"}:
            inner = tree.child(kid, "pobj")
            if inner is not None:
                found.add(f"k:{dep}.{tree.tokens[kid].lemma}", inner)
    if tree.tokens[cue].text == ":":
        _label(found)
    _up(found)
    _beside(found)
    return [*found.found.values(), Source("none", (), -1)]


def _label(found: _People) -> None:
    """Add the speaker before a colon ("Mayor: …") or after it in a headline ("…: mayor")."""
    tokens, cue = found.tree.tokens, found.cue
    before = [i for i in range(cue) if tokens[i].pos in NOUNS]
    after = [i for i in range(cue + 1, len(tokens)) if tokens[i].pos in NOUNS]
    if before:
        found.add("m:before", before[-1], 0, cue)
    if after and len(tokens) - cue <= LABEL:
        found.add("m:after", after[-1], cue + 1, len(tokens))


def _up(found: _People) -> None:
    """Add the subjects, objects and owners above a cue: "a statement saying", "he added, noting"."""
    tree, tokens = found.tree, found.tree.tokens
    path = tokens[found.cue].dep
    for ancestor in tree.ancestors(found.cue)[:HEADS_ABOVE]:
        token = tokens[ancestor]
        if token.pos in NOUNS:
            found.add(f"u:{path}", ancestor)
            owner = tree.child(ancestor, "poss")
            if owner is not None:
                found.add(f"u:{path}>poss", owner)
        elif token.pos in {"VERB", "AUX"}:
            for dep in ("nsubj", "nsubjpass", "dobj"):
                kid = tree.child(ancestor, dep)
                if kid is not None:
                    found.add(f"u:{path}>{dep}", kid)
            agent = tree.child(ancestor, "agent")
            inner = tree.child(agent, "pobj") if agent is not None else None
            if inner is not None:
                found.add(f"u:{path}>agent", inner)
        path = f"{path}^{token.dep}"


def _beside(found: _People) -> None:
    """Add the nouns right before and right after a cue, as in a trailing "…, the envoy said"."""
    tree, cue, tokens = found.tree, found.cue, found.tree.tokens
    high = edge_of(tree, cue)
    for low in starts_before(tree, cue):
        heads = [i for i in range(low, high) if tokens[i].pos in NOUNS]
        if heads:
            head = next((i for i in reversed(heads) if not low <= tokens[i].head < high), heads[-1])
            found.add("s:before", head, low, high)
    if cue + 1 < len(tokens) and tokens[cue + 1].pos in NOMINAL:
        head = next((i for i in range(cue + 1, min(cue + _NEAR, len(tokens))) if tokens[i].pos in NOUNS), cue)
        while head + 1 < len(tokens) and tokens[head].dep == "compound":
            head += 1
        if head > cue:
            found.add("s:after", head)
