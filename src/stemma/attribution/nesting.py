"""Attributions inside attributions: what encloses what, and which of them are claims."""

import re

from stemma.attribution.found import Found, ended_at, up_to
from stemma.attribution.lexicon import words
from stemma.attribution.tree import FINITE, Tree, Trees
from stemma.attribution.verbs import goes_on
from stemma.records import Span, Token

_RELAYING = words("rules.toml", "relaying")
# Passives without a source that still say that someone, unnamed, holds it so.
_EVIDENTIAL = words("rules.toml", "evidential")
_PHYSICAL = words("rules.toml", "physical")
_OBJECTS = words("rules.toml", "objects")
_TOLD_OF = words("rules.toml", "told_of")
_CLAIMS = words("rules.toml", "claims")
_STATING = frozenset({"assert", "report", "deny", "accuse", "promise", "demand", "think"})
_BARE_OBJECT = frozenset({"deny", "accuse", "promise", "demand", "think"})
_CLAUSAL = (
    "ccomp",
    "sentence",
    "quotation",
    " q:",
    "colon",
    "unbroken",
    " a:",
    " b:",
    "advcl",
    "n:",
    "trailing",
)
_SHORTEST = 3  # words of a content without a verb
_MARKS = ('"', "“", "”", "``", "''", "«", "»")
_CONJUNCTION = re.compile(
    r"[,;]\s+(?:(?:but|while|whereas|although|though|however|yet|and|as)\b,?\s+)(?:[\w’'-]+,?\s+){0,2}$",  # noqa: RUF001
    re.IGNORECASE,
)
# "…, a day after X said …", and a "while" without its comma.
_FURTHER = re.compile(
    r"(?:,\s+(?:(?:an?|one|two|three|four|five|a few|several|some|just|only)\s+)?"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?)\s+(?:after|before)"
    r"|\s(?:while|whereas))\s+(?:[\w’'-]+,?\s+){0,3}$",  # noqa: RUF001
    re.IGNORECASE,
)


def enclosing(inner: Found, found: list[Found]) -> list[Found]:
    """Return the attributions whose content holds an attribution's cue, nearest first."""
    anchor = inner.cue[0] if inner.cue else inner.content[0]
    outer = [each for each in found if each is not inner and each.holds(anchor) and each.cue != inner.cue]
    return sorted(outer, key=lambda each: each.end - each.start)


# "He ordered a probe after the army said …": what led to a demand is no part of it.
_LED_TO = re.compile(r"\s(?:after|because|since|once)\s+(?:[\w’'-]+,?\s+){0,3}$", re.IGNORECASE)  # noqa: RUF001


def part_coordinated(found: list[Found], text: str) -> None:
    """End a content before a clause with a speaker of its own: "He said X, but the envoy argued Y"."""
    _part(found, text, _CONJUNCTION)


def part_further(found: list[Found], text: str) -> None:
    """End a content before another time's saying: "He said X, a day after the envoy had said Y"."""
    _part(found, text, _FURTHER)
    demands = [each for each in found if each.klass == "demand" and "ccomp" not in each.rule]
    if demands:
        _part(found, text, _LED_TO, demands)


def _part(found: list[Found], text: str, opening: re.Pattern[str], parted: list[Found] | None = None) -> None:
    for inner in found:
        if not inner.cue or not inner.source or inner.source[0].start > inner.cue[0].start:
            continue
        start = inner.source[0].start
        for outer in found if parted is None else parted:
            if outer is inner or outer.directness == "direct" or not outer.holds(inner.source[0]):
                continue
            part = next(span for span in outer.content if span.start <= start < span.end)
            match = opening.search(text, max(part.start, start - 40), start)
            if match is None or match.start() <= part.start or not _finite_after(outer, part):
                continue
            if not (inner.quoted and _opens_in(text, part.start, match.start())):
                kept = [s for s in outer.content if s.end <= part.start]
                outer.content = (*kept, Span(part.start, match.start()))


def _opens_in(text: str, start: int, end: int) -> bool:
    """Whether a quotation begins in a stretch of text and goes on behind it: 'gain “we | expect to keep”'."""
    return sum(text[start:end].count(mark) for mark in _MARKS) % 2 == 1


