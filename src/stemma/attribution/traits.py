"""What the parse shows of a source phrase: how many speak, whether it is definite, what stands beside it."""

from msgspec.structs import replace

from stemma.attribution.figures import Figure, is_human_noun
from stemma.attribution.kinds import source_type
from stemma.attribution.lexicon import words
from stemma.attribution.names import Naming, naming
from stemma.attribution.pronouns import IMPERSONAL, PERSONAL
from stemma.attribution.tree import Tree
from stemma.records import Number


def number_of(tree: Tree, head: int, figure: Figure | None) -> Number:
    """Return whether one speaks or several, by the noun, its number and the figure that it means."""
    token = tree.tokens[head]
    lower = token.text.lower()
    if token.pos == "PRON" and lower in PERSONAL | IMPERSONAL:
        return "one"
    if token.tag in {"NNS", "NNPS"} or lower in words("sources.toml", "several"):
        return "several"
    if any(tree.tokens[kid].dep == "conj" for kid in tree.kids[head]) or (
        figure is not None and figure.plural
    ):
        return "several"
    return "one" if token.pos in {"NOUN", "PROPN"} else "unknown"


def alone(tree: Tree, index: int, low: int) -> Naming:
    """Return the name and the description of one of two speakers: "residents" of "residents and the army"."""
    if tree.tokens[index].pos == "PRON":
        return Naming("", "", person=False)
    said = naming(tree, index, low)
    joint = tree.child(index, "cc")
    if joint is None:
        return said
    if said.name:
        return naming(tree, index, low, joint - 1) if said.description and joint > index else said
    return replace(said, description=said.description.partition(f" {tree.tokens[joint].text} ")[0])


def without_article(phrase: str) -> str:
    """Return a phrase without the article before it."""
    first, _, rest = phrase.partition(" ")
    return rest if rest and first.lower() in {"a", "an", "the"} else phrase


def beside(tree: Tree, head: int) -> list[str]:
    """Return the words before a noun, as they are written: "Karelia", "backed" of "Karelia-backed group"."""
    words_beside = [tree.tokens[i] for i in range(tree.left[head], head)]
    return [token.text for token in words_beside if token.dep != "det" and token.pos != "PUNCT"]


def subject_of_said(tree: Tree, pronoun: int) -> int | None:
    """Return the body that "it" means in "The government has sent police, it said", None for none."""
    clause = tree.child(tree.tokens[pronoun].head, "ccomp")
    subject = tree.child(clause, "nsubj") if clause is not None and clause < pronoun else None
    if subject is None or tree.tokens[subject].tag not in {"NN", "NNP"}:
        return None
    kind = source_type("", "", tree.words(subject))
    return subject if kind in {"official", "military", "organisation"} else None


def is_set_off_as_person(tree: Tree, head: int, name: str) -> bool:
    """Whether a noun for a person follows a name of two words: "Amer Kelm, a freelance journalist"."""
    noun = tree.child(head, "appos")
    if noun is None or " " not in name:
        return False
    if tree.tokens[head].entity in {"ORG", "NORP"} and not _of_one_person(tree.words(noun)):
        return False
    return tree.tokens[noun].tag == "NN" and is_human_noun(tree.words(noun))


def _of_one_person(noun: str) -> bool:
    """Whether no body is called by a noun: a "spokesman" or a "resident", but not a "leader" in its trade."""
    office = noun in words("sources.toml", "titles") and noun not in words("rules.toml", "of_bodies_too")
    return office or source_type("", "", noun) == "witness"


def is_where(tree: Tree, head: int, name: str) -> bool:
    """Return whether a name of one word only tells where something is: "the clinic in al-Tarsa was closed".

    The tagger takes many small towns for bodies.
    """
    if " " in name:
        return False
    first = head
    while first and tree.tokens[head].entity and tree.tokens[first - 1].entity == tree.tokens[head].entity:
        first -= 1
    return first > 0 and tree.words(first - 1) in words("rules.toml", "where")


def definite(tree: Tree, head: int) -> bool:
    """Return whether a noun has a definite article or points: "the group", "this group"."""
    return any(
        tree.tokens[kid].dep == "det" and tree.words(kid) in {"the", "this", "that"}
        for kid in tree.kids[head]
    )
