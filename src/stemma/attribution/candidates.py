"""What may be a cue, and what may be its content and its source: generous lists for the ranker."""

from dataclasses import dataclass

from stemma.attribution.lexicon import noun_classes, words
from stemma.attribution.marks import BREAKS, OPENING
from stemma.attribution.quotes import Quotation
from stemma.attribution.sources import noun_phrase
from stemma.attribution.tree import SUBJECTS, Tree
from stemma.attribution.verbs import trimmed

_RIGHT = frozenset(
    {
        "ccomp", "xcomp", "dobj", "prep", "advcl", "acl", "oprd", "attr", "acomp", "npadvmod", "relcl", "dative",
        "parataxis", "nsubj", "pobj", "advmod", "dep", "pcomp", "conj", "appos", "agent",
    }
)  # fmt: skip
_GROUPS = 3  # right-hand children that one content may join
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_HEADS_ABOVE = 4
_LABEL = 9  # tokens before a colon that may be a speaker
_LONG = 6  # tokens of a content that may have something loose at its end
_CUTS = 3


@dataclass(frozen=True, slots=True)
class Content:
    """A candidate content: inclusive token ranges of its sentence, and how it hangs on the cue."""

    kind: str
    ranges: tuple[tuple[int, int], ...]
    head: int
    quotation: Quotation | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A candidate source: its tokens and head, and how it hangs on the cue; head -1 for none."""

    kind: str
    tokens: tuple[int, ...]
    head: int


def cue_candidates(tree: Tree) -> list[int]:
    """Return the tokens that may be cues: verbs, nouns of saying, "according"."""
    found = []
    for index, token in enumerate(tree.tokens):
        if token.pos == "VERB" or (
            token.pos == "AUX"
            and token.dep not in {"aux", "auxpass"}
            and token.lemma not in {"be", "have", "do"}
        ):
            found.append(index)
        elif (
            token.pos == "ADJ"
            and token.lemma in words("cues.toml", "adjectives.words")
            and any(
                tree.tokens[kid].dep in {"ccomp", "xcomp", "prep", "advcl"}
                for kid in (*tree.kids[index], *tree.kids[token.head])
            )
        ):
            found.append(index)
        elif token.text == ":" and 0 < index <= _LABEL and index + 2 < len(tree.tokens):
            found.append(index)
        elif (token.pos == "NOUN" and token.lemma in noun_classes()) or (
            token.text.lower() in {"according", "per"} and index + 1 < len(tree.tokens)
        ):
            found.append(index)
    return found


def content_candidates(tree: Tree, cue: int, quotations: list[Quotation]) -> list[Content]:
    """Return the spans that may be what a cue brings in.

    Args:
        tree: the sentence.
        cue: the cue's token.
        quotations: the quotations that touch the sentence, in order.
    """
    found: dict[tuple[tuple[int, int], ...], Content] = {}

    def add(kind: str, head: int, *ranges: tuple[int, int]) -> None:
        kept = tuple(part for part in (_trim(tree, low, high) for low, high in ranges) if part is not None)
        if kept and kept not in found and not any(low <= cue <= high for low, high in kept):
            found[kept] = Content(kind, kept, head)

    if tree.tokens[cue].text == ":":
        add("m:after", cue, (cue + 1, len(tree.tokens) - 1))
        add("m:before", cue, (0, cue - 1))
    _right(tree, cue, add)
    _left(tree, cue, add)
    _above(tree, cue, add)
    _quoted(tree, cue, quotations, add)
    for content in list(found.values()):
        _cut(tree, cue, content, add)
    return list(found.values())


def _right(tree: Tree, cue: int, add) -> None:
    tokens = tree.tokens
    kids = [kid for kid in tree.kids[cue] if kid > cue and tokens[kid].dep in _RIGHT]
    for position, kid in enumerate(kids):
        dep = tokens[kid].dep
        low, high = tree.left[kid], tree.right[kid]
        low = max(low, cue + 1)
        add(f"r:{dep}", kid, (low, high))
        if dep in {"prep", "dative", "agent"}:
            inner = tree.child(kid, "pobj", "pcomp")
            if inner is not None and kid + 1 <= high:
                add(f"r:{dep}.{tokens[kid].lemma}", inner, (kid + 1, high))
        elif dep in {"dobj", "xcomp", "attr", "acomp", "npadvmod"}:
            for grand in tree.kids[kid]:
                if grand > kid and tokens[grand].dep in {
                    "prep",
                    "acl",
                    "relcl",
                    "ccomp",
                    "xcomp",
                    "dobj",
                    "advcl",
                }:
                    add(f"r:{dep}>{tokens[grand].dep}", grand, (tree.left[grand], tree.right[grand]))
                    inner = tree.child(grand, "pobj", "pcomp") if tokens[grand].dep == "prep" else None
                    if inner is not None:
                        add(f"r:{dep}>prep.{tokens[grand].lemma}", inner, (grand + 1, tree.right[grand]))
                        for deep in tree.kids[inner]:
                            if deep > inner and tokens[deep].dep in {"prep", "acl"}:
                                add(
                                    f"r:{dep}>prep>{tokens[deep].dep}",
                                    deep,
                                    (deep + (tokens[deep].dep == "prep"), tree.right[deep]),
                                )
        for other in kids[position + 1 : position + _GROUPS]:
            add(f"g:{dep}+{tokens[other].dep}", kid, (low, tree.right[other]))
    last = len(tokens) - 1
    if kids and tree.right[cue] > cue:
        add(f"e:{tokens[kids[0]].dep}", kids[0], (max(tree.left[kids[0]], cue + 1), tree.right[cue]))
    for index in range(cue + 1, min(cue + 9, last)):
        if tokens[index].text == ":" or (tokens[index].text in BREAKS and tokens[index + 1].text in OPENING):
            add("r:colon", index, (index + 1, last))
            break


def _left(tree: Tree, cue: int, add) -> None:
    tokens = tree.tokens
    for kid in tree.kids[cue]:
        if kid < cue and tokens[kid].dep in {
            "ccomp",
            "nsubjpass",
            "parataxis",
            "dobj",
            "advcl",
            "nsubj",
            "dep",
        }:
            add(f"l:{tokens[kid].dep}", kid, (tree.left[kid], tree.right[kid]))
    edge = cue
    while (
        edge > 0
        and tokens[edge - 1].dep in {"aux", "auxpass", "advmod", "neg"}
        and tokens[edge - 1].head == cue
    ):
        edge -= 1
    edges = {edge}
    subject = tree.child(cue, *SUBJECTS)
    if subject is not None and subject < cue:
        edges.add(tree.left[subject])
    nominal = edge
    while nominal > 0 and (
        tokens[nominal - 1].pos in _NOMINAL or tokens[nominal - 1].dep in {"case", "prep"}
    ):
        nominal -= 1
    edges.add(nominal)
    for at in sorted(edges):
        if at > 1 and tokens[at - 1].text in BREAKS:
            add("l:sentence", tree.root, (0, at - 1))
            after = _after_break(tree, cue)
            if after is not None:
                add("b:both", tree.root, (0, at - 1), (after, len(tokens) - 1))
            for back in range(at - 2, 0, -1):
                if tokens[back].text in {";", "—", "–", ":"}:
                    add("l:part", tree.root, (back + 1, at - 1))
                    break


def _after_break(tree: Tree, cue: int) -> int | None:
    for index in range(cue + 1, len(tree.tokens) - 2):
        if tree.tokens[index].text in {",", ":", ";", "—", "–"}:
            return index + 1
    return None


def _above(tree: Tree, cue: int, add) -> None:
    """Add clauses above the cue: what "according to X" or "…, X believes, …" stands in."""
    tokens = tree.tokens
    if tokens[cue].dep == "ROOT":
        return
    low, high = tree.left[cue], tree.right[cue]
    last = len(tokens) - 1
    add("a:sentence", tree.root, (0, low - 1), (high + 1, last))
    add("a:before", tree.root, (0, low - 1))
    add("a:after", tree.root, (high + 1, last))
    for ancestor in tree.ancestors(cue)[:_HEADS_ABOVE]:
        dep = tokens[ancestor].dep
        add(f"a:{dep}", ancestor, (tree.left[ancestor], low - 1), (high + 1, tree.right[ancestor]))
        if tree.left[ancestor] < low:
            add(f"ab:{dep}", ancestor, (tree.left[ancestor], low - 1))


def _cut(tree: Tree, cue: int, content: Content, add) -> None:
    """Add a long content cut off before what hangs loosely on its end: ", while …", ", adding …"."""
    low, high = content.ranges[-1]
    if low < cue or content.kind[0] not in "re" or high - low < _LONG:
        return
    cuts = 0
    for index in range(low + 2, high - 1):
        if tree.tokens[index].text not in {",", "—", "–", ";"} or cuts == _CUTS:
            continue
        following = tree.tokens[index + 1]
        if (
            following.pos in {"SCONJ", "CCONJ", "ADV", "PRON"}
            or following.tag in {"VBG", "WP", "WDT"}
            or following.dep in {"mark", "cc"}
        ):
            add(
                f"c{content.kind[1:]}|{following.text.lower() if following.pos in {'SCONJ', 'CCONJ'} else following.tag}",
                content.head,
                (low, index - 1),
            )
            cuts += 1


def _quoted(tree: Tree, cue: int, quotations: list[Quotation], add) -> None:
    tokens = tree.tokens
    place = tokens[cue].start
    ranges = []
    for quotation in quotations:
        if quotation.start <= place < quotation.end:
            continue
        inside = [i for i, token in enumerate(tokens) if quotation.start <= token.start < quotation.end]
        if inside:
            ranges.append((inside[0], inside[-1]))
            add("q:before" if inside[-1] < cue else "q:after", inside[0], (inside[0], inside[-1]))
    if len(ranges) > 1:
        add("q:all", ranges[0][0], *ranges)
        add("q:hull", ranges[0][0], (ranges[0][0], ranges[-1][1]))


def _trim(tree: Tree, low: int, high: int) -> tuple[int, int] | None:
    if low > high:
        return None
    kept = trimmed(tree, list(range(low, high + 1)))
    if kept and tree.words(kept[0]) == "that" and tree.tokens[kept[0]].dep == "mark":
        kept = trimmed(tree, kept[1:])
    return (kept[0], kept[-1]) if kept else None


def source_candidates(tree: Tree, cue: int) -> list[Source]:
    """Return the phrases that may be a cue's source, and none."""
    found: dict[tuple[int, ...], Source] = {}
    tokens = tree.tokens

    def add(kind: str, head: int, low: int | None = None, high: int | None = None) -> None:
        if tokens[head].pos not in _NOMINAL and low is None:
            return
        phrase = noun_phrase(tree, head, cue) if low is None or high is None else list(range(low, high))
        phrase = [
            index for index in trimmed(tree, phrase) if tokens[index].dep != "case" or index != phrase[-1]
        ]
        key = tuple(phrase)
        if key and key not in found and cue not in phrase:
            found[key] = Source(kind, key, head)
            comma = next((i for i in phrase if i > head and tokens[i].text in {",", "(", "—", "–"}), None)
            if comma is not None:
                short = tuple(index for index in phrase if index < comma)
                found.setdefault(short, Source(f"{kind}/short", short, head))

    for kid in tree.kids[cue]:
        dep = tokens[kid].dep
        if dep in {"nsubj", "nsubjpass", "poss", "dobj", "pobj", "npadvmod", "dative", "compound"}:
            add(f"k:{dep}", kid)
            owner = tree.child(kid, "poss") if dep in {"nsubj", "nsubjpass", "dobj"} else None
            if owner is not None:
                add(f"k:{dep}>poss", owner)
        elif dep in {"prep", "agent"}:
            inner = tree.child(kid, "pobj")
            if inner is not None:
                add(f"k:{dep}.{tokens[kid].lemma}", inner)
    if tokens[cue].text == ":":
        heads = [i for i in range(cue) if tokens[i].pos in {"NOUN", "PROPN", "PRON"}]
        later = [i for i in range(cue + 1, len(tokens)) if tokens[i].pos in {"NOUN", "PROPN", "PRON"}]
        if heads:
            add("m:before", heads[-1], 0, cue)
        if later and len(tokens) - cue <= _LABEL:
            add("m:after", later[-1], cue + 1, len(tokens))
    _up(tree, cue, add)
    _beside(tree, cue, add)
    found[()] = Source("none", (), -1)
    return list(found.values())


