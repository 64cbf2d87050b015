"""Denials behind what they deny: "P, a claim the army rejects", "P, but this was denied by the army"."""

from stemma.attribution.found import Found, up_to
from stemma.attribution.lexicon import words
from stemma.attribution.sources import source_of_verb
from stemma.attribution.stated import stated
from stemma.attribution.tree import Tree, Trees, spans_of

_THIS = frozenset({"this", "that", "it"})
_TURNS = frozenset({"but", "though", "although", "while"})
_DENYING = frozenset({"deny", "reject", "dismiss", "dispute", "refute", "repudiate", "rebuff", "contest"})
_LEAST = 3  # tokens of a statement


def apart_from_denials(found: list[Found], trees: Trees) -> list[Found]:
    """Return attributions without what a denial's noun seems to tell; contents end, in place, before denials.

    What is denied is what was just said, or all that stands before the comma.

    Args:
        found: all attributions.
        trees: the sentences.
    """
    kept = [*found, *_missed(found, trees)]
    for denial in list(kept):
        tree = trees[denial.sentence]
        comma = _comma(denial, tree)
        if comma is None:
            continue
        edge = tree.tokens[comma].start
        beside = [each for each in kept if each is not denial and each.sentence == denial.sentence]
        for each in beside:
            if each.directness != "direct" and _said_before(each, edge) and each.start < edge < each.end:
                each.content = up_to(each.content, edge)
        said = [each for each in beside if _said_before(each, edge) and _reach(each) == edge]
        nearest = max(said, key=lambda each: each.start, default=None)
        whole = spans_of(tree.tokens, tree.trimmed(list(range(comma))))
        denial.content, denial.content_head = (whole if nearest is None else nearest.content), None
        denial.rule = "denied"
        kept = [each for each in kept if not _names_it(each, denial, tree)]
    return kept


def _missed(found: list[Found], trees: Trees) -> list[Found]:
    """Return denials of a noun for what was said where none was found: ", a claim that the army rejects"."""
    taken = {(each.sentence, each.cue_token) for each in found}
    added = []
    for tree in trees:
        for index, token in enumerate(tree.tokens):
            plain = token.pos == "VERB" and token.lemma.lower() in _DENYING
            if not plain or _thing(tree, index) is None or (tree.sentence.index, index) in taken:
                continue
            source, head = source_of_verb(tree, index)
            spoken = tree.trimmed(source) if source else []
            if head is None or not spoken or index in spoken or tree.child(index, "neg") is not None:
                continue
            new = stated(tree, [index], spoken, [tree.tokens[index].head], "denied")
            new.klass, new.source_head = "deny", head
            added.append(new)
    return [each for each in added if _comma(each, trees[each.sentence]) is not None]


def _reach(found: Found) -> int:
    """Return where a statement ends, with its speaker and its cue; -1 for one of nobody's."""
    return max(found.end, found.cue[-1].end, found.source[-1].end) if found.source and found.content else -1


def _said_before(found: Found, edge: int) -> bool:
    return bool(found.cue) and found.cue[0].start < edge


def _comma(denial: Found, tree: Tree) -> int | None:
    """Return the comma that parts what is denied from its denial, None for none."""
    cue = denial.cue_token
    if (
        cue is None
        or denial.klass != "deny"
        or not denial.source
        or denial.source_sentence != denial.sentence
    ):
        return None
    low = _thing(tree, cue)
    if low is None:
        low = tree.child(cue, "nsubjpass")
        if low is None or tree.words(low) not in _THIS:
            return None
        however = tree.words(low - 1) == "," and tree.words(low - 2) == "however"
        if not however and tree.words(low - 1) not in _TURNS:
            return None
        low -= 2 if however else 1
    comma = low - 1
    return comma if comma >= _LEAST and tree.tokens[comma].text in {",", ";"} else None


def _thing(tree: Tree, cue: int) -> int | None:
    """Return where the noun begins that stands for what is denied: ", | a claim the army rejects"."""
    token = tree.tokens[cue]
    noun = token.head
    named = tree.tokens[noun].pos != "PRON" or tree.words(noun) == "something"
    if token.dep not in {"relcl", "acl"} or noun >= cue or not named:
        return None
    if tree.tokens[noun].lemma.lower() not in words("rules.toml", "denied_things"):
        return None
    low = noun
    while low > 0 and tree.tokens[low - 1].pos in {"DET", "ADJ", "ADV"}:
        low -= 1
    return low


def _names_it(found: Found, denial: Found, tree: Tree) -> bool:
    """Whether a noun for what is denied is taken for a cue, and its denial for what it brings in."""
    cue, verb = found.cue_token, denial.cue_token
    if found is denial or found.sentence != denial.sentence or cue is None or verb is None:
        return False
    return tree.tokens[verb].head == cue and found.holds(tree.tokens[verb])
