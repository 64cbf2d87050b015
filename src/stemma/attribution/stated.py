"""Statements that plain words give away: a toll that somebody puts at a number, what a correspondent saw."""

from stemma.attribution.found import Found
from stemma.attribution.lexicon import words
from stemma.attribution.sources import noun_phrase
from stemma.attribution.tree import Tree, spans_of

_SEEN = frozenset({"dobj", "ccomp", "prep", "advmod"})  # what is seen, and where
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
    content = tree.trimmed([i for i in range(tree.left[thing], _counted_to(tree, at) + 1) if i > cue])
    source = tree.trimmed([i for i in noun_phrase(tree, subject, cue) if i < cue])
    return stated(tree, [cue], source, content, "tally") if source and content else None


def _counted_to(tree: Tree, at: int) -> int:
    """Return where a toll ends, with a second number that hangs elsewhere: "at 40 dead and 12 hurt"."""
    last = tree.right[at]
    rest = tree.tokens[last + 1 : last + 5]
    if len(rest) < 3 or rest[0].text.lower() != "and" or rest[1].pos != "NUM":  # noqa: PLR2004 (and, 12, hurt)
        return last
    ends = rest[3:] == () or rest[3].pos == "PUNCT"
    return last + 2 + (ends and rest[2].pos != "PUNCT")


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
    behind = [kid for kid in tree.kids[cue] if kid >= thing and tree.tokens[kid].dep in _SEEN]
    content = tree.trimmed(list(range(cue + 1, tree.right[behind[-1]] + 1)))
    source = tree.trimmed([i for i in noun_phrase(tree, subject, cue) if i < cue])
    return stated(tree, [cue], source, content, "seen") if source and len(content) >= _SHORTEST else None
