"""Deeds in contents: what came of them ("…, the mayor said, wounding ten"), and who owns up to them."""

from stemma.attribution.found import Found, up_to
from stemma.attribution.lexicon import verb_classes, words
from stemma.attribution.tree import FINITE, Tree, spans_of
from stemma.records import Span

_TURNS = frozenset({"as", "while", "whereas"})
_LEAST = 2  # tokens of a loose phrase: a participle and its object


def with_outcome(found: Found, every: list[Found], tree: Tree) -> None:
    """Give a content, in place, the outcome of the deed that it tells, where it ended before it.

    So it is whether its speaker stands before ("claimed to have hit the ship, | causing a fire") or
    between ("a shell hit the market, the mayor said, | wounding ten").

    Args:
        found: the attribution.
        every: all attributions.
        tree: its sentence.
    """
    if not found.source or found.source_sentence != found.sentence or len(found.content) > 1:
        return
    if not any(token.tag == "VBG" for token in tree.tokens):
        return
    _give_back(found, tree)
    before = found.end <= min(found.cue[0].start, found.source[0].start)
    edge = max(found.cue[-1].end, found.source[-1].end) if before else found.end
    comma = next((i for i, token in enumerate(tree.tokens) if token.start >= edge), None)
    if comma is None or not _opens_outcome(tree, comma):
        return
    last = _end(tree, comma, every)
    if last - comma < _LEAST or tree.tokens[comma].start < found.start:
        return
    rest = spans_of(tree.tokens, tree.trimmed(list(range(comma + 1, last + 1))))
    if before:
        found.content = (*found.content, *rest)
    else:
        found.content = (Span(found.start, rest[-1].end),)


def without_aside(found: Found, tree: Tree) -> None:
    """Leave out, in place, what goes on behind a speaker about something else: "A, X said, as B"."""
    if len(found.content) < 2 or not found.cue:  # noqa: PLR2004 (before its cue, and behind it)
        return
    rest = found.content[-1]
    if found.cue[-1].end > rest.start or found.content[0].start > found.cue[0].start:
        return
    at = next((i for i, token in enumerate(tree.tokens) if token.start >= rest.start), 0)
    first = at + 1 if tree.tokens[at].text == "," else at
    behind = tree.tokens[first:]
    turns = first > 0 and tree.words(first) in _TURNS and tree.tokens[first - 1].text == ","
    if turns and any(token.tag in FINITE for token in behind):
        found.content = found.content[:-1]


def owned(tree: Tree, cue: int) -> list[int]:
    """Return the tokens of what somebody claims who owns up to a deed, [] where a verb tells no such thing.

    "Claimed | responsibility for the raid", "claimed | the bombing of the bridge", "took | credit for it".
    """
    lemma = tree.tokens[cue].lemma.lower()
    thing = tree.child(cue, "dobj") if lemma in {"claim", "take"} else None
    if thing is None or thing < cue:
        return []
    what = tree.tokens[thing].lemma.lower()
    if what not in words("rules.toml", "claimed_deeds"):
        return []
    last = tree.right[thing]
    if last + 1 < len(tree.tokens) and tree.words(last + 1) == "for" and tree.tokens[last + 1].head == cue:
        last = tree.right[last + 1]
    if lemma == "take" and (what != "credit" or last == thing):
        return []
    for index in range(thing + 1, last + 1):
        token = tree.tokens[index]
        said = token.dep == "relcl" and "assert" in verb_classes().get(token.lemma.lower(), ())
        if said:
            last = tree.left[index] - 1  # "the raid | which it said killed a general"
            break
    return tree.trimmed(list(range(tree.left[thing], last + 1)))


def _give_back(found: Found, tree: Tree) -> None:
    """Take an outcome out of a speaker's phrase: "residents said" | ", causing a wave of flight"."""
    source = found.source[-1]
    inside = [i for i, token in enumerate(tree.tokens) if source.start < token.start < source.end]
    comma = next((i for i in inside if _opens_outcome(tree, i)), None)
    if comma is not None and found.source_head is not None and found.source_head < comma:
        found.source = up_to(found.source, tree.tokens[comma].start)


def _opens_outcome(tree: Tree, comma: int) -> bool:
    """Whether a comma stands before the participle of a verb for what comes of deeds."""
    if tree.tokens[comma].text != "," or comma + _LEAST >= len(tree.tokens):
        return False
    token = tree.tokens[comma + 1]
    lemma = token.lemma.lower()
    deed = lemma in words("rules.toml", "outcomes") or lemma in words("rules.toml", "deeds")
    return token.tag == "VBG" and deed


def _end(tree: Tree, comma: int, every: list[Found]) -> int:
    """Return the last token of an outcome: the sentence's, unless somebody else speaks or acts in it."""
    rest = range(comma + 1, len(tree.tokens))
    start = tree.tokens[comma].start
    spoken = any(
        each.sentence == tree.sentence.index and each.cue and each.cue[0].start > start for each in every
    )
    finite = any(tree.tokens[i].tag in FINITE and tree.tokens[i].dep not in {"relcl", "aux"} for i in rest)
    return tree.right[comma + 1] if spoken or finite else rest[-1]
