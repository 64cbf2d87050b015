"""Statements that no comma parts from their speaker: "the raid killed ten civilians | activists said"."""

from stemma.attribution.crowded import COUNTED, begins
from stemma.attribution.figures import is_human_noun
from stemma.attribution.found import Found, tokens_in, up_to
from stemma.attribution.kinds import source_type
from stemma.attribution.lexicon import verb_classes, words
from stemma.attribution.marks import EDGES
from stemma.attribution.tree import FINITE, Tree, Trees, spans_of
from stemma.records import Span

_LONGEST = 12  # tokens of a speaker behind the verb
_ENDING = frozenset({"CD", "NNS"})  # tags of what ends an object: "ten civilians | activists"
_FIELDS = frozenset({"rights", "affairs", "relations"})  # plurals that a body's words begin with
_WHEN_WHERE = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC"})
_HOURS = frozenset({"morning", "afternoon", "evening", "night", "noon"})
_NAMED = frozenset({"ORG", "PERSON"})
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN"})
_DESCRIBING = frozenset({"amod", "compound"})
_BEFORE = frozenset({"AUX", "ADV", "PART"})  # what may stand between a speaker and the verb
_LINKS = frozenset({"of", "for"})
_PLACING = frozenset(
    {"in", "at", "near", "from", "to", "into", "around", "outside", "inside", "on", "across", "towards"}
)
_INVERTED = frozenset({"say", "add", "report", "state"})  # verbs whose speaker may follow: "said the army"
_TELLING = frozenset(
    {"witness", "witnesses", "resident", "residents", "source", "sources", "spokesman", "spokeswoman"}
)


def part_unparted(found: Found, tree: Tree) -> None:
    """Give a content, in place, the object that passes for its speaker where no comma stands between.

    A content that ends with a verb or a preposition lacks its object. Behind "killed | ten civilians
    activists said" the speaker is the end of what was taken for it; behind "killed | ten civilians said
    the Observatory" it follows the verb.

    Args:
        found: an attribution.
        tree: its sentence.
    """
    place, turned = _object(found, tree), _inverted(found, tree)
    place = place or turned
    if place is None:
        _part_front(found, tree)
        return
    low, stop = place
    cue = found.cue_token or 0
    if not _telling(tree, cue):
        return
    told = found.start < tree.tokens[cue].start  # else the speaker behind the verb passes for the content
    inverted = tree.tokens[cue].lemma in _INVERTED and (turned is not None or not _speaks(tree, stop - 1))
    behind = _behind(tree, cue) if inverted else None
    if behind is not None and (told or _within(found, tree, behind)):
        speaker, end = behind, stop
    elif told and (first := _start(tree, low, stop)) is not None:
        speaker, end = range(first, stop), first
    else:
        _part_front(found, tree)
        return
    start = found.content[-1].start if told else tree.tokens[0].start
    found.source = spans_of(tree.tokens, list(speaker))
    found.source_head = _head(tree, speaker)
    found.content = (*(found.content[:-1] if told else ()), Span(start, tree.tokens[end - 1].end))
    found.content_head = found.content_head if told else None
    found.rule += " unparted"


def without_speakers(found: list[Found], trees: Trees) -> None:
    """Cut off contents, in place, that end with the next speaker: "denied involvement and | the army said".

    Args:
        found: all attributions, speakers parted.
        trees: the report's sentences.
    """
    ends = {each.end for each in found}
    for each in found:
        if not each.source or each.source[-1].end not in ends or each.cue_token is None:
            continue
        if trees[each.sentence].tokens[each.cue_token].tag not in FINITE:
            continue
        tree, start, end = trees[each.sentence], each.source[0].start, each.source[-1].end
        at = next((i for i, token in enumerate(tree.tokens) if token.start == start), 0)
        if at < 2 or tree.tokens[at - 1].pos != "CCONJ" or tree.tokens[each.cue_token].start < end:  # noqa: PLR2004
            continue
        for other in found:
            if other is not each and other.end == end and other.start < tree.tokens[at - 1].start:
                other.content = up_to(other.content, tree.tokens[at - 2].end)