def _up(tree: Tree, cue: int, add) -> None:
    tokens = tree.tokens
    path = tokens[cue].dep
    for ancestor in tree.ancestors(cue)[:_HEADS_ABOVE]:
        token = tokens[ancestor]
        if token.pos in {"NOUN", "PROPN", "PRON"}:
            add(f"u:{path}", ancestor)
            owner = tree.child(ancestor, "poss")
            if owner is not None:
                add(f"u:{path}>poss", owner)
        elif token.pos in {"VERB", "AUX"}:
            for dep in ("nsubj", "nsubjpass", "dobj"):
                kid = tree.child(ancestor, dep)
                if kid is not None:
                    add(f"u:{path}>{dep}", kid)
            agent = tree.child(ancestor, "agent")
            inner = tree.child(agent, "pobj") if agent is not None else None
            if inner is not None:
                add(f"u:{path}>agent", inner)
        if path.count("^") >= _HEADS_ABOVE - 1:
            break
        path = f"{path}^{token.dep}"


def _beside(tree: Tree, cue: int, add) -> None:
    """Add the nouns right before and right after a cue, as in a trailing "…, the envoy said"."""
    tokens = tree.tokens
    high = cue
    while high > 0 and tokens[high - 1].dep in {"aux", "auxpass", "advmod", "neg"}:
        high -= 1
    low = high
    while low > 0 and (
        tokens[low - 1].pos in _NOMINAL
        or tokens[low - 1].dep == "case"
        or tree.words(low - 1) in {"of", "for", "in", "at"}
    ):
        low -= 1
    heads = [i for i in range(low, high) if tokens[i].pos in {"NOUN", "PROPN", "PRON"}]
    if heads:
        head = next((i for i in reversed(heads) if not low <= tokens[i].head < high), heads[-1])
        add("s:before", head, low, high)
    after = cue + 1
    if after < len(tokens) and tokens[after].pos in _NOMINAL:
        head = next(
            (
                i
                for i in range(after, min(after + 6, len(tokens)))
                if tokens[i].pos in {"NOUN", "PROPN", "PRON"}
            ),
            None,
        )
        if head is not None:
            while head + 1 < len(tokens) and tokens[head].dep == "compound":
                head += 1
            add("s:after", head)
