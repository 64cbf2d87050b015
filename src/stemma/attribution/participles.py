"""Participles of saying that no comma parts from a noun before them: "killing 36 people | adding that …"."""

from dataclasses import replace

from stemma.attribution.found import Found, up_to
from stemma.attribution.kinds import source_type
from stemma.attribution.lexicon import verb_classes, words
from stemma.attribution.marks import EDGES
from stemma.attribution.sources import source_of_verb
from stemma.attribution.tree import FINITE, Tree, Trees, spans_of
from stemma.records import Token

_SHORTEST = 3  # tokens from a participle to the end of what it adds
_NAMED = frozenset({"PERSON", "ORG"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_DATED = frozenset({"DATE", "TIME", "CARDINAL", "QUANTITY"})
# Who speaks as often as anybody, wherever a sentence has them.
_SPEAKING = frozenset(
    {"official", "expert", "organisation", "agency", "news_report", "participant", "document", "social_media"}
)
_VOICING = frozenset(
    {"protest", "demonstration", "rally", "march", "petition", "campaign", "strike", "movement"}
)
_OBJECTS = frozenset({"dobj", "pobj", "conj", "attr", "nsubj", "nsubjpass", "oprd", "appos"})


def by_who_speaks(found: list[Found], trees: Trees) -> list[tuple[Found, Found]]:
    """Give participles of saying, in place, the speaker of the sentence where a noun of it passes for it.

    "X said a shell hit the square killing ten people adding that …": X adds, not the people. Nouns for a
    thing, a place, the dead and whom X told are no speakers of it.

    Args:
        found: all attributions.
        trees: the report's sentences.

    Returns:
        Each such attribution with the one whose speaker it was given.
    """
    given: list[tuple[Found, Found]] = []
    for each in found:
        tree, cue = trees[each.sentence], each.cue_token
        if cue is None or tree.tokens[cue].tag != "VBG" or not _beside(each, tree, cue):
            continue
        outer = _told_in(each, found, tree)
        if not _no_speaker(each, tree, outer):
            continue
        if outer is None:
            _from_the_verb(each, tree, cue)
            continue
        given.append((each, outer))
        each.addressee = outer.addressee if each.addressee is None else each.addressee
        _end_before(each, outer, tree, cue)
        each.rule += " participle"
    say_again(given)
    return given


def say_again(given: list[tuple[Found, Found]]) -> None:
    """Give attributions, in place, the speakers of others, as they were put right since.

    Args:
        given: each attribution with the other.
    """
    for each, outer in given:
        each.source, each.source_head = outer.source, outer.source_head
        each.source_sentence = outer.source_sentence


def added(found: list[Found], trees: Trees) -> list[Found]:
    """Return what "“A,” said X adding that | B" adds, where A was taken for it: A is left to "said"."""
    cues = {(each.sentence, each.cue_token) for each in found}
    new = []
    for each in found:
        tree, cue = trees[each.sentence], each.cue_token
        if cue is None or tree.tokens[cue].tag != "VBG" or not each.source or each.end > each.cue[0].start:
            continue
        said = tree.tokens[cue].head
        content = _that_behind(tree, cue)
        plain = tree.tokens[said].lemma.lower() in words("rules.toml", "plainly_said") and said < cue
        if not plain or not content:
            continue
        if (each.sentence, said) in cues:
            each.content, each.content_head, each.rule = spans_of(tree.tokens, content), None, "clause"
            continue
        new.append(replace(each, content=spans_of(tree.tokens, content), content_head=None, rule="clause"))
        each.cue_token, each.lemma = said, tree.tokens[said].lemma.lower()
        each.cue = spans_of(tree.tokens, [said])
    return new


def _that_behind(tree: Tree, cue: int) -> list[int]:
    """Return the tokens of the clause that a "that" right behind a verb opens."""
    if cue + _SHORTEST >= len(tree.tokens) or tree.words(cue + 1) != "that":
        return []
    return tree.trimmed(list(range(cue + 2, len(tree.tokens))))


def _end_before(found: Found, outer: Found, tree: Tree, cue: int) -> None:
    """End what is told before a participle that tells more, if a statement is left."""
    if not outer.holds(found.cue[0]) or outer.end > found.end or outer.start >= found.cue[0].start:
        return
    rest = [i for i in outer.within(tree.tokens) if i < cue]
    if rest and tree.words(rest[0]) not in words("rules.toml", "clause_openers") - {"that"}:
        outer.content = up_to(outer.content, tree.tokens[cue - 1].end)


def _beside(found: Found, tree: Tree, cue: int) -> bool:
    """Whether a source ends right before a participle and is not its subject: no "with police saying"."""
    head = found.source_head
    if head is None or not found.source or found.source_sentence != found.sentence or head > cue:
        return False
    if found.start < tree.tokens[cue].end or found.lemma in words("rules.toml", "evidence"):
        return False
    ends = found.source[-1].end
    if found.lemma == "add":  # nothing but who spoke before adds, however far back the parse goes for another
        return not any(ends <= t.start < found.cue[0].start and t.text in EDGES for t in tree.tokens[:cue])
    last = cue - 1
    while last > head and tree.tokens[last].pos == "ADV":
        last -= 1
    own = tree.tokens[head].head == cue and tree.tokens[head].dep in {"nsubj", "nsubjpass"}
    own = own or (found.klass == "demand" and tree.tokens[head].lemma in _VOICING)
    if any(tree.words(i) == "with" for i in tree.ancestors(head)):
        return False  # "with gunmen of a group | describing it as a victory" has its own subject
    return ends == tree.tokens[last].end and not own and tree.words(cue - 1) != "as"


def _told_in(found: Found, every: list[Found], tree: Tree) -> Found | None:
    """Return the nearest attribution before a participle that tells of the noun before it, or told it."""
    head = found.source_head or 0
    noun = tree.tokens[head]
    best: Found | None = None
    for other in every:
        if other is found or other.sentence != found.sentence or not other.source or not other.cue:
            continue
        if (
            other.cue[0].start >= found.cue[0].start
            or other.source == found.source
            or other.cue_token is None
        ):
            continue
        told = other.holds(noun) or other.addressee == head
        told = told and (best is None or other.cue[0].start > best.cue[0].start)
        told = told and other.lemma not in words("rules.toml", "evidence")
        if told and verb_classes().get(other.lemma) and not _inside(other, found):
            best = other
    return best


def _inside(other: Found, found: Found) -> bool:
    """Whether another's source is a part of this one's."""
    return any(a.start <= b.start and b.end <= a.end for a in found.source for b in other.source)


def _no_speaker(found: Found, tree: Tree, outer: Found | None) -> bool:
    """Whether the noun before a participle does not say what follows, as far as the words tell."""
    head = found.source_head or 0
    token = tree.tokens[head]
    if outer is not None and outer.addressee == head:
        return True
    if outer is not None and token.pos == "PRON" and found.lemma == "add":
        return token.tag in {"WP", "WDT"}  # "chased gunmen who fled adding that"
    if token.entity in _NAMED or token.pos not in {"NOUN", "PROPN"} or token.dep not in _OBJECTS:
        return False
    return token.entity in _PLACES | _DATED or _is_silent(token, inside=outer is not None)


def _is_silent(token: Token, *, inside: bool) -> bool:
    """Whether a noun is a thing's, or, inside a statement, of those who are told of more than cited."""
    noun = token.text.lower()
    if noun in words("sources.toml", "anonymous") - words("sources.toml", "ordinary"):
        return False
    kind = source_type(token.text, "", token.text)
    if kind == "unknown":
        return token.pos == "NOUN"
    return inside and kind not in _SPEAKING


def _from_the_verb(found: Found, tree: Tree, cue: int) -> None:
    """Take the subject of the verb above the noun: "Karelia called for access to Tarsa | saying that …"."""
    above = tree.ancestors(found.source_head or 0)
    verb = next(
        (i for i in above if tree.tokens[i].tag in FINITE or tree.child(i, "nsubj") is not None), None
    )
    if verb is None or verb >= cue or found.klass == "demand":  # "signed an order | demanding that"
        return
    phrase, head = source_of_verb(tree, verb)
    if phrase is None or head is None or head >= verb or head == found.source_head:
        return
    if tree.tokens[head].dep == "pobj":
        return
    subject = tree.tokens[head]
    kind = source_type(subject.text, "", subject.text)
    if (
        subject.pos == "PRON"
        or subject.entity in _NAMED | _PLACES
        or kind in _SPEAKING | {"military", "witness"}
    ):
        found.source, found.source_head = spans_of(tree.tokens, tree.trimmed(phrase)), head
        found.rule += " participle"
