"""Whom a sentence goes by, where no comma parts them from what they tell: "According to VNA rebels fled"."""

import re

from stemma.attribution.descriptions import text_of
from stemma.attribution.figures import is_human_noun
from stemma.attribution.found import Found, begun_at
from stemma.attribution.kinds import is_medium, source_type
from stemma.attribution.lexicon import words
from stemma.attribution.marks import EDGES, QUOTES
from stemma.attribution.relays import head_in
from stemma.attribution.tree import FINITE, Tree, Trees, spans_of

SPOKEN_TO = " spoken to"  # rules of speakers whose hearer stands in front, the house before `addressee`
_FARTHEST = 16  # tokens from "to" to the verb of what is told
_SPEAKING = frozenset({"speaking", "talking"})
_OPENS = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON", "ADV"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_PARTS = frozenset({",", "and", "or", "who", "whom", "which"})  # of a list, or of more about a name
# What goes on with a name before it: "the Wire | news agency", "the ministry | spokesman".
_GOES_ON = frozenset({"news", "state", "press", "television", "tv", "radio", "army", "military", "police"})


def accorded(found: list[Found], trees: Trees) -> None:
    """Part whom a sentence goes by from what it tells, in place, where the parse gives the one to the other.

    Args:
        found: all attributions; those that are missed are added.
        trees: the sentences.
    """
    known = {(each.sentence, each.cue_token): each for each in found}
    for tree in trees:
        if tree.words(0) in _SPEAKING:
            _behind_the_house(found, tree)
        if len(tree.tokens) < 2 or [tree.words(0), tree.words(1)] != ["according", "to"]:  # noqa: PLR2004  the cue
            continue
        each = known.get((tree.sentence.index, 0))
        if each is not None and _with_name_behind(each, tree):
            continue
        verb = _verb(tree)
        if verb is None or (each is not None and not _lacks_subject(each, tree, verb)):
            continue
        first = _split(tree, verb)
        if first is None:
            continue
        if each is None:
            each = _anew(tree)
            found.append(each)
        each.source, each.source_sentence = spans_of(tree.tokens, list(range(2, first))), tree.sentence.index
        each.source_head = head_in(tree, range(2, first))
        told = tree.trimmed(list(range(first, len(tree.tokens))))
        end = max(each.end, tree.tokens[first].end) if each.content else tree.tokens[told[-1]].end
        each.content = spans_of(tree.tokens, [i for i in told if tree.tokens[i].end <= end])
        each.content_head = None
        each.rule += " accorded"
        _begin_behind(found, tree, first)


def _with_name_behind(found: Found, tree: Tree) -> bool:
    """Give a role the name between commas that the parse takes for a subject: "the nurse, | Ada Kelm, ten …".

    Returns:
        Whether it was given, in place.
    """
    head, tokens = found.source_head, tree.tokens
    if head is None or not found.source or not found.content or found.source_sentence != found.sentence:
        return False
    role = tokens[head].tag == "NN" and is_human_noun(tree.words(head))
    last = _last_of_name(tree, head + 2)
    if not role or last is None or found.content[0].start != tokens[head + 2].start:
        return False
    found.source, found.source_head = spans_of(tokens, list(range(2, last + 1))), last
    found.content, found.content_head = begun_at(found.content, tokens[last + 2].start), None
    found.rule += " accorded"
    return True


def _last_of_name(tree: Tree, first: int) -> int | None:
    """Return the last token of a person's name between commas, None where what follows has no subject.

    "Lena Kelm, 34, was hurt" and "Lena Kelm, two guards and a nurse were hurt" tell of her.
    """
    tokens = tree.tokens
    end = next((i for i in range(first, len(tokens)) if tokens[i].pos != "PROPN"), len(tokens))
    told = end + 1
    if end < first + 2 or told >= len(tokens) or tokens[first - 1].text != "," or tokens[end].text != ",":
        return None
    verb = next((i for i in range(told, len(tokens)) if tokens[i].tag in FINITE), told)
    plain = all(tokens[i].text not in _PARTS for i in range(told, verb))
    return end - 1 if verb > told and plain and tokens[told].pos in _OPENS else None


def _begin_behind(found: list[Found], tree: Tree, first: int) -> None:
    """Begin other speakers of a sentence, in place, behind whom it goes by."""
    start = tree.tokens[first].start
    for each in found:
        here = each.source and each.sentence == each.source_sentence == tree.sentence.index
        if (
            here
            and not each.rule.endswith(" accorded")
            and each.source[0].start < start < each.source[-1].end
        ):
            each.source = begun_at(each.source, start)


