"""Acronyms and the names that they stand for: "the Karelia Rivers Office (KRO)"."""

from functools import lru_cache

from stemma.attribution.tree import Tree

LETTERS = range(2, 7)  # of an acronym
_SMALL = frozenset({"of", "for", "the", "and", "in", "on", "'s", "\N{RIGHT SINGLE QUOTATION MARK}s", "-"})
_JOINED = 2  # tokens of "Pupil and"
_FAR = 12  # tokens of a name
_SHORT = 2  # letters of what is no acronym alone: "TV"
_SHOUTS = 3  # words in capitals in a sentence that is not all in capitals
_TIMELY = frozenset({"Now", "Today", "Live", "Online"})  # words that end outlets' names


def spelled_out(tree: Tree, last: int) -> list[int]:
    """Return the tokens of the name that ends at a token and has its acronym in brackets behind, else none.

    Args:
        tree: the sentence.
        last: the token before the bracket.
    """
    tokens = tree.tokens
    if last + 2 >= len(tokens) or tree.words(last + 1) != "(":
        return []
    acronym = tokens[last + 2].text
    if len(acronym) not in LETTERS or not acronym.isupper():
        return []
    letters = list(acronym.lower())
    index = last
    while letters and index >= 0 and last - index < _FAR:
        word = tokens[index].text
        if word[:1].isupper() and word[0].lower() == letters[-1]:
            letters.pop()
            if not letters:
                return list(range(index, last + 1))
        elif word.lower() not in _SMALL:
            return []
        index -= 1
    return []


def definitions(tree: Tree) -> list[tuple[list[int], str]]:
    """Return the names of a sentence that an acronym spells out, as tokens, each with its acronym."""
    found = []
    for index, token in enumerate(tree.tokens[:-2]):
        if index and token.text == "(":
            run = spelled_out(tree, index - 1)
            if len(run) > 1:
                found.append((run, tree.tokens[index + 1].text))
    return found


def is_acronym(tree: Tree, head: int) -> bool:
    """Return whether a noun is an acronym by its capitals, whatever the tagger takes it for."""
    token = tree.tokens[head]
    if token.pos != "NOUN" or len(token.text) <= _SHORT:
        return False
    if not token.text.isupper():  # "MoD", "DoJ"
        return len(token.text) in LETTERS and token.text[0].isupper() and token.text[-1].isupper()
    return sum(each.text.isupper() for each in tree.tokens if len(each.text) > _SHORT) <= _SHOUTS


def whole_name(tree: Tree, head: int, run: list[int]) -> list[int]:
    """Return a body's name with what the parse cuts off: "Karelia Pupil and | Student Union"."""
    if not run or run[-1] < head:
        return run
    spelled = spelled_out(tree, run[-1])
    if len(spelled) > len(run):
        return spelled
    after = run[-1] + 1
    if after < len(tree.tokens) - 1 and tree.tokens[after].text in _TIMELY:
        return [*run, after] if tree.tokens[after + 1].pos != "PROPN" else run
    return _with_first_half(tree, head, run)


def _with_first_half(tree: Tree, head: int, run: list[int]) -> list[int]:
    """Return "Pupil and Student Union" for "Student Union": a noun before "and" that hangs on the body's."""
    low = tree.left[head] + (tree.words(tree.left[head]) in {"the", "a", "an"})
    if run[0] - low < _JOINED or tree.words(run[0] - 1) != "and":
        return run
    first = tree.tokens[run[0] - 1].head
    hangs = tree.tokens[first].dep in {"nmod", "compound", "amod"} and head in tree.ancestors(first)
    named = all(tree.tokens[i].pos == "PROPN" for i in range(low, run[0] - 1))
    return [*range(low, run[0]), *run] if hangs and named else run


def acronym_behind(tree: Tree, head: int, name: str) -> str:
    """Return the acronym in brackets behind a name, "" for none or for one that another name there has."""
    for index in range(head + 1, min(head + 6, len(tree.tokens) - 2)):
        if tree.tokens[index].text != "(" or tree.tokens[index + 2].text != ")":
            continue
        inner = tree.tokens[index + 1].text
        if sum(letter.isupper() for letter in inner) < LETTERS.start:
            continue
        return inner if index == head + 1 or _fits(inner.lower(), initials(name)) else ""
    return ""


def _fits(acronym: str, own: str) -> bool:
    """Whether an acronym may stand for a name: it begins with its first letter or holds its initials."""
    return bool(own) and (acronym[0] == own[0] or own in acronym)


@lru_cache(maxsize=16_384)
def initials(name: str) -> str:
    """Return the first letters of a name's capitalised words, in lower case."""
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper()).lower()
