"""Fit sources and contents to each other where careless text has no marks between them."""

from msgspec.structs import replace

from stemma.attribution.candidates import edge_of
from stemma.attribution.found import Found, begun_at, ended_at, tokens_in, up_to
from stemma.attribution.kinds import source_type
from stemma.attribution.lexicon import words
from stemma.attribution.marks import EDGES, QUOTES
from stemma.attribution.relays import head_in
from stemma.attribution.tree import FINITE, Tree, Trees, spans_of
from stemma.records import Span, Token

_CLOSING = frozenset({'"', "”", "''", "»"})
_WHEN = frozenset({"DATE", "TIME"})
_LEAST = 3  # tokens of a statement before "X and Y said"
_GAP = 8  # tokens left out between a source and a content
_SHORT = 5  # tokens of an acronym in brackets
_SPEAKER = 25  # tokens between a closing quotation mark and a cue
_GOES_ON = frozenset({"of", "and", "for", "in", "who", "which", "'s", "’s"})  # noqa: RUF001  an apostrophe
_OPEN_PHRASE = frozenset({"all", "both", "half", "such", "even", "only", "what", "quite"})
_BRINGS_IN = frozenset(
    {"say", "tell", "state", "add", "announce", "report", "write", "claim", "confirm", "declare", "reveal"}
)
_OCCASIONS = frozenset({"interview", "conference", "briefing", "speech", "address", "remarks", "comments"})
_LOOSE = frozenset({"CCONJ", "SCONJ"})
_ARTICLES = frozenset({"a", "an", "the"})


def fit(found: list[Found], trees: Trees) -> None:
    """Fit sources and contents, in place: no word in both, and none between them lost.

    Args:
        found: all attributions.
        trees: the report's sentences.
    """
    for each in found:
        tree = trees[each.sentence]
        if each.source and each.cue and each.source_sentence == each.sentence:
            _speaker_after_quotation(each, tree)
            _without_time(each, tree)
            _speaker_beside(each, tree)
            _apart(each, tree)
            _fill(each, tree)
            _name_only(each, tree)
            _accused_of(each, tree)
            _close_bracket(each, tree)


def trim(found: list[Found], trees: Trees) -> None:
    """Leave out, in place, loose ends of contents ("… while"), and join "media and | activists" in one.

    Args:
        found: all attributions, sources put right.
        trees: the report's sentences.
    """
    for each in found:
        tree = trees[each.sentence]
        if each.source and each.source_sentence == each.sentence:
            _both(each, tree)
        _after_that(each, tree)
        _behind_the_wire(each, tree)
        _after_time(each, tree)
        _trim(each, tree)


def _speaker_after_quotation(found: Found, tree: Tree) -> None:
    """Give a speaker all that stands between the quotation before a cue and the cue.

    "“…” a member of the local council Sami Darwish told Vorona Wire": the parse often takes the first of
    it for a part of what was said.
    """
    if len(found.content) != 1 or found.source[-1].end > found.cue[0].start:
        return
    whole = Span(found.start, found.cue[0].start)
    inside = tokens_in(tree.tokens, whole)
    marks = [i for i in inside if tree.tokens[i].text in _CLOSING]
    if not marks or tree.tokens[inside[0]].text not in QUOTES or marks[-1] == inside[0]:
        return
    speaker = tree.trimmed(list(range(marks[-1] + 1, inside[-1] + 1)))
    if not speaker or len(speaker) > _SPEAKER or not _nominal(tree, speaker):
        return
    if tree.tokens[speaker[0]].start == found.source[0].start or tree.tokens[speaker[0]].pos == "ADP":
        return
    found.content = (Span(found.start, tree.tokens[marks[-1]].end),)
    found.source = spans_of(tree.tokens, speaker)
    found.source_head = head_in(tree, range(speaker[0], speaker[-1] + 1))
    if found.content_head is not None and found.content_head > marks[-1]:
        found.content_head = None


def _nominal(tree: Tree, run: list[int]) -> bool:
    """Whether words are a noun phrase, a relative clause in it allowed."""
    relative = next((i for i in run if tree.tokens[i].tag in {"WP", "WDT"}), run[-1] + 1)
    before = [tree.tokens[i] for i in run if i < relative]
    return any(token.pos in {"NOUN", "PROPN"} for token in before) and not any(
        token.tag in FINITE or token.pos in _LOOSE for token in before
    )


