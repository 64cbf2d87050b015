"""Wires that quote somebody: what was quoted, from its first sentence on, and whose words it is."""

from collections.abc import Sequence

from stemma.attribution.found import Found, begun_at
from stemma.attribution.kinds import source_type
from stemma.attribution.lexicon import words
from stemma.attribution.marks import QUOTES
from stemma.attribution.quotes import Quotation, marked
from stemma.attribution.stated import stated
from stemma.attribution.tree import FINITE, Tree, Trees, spans_of
from stemma.records import Span

QUOTING = frozenset({"quote", "cite"})
_CLOSING = frozenset({'"', "”", "»", "''"})
_CARRIER = 14  # tokens from "quoted" to "saying": by whom
_FEWEST = 3  # tokens of what is quoted
_SPEAKER = 10  # tokens between a quotation and the verb that brings it in


def quoting(tree: Tree, cue: int) -> Found | None:
    """Read "“…,” the Karelia Wire quoted the mayor" where nothing else was found, None for none.

    Args:
        tree: the sentence.
        cue: the token of "quoted" or "cited".
    """
    thing = tree.child(cue, "dobj")
    if tree.tokens[cue].tag not in FINITE or thing is None or thing < cue:
        return None
    mark = next((i for i in range(cue - 1, max(0, cue - _SPEAKER), -1) if tree.tokens[i].text in QUOTES), 0)
    source, content = tree.trimmed(list(range(mark + 1, cue))), list(range(mark + 1))
    if not mark or not source or any(tree.tokens[i].pos in {"VERB", "AUX"} for i in source):
        return None
    subject = tree.child(cue, "nsubj")
    index = tree.sentence.index
    return Found(
        sentence=index, cue_token=cue, lemma=tree.tokens[cue].lemma.lower(), klass="assert",
        cue=spans_of(tree.tokens, [cue]), content=spans_of(tree.tokens, content),
        source=spans_of(tree.tokens, source), source_head=subject if subject in source else source[-1],
        source_sentence=index, directness="direct", rule="trailing", score=0.5,
    )  # fmt: skip


def was_quoted(tree: Tree, cue: int) -> Found | None:
    """Read "…, the mayor was quoted (by Y) as saying" after its statement."""
    tokens = tree.tokens
    saying = next(
        (i for i in range(cue + 2, min(cue + _CARRIER, len(tokens))) if tree.words(i) == "saying"), 0
    )
    if not saying or tree.words(saying - 1) != "as" or tree.words(cue - 1) not in {"was", "were"}:
        return None
    comma = _before_the_quoted(tree, cue)
    follows = saying + 1 < len(tokens) and tree.words(saying + 1) not in {"by", ".", "in", "on", ","}
    if follows or comma < _FEWEST or not comma + 1 < cue - 1 or not _verbal(tree, 0, comma):
        return None
    if _verbal(tree, comma + 1, cue - 1):
        return None
    low = comma + (2 if tokens[comma + 1].text in QUOTES else 1)
    verb = [cue - 1, cue, *([saying - 1, saying] if saying == cue + 2 else [])]
    new = stated(tree, verb, list(range(low, cue - 1)), tree.trimmed(list(range(low))), "trailing")
    new.cue_token, new.lemma = saying, "say"
    return new


def _before_the_quoted(tree: Tree, cue: int) -> int:
    """Return the last token of what somebody was quoted as saying: a comma, a mark, or where they begin."""
    closing = (i for i in range(cue - 2, 0, -1) if tree.tokens[i].text in {",", *QUOTES})
    mark = next(closing, 0)
    subject = tree.child(cue, "nsubjpass")
    if mark or subject is None:
        return mark
    low = tree.left[subject]
    return low - 1 if tree.words(low) in {"the", "a", "an"} else 0


def _verbal(tree: Tree, low: int, high: int) -> bool:
    return any(
        tree.tokens[i].pos in {"VERB", "AUX"} and tree.tokens[i].tag != "VBG" for i in range(low, high)
    )


def quoted_person(tree: Tree, found: Found) -> int | None:
    """Return whom a wire quotes in "“…,” the wire quoted the mayor", None where its object is no speaker.

    What is quoted stands elsewhere than behind the object: "cited fears that …" quotes nobody.
    """
    cue = found.cue_token
    thing = tree.child(cue, "dobj") if cue is not None and found.lemma in QUOTING else None
    if cue is None or thing is None or tree.tokens[cue].tag not in FINITE:
        return None
    token = tree.tokens[thing]
    if token.pos not in {"NOUN", "PROPN"} or found.holds(token):
        return None
    opens = any(each.start == found.start and each.text in QUOTES for each in tree.tokens)
    if not opens and any(found.holds(tree.tokens[i]) for i in tree.subtree(thing)):
        return None
    named = token.entity in {"PERSON", "ORG"} or source_type("", "", token.text) != "unknown"
    return thing if named or token.lemma.lower() in words("sources.toml", "anonymous") else None


def say_what_was_quoted(found: Found, tree: Tree) -> None:
    """Give, in place, "…, X quoted Y as saying" and "X quoted Y: “…”" the words quoted: Y is none of them."""
    if found.lemma not in QUOTING or found.cue_token is None or not found.source:
        return
    thing = tree.child(found.cue_token, "dobj")
    if thing is None or not found.holds(tree.tokens[thing]):
        return
    inside = found.within(tree.tokens)
    mark = next((i for i in inside if i > thing and tree.tokens[i].text in QUOTES), None)
    if mark is not None and tree.words(mark - 1) in {":", ",", "saying"}:
        found.content, found.content_head = begun_at(found.content, tree.tokens[mark].start), None
        return
    before = quoting(tree, found.cue_token)
    if before is not None and not any(tree.tokens[i].pos in {"VERB", "AUX"} for i in inside):
        found.content, found.content_head, found.directness = before.content, None, "direct"
        return
    if not inside or tree.tokens[inside[-1]].lemma not in {"say", "tell"}:
        return
    edge = min(found.source[0].start, found.cue[0].start)
    rest = tree.trimmed([i for i, token in enumerate(tree.tokens) if token.end <= edge])
    found.content = spans_of(tree.tokens, rest)


def from_the_first_sentence(found: Sequence[Found], trees: Trees, quotations: Sequence[Quotation]) -> None:
    """Give, in place, a quotation of several sentences to whom its last one names, from its opening mark on.

    "“The town fell. Our men left,” Kelm was quoted as saying": the first sentence is his too.
    """
    begun = [each for each in found if _begun_before(each, trees)]
    if not begun:
        return
    quoted = marked(quotations)
    for each in begun:
        first = each.content[0]
        around = next((q for q in quoted.touching(first.start, first.end) if q.start < first.start), None)
        if around is None or any(one is not each and one.start < first.start < one.end for one in found):
            continue
        spoken = [one for one in found if one.cue and around.start < one.cue[0].start < first.start]
        if not any(not one.quoted for one in spoken):
            each.content, each.directness = (Span(around.start, first.end), *each.content[1:]), "direct"


def _begun_before(found: Found, trees: Trees) -> bool:
    """Whether a content opens its sentence and ends in a closing mark that no other in it opens."""
    tree = trees[found.sentence]
    if found.cue_token is None or not found.cue or found.cue[0].start < found.start:
        return False
    if found.start > tree.tokens[0].start:
        return False
    inside = found.within(tree.tokens)
    marks = [i for i in inside if tree.tokens[i].text in QUOTES]
    return len(marks) == 1 and tree.tokens[marks[0]].text in _CLOSING and marks[0] >= inside[-1]