def part_joined(found: list[Found], trees: Trees) -> None:
    """End a content before what its speaker says by a further verb: "X said A and, pressed, added B"."""
    for inner in found:
        cue = inner.cue_token
        if cue is None or inner.klass not in {"assert", "report"} or not inner.cue:
            continue
        tree = trees[inner.sentence]
        left = tree.left[cue]
        joined = any(token.tag == "CC" for token in tree.tokens[max(0, left - 2) : left])
        clause = "ccomp" in inner.rule and inner.cue[-1].end <= inner.start
        if not joined or not clause or tree.child(cue, "nsubj") is not None:
            continue
        low = tree.tokens[left].start
        for outer in found:
            if _goes_on(outer, inner, low):
                outer.content = up_to(outer.content, low)


def part_tellers(found: list[Found], trees: Trees) -> None:
    """End a content before "and" and somebody else: "an aid worker said A and | a diplomat said B".

    What the second says would be told as "had said", or behind "that", if the first told of it.
    """
    for inner in found:
        cue = inner.cue_token
        if cue is None or inner.klass not in {"assert", "report"} or not inner.source:
            continue
        tree = trees[inner.sentence]
        subject = tree.child(cue, "nsubj")
        if (
            subject is None
            or subject > cue
            or tree.tokens[cue].dep != "conj"
            or not _tells_plainly(tree, cue)
        ):
            continue
        and_ = tree.left[subject] - 1
        if and_ < 1 or tree.words(and_) != "and" or tree.tokens[subject].pos == "PRON":
            continue
        for outer in found:
            if _told_beside(outer, inner, tree):
                outer.content = up_to(outer.content, tree.tokens[and_].start)


def _tells_plainly(tree: Tree, cue: int) -> bool:
    """Whether a verb is a simple past: "said", not "had said"."""
    return tree.tokens[cue].tag == "VBD" and tree.child(cue, "aux", "auxpass", "mark") is None


def _told_beside(outer: Found, inner: Found, tree: Tree) -> bool:
    """Whether a content, told in the past before another teller, takes that teller in."""
    cue = outer.cue_token
    if outer is inner or outer.sentence != inner.sentence or cue is None or outer.directness == "direct":
        return False
    before = outer.cue[-1].end <= outer.start and outer.klass in {"assert", "report"}
    return before and outer.holds(inner.cue[0]) and _tells_plainly(tree, cue) and "ccomp" in outer.rule


def _goes_on(outer: Found, inner: Found, low: int) -> bool:
    """Whether who says a thing says another in what its content takes in from a place on."""
    if outer is inner or outer.sentence != inner.sentence or not outer.cue or outer.directness == "direct":
        return False
    same = bool(outer.source) and outer.source == inner.source
    return same and outer.holds(inner.cue[0]) and outer.cue[-1].end <= outer.start < low


def end_at_participles(found: list[Found], text: str) -> None:
    """End a content before a participle that goes on with its speaker: "X said A adding that B"."""
    for inner in found:
        participle = bool(inner.cue) and text[inner.cue[0].start : inner.cue[0].end].endswith("ing")
        if not participle or not inner.source or not _relays(inner):
            continue
        for outer in found:
            if outer is not inner and outer.source == inner.source:
                _without_first(inner, outer)
            if outer is inner or outer.source != inner.source or not outer.holds(inner.cue[0]):
                continue
            start = inner.cue[0].start
            part = next(span for span in outer.content if span.start <= start < span.end)
            if start > part.start and inner.start >= part.start:
                kept = [span for span in outer.content if span.end <= part.start]
                outer.content = (*kept, Span(part.start, start))


def _without_first(inner: Found, outer: Found) -> None:
    """Leave out of what a participle adds, in place, what was said before: "“A,” X said, adding that “B”"."""
    said = [span for span in inner.content if span.end <= inner.cue[0].start]
    if len(said) == len(inner.content) or not outer.cue or outer.cue[0].start > inner.cue[0].start:
        return
    held = {
        span for span in said for other in outer.content if span.start < other.end > other.start < span.end
    }
    inner.content = tuple([span for span in inner.content if span not in held])


