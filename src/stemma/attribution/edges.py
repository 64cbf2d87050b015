"""Bring contents to their ends: a loose phrase before their speaker, "but gave no details" behind them."""

from stemma.attribution.antecedents import with_antecedent
from stemma.attribution.asides import before_a_teller, with_what_follows, without_its_maker
from stemma.attribution.carrying import without_carrier
from stemma.attribution.figures import is_human_noun
from stemma.attribution.found import Found, up_to
from stemma.attribution.kinds import source_type
from stemma.attribution.lexicon import verb_classes, words
from stemma.attribution.outcomes import owned, with_outcome, without_aside
from stemma.attribution.tree import FINITE, Tree, Trees, spans_of
from stemma.records import Span, Token

_TURNS = frozenset({"but", "and", "without", "though", "although"})
_LOOSE_TAGS = frozenset({"VBG", "VBN"})
_THINGS = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM", "CCONJ", "PART"})
_LOOSE = 15  # tokens of a charge's phrase behind whom it charges
_GAP = 20  # tokens of a loose phrase
_LEAST = 3  # tokens of a content
_THING = 3  # tokens of "a false claim"
_REST = 3  # tokens from "but" to its verb


def to_their_ends(found: list[Found], trees: Trees) -> None:
    """Give contents, in place, the loose phrase that is theirs, and take from them what is not.

    Args:
        found: all attributions, fitted and put right.
        trees: the report's sentences.
    """
    for each in found:
        tree = trees[each.sentence]
        if each.directness == "direct" or not each.cue or not each.content:
            continue
        _with_what_befell(each, tree)
        _whole_ownership(each, tree)
        with_antecedent(each, tree)
        _what_is_shown(each, tree)
        _without_apposition(each, tree)
        without_aside(each, tree)
        before_a_teller(each, tree)
        without_its_maker(each, tree)
        with_what_follows(each, found, tree)
        without_carrier(each, tree)
        _with_loose_phrase(each, tree)
        with_outcome(each, found, tree)
        _without_silence(each, tree)
        _without_or_so(each, tree)
        _whole_charge(each, tree)
        _without_citing(each, tree)
        _without_comment(each, tree)
        _its_object(each, found, tree)
        _without_next_saying(each, found, tree)
        _what_is_denied(each, found, tree)


def _with_what_befell(found: Found, tree: Tree) -> None:
    """Take in whom a participle is about: "the watchdog reported | ten people killed in the raid"."""
    cue, head = found.cue_token, found.content_head
    if cue is None or head is None or not found.rule.endswith("dobj>acl") or tree.tokens[head].tag != "VBN":
        return
    noun = tree.tokens[head].head
    paper = source_type("", "", tree.words(noun)) == "document"  # "issued a report published in May"
    if tree.tokens[noun].head == cue and tree.tokens[noun].dep == "dobj" and not paper:
        found.content = (Span(tree.tokens[tree.left[noun]].start, found.end),)


def _without_or_so(found: Found, tree: Tree) -> None:
    """Leave "or so" to who says it: "the town has fallen, | or so the rebels say"."""
    said = found.within(tree.tokens)[-3:]
    if found.end < found.cue[0].start and [tree.words(i) for i in said] == [",", "or", "so"]:
        found.content = up_to(found.content, tree.tokens[said[0]].start)


def _what_is_shown(found: Found, tree: Tree) -> None:
    """Take in the things that a picture shows: "footage showing | columns of smoke rising from the hills"."""
    cue = found.cue_token
    if cue is None or " a:" not in found.rule or tree.tokens[cue].tag != "VBG":
        return
    thing = tree.child(cue, "dobj", "nsubj")
    between = [i for i in range(cue + 1, len(tree.tokens)) if tree.tokens[i].start < found.start]
    shown = tree.tokens[cue].lemma in words("rules.toml", "evidence") and thing in between
    if shown and all(tree.tokens[i].pos in _THINGS for i in between):
        found.content, found.content_head = (Span(tree.tokens[cue + 1].start, found.end),), None


