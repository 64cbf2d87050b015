"""Who a pronoun in an actor's place stands for, within its sentence."""

from stemma.events.classes import Classes
from stemma.events.lexicon import word_set
from stemma.events.tree import Tree

_SINGULAR = frozenset({"it", "its", "he", "his", "him", "she", "her"})
_PERSONS = frozenset({"he", "his", "him", "she", "her"})
# Classes that can use force or take part in protests.
_ABLE = frozenset({"armed", "country", "government", "police", "protesters", "opposition", "attacker"})
_ASKING = frozenset({"who", "what", "which"})
_PLURAL_TAGS = ("NNS", "NNPS")


def antecedent(tree: Tree, classes: Classes, index: int) -> int | None:
    """Return the noun before a pronoun that it most likely stands for, None when there is none.

    The nearest earlier noun that can act and agrees in number, subjects and possessors first.
    """
    word = tree.words[index]
    best: tuple[int, int] | None = None
    for at in range(index - 1, -1, -1):
        token = tree.tokens[at]
        if (
            token.pos not in ("NOUN", "PROPN")
            or not _can_act(classes, at)
            or only_tells(tree, classes, at)
            or _where_from(tree, at)
            or not _agrees(tree, classes, word, at)
        ):
            continue
        rank = 0 if token.dep in ("nsubj", "nsubjpass", "poss") else 1
        if best is None or rank < best[0]:
            best = (rank, at)
    return None if best is None else best[1]


def asks(tree: Tree, index: int) -> bool:
    """Say whether a pronoun asks and stands for nobody ("could not say who carried out the raid")."""
    return tree.words[index] in _ASKING and tree.tokens[tree.tokens[index].head].dep == "ccomp"


def _can_act(classes: Classes, index: int) -> bool:
    return bool(classes.of(index) & word_set("acting"))


def only_tells(tree: Tree, classes: Classes, index: int) -> bool:
    """Say whether a noun is an organisation without arms that says what others did ("the monitor said")."""
    token = tree.tokens[index]
    telling = token.dep == "nsubj" and tree.lemmas[token.head] in word_set("speech", "status.toml")
    return telling and not classes.of(index) & _ABLE


def _where_from(tree: Tree, index: int) -> bool:
    """Say whether a name only tells where somebody sits ("UK-based")."""
    after = tree.words[index + 1 : index + 3]
    return after[:1] == ("-",) and after[-1] in word_set("seated")


def _agrees(tree: Tree, classes: Classes, word: str, index: int) -> bool:
    if word in _PERSONS:
        return tree.tokens[index].entity == "PERSON"
    plural = tree.tokens[index].tag in _PLURAL_TAGS
    if word in _SINGULAR:
        return not plural
    return plural or bool({"group", "armed", "police"} & classes.of(index))
