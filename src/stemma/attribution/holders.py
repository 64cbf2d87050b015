"""Persons named behind an office: "president of the Orlan Union Sara Kelm", "the mayor, Oleh Marek"."""

from stemma.attribution.figures import is_human_noun
from stemma.attribution.halves import LONGEST_NAME, NAME
from stemma.attribution.kinds import is_platform, source_type
from stemma.attribution.lexicon import words
from stemma.attribution.sources import noun_phrase
from stemma.attribution.tree import Tree
from stemma.names.normal import nation_of

_MEMBERS = frozenset({"member", "president", "chief", "resident", "native", "secretary-general"})
_OFFICE_OF = frozenset({"of", "for", "at", "to"})
_OFFICE = 4  # tokens from an office to its body's name: "of", "the"


def holder(tree: Tree, head: int, core: list[int]) -> list[int]:
    """Return the person after an office and its body: "president of the Orlan Union Sara Kelm"."""
    if not _is_office(tree, head) or tree.tokens[head].tag == "NNS":
        return []
    phrase = noun_phrase(tree, head)
    run = [i for i in phrase if i > head and tree.tokens[i].entity == "PERSON"]
    while len(run) > NAME and tree.words(run[0]) in words("sources.toml", "bodies"):
        run = run[1:]  # "director of the Tarsa-based Observatory | Sara Kelm"
    ends = {phrase[-1], *core[-1:]}  # a phrase that a bracket opens has no core
    if (
        not run
        or not (run[-1] in ends or _on_platform(tree, run[-1] + 1))
        or run != list(range(run[0], run[-1] + 1))
    ):
        return _after_body(tree, head, phrase)
    before = tree.tokens[run[0] - 1]
    if not any(tree.words(i) in _OFFICE_OF for i in range(head + 1, run[0])):
        return []
    office = tree.words(run[0] - 1) in words("sources.toml", "titles")
    return run if not office and (before.pos in {"NOUN", "PROPN"} or before.text == ",") else []


def set_off(tree: Tree, head: int) -> tuple[list[int], bool]:
    """Return the person set off behind an office and its place, whatever the parse hangs it on.

    "The mayor of Tarsa, Oleh Marek, said": the place and the name may come out as one noun.
    """
    office = tree.words(head) in words("sources.toml", "titles")
    if not office and (tree.tokens[head].tag != "NN" or not is_human_noun(tree.words(head))):
        return [], False
    phrase = noun_phrase(tree, head)
    comma = next((i for i in phrase if i > head and tree.words(i) == ","), None)
    run: list[int] = []
    for index in range(comma + 1, phrase[-1] + 1) if comma is not None else ():
        if tree.tokens[index].pos != "PROPN" and not (run and tree.tokens[index].tag == "HYPH"):
            break
        run.append(index)
    person = all(tree.tokens[i].entity == "PERSON" for i in run)
    return (run, True) if run and (person or (office and _passes_for_no_body(tree, run))) else ([], False)


def _passes_for_no_body(tree: Tree, run: list[int]) -> bool:
    """Whether what is set off between commas behind an office is a name that says of no body or place."""
    after = run[-1] + 1
    if after >= len(tree.tokens) or tree.words(after) != "," or len(run) < NAME:
        return False
    if any(tree.tokens[i].entity in {"GPE", "LOC", "NORP", "FAC"} for i in run):
        return False
    said = [tree.words(i) for i in run]
    last = words("sources.toml", "body_ends") | words("sources.toml", "bodies")
    return said[-1] not in last and all(source_type("", "", each) == "unknown" for each in said)


def without_holder(tree: Tree, run: list[int]) -> list[int]:
    """Return a body's name without that of its holder: "(head of the) Orlan Council | Nadim Sor"."""
    office = next((i for i in range(run[0] - 1, max(-1, run[0] - _OFFICE), -1) if _is_office(tree, i)), None)
    phrase = list(range(office or 0, run[-1] + 1))
    name = _after_body(tree, office, phrase, lands=False) if office is not None else []
    return [i for i in run if i < name[0]] if name and name[0] > run[0] else run


def _after_body(tree: Tree, head: int, phrase: list[int], *, lands: bool = True) -> list[int]:
    """Return the name that the parse takes for the body's: "head of the Orlan Council Nadim Sor"."""
    if head + 2 not in phrase or tree.words(head + 1) not in _OFFICE_OF:
        return []
    bodies = words("sources.toml", "bodies") | words("sources.toml", "body_ends")
    ends = [i for i in phrase if i > head + 1 and _may_end(tree, i, bodies, lands=lands)]
    run = [i for i in phrase if i > ends[-1]] if ends else []
    proper = all(tree.tokens[i].pos == "PROPN" or tree.tokens[i].text == "-" for i in run)
    named = len([i for i in run if tree.tokens[i].text[0].isupper()])
    return run if proper and NAME <= named <= LONGEST_NAME else []


def _may_end(tree: Tree, index: int, bodies: frozenset[str], *, lands: bool) -> bool:
    """Whether what an office is of may end at a token: a body's last word, a land ("envoy for Karelia")."""
    text = tree.tokens[index].text
    if not text[0].isupper():
        return False
    land = lands and bool(nation_of(text)) and tree.words(index - 1) in _OFFICE_OF | {"in"}
    return land or tree.words(index) in bodies


def _is_office(tree: Tree, index: int) -> bool:
    return tree.words(index) in words("sources.toml", "titles") or tree.words(index) in _MEMBERS


def _on_platform(tree: Tree, index: int) -> bool:
    """Whether a token opens "on Telegram"."""
    following = tree.tokens[index + 1 : index + 2]
    return tree.tokens[index].pos == "ADP" and bool(following) and is_platform(following[0].text)
