"""What a noun phrase holds that is not the actor's name: time words, counts, datelines, other places."""

from stemma.events.classes import Classes
from stemma.events.lexicon import word_set
from stemma.events.tree import Tree

_NAMED = ("GPE", "ORG", "NORP", "PERSON", "LOC", "FAC")
_TIMES = ("DATE", "TIME")
_BRACKETS = frozenset({"(", ")", "[", "]"})
_SO_CALLED = frozenset({"so", "called", "so-called"})
_YEAR = 4
_COMPASS = frozenset({"north", "south", "east", "west"})


def core(tree: Tree, classes: Classes, words: list[int], head: int) -> list[int]:
    """Return the words of a phrase from the first that belongs to the actor's name.

    Articles, counts and commas go, time words, whatever stands before an open bracket or a count of the head,
    and, where punctuation was lost, a place right before the name of an armed group.
    """
    kept = [at for at in _joined(tree, words) if at > _last_foreign(tree, words, head)]
    while kept and kept[0] != head:
        if _drops(tree, kept[0]) or _place_before_party(tree, classes, kept):
            kept.pop(0)
        else:
            break
    return kept or [head]


def located(tree: Tree, words: list[int]) -> bool:
    """Say whether words that were taken for a name begin with a preposition of place ("Near X")."""
    return (
        len(words) > 1 and tree.words[words[0]] in word_set("beside") and tree.tokens[words[0]].dep != "prep"
    )


def _joined(tree: Tree, words: list[int]) -> list[int]:
    """Return words with those that Arabic articles and hyphens join to them ("Jaish al-Islam")."""
    found = list(words)
    while found[-1] + 2 < len(tree.tokens) and tree.words[found[-1]] in word_set("articles"):
        if tree.words[found[-1] + 1] != "-":
            break
        found += [found[-1] + 1, found[-1] + 2]
    start = found[0] - 2
    if start >= 0 and tree.words[start + 1] == "-" and tree.words[start] in word_set("articles"):
        above = start - 1
        named = above >= 0 and tree.tokens[above].dep == "compound" and tree.tokens[above].pos == "PROPN"
        found = [*([above] if named else []), start, start + 1, *found]
    return found


def _last_foreign(tree: Tree, words: list[int], head: int) -> int:
    """Return the last word before the head that the name cannot reach across, -1 for none."""
    foreign = [-1]
    brackets = [at for at in words if at < head and tree.words[at] in _BRACKETS]
    alone = brackets if len(brackets) % 2 else []  # a pair holds an acronym
    for at in words:
        if at >= head:
            break
        token = tree.tokens[at]
        # A named unit's number hangs on a name, or is part of it ("7th Brigade").
        counts = token.dep == "nummod" and token.head == head and token.pos == "NUM"
        if at in alone or (counts and token.entity not in _NAMED):
            foreign.append(at)
    return max(foreign)


def _drops(tree: Tree, at: int) -> bool:
    """Say whether a phrase's first word is no part of a name."""
    token, word = tree.tokens[at], tree.words[at]
    named = token.entity in _NAMED and token.dep == "poss"
    return (
        (token.dep in word_set("dropped") and not named)
        or word in word_set("vague")
        or word in word_set("uncounted")
        or token.pos in ("PUNCT", "PART")
        or word in _SO_CALLED
        or token.entity in _TIMES
        or token.entity == "CARDINAL"
        or word in word_set("months")
        or (token.tag == "CD" and (len(word) == _YEAR or tree.words[at + 1 : at + 2] == ("-",)))
        or (word in word_set("time_words") and (token.entity not in _NAMED or at == 0))
        or (at > 0 and word in word_set("time_words") and tree.words[at - 1] in word_set("time_words"))
        or (at > 0 and token.text in _COMPASS and tree.words[at - 1] in ("further", "farther"))
        or not any(letter.isalnum() for letter in token.text)
    )


def _place_before_party(tree: Tree, classes: Classes, words: list[int]) -> bool:
    """Say whether a phrase begins with a place and goes on with a party's name ("in Homs ISIS attacked")."""
    if len(words) < 2 or words[0] in classes.parties:  # noqa: PLR2004  a place and a name
        return False
    token, following = tree.tokens[words[0]], classes.parties.get(words[1])
    return (
        token.pos == "PROPN"
        and "place" in classes.of(words[0])
        and following is not None
        and bool(following.kind)
        and not following.country
    )


def loyalty(tree: Tree, head: int) -> list[int]:
    """Return the words that say whom forces stand by, right behind their noun ("forces loyal to X")."""
    for at in tree.children(head, "amod", "acl"):
        if at == head + 1 and tree.words[at] in ("loyal", "allied", "faithful"):
            whom = next((inner for word, _, inner in tree.prepositional(at) if word in ("to", "with")), None)
            return [] if whom is None else [*range(at, max(tree.phrase(whom)) + 1)]
    return []