def _object(found: Found, tree: Tree) -> tuple[int, int] | None:
    """Return where the object begins that a statement lacks, and where what passes for its speaker ends."""
    cue = found.cue_token
    if cue is None or found.directness == "direct" or len(found.source) != 1 or not found.content:
        return None
    start, end = found.source[0].start, found.source[0].end
    stop = next((i for i in range(cue - 1, 0, -1) if tree.tokens[i].end == end), cue) + 1
    between = tree.tokens[stop:cue]
    if found.source_sentence != found.sentence or stop > cue or any(t.pos not in _BEFORE for t in between):
        return None
    told = found.end <= start
    if not told and found.start < tree.tokens[cue].end:
        return None
    edge = found.end if told else start
    low = next((i for i, token in enumerate(tree.tokens) if token.start >= edge), stop)
    if not 0 < low < stop:
        return None
    lacks = _lacks(tree, low, stop) and (not told or tree.tokens[low - 1].start >= found.content[-1].start)
    bare = all(token.pos == "DET" for token in tree.tokens[low:stop] if token.end <= start)
    return (low, stop) if lacks and bare else None


def _lacks(tree: Tree, low: int, stop: int) -> bool:
    """Whether the word before a run lacks what follows it: a verb, a preposition, an adjective of the run."""
    before = tree.tokens[low - 1]
    if before.pos in {"VERB", "AUX", "ADP"}:
        return low < 2 or tree.tokens[low - 2].tag != "HYPH"  # noqa: PLR2004  "the Tarsa-based | Observatory"
    return before.pos == "ADJ" and low <= before.head < stop


def _start(tree: Tree, low: int, stop: int) -> int | None:
    """Return where the speaker begins in what a verb or a preposition lacks, before the verb of speech."""
    first = _first(tree, low, stop)
    return begins(tree, low, stop - 1, names=_where(tree, low - 1)) if first is None else first


def _where(tree: Tree, at: int) -> bool:
    """Whether a word is a preposition behind which a place stands, or what opens a clause."""
    return tree.tokens[at].tag in {"IN", "TO"} and tree.words(at) in _PLACING


def _part_front(found: Found, tree: Tree) -> None:
    """Cut off, in place, what stands before a speaker and cannot speak, or where a phrase set it.

    "In a news alert | state television said that …", "…, denied involvement and | the ministry said that …".
    """
    cue, head = found.cue_token, found.source_head
    if cue is None or head is None or len(found.source) != 1 or found.source_sentence != found.sentence:
        return
    run = [i for i in tokens_in(tree.tokens, found.source[0]) if i < cue]
    if len(run) < 2 or found.directness == "direct" or not _telling(tree, cue):  # noqa: PLR2004 (a word to cut)
        return
    if found.lemma in words("rules.toml", "evidence") or not _plain(tree, run, cue):
        return
    low, last = run[0], run[-1]
    led = tree.tokens[low].pos == "ADP" or (low > 0 and tree.tokens[low - 1].pos == "ADP")
    opens = low == 0 or (low == 1 and led)
    at = low + (tree.tokens[low].pos == "ADP")
    first = begins(tree, at, last, names=led and opens) if led or _cannot_speak(tree, head) else None
    if first is None or (not led and (first <= head or tree.tokens[first - 1].pos == "ADP")):
        return
    told = found.end <= found.source[0].start
    found.source = (Span(tree.tokens[first].start, found.source[0].end),)
    found.source_head = head if first <= head <= last else _head(tree, range(first, last + 1))
    found.rule += " unparted"
    if told and tree.tokens[low - 1].end == found.end:
        found.content = (*found.content[:-1], Span(found.content[-1].start, tree.tokens[first - 1].end))


def _plain(tree: Tree, run: list[int], cue: int) -> bool:
    """Whether words right before a finite verb are a run without a mark and without a person's name."""
    if tree.tokens[cue].tag == "VBG" or tree.child(cue, "auxpass") is not None:
        return False
    if any(tree.tokens[i].pos not in _BEFORE for i in range(run[-1] + 1, cue)):
        return False
    return not any(tree.tokens[i].text in EDGES for i in run)


def _telling(tree: Tree, cue: int) -> bool:
    return bool({"assert", "report"} & set(verb_classes().get(tree.tokens[cue].lemma.lower(), ())))


def _cannot_speak(tree: Tree, head: int) -> bool:
    """Whether a noun is one for a thing or a measure, and no paper's or person's."""
    token = tree.tokens[head]
    if token.entity in {"QUANTITY", "DATE", "TIME"}:
        return True
    small = token.pos == "NOUN" and token.text.islower() and not token.entity
    if not small or token.text in _TELLING | words("sources.toml", "anonymous") | words(
        "sources.toml", "titles"
    ):
        return False
    return source_type("", "", token.text) == "unknown" and not is_human_noun(token.text)


