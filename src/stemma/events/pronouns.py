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
    teller = _teller(tree, classes, index)
    if teller is not None and tree.tokens[teller].pos == "PRON":
        return antecedent(tree, classes, teller)
    if teller is not None:
        acts = any(_is_act(tree, classes, index, at) for at in range(teller + 1, index))
        return None if acts else teller
    joined = _subject_joined(tree, classes, index)
    if joined is not None:
        return joined
    best: tuple[int, int] | None = None
    for at in range(index - 1, -1, -1):
        token = tree.tokens[at]
        if best is None and _is_act(tree, classes, index, at):
            return None
        if (
            token.pos not in ("NOUN", "PROPN")
            or not _can_act(classes, at)
            or only_tells(tree, classes, at)
            or _where_from(tree, at)
            or _scene(tree, classes, at)
            or not agrees(tree, classes, word, at)
        ):
            continue
        rank = 0 if token.dep in ("nsubj", "nsubjpass", "poss") else 1
        if best is None or rank < best[0]:
            best = (rank, at)
    return None if best is None else best[1]


def _subject_joined(tree: Tree, classes: Classes, index: int) -> int | None:
    """Return who thought something and then acted ("troops believed rebels were inside, but they hit …").

    Who stands in what they thought is nearer, but not the subject.
    """
    verb = tree.tokens[index].head
    above = tree.tokens[verb].head
    beside = tree.tokens[index].dep == "nsubj" and tree.tokens[verb].dep == "conj"
    if not beside or tree.lemmas[above] not in word_set("thinking"):
        return None
    subject = tree.subject(above)
    if subject is None or subject >= index or not _can_act(classes, subject):
        return None
    return subject if agrees(tree, classes, tree.words[index], subject) else None


def _teller(tree: Tree, classes: Classes, index: int) -> int | None:
    """Return who tells what they did themselves ("rebels who say they have captured X")."""
    verb = tree.tokens[index].head
    above = tree.tokens[verb].head
    own = tree.tokens[index].dep == "nsubj" and tree.tokens[verb].dep == "ccomp"
    if not own or tree.lemmas[above] not in word_set("speech", "status.toml"):
        return None
    teller = tree.subject(above)
    if teller is None or teller >= index:
        return None
    if tree.words[teller] == tree.words[index]:  # "it said it had captured X"
        return teller
    if not _can_act(classes, teller):
        return None
    only = only_tells(tree, classes, teller) or not agrees(tree, classes, tree.words[index], teller)
    return None if only else teller


def _is_act(tree: Tree, classes: Classes, index: int, at: int) -> bool:
    """Say whether "it" most likely stands for an act ("condemned the attack, saying that it hit …")."""
    hits = tree.words[index] == "it" and tree.lemmas[tree.tokens[index].head] in word_set("hitting")
    done = hits and tree.tokens[at].dep in ("dobj", "nsubj") and tree.tokens[at].tag == "NN"
    return done and "explosion" in classes.of(at)


def asks(tree: Tree, index: int) -> bool:
    """Say whether a pronoun asks and stands for nobody ("could not say who carried out the raid")."""
    return tree.words[index] in _ASKING and tree.tokens[tree.tokens[index].head].dep == "ccomp"


def _can_act(classes: Classes, index: int) -> bool:
    return bool(classes.of(index) & word_set("acting"))


def only_tells(tree: Tree, classes: Classes, index: int) -> bool:
    """Say whether a noun is an organisation without arms that says what others did ("the monitor said")."""
    token = tree.tokens[index]
    telling = token.dep == "nsubj" and tree.lemmas[token.head] in word_set("speech", "status.toml")
    return telling and (not classes.of(index) & _ABLE or tree.lemmas[index] in word_set("officials"))


def _where_from(tree: Tree, index: int) -> bool:
    """Say whether a name only tells where somebody sits ("UK-based")."""
    after = tree.words[index + 1 : index + 3]
    return after[:1] == ("-",) and after[-1] in word_set("seated") | word_set("after_hyphen")


def _scene(tree: Tree, classes: Classes, index: int) -> bool:
    """Say whether a name only tells where something is ("in X, it said that it had killed six")."""
    token = tree.tokens[index]
    inside = token.dep == "pobj" and tree.words[token.head] in ("in", "across", "throughout")
    return inside and "place" in classes.of(index)


def agrees(tree: Tree, classes: Classes, word: str, index: int) -> bool:
    """Say whether a noun agrees in number, or as a person, with a pronoun."""
    if word in _PERSONS:
        return tree.tokens[index].entity == "PERSON"
    plural = tree.tokens[index].tag in _PLURAL_TAGS
    if word in _SINGULAR:
        return not plural or index in classes.parties  # "the X Forces said that it had …"
    return plural or bool({"group", "armed", "police"} & classes.of(index))
