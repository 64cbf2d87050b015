"""Put right what the parse joins or cuts: wires that quote, halves of names, speakers inside contents."""

from stemma.attribution.found import Found, ended_at
from stemma.attribution.hyphens import whole_words
from stemma.attribution.kinds import is_medium, may_speak, source_type
from stemma.attribution.lexicon import verb_classes, words
from stemma.attribution.marks import BREAKS, QUOTES
from stemma.attribution.offices import with_office
from stemma.attribution.pairs import with_first
from stemma.attribution.relays import as_saying, head_in
from stemma.attribution.sources import noun_phrase
from stemma.attribution.tails import with_whole_phrase
from stemma.attribution.tree import FINITE, Tree, Trees, spans_of
from stemma.records import Span

_NO_ONE = frozenset({"nobody", "none", "neither"})
_LINKING = frozenset({"of", "and", "who", "which", "that"})
_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM", "CCONJ"})
_BEFORE_VERB = ("nsubj", "nsubjpass", "aux", "auxpass")
_ARTICLES = frozenset({"The", "A", "An"})
_SHORTEST = 3  # tokens of a statement
_SPEAKER = 12  # tokens of a speaker at most


def put_right(found: list[Found], trees: Trees) -> list[Found]:
    """Return attributions with their sources put right, without those that nobody makes.

    Args:
        found: all attributions; sources and contents are changed in place.
        trees: the report's sentences.
    """
    for each in found:
        tree = trees[each.sentence]
        _name_the_wire(each, tree)
        if each.source and each.cue and each.source_sentence == each.sentence:
            whole_words(each, tree)
            _without_brackets(each, tree)
            _without_heading(each, tree)
            _with_name_before(each, tree)
            _with_front(each, tree)
            _own_phrase_only(each, tree)
            _with_whom_it_is_put_on(each, tree)
            _with_owner(each, tree)
            with_whole_phrase(each, tree)
            with_office(each, tree)
            with_first(each, tree)
        elif not each.source:
            _speaker_behind(each, tree)
    kept = [each for each in found if not (_by_no_one(each, trees) or _repeats_saying(each, found))]
    return [*kept, *_inner_speakers(kept, trees)]


def _name_the_wire(found: Found, tree: Tree) -> None:
    """Cut "WIRE quoted ROLE NAME" down to the wire; whom it quotes is read when the chain is built."""
    read = as_saying(tree, found.cue_token) if found.cue_token is not None else None
    if read is None:
        return
    wire = tree.trimmed(list(read[0]))
    found.source, found.source_head = spans_of(tree.tokens, wire), head_in(tree, read[0], person=False)
    found.source_sentence = found.sentence


def _without_brackets(found: Found, tree: Tree) -> None:
    """Leave out the credit in brackets before a speaker: "(Vorona Wire) Leaders said"."""
    first, rest = found.source[0], found.source[1:]
    inside = [i for i, token in enumerate(tree.tokens) if first.start <= token.start < first.end]
    close = next((i for i in inside if tree.tokens[i].text == ")"), None)
    if not inside or tree.tokens[inside[0]].text != "(" or close is None or close == inside[-1]:
        return
    found.source = (Span(tree.tokens[close + 1].start, first.end), *rest)
    if found.source_head is not None and found.source_head <= close:
        found.source_head = head_in(tree, range(close + 1, inside[-1] + 1))


def _without_heading(found: Found, tree: Tree) -> None:
    """Leave out what is glued to a speaker's front: "+3 A spokesman said", "Reprisals The ministry said"."""
    first = found.source[0]
    inside = [i for i, token in enumerate(tree.tokens) if first.start <= token.start < first.end]
    low = next((i for i in inside[1:] if _opens_sentence(tree, i)), inside[0] if inside else 0)
    if not inside or low == inside[0]:
        return
    found.source = (Span(tree.tokens[low].start, first.end), *found.source[1:])
    if found.source_head is not None and found.source_head < low:
        found.source_head = head_in(tree, range(low, inside[-1] + 1))


