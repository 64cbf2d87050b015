"""Statements that plain words give away: a toll that somebody puts at a number, what a correspondent saw."""

from collections.abc import Sequence

from stemma.attribution.found import Found
from stemma.attribution.kinds import may_speak
from stemma.attribution.lexicon import verb_classes, words
from stemma.attribution.sources import noun_phrase
from stemma.attribution.tree import Tree, spans_of

_SEEN = frozenset({"dobj", "ccomp", "prep", "advmod"})  # what is seen, and where
_COUNTED = frozenset({"NUM", "ADJ", "NOUN", "PROPN", "CCONJ", "DET"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ROUNDING = frozenset(
    {"at", "least", "more", "most", "than", "about", "around", "nearly", "almost", "some", "over", "up", "a"}
)
_SHORTEST = 2  # tokens of what is seen


def stated(tree: Tree, cue: list[int], source: list[int], content: list[int], rule: str) -> Found:
    """Return a statement of plain words, by the tokens of its cue, its source and its content."""
    head = next((i for i in source if tree.tokens[i].head not in source), source[-1])
    lemma = "according" if rule == "phrase" else tree.tokens[cue[0]].lemma.lower()
    return Found(
        sentence=tree.sentence.index,
        cue_token=cue[0],
        lemma=lemma,
        klass="assert",
        cue=spans_of(tree.tokens, cue),
        content=spans_of(tree.tokens, content),
        source=spans_of(tree.tokens, source),
        source_head=head,
        source_sentence=tree.sentence.index,
        rule=rule,
        score=0.5,
    )


def toll(tree: Tree, cue: int) -> Found | None:
    """Read "officials put the toll at 43": what is put is what the subject says of a number."""
    subject, thing = tree.child(cue, "nsubj"), tree.child(cue, "dobj")
    at = next((kid for kid in tree.kids[cue] if kid > cue and tree.words(kid) == "at"), None)
    if subject is None or thing is None or at is None or thing > at:
        return None
    number = any(tree.tokens[i].pos == "NUM" for i in tree.subtree(at))
    if not number or tree.tokens[thing].lemma not in words("rules.toml", "tallies"):
        return None
    last = _with_those_among(tree, _counted_to(tree, at))
    return _tallied(tree, cue, subject, range(max(tree.left[thing], cue + 1), last + 1))


def _tallied(tree: Tree, cue: int, subject: int, content: Sequence[int]) -> Found | None:
    """Return what is counted as said by a subject, None where either has no words of its own."""
    source = tree.trimmed([i for i in noun_phrase(tree, subject, cue) if i < cue])
    counted_ = tree.trimmed(list(content))
    return stated(tree, [cue], source, counted_, "tally") if source and counted_ else None


def given(tree: Tree, cue: int) -> Found | None:
    """Read "the channel gave a higher toll of 27 killed": what is given is what the subject says."""
    subject, thing = tree.child(cue, "nsubj"), tree.child(cue, "dobj")
    if subject is None or thing is None or thing < cue or tree.child(cue, "neg") is not None:
        return None
    if tree.tokens[thing].lemma not in words("rules.toml", "tallies"):
        return None
    kids = sorted({*tree.kids[thing], *tree.kids[cue]})
    of = next((kid for kid in kids if kid > thing and _counts(tree, kid)), None)
    if of is None:
        return None
    last = _counted_to(tree, of)
    last += last + 1 < len(tree.tokens) and tree.tokens[last + 1].head in {thing, last}  # "27 | killed"
    last = _with_those_among(tree, last)
    return _tallied(tree, cue, subject, range(tree.left[thing], last + 1))


def _counts(tree: Tree, index: int) -> bool:
    """Whether a preposition brings in a number: "of 27", "as 27", but not "of the dead"."""
    of = tree.words(index) in {"of", "at", "as"}
    return of and any(tree.tokens[i].pos == "NUM" for i in tree.subtree(index))


def revised(tree: Tree, cue: int) -> Found | None:
    """Read "the ministry raised the toll to 61": what is raised is what the subject says, if it can speak.

    A raid that raises the toll says nothing.
    """
    told = _teller_and_thing(tree, cue)
    if told is None:
        return None
    subject, thing = told
    if not _is_toll(tree, thing) or not _speaks(tree, subject):
        return None
    to = next((i for i in range(thing + 1, len(tree.tokens)) if _raised_to(tree, i)), None)
    if to is None or any(tree.tokens[i].tag in _FINITE for i in range(thing, to)):
        return None
    last = _with_those_among(tree, _counted_to(tree, _number(tree, to)))
    return _tallied(tree, cue, subject, range(tree.left[thing], last + 1))


def _is_toll(tree: Tree, thing: int) -> bool:
    """Whether a noun is for a toll: "the toll", "the number of dead", not "the number of troops"."""
    lemma = tree.tokens[thing].lemma
    if lemma in {"number", "size", "strength", "cost", "count"}:
        inside = tree.subtree(thing)
        harmed = words("rules.toml", "counted") | words("rules.toml", "harmed")
        return any(tree.tokens[i].lemma in harmed or tree.words(i) in harmed for i in inside)
    return lemma in words("rules.toml", "tallies")


def _raised_to(tree: Tree, index: int) -> bool:
    """Whether a number follows at a token: "to 61", "to at least 61"."""
    return tree.words(index) == "to" and tree.tokens[_number(tree, index)].pos == "NUM"


def _number(tree: Tree, to: int) -> int:
    """Return the first token behind "to" that does not round a number: "to | more than | 61"."""
    last = len(tree.tokens) - 1
    return next((i for i in range(to + 1, last) if tree.words(i) not in _ROUNDING), last)


def _teller_and_thing(tree: Tree, cue: int) -> tuple[int, int] | None:
    """Return a verb's subject before it and its object behind, None without either or where it is negated."""
    subject, thing = tree.child(cue, "nsubj"), tree.child(cue, "dobj")
    if subject is None or thing is None or not subject < cue < thing or tree.child(cue, "neg") is not None:
        return None
    return subject, thing


def _speaks(tree: Tree, subject: int) -> bool:
    """Whether a subject is somebody who tells of tolls: a body, an office, people with a title."""
    token = tree.tokens[subject]
    if token.pos == "PRON":
        return tree.words(subject) in {"he", "she", "they", "who"}
    return token.pos in {"NOUN", "PROPN"} and may_speak(token)


def counted(tree: Tree, cue: int) -> Found | None:
    """Read "the monitor has counted 40 deaths": how many were harmed is what the subject says."""
    told = _teller_and_thing(tree, cue)
    if told is None:
        return None
    subject, thing = told
    number = any(tree.tokens[kid].pos == "NUM" for kid in tree.kids[thing])
    if not number or tree.tokens[thing].lemma not in words("rules.toml", "counted"):
        return None
    if not _speaks(tree, subject):
        return None
    last = _with_those_among(tree, tree.right[thing])
    return _tallied(tree, cue, subject, range(tree.left[thing], last + 1))


def reported(tree: Tree, cue: int, known: Found | None) -> Found | None:
    """Read "a doctor said nurses reported ten wounded": what is reported inside what somebody else says.

    Args:
        tree: the sentence.
        cue: the token of "reported".
        known: what was found for it, put right in place where it took "a doctor said".
    """
    if known is not None and known.end > tree.tokens[cue].start:
        return None
    read = _reported(tree, cue)
    if read is None or known is None:
        return read
    known.source, known.source_head, known.source_sentence = read.source, read.source_head, read.sentence
    known.content, known.content_head, known.rule = read.content, None, read.rule
    return None


def _reported(tree: Tree, cue: int) -> Found | None:
    """Return what is reported in a clause that somebody says, None where it is nothing: "no casualties"."""
    above = tree.tokens[tree.tokens[cue].head].lemma.lower()
    if tree.tokens[cue].dep != "ccomp" or "assert" not in verb_classes().get(above, ()):
        return None
    told = _teller_and_thing(tree, cue)
    if told is None:
        return None
    subject, thing = told
    if tree.tokens[subject].pos not in {"NOUN", "PROPN"} or not may_speak(tree.tokens[subject]):
        return None
    content = tree.trimmed(list(range(cue + 1, _seen_to(tree, cue, thing) + 1)))
    source = tree.trimmed([i for i in noun_phrase(tree, subject, cue) if i < cue])
    nothing = not source or not content or tree.words(content[0]) == "no"
    return None if nothing else stated(tree, [cue], source, content, "reported")


def _counted_to(tree: Tree, at: int) -> int:
    """Return where a toll ends, with a second number that hangs elsewhere: "at 40 dead and 12 hurt"."""
    last = tree.right[at]
    rest = tree.tokens[last + 1 : last + 5]
    if len(rest) < 3 or rest[0].text.lower() != "and" or rest[1].pos != "NUM":  # noqa: PLR2004 (and, 12, hurt)
        return last
    ends = rest[3:] == () or rest[3].pos == "PUNCT"
    return last + 2 + (ends and rest[2].pos != "PUNCT")


def _with_those_among(tree: Tree, last: int) -> int:
    """Return where a toll ends with whom it counts in it: "a toll of 36 dead | among them 15 children"."""
    at = last + 1
    at += at < len(tree.tokens) and tree.tokens[at].text == ","
    opening = [tree.words(i) for i in range(at, min(at + 2, len(tree.tokens)))]
    if opening[:1] == ["including"]:
        at += 1
    elif opening in (["among", "them"], ["among", "whom"]):
        at += 2
    else:
        return last
    begun, counted = at, False
    while at < len(tree.tokens) and (tree.tokens[at].pos in _COUNTED or tree.tokens[at].text == ","):
        counted |= tree.tokens[at].pos == "NUM"
        at += 1
    return at - 1 if counted and at > begun else last


def seen(tree: Tree, cue: int) -> Found | None:
    """Read "a Wire correspondent saw ten bodies": who is on the spot to tell bears witness."""
    subject = tree.child(cue, "nsubj")
    if subject is None or subject > cue or tree.child(cue, "neg") is not None:
        return None
    if tree.tokens[subject].lemma.lower() not in words("rules.toml", "onlookers"):
        return None
    if tree.tokens[cue].tag not in {"VBD", "VBN"} or tree.child(cue, "auxpass") is not None:
        return None
    thing = tree.child(cue, "dobj", "ccomp")
    if thing is None or thing < cue:
        return None
    content = tree.trimmed(list(range(cue + 1, _seen_to(tree, cue, thing) + 1)))
    source = tree.trimmed([i for i in noun_phrase(tree, subject, cue) if i < cue])
    return stated(tree, [cue], source, content, "seen") if source and len(content) >= _SHORTEST else None


def _seen_to(tree: Tree, cue: int, thing: int) -> int:
    """Return the last token of a thing and of what hangs on its verb behind it."""
    behind = [kid for kid in tree.kids[cue] if kid >= thing and tree.tokens[kid].dep in _SEEN]
    return tree.right[behind[-1]]