def _without_time(found: Found, tree: Tree) -> None:
    """Leave out the time or the adverb before a speaker: "Earlier the reporter", "In May the ministry"."""
    first = found.source[0]
    inside = tokens_in(tree.tokens, first)
    head = found.source_head
    low = 0
    if len(inside) > 1 and tree.tokens[inside[0]].pos == "ADP" and tree.tokens[inside[1]].entity in _WHEN:
        low = 1
    while low < len(inside) - 1 and _tells_when(tree.tokens[inside[low]]) and inside[low] != head:
        low += 1
    article = low < len(inside) - 2 and tree.words(inside[low + 1]) in _ARTICLES
    if article and _stands_off(tree.tokens[inside[low]]):
        low += 1  # "injured many | the army said"
    rest = [tree.tokens[i] for i in inside[low:]]
    if low and rest[0].pos != "ADP" and any(token.pos in {"NOUN", "PROPN", "PRON"} for token in rest):
        found.source = (Span(rest[0].start, first.end), *found.source[1:])


def _stands_off(token: Token) -> bool:
    return token.pos in {"ADJ", "NUM", "DET"} and token.text.lower() not in _OPEN_PHRASE


def _tells_when(token: Token) -> bool:
    return token.entity in _WHEN or token.text.lower() in words("rules.toml", "when")


def _speaker_beside(found: Found, tree: Tree) -> None:
    """Take the speaker right before a cue for one that cannot speak: "the fall of the town rebels said"."""
    head = found.source_head
    edge = edge_of(tree, found.cue_token) if found.cue_token is not None else 0
    if head is None or edge < 1 or found.cue[0].start < found.source[0].start:
        return
    first = tree.tokens[head]
    begins = next((t for t in tree.tokens if t.start >= found.source[0].start), first)
    if begins.pos != "ADP" and not (
        first.pos == "NOUN" and first.lemma.lower() in words("rules.toml", "mute")
    ):
        return
    last = edge - 1
    if tree.tokens[last].text == ")":  # "the Vorona Monitoring Group (VMG) said"
        last = next(
            (i - 1 for i in range(last, max(0, last - _SHORT), -1) if tree.tokens[i].text == "("), last
        )
    if not _may_speak(tree.tokens[last]):
        last = _holder(tree, last)
    if last < 1 or last == head or not _may_speak(tree.tokens[last]):
        return
    run = list(range(_start_of_speaker(tree, last), edge))
    if found.end <= found.source[0].start and run[0] > 0:
        found.content = ended_at(found.content, tree.tokens[run[0] - 1].end)
    found.source, found.source_head = spans_of(tree.tokens, run), last


def _holder(tree: Tree, index: int) -> int:
    """Return the noun that a place hangs on: "the medics in the rebel-held area"; 0 for none."""
    above = tree.tokens[tree.tokens[index].head]
    return above.head if tree.tokens[index].dep == "pobj" and above.pos == "ADP" and above.head < index else 0


def _may_speak(token: Token) -> bool:
    if token.pos not in {"NOUN", "PROPN"} or token.lemma.lower() in words("rules.toml", "mute"):
        return False
    return token.entity in {"PERSON", "ORG"} or source_type("", "", token.text) != "unknown"


def _start_of_speaker(tree: Tree, last: int) -> int:
    """Return where a short noun phrase begins: adjectives, names and kinds of speakers before its noun."""
    low = last
    while low > 0 and tree.tokens[low].start - tree.tokens[low - 1].end <= 1:
        before, token = tree.tokens[low - 1], tree.tokens[low]
        if token.text.lower() in _ARTICLES:
            return low
        if (token.entity and not token.entity_start) or "-" in {before.text, token.text}:
            low -= 1
            continue
        name = before.entity in {"PERSON", "ORG", "NORP"} and before.pos in {"PROPN", "ADJ"}
        if not (before.pos == "ADJ" or name or _modifies(before)):
            break
        low -= 1
    return low - 1 if low and tree.tokens[low - 1].pos == "DET" else low


def _modifies(token: Token) -> bool:
    return token.text.lower() in words("rules.toml", "speaker_modifiers")


def _name_only(found: Found, tree: Tree) -> None:
    """End the source of "According to NAME heavy shelling has …" with the name: its verb has no subject."""
    if found.lemma != "according" or found.source[-1].end > found.start:
        return
    inside = tokens_in(tree.tokens, found.source[0])
    first = next((token for token in tree.tokens if token.start >= found.start), None)
    if first is None or first.tag not in FINITE or len(found.source) > 1 or not inside:
        return
    between = tokens_in(tree.tokens, Span(found.source[0].end, found.start))
    if _lost(tree, between) or tree.tokens[inside[-1]].entity:
        return
    named = [i for i in inside if tree.tokens[i].entity in {"PERSON", "ORG"}]
    if not named or tree.words(named[-1] + 1) in _GOES_ON:
        return
    subject = tree.tokens[named[-1] + 1]
    found.content = begun_at(found.content, subject.start)
    found.source, found.source_head = (Span(found.source[0].start, tree.tokens[named[-1]].end),), named[-1]