def _opens_sentence(tree: Tree, index: int) -> bool:
    """Whether a token is an article that begins a sentence: capitalised, where no name goes on."""
    token = tree.tokens[index]
    if token.text not in _ARTICLES or index + 1 >= len(tree.tokens):
        return False
    before, after = tree.tokens[index - 1], tree.tokens[index + 1]
    if token.text != "The" and not after.text[0].islower():
        return False  # "William A Kelm"
    return before.pos not in {"ADP", "VERB", "CCONJ"} and before.text not in QUOTES | BREAKS | {"-"}


def _with_name_before(found: Found, tree: Tree) -> None:
    """Give a speaker what stands of its phrase between the sentence's beginning and the words found.

    "The Relief Corps an aid group said", "Envoy Sara Kelm and mayor Pavel Orlan said": without commas the
    parse often begins the phrase too late.
    """
    if not found.cue or found.start < found.cue[0].start or len(found.source) > 1:
        return
    at = next((i for i, token in enumerate(tree.tokens) if token.start == found.source[0].start), 0)
    before = tree.tokens[:at]
    if not 0 < at <= _SPEAKER or any(token.entity in {"DATE", "TIME"} for token in before):
        return
    if not any(token.pos == "PROPN" for token in before) or tree.tokens[at].text in _ARTICLES:
        return
    if all(token.pos in _PHRASE or token.text.lower() in _LINKING for token in before):
        found.source = (Span(before[0].start, found.source[0].end),)
        if tree.words(at) in {"a", "an", "another"} and tree.tokens[at - 1].pos == "PROPN":
            found.source_head = at - 1  # what follows only says what the body is


def _speaker_behind(found: Found, tree: Tree) -> None:
    """Find who speaks behind a cue and what hangs on it: "“…,” announced in a statement the mayor"."""
    cue = found.cue_token
    if cue is None or not found.cue or found.end > found.cue[0].start or found.directness == "indirect":
        return
    if tree.tokens[cue].tag not in {"VBD", "VBZ", "VBN"} or tree.child(cue, *_BEFORE_VERB) is not None:
        return
    behind = [kid for kid in tree.kids[cue] if kid > cue]
    papers = [tree.child(kid, "pobj") for kid in behind if tree.tokens[kid].dep == "prep"]
    nouns = [tree.child(paper, "appos") for paper in papers if paper is not None]
    nouns.append(tree.child(cue, "dobj"))
    head = next((noun for noun in nouns if noun is not None and may_speak(tree.tokens[noun])), None)
    if head is None:
        return
    found.source_sentence, found.source_head = found.sentence, head
    found.source = spans_of(tree.tokens, tree.trimmed(noun_phrase(tree, head, cue)))


def _with_front(found: Found, tree: Tree) -> None:
    """Give a house the words of its name and kind that its content took: "… | state news agency VNA"."""
    if not found.cue or found.end > found.source[0].start or found.cue[0].start < found.source[0].end:
        return
    at = next((i for i, token in enumerate(tree.tokens) if token.start == found.source[0].start), 0)
    low = _front(tree, at) if at and tree.tokens[at - 1].end == found.end else at
    if low < at and found.content[-1].start < tree.tokens[low - 1].end:
        found.content = ended_at(found.content, tree.tokens[low - 1].end)
        found.source = (Span(tree.tokens[low].start, found.source[0].end), *found.source[1:])


def _front(tree: Tree, at: int) -> int:
    """Return where the name or the kind of a house begins that goes on at a token."""
    low = at
    while low > 1 and tree.tokens[low].start - tree.tokens[low - 1].end == 1 and _of_a_house(tree, low - 1):
        low -= 1
    if low < at or not is_medium(source_type("", "", tree.words(at))):
        return low
    while low > 1 and (tree.tokens[low - 1].pos == "PROPN" or (low < at and tree.words(low - 1) == "of")):
        low -= 1
    return low - 1 if low < at and tree.words(low - 1) == "the" else at  # "the Times of Vorona newspaper"


