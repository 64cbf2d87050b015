"""Weapons named near a trigger, and the code that they give to a general one."""

from collections.abc import Iterator

from stemma.events.lexicon import weapons, word_set
from stemma.events.tree import Tree

_NEAR = 5


def weapon_words(tree: Tree) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield (code, tokens) for each weapon named in a sentence, families in the order tried."""
    for family in weapons():
        for phrase in family.phrases:
            first = phrase[0]
            for index, (lemma, word) in enumerate(zip(tree.lemmas, tree.words, strict=True)):
                if first not in (lemma, word):
                    continue
                tokens = range(index, index + len(phrase))
                if tokens[-1] < len(tree.lemmas) and all(
                    part in (tree.lemmas[at], tree.words[at]) for part, at in zip(phrase, tokens, strict=True)
                ):
                    yield family.code, tuple(tokens)


def nearest_weapon(tree: Tree, head: int) -> tuple[str, tuple[int, ...]] | None:
    """Return the family and tokens of the weapon nearest to a trigger, None when none is near."""
    best: tuple[int, int, str, tuple[int, ...]] | None = None
    for order, (code, tokens) in enumerate(weapon_words(tree)):
        up, down = tree.path(head, tokens[-1])
        distance = len(up) + len(down) - 2
        if distance > _NEAR or _apart(tree, up, down):
            continue
        key = (0 if distance <= 2 else distance, order, code, tokens)  # noqa: PLR2004  modifiers come first by family
        if best is None or key < best:
            best = key
    return None if best is None else best[2:]


def _apart(tree: Tree, up: list[int], down: list[int]) -> bool:
    return any(tree.tokens[node].dep in ("relcl", "ccomp") for node in (*up[:-1], *down[1:]))


def weapon_of(tree: Tree, head: int) -> str:
    """Return the weapon used in the event at ``head`` as the text names it, "" when it names none."""
    found = nearest_weapon(tree, head)
    if found is None or found[1][-1] == head or tree.lemmas[found[1][-1]] in word_set("acts"):
        return ""
    return " ".join(tree.words[index] for index in found[1])