def _accused_of(found: Found, tree: Tree) -> None:
    """Give back to a content what its accuser took of it: "was accused by X | of burning villages"."""
    if found.klass != "accuse" or found.source[0].start < found.cue[-1].end or found.end > found.cue[0].start:
        return
    inside = tokens_in(tree.tokens, found.source[0])
    beside = [*inside[1:], inside[-1] + 1] if inside else []
    of = next((i for i in beside if _begins_deed(tree, i)), None)
    if of is None or (found.source_head is not None and found.source_head >= of):
        return
    found.source = (Span(found.source[0].start, tree.tokens[of - 1].end),)
    rest = range(of + 1, len(tree.tokens))
    last = next((i - 1 for i in rest if tree.tokens[i].tag in FINITE or tree.tokens[i].text == ","), rest[-1])
    last = max(tree.right[of], last)
    found.content = (*found.content, *spans_of(tree.tokens, tree.trimmed(list(range(of, last + 1)))))


def _begins_deed(tree: Tree, index: int) -> bool:
    """Whether what somebody is accused of begins at a token: "of burning villages"."""
    if index + 1 >= len(tree.tokens) or tree.words(index) not in {"of", "for"}:
        return False
    return tree.tokens[index + 1].tag == "VBG"


def _close_bracket(found: Found, tree: Tree) -> None:
    """Take in the bracket that closes behind a speaker: "the Vorona Wire (VW|)"."""
    inside = tokens_in(tree.tokens, found.source[-1])
    opened = sum((tree.words(i) == "(") - (tree.words(i) == ")") for i in inside)
    after = inside[-1] + 1 if inside else len(tree.tokens)
    if opened == 1 and after < len(tree.tokens) and tree.words(after) == ")":
        found.source = (*found.source[:-1], Span(found.source[-1].start, tree.tokens[after].end))


def _both(found: Found, tree: Tree) -> None:
    """Take in the first of two speakers: "… in the city | state media and activists said"."""
    at = next((i for i, token in enumerate(tree.tokens) if token.start == found.source[0].start), 0)
    if (
        at < _LEAST
        or tree.tokens[at - 1].tag != "CC"
        or found.end
        not in {
            tree.tokens[at - 1].end,
            tree.tokens[at - 2].end,
        }
    ):
        return
    if found.cue and found.cue[0].start < found.source[0].start:
        return
    first = at - 2
    if _may_speak(tree.tokens[first]) and _may_speak(tree.tokens[found.source_head or at]):
        low = _start_of_speaker(tree, first)
        if low > _LEAST and found.start < tree.tokens[low].start:
            found.source = (Span(tree.tokens[low].start, found.source[0].end), *found.source[1:])
            edge = tree.tokens[low - 1].end
            found.content = up_to(found.content, edge)


def _apart(found: Found, tree: Tree) -> None:
    """End a content where its source begins, if the source stands at its end."""
    low, high = found.source[0].start, found.source[-1].end
    if any(part.start < low < part.end <= high for part in found.content):
        edge = max((token.end for token in tree.tokens if token.end <= low), default=low)
        found.content = tuple(
            replace(part, end=edge) if part.start < low < part.end <= high else part for part in found.content
        )


def _fill(found: Found, tree: Tree) -> None:
    """Give a content the words between it and its source that neither has taken."""
    source, content = found.source, found.content
    if found.end <= source[0].start and source[-1].end <= found.cue[0].start:
        gap = tokens_in(tree.tokens, Span(found.end, source[0].start))
        if _lost(tree, gap) and "unbroken" in found.rule:
            found.content = ended_at(content, tree.tokens[gap[-1]].end)
    elif found.lemma == "according" and found.cue[-1].end <= source[0].start < found.start:
        gap = tokens_in(tree.tokens, Span(source[-1].end, found.start))
        first = next((token for token in tree.tokens if token.start >= found.start), None)
        if _lost(tree, gap) and first is not None and first.tag in FINITE:
            found.content = begun_at(content, tree.tokens[gap[0]].start)


def _lost(tree: Tree, gap: list[int]) -> bool:
    marks = EDGES | QUOTES | {"(", ")", "[", "]"}
    return 0 < len(gap) <= _GAP and not any(tree.tokens[i].text in marks for i in gap)