def _of_a_house(tree: Tree, index: int) -> bool:
    """Whether a word is a common noun for a medium, or says of which kind it is: "state news agency"."""
    word = tree.words(index)
    if not tree.tokens[index].text.islower() or tree.tokens[index].pos not in {"NOUN", "ADJ"}:
        return False
    return is_medium(source_type("", "", word)) or word in words("rules.toml", "speaker_modifiers")


def _own_phrase_only(found: Found, tree: Tree) -> None:
    """Give back to a content what its speaker took of it, where no comma parts the two.

    "… in the district of Vorona | Syrian state television reported": no noun phrase goes on with an
    adjective or an article after a noun in the plural or after a place.
    """
    inside = [i for i, token in enumerate(tree.tokens) if found.source[0].start <= token.start]
    inside = [i for i in inside if tree.tokens[i].end <= found.source[-1].end]
    if not inside or not inside[0] or found.end > found.source[0].start or len(found.source) > 1:
        return
    before = tree.tokens[inside[0] - 1]
    if before.text in BREAKS or before.end != found.end or found.cue[0].start < found.source[0].end:
        return
    edge = next((i for i in reversed(inside[1:]) if _begins_phrase(tree, i)), None)
    if edge is None or not any(tree.tokens[i].pos in {"NOUN", "PROPN"} for i in inside if i >= edge):
        return
    dropped = [i for i in inside if i < edge]
    if {tree.words(i) for i in dropped} & words("sources.toml", "titles"):
        return
    found.content = ended_at(found.content, tree.tokens[edge - 1].end)
    found.source = spans_of(tree.tokens, [i for i in inside if i >= edge])
    if found.source_head is None or found.source_head < edge:
        found.source_head = head_in(tree, range(edge, inside[-1] + 1))


def _with_whom_it_is_put_on(found: Found, tree: Tree) -> None:
    """Give "blamed it" the rest of what is said: "it on the rebels"."""
    inside = found.within(tree.tokens)
    if found.lemma != "blame" or len(inside) != 1 or tree.tokens[inside[0]].pos != "PRON":
        return
    on = inside[0] + 1
    if on >= len(tree.tokens) or tree.words(on) != "on" or tree.child(on, "pobj") is None:
        return
    found.content = ended_at(found.content, tree.tokens[max(tree.subtree(on))].end)


def _with_owner(found: Found, tree: Tree) -> None:
    """Give a speaker the owner that its content took: "in the north | the provinces health office said".

    An article behind a noun begins another phrase; here the apostrophe of the owner was lost as well.
    """
    if found.end > found.source[0].start or found.cue[0].start < found.source[0].end:
        return
    at = next((i for i, token in enumerate(tree.tokens) if token.start == found.source[0].start), 0)
    low = at - 2
    if low < _SHORTEST or found.end != tree.tokens[at - 1].end or tree.tokens[low].tag != "DT":
        return
    owner, before = tree.tokens[at - 1], tree.tokens[low - 1]
    lost = owner.text.islower() and owner.text.endswith("s") and owner.pos in {"NOUN", "PROPN"}
    if lost and before.pos in {"NOUN", "PROPN", "ADV"} and before.text not in BREAKS:
        found.content = ended_at(found.content, before.end)
        found.source = (Span(tree.tokens[low].start, found.source[-1].end),)