def _finite_after(outer: Found, part: Span) -> bool:
    """Whether the part follows its cue: a content before its cue has no clause after it to lose."""
    return not outer.cue or outer.cue[0].start < part.start


def fill_outer(found: list[Found], trees: Trees) -> None:
    """Give a statement the rest of what another passes on with it: "X said A, killing B, Y reported".

    Where the inner verb of saying governs all that the outer one brings in, nothing else is passed on.
    """
    for outer in found:
        tree = trees[outer.sentence]
        inner = _passed_on(outer, found, tree) if outer.source and outer.directness != "direct" else None
        if inner is None or inner.start < inner.cue[-1].end:
            continue
        part = next((span for span in outer.content if span.start <= inner.end < span.end), None)
        rest = [token for token in tree.tokens if part and inner.end <= token.start < part.end]
        said_in_it = any(each.cue and part and inner.end <= each.cue[0].start < part.end for each in found)
        if part is None or said_in_it or len(rest) < _SHORTEST or rest[0].text != "," or _turns(rest[1]):
            continue
        inner.content = ended_at(inner.content, part.end)


def _passed_on(outer: Found, found: list[Found], tree: Tree) -> Found | None:
    """Return the statement whose verb of saying governs all of a content, None for none."""
    top = min(outer.within(tree.tokens), key=lambda index: tree.depth[index], default=None)
    inner = [each for each in found if each is not outer and each.sentence == outer.sentence]
    return next((each for each in inner if each.cue_token == top and each.source and _relays(each)), None)


def _turns(token: Token) -> bool:
    """Whether a word begins another clause than the one before: "while", "but", "who"."""
    return token.pos in {"SCONJ", "CCONJ"} or token.tag in {"WP", "WDT", "WRB"}


def is_wrapper(outer: Found, found: list[Found], tree: Tree) -> bool:
    """Whether a content is nothing but other statements ("TASS reported that X said … and Y …")."""
    inside = [
        each
        for each in found
        if each is not outer and each.cue and each.source and outer.holds(each.cue[0])
        if not _denied(each, outer, tree)
        if _relays(each) or (is_told_of(each, outer, tree) and _puts_a_proposition(each, tree))
    ]
    covered, reached = 0, outer.start
    for part in sorted(
        (part for each in inside for part in (*each.content, *each.cue, *each.source)),
        key=lambda part: part.start,
    ):
        low, high = max(part.start, reached), min(part.end, outer.end)
        covered += max(0, high - low)
        reached = max(reached, high)
    return covered >= _MOSTLY * sum(span.end - span.start for span in outer.content)


_MOSTLY = 0.7  # of a content that another statement fills


def _relays(found: Found) -> bool:
    clause = not found.rule.startswith("ranked") or any(mark in found.rule for mark in _CLAUSAL)
    return found.lemma in _RELAYING and (clause or (found.klass == "deny" and "xcomp" in found.rule))


def is_claim(found: Found, outer: list[Found], tree: Tree) -> bool:
    """Whether an attribution puts a proposition, so that it is worth keeping as a claim.

    PolNeAR's attributions also cover attitudes towards things ("backed the bill"); those are found,
    but they are no claims. Inside another statement only what someone else says is kept.
    """
    if found.cue_token is None or found.directness == "direct":
        return not outer or (bool(found.source) and _relays(found))
    if not found.source:
        return not outer and _evidential(found, tree)
    if outer and not (_relays(found) or is_told_of(found, outer[0], tree) or _denied(found, outer[0], tree)):
        return False
    return _puts_a_proposition(found, tree)


def passed_on_by(inner: Found, outer: list[Found], tree: Tree) -> list[Found]:
    """Return those of the attributions around another that pass it on: who denies a claim passes none on."""
    return [each for each in outer if not _denied(inner, each, tree)]


def _denied(inner: Found, outer: Found, tree: Tree) -> bool:
    """Whether one denies what another claims: "rebels deny the army's claim that P", "A says P, B denies"."""
    cue = inner.cue_token
    if outer.klass != "deny" or cue is None or not inner.source or inner.klass not in {"assert", "report"}:
        return False
    if tree.tokens[cue].pos == "NOUN":
        return inner.lemma in _CLAIMS and any(mark in inner.rule for mark in ("noun", "acl", "ccomp"))
    behind = bool(outer.cue) and outer.end <= outer.cue[0].start and inner.source[0].start == outer.start
    return behind and _relays(inner)