def _inverted(found: Found, tree: Tree) -> tuple[int, int] | None:
    """Return where what passes for a speaker begins, and the verb, in "… and two people | said the army."."""
    cue = found.cue_token
    if cue is None or found.lemma != "say" or found.directness == "direct" or len(found.source) != 1:
        return None
    behind = _behind(tree, cue)
    run = tokens_in(tree.tokens, found.source[0])
    if behind is None or not run or found.source_sentence != found.sentence or run[-1] != cue - 1:
        return None
    closing = behind.stop == len(tree.tokens) or tree.tokens[behind.stop].text in EDGES
    closing = closing or tree.tokens[behind.stop].pos == "DET"  # "said the Observatory | a group that …"
    return (run[0], cue) if closing and found.end == tree.tokens[run[0] - 1].end else None


def _within(found: Found, tree: Tree, phrase: range) -> bool:
    """Whether a content is one piece inside a phrase."""
    low, high = tree.tokens[phrase.start].start, tree.tokens[phrase.stop - 1].end
    return len(found.content) == 1 and low <= found.start and found.end <= high


def _behind(tree: Tree, cue: int) -> range | None:
    """Return the noun phrase of a speaker right behind a verb of speech, up to a mark or another verb."""
    end = cue + 1
    while end < min(len(tree.tokens), cue + 1 + _LONGEST):
        token = tree.tokens[end]
        linked = token.text.lower() in _LINKS and end > cue + 1
        apposed = token.pos == "DET" and tree.tokens[end - 1].pos in {"NOUN", "PROPN"}
        if apposed or (token.pos not in _INSIDE and not linked and token.tag not in {"POS", "HYPH", "VBN"}):
            break
        end += 1
    while end > cue + 1 and tree.tokens[end - 1].pos not in {"NOUN", "PROPN"}:
        end -= 1
    if end == cue + 1 or (end < len(tree.tokens) and tree.tokens[end].tag in {"VBD", "VBZ", "VBP", "MD"}):
        return None
    phrase = range(cue + 1, end)
    named = next((i for i in phrase if tree.tokens[i].pos in {"NOUN", "PROPN"}), cue)
    return phrase if _speaks(tree, _head(tree, phrase)) or _speaks(tree, named) else None


def _first(tree: Tree, low: int, cue: int) -> int | None:
    """Return where the speaker begins in what ends right before the verb, None if nothing parts it."""
    last = cue - 1
    if not _speaks(tree, last):
        return None
    first = last
    while first > low and _goes_on(tree, first - 1, last):
        first -= 1
    based = any(tree.tokens[i].tag == "HYPH" for i in range(low, first))  # "the Aleppo-based X | group"
    return first if first > low and not based and _ends(tree, first - 1, last) else None


def _goes_on(tree: Tree, at: int, last: int) -> bool:
    """Whether a word belongs with the speaker's words behind it."""
    token, behind = tree.tokens[at], tree.tokens[at + 1]
    if token.entity and token.entity == behind.entity == tree.tokens[last].entity in _NAMED:
        return True
    if behind.pos == "DET" or _ends(tree, at, last):
        return False
    hyphen = "HYPH" in (token.tag, behind.tag)
    return hyphen or token.pos in _INSIDE or (token.pos == "VERB" and token.dep in _DESCRIBING)


def _ends(tree: Tree, at: int, last: int) -> bool:
    """Whether a word before a speaker's ends what was told: a count, a plural, a time or place, a person."""
    token = tree.tokens[at]
    if token.tag == "HYPH" or tree.tokens[at + 1].tag == "HYPH":
        return False
    if token.entity == "PERSON":
        return tree.tokens[last].entity != "PERSON"
    hour = token.text.lower() in _HOURS and at > 0 and tree.tokens[at - 1].entity in _WHEN_WHERE
    ends = token.tag in _ENDING and token.text.lower() not in _FIELDS
    if ends or token.entity in _WHEN_WHERE or hour:
        return True
    return tree.tokens[at + 1].pos == "DET" and token.pos not in {"ADP", "CCONJ", "DET"}


def _head(tree: Tree, phrase: range) -> int:
    """Return the last noun before an "of" or "for" in a phrase."""
    link = next((i for i in phrase if tree.words(i) in _LINKS), phrase.stop)
    return max(link - 1, phrase.start)


def _speaks(tree: Tree, at: int) -> bool:
    token = tree.tokens[at]
    if token.entity in _NAMED or token.text.lower() in _TELLING:
        return True
    kinds = {source_type(token.text, "", token.text), source_type("", "", token.text.lower())}
    return token.pos in {"NOUN", "PROPN"} and not kinds <= COUNTED