def _behind_the_house(found: list[Found], tree: Tree) -> None:
    """Part, in place, a house from who speaks to it: "Speaking to VNA | Sami Darwish said"."""
    to = next((i for i in (1, 2) if i < len(tree.tokens) and tree.words(i) in {"to", "with"}), 0)
    if not to:
        return
    for each in found:
        cue = each.cue_token
        if each.sentence != tree.sentence.index or each.source_sentence != each.sentence or not each.source:
            continue
        if (
            cue is None
            or tree.tokens[cue].tag not in FINITE
            or each.source[0].start > tree.tokens[to + 1].start
        ):
            continue
        first = _behind_house(tree, to + 1, cue)
        if first is None or any(tree.tokens[i].text in EDGES - {"-"} for i in range(to, cue)):
            continue
        each.source = begun_at(each.source, tree.tokens[first].start)
        each.source_head, each.addressee = _name_at(tree, first, cue), first - 1
        each.rule += SPOKEN_TO


def _behind_house(tree: Tree, low: int, cue: int) -> int | None:
    """Return the name right behind the name of a house, None for none."""
    low += tree.words(low) == "the"
    for last in range(cue - 2, low - 1, -1):
        if _is_house(tree, low, last):
            return last + 1 if tree.tokens[last + 1].pos == "PROPN" else None
    return None


def _is_house(tree: Tree, low: int, last: int) -> bool:
    """Whether words are a house's name, and its last word one of those that houses are called by."""
    name, end = text_of(tree, list(range(low, last + 1))), tree.tokens[last].text
    called = is_medium(source_type("", "", end.lower())) or is_medium(source_type(end, "", end))
    return called or name.lower() in words("sources.toml", "houses.names")


def _name_at(tree: Tree, first: int, cue: int) -> int:
    """Return the last token of a person's name, as the parse has it or the words: "al-Kelm" is one."""
    person = next((i for i in range(cue - 1, first, -1) if tree.tokens[i].entity == "PERSON"), None)
    if person is not None:
        return person
    end = first
    while end + 1 < cue and (tree.tokens[end + 1].pos == "PROPN" or tree.tokens[end + 1].text == "-"):
        end += 1
    return end


def _anew(tree: Tree) -> Found:
    return Found(
        sentence=tree.sentence.index, cue_token=0, lemma="according", klass="assert",
        cue=spans_of(tree.tokens, [0, 1]), content=(), rule="phrase", score=0.6,
    )  # fmt: skip


def _verb(tree: Tree) -> int | None:
    """Return the first finite verb of a sentence, None where a mark or a clause stands before it."""
    for index, token in enumerate(tree.tokens[: _FARTHEST + 2]):
        if token.text in EDGES - {"-"} | QUOTES or token.tag in {"WP", "WDT", "WRB", "VBN"}:
            return None
        if token.tag in FINITE:
            return index
    return None


def _lacks_subject(found: Found, tree: Tree, verb: int) -> bool:
    """Whether nothing but the one a sentence goes by stands before its verb, or nobody at all was found."""
    if not found.source:
        return True
    last = next((i for i, token in enumerate(tree.tokens) if token.end == found.source[-1].end), verb)
    return found.source[0].start == tree.tokens[2].start and last == verb - 1


def _split(tree: Tree, verb: int) -> int | None:
    """Return where what is told begins: behind the first noun for somebody who speaks, or for a paper."""
    for first in range(3, verb):
        last = first - 1
        if _opens(tree, first, verb) and _ends(tree, last) and not _goes_on(tree, last, first, verb):
            return first
    return None


def _opens(tree: Tree, first: int, verb: int) -> bool:
    """Whether a subject may stand from a token up to the verb."""
    token = tree.tokens[first]
    nominal = any(tree.tokens[i].pos in _NOMINAL | {"PRON", "NUM"} for i in range(first, verb))
    return token.pos in _OPENS and nominal and token.tag != "HYPH"


def _ends(tree: Tree, last: int) -> bool:
    """Whether a noun ends the phrase of somebody who speaks, or of a paper."""
    token, noun = tree.tokens[last], tree.words(last)
    body = noun in words("sources.toml", "bodies")
    if (token.pos not in _NOMINAL and not body) or noun in words("sources.toml", "titles"):
        return False
    if noun in words("sources.toml", "ordinary"):
        return False  # "Save the Children"
    if body or _ACRONYM.fullmatch(token.text):
        return True
    if noun in words("sources.toml", "houses.agencies") or noun in words("sources.toml", "body_ends"):
        return True
    if token.text[:1].isupper() and tree.words(last - 1) != "the":
        return _is_house(tree, 2 + (tree.words(2) == "the"), last)
    return source_type("", "", noun) != "unknown" or noun in words("sources.toml", "anonymous")


def _goes_on(tree: Tree, last: int, first: int, verb: int) -> bool:
    """Whether the word behind a noun is of its phrase all the same: "the Wire | news agency"."""
    token = tree.tokens[first]
    if token.pos not in _NOMINAL:
        return False
    one = token.entity and token.entity == tree.tokens[last].entity and not token.entity_start
    if one and not _ACRONYM.fullmatch(token.text) and tree.words(last) not in words("sources.toml", "bodies"):
        return True
    more = first + 1 < verb
    noun = tree.words(first)
    told = source_type("", "", noun) in {"document", "news_report", "agency", "official"}
    return more and token.text.islower() and token.tag == "NN" and (noun in _GOES_ON or told)