def _after_that(found: Found, tree: Tree) -> None:
    """Read "said in a statement on its site that …" from its "that" on."""
    if not found.source or "prep" not in found.rule:
        return
    if len(found.content) > 1 or not found.cue or found.start < found.cue[-1].end:
        return
    inside = tokens_in(tree.tokens, found.content[0])
    that = next((i for i in inside[1:-_LEAST] if _opens_clause(tree, i)), None)
    if that is None or any(tree.tokens[i].tag in FINITE for i in inside if i < that):
        return
    if found.lemma not in _BRINGS_IN and not any(_carries(tree, i) for i in inside if i < that):
        return  # "spoke about the plan that both had rejected"
    found.content, found.content_head = (Span(tree.tokens[that + 1].start, found.end),), None
    found.rule = "clause"


def _behind_the_wire(found: Found, tree: Tree) -> None:
    """Read "told dpa that …" from behind the "that" on: a wire in small letters passes for what is said."""
    if found.directness == "direct" or not found.cue or found.start < found.cue[-1].end:
        return
    first = next((i for i, token in enumerate(tree.tokens) if token.start == found.start), None)
    if first is None or first + _LEAST >= len(tree.tokens):
        return
    if first > 1 and tree.words(first - 1) == "that" and found.cue_token == first - 3:
        first -= 2  # "told dpa that | …"
    wire = first + (tree.words(first) == "to")
    if not tree.tokens[wire].text.isalpha() or tree.words(wire + 1) != "that" or wire + 2 >= len(tree.tokens):
        return
    name = tree.tokens[wire].text.capitalize()
    if source_type(name, "", name) != "agency":
        return
    if tree.tokens[wire + 2].start < found.end and tree.words(wire) not in {"agency", "wire"}:
        found.content, found.content_head = begun_at(found.content, tree.tokens[wire + 2].start), None
        found.addressee = wire if found.addressee is None else found.addressee


def _carries(tree: Tree, index: int) -> bool:
    """Whether a noun is one in which things are said: "a statement", "a post", "an interview"."""
    noun = tree.words(index)
    return noun in _OCCASIONS | words("sources.toml", "kinds.document") | words(
        "sources.toml", "platform_nouns"
    )


def _after_time(found: Found, tree: Tree) -> None:
    """Read "announced on Saturday, March 2, the death of …" from behind the time on."""
    if not found.source or "prep" not in found.rule or found.start < found.cue[-1].end:
        return
    inside = tokens_in(tree.tokens, found.content[0])
    low = 0
    while low < len(inside) and (
        tree.tokens[inside[low]].entity in _WHEN or tree.tokens[inside[low]].text == ","
    ):
        low += 1
    if 0 < low < len(inside) - _LEAST and tree.tokens[inside[low]].pos in {
        "DET",
        "ADJ",
        "NOUN",
        "PROPN",
        "NUM",
    }:
        found.content = begun_at(found.content, tree.tokens[inside[low]].start)
        found.content_head = None


def _opens_clause(tree: Tree, index: int) -> bool:
    """Whether a "that" opens what is said, though the parse may take it for a relative one."""
    after = tree.tokens[index + 1].pos in {"NOUN", "PROPN", "DET", "NUM", "ADJ", "PRON"}
    return tree.words(index) == "that" and (tree.tokens[index].tag == "IN" or after)


def _trim(found: Found, tree: Tree) -> None:
    """Leave out a conjunction or an article at the end of a content: "… while", "…, but the"."""
    if found.directness == "direct":
        return
    _without_that(found, tree)
    last = found.content[-1]
    inside = tokens_in(tree.tokens, last)
    end = len(inside)
    while end > 1 and _dangles(tree.tokens[inside[end - 1]]):
        end -= 1
    if 0 < end < len(inside):
        found.content = ended_at(found.content, tree.tokens[inside[end - 1]].end)


def _without_that(found: Found, tree: Tree) -> None:
    inside = tokens_in(tree.tokens, found.content[0])
    if len(inside) > _LEAST and tree.words(inside[0]) == "that" and _opens_said(found, tree, inside[0]):
        found.content = begun_at(found.content, tree.tokens[inside[1]].start)


def _opens_said(found: Found, tree: Tree, index: int) -> bool:
    """Whether a "that" opens what is said, though it passes for a pronoun: "told X | that they"."""
    told = found.rule.endswith("r:ccomp") and tree.child(found.content_head or index, "nsubj") is not None
    return tree.tokens[index].tag == "IN" or (told and tree.tokens[index].tag == "WDT")


def _dangles(token: Token) -> bool:
    return token.pos in _LOOSE or token.text in _ARTICLES or token.text in {",", "without"}