def _without_apposition(found: Found, tree: Tree) -> None:
    """Give a speaker what says who they are: "…, according to Ada, | an official from the group"."""
    if found.lemma != "according" or len(found.content) < 2 or not found.source:  # noqa: PLR2004 (parts)
        return
    rest, source = found.content[-1], found.source[-1]
    behind = [i for i, token in enumerate(tree.tokens) if rest.start <= token.start < rest.end]
    if not behind or not source.end < rest.start <= source.end + _THING:
        return
    noun = next((i for i in behind if tree.tokens[i].pos == "NOUN"), None)
    told = (
        noun is not None and tree.words(behind[0]) in {"a", "an", "the"} and is_human_noun(tree.words(noun))
    )
    if told and not any(tree.tokens[i].tag in FINITE for i in behind):
        found.content = found.content[:-1]
        found.source = (*found.source[:-1], Span(source.start, rest.end))


def _with_loose_phrase(found: Found, tree: Tree) -> None:
    """Take in what hangs loosely before the speaker: "…, at times burning farms, locals said"."""
    if not found.source or found.source_sentence != found.sentence or len(found.content) > 1:
        return
    edge = min(found.source[0].start, found.cue[0].start)
    if edge <= found.end + _LEAST:
        return
    gap = [i for i, token in enumerate(tree.tokens) if found.end <= token.start < edge]
    if not 3 <= len(gap) <= _GAP:  # noqa: PLR2004 (two commas and a word)
        return
    first, last = tree.tokens[gap[0]], tree.tokens[gap[-1]]
    inner = [tree.tokens[i] for i in gap[1:-1]]
    if first.text != "," or last.text != "," or any(token.text in {",", ":", ";"} for token in inner[:1]):
        return
    loose = any(token.tag in _LOOSE_TAGS for token in inner[:_REST]) or _only_things(inner)
    if loose and not any(token.tag in FINITE for token in inner):
        found.content = (Span(found.start, inner[-1].end),)


def _only_things(inner: list[Token]) -> bool:
    """Whether words go on with things and places, none of them a speaker: "the first in the north"."""
    return all(
        token.pos in _THINGS | {"PUNCT"}
        and token.entity != "PERSON"
        and not is_human_noun(token.text.lower())
        for token in inner
    )


def _without_silence(found: Found, tree: Tree) -> None:
    """End a content before what its speaker left out: "one fighter died | , but did not say when"."""
    if not any(token.text in _TURNS and found.start < token.start < found.end for token in tree.tokens):
        return
    inside = found.within(tree.tokens)
    for place, index in enumerate(inside):
        if place < _LEAST or tree.words(index) not in _TURNS:
            continue
        rest = inside[place + 1 :]
        if rest and (_leaves_out(tree, rest) or _says_not(tree, index)):
            end = (
                tree.tokens[index - 1].start
                if tree.tokens[index - 1].text == ","
                else tree.tokens[index - 1].end
            )
            found.content = up_to(found.content, end)
            return


def _says_not(tree: Tree, index: int) -> bool:
    """Whether a comma and "without" part from a statement what its speaker does not say."""
    if tree.words(index) != "without" or index + 1 >= len(tree.tokens) or tree.words(index - 1) != ",":
        return False
    verb = tree.tokens[index + 1]
    return verb.tag == "VBG" and bool({"assert", "report"} & {*verb_classes().get(verb.lemma.lower(), ())})


def _leaves_out(tree: Tree, rest: list[int]) -> bool:
    """Whether words say that a speaker says no more: "did not say when", "gave no details"."""
    run = [tree.words(i) for i in rest[: _REST + 1]]
    lemma = {tree.tokens[i].lemma.lower() for i in rest[: _REST + 1]}
    silent = bool(lemma & (words("rules.toml", "left_out") | {"say"}))
    if run[0] in {"did", "does", "do", "has", "have"} and "not" in run[:2]:
        return silent
    given = run[0] in {"gave", "giving", "provided", "providing", "offered", "offering"} and "no" in run[1:2]
    return (
        given or run[0] in {"declined", "refused"} or run[:1] in (["elaborating"], ["giving"], ["specifying"])
    )


def _whole_charge(found: Found, tree: Tree) -> None:
    """Take in what somebody is accused of: "accused the militia, led by Kelm, | of burning farms"."""
    if found.klass != "accuse" or not found.rule.endswith("r:dobj") or found.start < found.cue[-1].end:
        return
    inside = found.within(tree.tokens)
    if not inside or any(tree.tokens[i].pos in {"VERB", "AUX"} for i in inside):
        return
    behind = range(inside[-1] + 1, min(inside[-1] + _LOOSE, len(tree.tokens) - 1))
    for index in behind:
        if tree.tokens[index].tag in FINITE or tree.tokens[index].text in {";", ":"}:
            return
        if tree.words(index) in {"of", "for"} and tree.tokens[index + 1].tag == "VBG":
            last = tree.right[index]
            while last > index and tree.tokens[last].pos in {"CCONJ", "PUNCT"}:
                last -= 1
            found.content = (Span(found.start, tree.tokens[last].end),)
            return