def _begins_phrase(tree: Tree, index: int) -> bool:
    """Whether a noun phrase begins at a token that follows another one without a comma."""
    token, before = tree.tokens[index], tree.tokens[index - 1]
    if before.entity in {"DATE", "TIME"} or before.pos == "NUM":
        # "… on Sunday | Vorona Wire reported", "… at least 50 | a relief group said"
        return token.tag == "DT" or (token.pos == "PROPN" and token.entity_start and before.pos != "NUM")
    if before.pos not in {"NOUN", "PROPN"} or tree.words(index) in _LINKING:
        return False
    if token.tag == "DT":
        return True
    if before.tag == "NNS":
        fits = token.pos in {"ADJ", "PROPN"} or token.tag == "NNS"
        return fits and tree.words(index - 1) not in words("rules.toml", "plural_modifiers")
    place = before.entity in {"GPE", "LOC", "FAC"}
    return place and (token.tag == "JJ" or (token.entity in {"NORP", "ORG"} and token.entity_start))


def _by_no_one(found: Found, trees: Trees) -> bool:
    """Whether nobody says it: "no group has claimed responsibility"."""
    head = found.source_head
    if head is None or not found.source or found.quoted:
        return False
    tree = trees[found.source_sentence]
    if tree.words(head) in _NO_ONE and not any(tree.words(kid) == "of" for kid in tree.kids[head]):
        return True
    return any(tree.words(kid) == "no" and tree.tokens[kid].dep == "det" for kid in tree.kids[head]) or (
        tree.words(head) == "one" and head > 0 and tree.words(head - 1) == "no"
    )


def _repeats_saying(found: Found, every: list[Found]) -> bool:
    """Whether what a wire "quotes" is "an officer as saying P", and P is found for itself."""
    if found.lemma not in {"quote", "cite"} or not found.content:
        return False
    return any(
        other is not found
        and other.sentence == found.sentence
        and other.lemma in {"say", "tell"}
        and bool(other.cue)
        and found.holds(other.cue[0])
        and other.start > other.cue[0].start
        and other.source != found.content
        for other in every
    )


def _inner_speakers(found: list[Found], trees: Trees) -> list[Found]:
    """Return the speakers left inside a content: "…, the mayor said, according to Vorona Wire"."""
    added = []
    cues = {(each.sentence, each.cue_token) for each in found}
    for outer in found:
        if not outer.source or len(outer.content) != 1 or outer.directness == "direct":
            continue
        tree = trees[outer.sentence]
        inside = outer.within(tree.tokens)
        if len(inside) <= _SHORTEST or not outer.cue or outer.cue[0].start < outer.start:
            continue
        cue = inside[-1]
        new = trailing_speaker(tree, inside[0], cue) if (outer.sentence, cue) not in cues else None
        if new is not None:
            added.append(new)
    return added


def trailing_speaker(
    tree: Tree, low: int, cue: int, classes: frozenset[str] = frozenset({"assert"})
) -> Found | None:
    """Return the attribution of a sentence that ends in "…, SPEAKER says", None where it does not.

    Args:
        tree: the sentence.
        low: the first token of what is said.
        cue: the last token but for punctuation, which may be the verb of saying.
        classes: the classes of ``cues.toml`` that the verb may be of.
    """
    token = tree.tokens[cue]
    if token.tag not in {"VBD", "VBZ", "VBP"} or not classes & {*verb_classes().get(token.lemma.lower(), ())}:
        return None
    comma = next((i for i in range(cue - 1, max(low, cue - _SPEAKER), -1) if tree.tokens[i].text in _ENDS), 0)
    speaker = range(comma + 1, cue)
    if comma - low < _SHORTEST or not speaker:
        return None
    if any(tree.tokens[i].tag in FINITE for i in speaker):
        return None
    if not any(tree.tokens[i].pos in {"NOUN", "PROPN", "PRON"} for i in speaker):
        return None
    content = tree.trimmed(list(range(low, comma)))
    index = tree.sentence.index
    return Found(
        sentence=index, cue_token=cue, lemma=token.lemma.lower(), klass="assert",
        cue=spans_of(tree.tokens, [cue]), content=spans_of(tree.tokens, content),
        source=spans_of(tree.tokens, list(speaker)), source_head=head_in(tree, speaker),
        source_sentence=index, rule="trailing", score=0.5,
    )  # fmt: skip


_ENDS = QUOTES | {","}
