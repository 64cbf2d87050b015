"""Statements that no comma parts from their speaker: "the raid killed ten civilians | activists said"."""

from stemma.attribution.found import Found
from stemma.attribution.kinds import source_type
from stemma.attribution.lexicon import verb_classes
from stemma.attribution.tree import Tree, spans_of
from stemma.records import Span

_LONGEST = 12  # tokens of a speaker behind the verb
_ENDING = frozenset({"CD", "NNS"})  # tags of what ends an object: "ten civilians | activists"
_FIELDS = frozenset({"rights", "affairs", "relations"})  # plurals that a body's words begin with
_WHEN_WHERE = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC"})
_HOURS = frozenset({"morning", "afternoon", "evening", "night", "noon"})
_NAMED = frozenset({"ORG", "PERSON"})
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN"})
_DESCRIBING = frozenset({"amod", "compound"})
_LINKS = frozenset({"of", "for"})
_INVERTED = frozenset({"say", "add", "report", "state"})  # verbs whose speaker may follow: "said the army"
# Whom reports count among the dead as often as they cite them is no evidence for a speaker.
_COUNTED = frozenset({"unknown", "witness", "military", "social_media", "document"})
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
    place = _object(found, tree)
    if place is None:
        return
    low, cue = place
    if not {"assert", "report"} & set(verb_classes().get(tree.tokens[cue].lemma.lower(), ())):
        return
    told = found.start < tree.tokens[cue].start  # else the speaker behind the verb passes for the content
    inverted = tree.tokens[cue].lemma in _INVERTED and not _speaks(tree, cue - 1)
    behind = _behind(tree, cue) if inverted else None
    if behind is not None and (told or _within(found, tree, behind)):
        speaker, end = behind, cue
    elif told and (first := _first(tree, low, cue)) is not None:
        speaker, end = range(first, cue), first
    else:
        return
    start = found.content[-1].start if told else tree.tokens[0].start
    found.source = spans_of(tree.tokens, list(speaker))
    found.source_head = _head(tree, speaker)
    found.content = (*(found.content[:-1] if told else ()), Span(start, tree.tokens[end - 1].end))
    found.content_head = found.content_head if told else None
    found.rule += " unparted"


def _object(found: Found, tree: Tree) -> tuple[int, int] | None:
    """Return where the object begins that a statement lacks, and the verb of speech right behind it."""
    cue = found.cue_token
    if cue is None or found.directness == "direct" or len(found.source) != 1 or not found.content:
        return None
    start, end = found.source[0].start, found.source[0].end
    if found.source_sentence != found.sentence or tree.tokens[cue - 1].end != end:
        return None
    told = found.end <= start
    if not told and found.start < tree.tokens[cue].end:
        return None
    edge = found.end if told else start
    low = next((i for i, token in enumerate(tree.tokens) if token.start >= edge), cue)
    if not 0 < low < cue:
        return None
    before = tree.tokens[low - 1]
    lacks = before.pos in {"VERB", "AUX", "ADP"} and (not told or before.start >= found.content[-1].start)
    bare = all(token.pos == "DET" for token in tree.tokens[low:cue] if token.end <= start)
    return (low, cue) if lacks and bare else None


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
        if token.pos not in _INSIDE and not linked and token.tag != "POS":
            break
        end += 1
    while end > cue + 1 and tree.tokens[end - 1].pos not in {"NOUN", "PROPN"}:
        end -= 1
    if end == cue + 1 or (end < len(tree.tokens) and tree.tokens[end].tag in {"VBD", "VBZ", "VBP", "MD"}):
        return None
    phrase = range(cue + 1, end)
    return phrase if _speaks(tree, _head(tree, phrase)) else None


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
    return token.pos in {"NOUN", "PROPN"} and not kinds <= _COUNTED