def _without_citing(found: Found, tree: Tree) -> None:
    """Leave out whom a statement cites behind its speaker: "…, the wire said, | quoting the mayor"."""
    if len(found.content) == 1:
        return
    first = next((token for token in tree.tokens if token.start >= found.content[-1].start), None)
    if first is not None and first.text.lower() in {"quoting", "citing"}:
        found.content = found.content[:-1]


def _without_comment(found: Found, tree: Tree) -> None:
    """Leave out what the outlet makes of a statement: "…, the army said, | highlighting the risks"."""
    if len(found.content) == 1 or not found.source:
        return
    behind = [i for i, token in enumerate(tree.tokens) if token.start >= found.content[-1].start][:2]
    verb = next((i for i in behind if tree.tokens[i].pos != "ADV"), None)
    if verb is None or tree.tokens[verb].tag != "VBG":
        return
    if tree.tokens[verb].lemma.lower() in words("rules.toml", "commenting"):
        found.content = found.content[:-1]


def _its_object(outer: Found, found: list[Found], tree: Tree) -> None:
    """Give a verb its object for what it brings in where it took the next verb's clause for it.

    "Announced on its page | the loss of two guns, claiming that …".
    """
    thing = None if outer.cue_token is None else tree.child(outer.cue_token, "dobj")
    if thing is None or not outer.rule.endswith("r:advcl") or thing < (outer.cue_token or 0):
        return
    for inner in found:
        same = inner is not outer and inner.sentence == outer.sentence and inner.source == outer.source
        if same and inner.cue and inner.cue[0].start == outer.start:
            kept = [i for i in tree.subtree(thing) if tree.tokens[i].end <= outer.start]
            outer.content, outer.content_head = spans_of(tree.tokens, tree.trimmed(kept)), thing
            outer.rule = outer.rule.replace("r:advcl", "r:dobj")
            return


def _without_next_saying(outer: Found, found: list[Found], tree: Tree) -> None:
    """End a content before the next thing that its speaker says: "urged X to stay | and said that …"."""
    for inner in found:
        same = inner is not outer and inner.sentence == outer.sentence and inner.source == outer.source
        if (
            not same
            or inner.klass == "think"
            or not inner.source
            or not inner.cue
            or not outer.holds(inner.cue[0])
        ):
            continue
        index = next((i for i, t in enumerate(tree.tokens) if t.start == inner.cue[0].start), 0)
        joined = index > 0 and tree.words(index - 1) in {"and", "but"} and tree.tokens[index].tag in FINITE
        edge = tree.tokens[index - 1].start
        if joined and outer.start < edge and inner.start > edge:
            outer.content = up_to(outer.content, edge)
            return


def _what_is_denied(denial: Found, found: list[Found], tree: Tree) -> None:
    """Read "X accused Y of torture, something Y denies" as a denial of what was just said."""
    inside = denial.within(tree.tokens) if denial.klass == "deny" and denial.source else []
    if not inside or len(inside) > _THING:
        return
    comma = inside[0] - 1
    thing = tree.tokens[inside[-1]].lemma.lower()
    if thing not in words("rules.toml", "denied_things") or comma < _LEAST or tree.words(comma) != ",":
        return
    if denial.cue[0].start < denial.start:
        return
    edge = tree.tokens[comma].start
    others = [each for each in found if each is not denial and each.sentence == denial.sentence]
    said = [each for each in others if each.source and 0 <= edge - each.end <= 1]
    nearest = max(said, key=lambda each: each.start, default=None)
    whole = spans_of(tree.tokens, tree.trimmed(list(range(comma))))
    denial.content, denial.content_head = (whole if nearest is None else nearest.content), None


def _whole_ownership(found: Found, tree: Tree) -> None:
    """Read "claimed responsibility for the raid" whole, not from "for" on."""
    thing = owned(tree, found.cue_token) if found.cue_token is not None and found.source else []
    if not thing or found.start < found.cue[0].start:
        return
    found.rule, found.klass = "owned", "assert"
    if found.start > tree.tokens[thing[0]].start:
        found.cue = (found.cue[0],)
        found.content, found.content_head = spans_of(tree.tokens, thing), None