def is_told_of(inner: Found, outer: Found, tree: Tree) -> bool:
    """Whether all that an attribution brings in is that another one was made.

    "The army urged residents to leave, the mayor said": the demand is the army's, by way of the mayor.
    """
    cue = inner.cue_token
    if cue is None or inner.lemma not in _TOLD_OF or inner.sentence != outer.sentence or not inner.source:
        return False
    if outer.directness == "direct" or inner.source == outer.source or not _happened(tree, cue):
        return False
    top = min(outer.within(tree.tokens), key=lambda index: tree.depth[index], default=None)
    return cue == top


def _happened(tree: Tree, verb: int) -> bool:
    """Whether a verb tells what was done: finite, or behind an auxiliary, without a modal and "not"."""
    beside = [kid for kid in tree.kids[verb] if tree.tokens[kid].dep in {"aux", "auxpass", "neg"}]
    if any(tree.tokens[kid].dep == "neg" or tree.tokens[kid].tag in {"MD", "TO"} for kid in beside):
        return False
    return tree.tokens[verb].tag in FINITE or bool(beside)


def _puts_a_proposition(found: Found, tree: Tree) -> bool:
    clause = "ccomp" in found.rule
    if found.klass not in _STATING:
        return (clause or "sentence" in found.rule) and _verbal(_begun_inside(found, tree))
    if (_infinitive(found, tree) and not clause) or _inside_its_content(found, tree):
        return False
    if is_deed(found):
        return "xcomp" in found.rule
    if found.rule in {"headline", "tally", "owned", "seen"} or found.klass in _BARE_OBJECT:
        return True
    inside = _begun_inside(found, tree)
    return _verbal(inside) or (found.lemma in _OBJECTS and len(inside) >= _SHORTEST)


def _begun_inside(found: Found, tree: Tree) -> list[Token]:
    """Return the tokens that begin inside a content."""
    if len(found.content) == 1:  # nearly always, and asked for every token
        low, high = found.start, found.end
        return [token for token in tree.tokens if low <= token.start < high]
    return [token for token in tree.tokens if any(s.start <= token.start < s.end for s in found.content)]


def _verbal(tokens: list[Token]) -> bool:
    return any(token.pos in {"VERB", "AUX"} for token in tokens)


def is_deed(found: Found) -> bool:
    """Whether a cue tells of a deed and of no words: "forces attacked the village", "ordered a raid"."""
    return found.lemma in _PHYSICAL and "ccomp" not in found.rule and found.directness == "indirect"


def _inside_its_content(found: Found, tree: Tree) -> bool:
    """Whether a thought is only a part of what would be its content ("what he thought a rout was …")."""
    cue = found.cue_token
    deps = {"csubj", "csubjpass", "ccomp", "relcl", "pcomp"}
    return found.klass == "think" and " a:" in found.rule and cue is not None and tree.tokens[cue].dep in deps


def writer_speaks(found: Found, tree: Tree) -> bool:
    """Whether the source is an "I" or "we" outside any quotation: the writer, not someone cited."""
    head = found.source_head
    if found.quoted or head is None or found.source_sentence != tree.sentence.index:
        return False
    return tree.words(head) in {"i", "we"}


def _evidential(found: Found, tree: Tree) -> bool:
    cue = found.cue_token
    if cue is None:
        return True
    if tree.tokens[cue].pos == "NOUN":
        return "acl" in found.rule or "ccomp" in found.rule
    return found.lemma in _EVIDENTIAL and tree.child(cue, "auxpass") is not None


def _infinitive(found: Found, tree: Tree) -> bool:
    cue = found.cue_token
    if cue is None or tree.tokens[cue].tag != "VB":
        return False
    head = tree.tokens[cue].head
    if tree.tokens[cue].dep == "xcomp" and tree.tokens[head].tag in FINITE and goes_on(tree, head):
        return False  # "continues to blame"
    return any(tree.words(kid) == "to" and tree.tokens[kid].dep == "aux" for kid in tree.kids[cue])
