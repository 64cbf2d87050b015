"""Headlines in Title Case, whose verbs and nouns parsers take for names ("Army Kills Six in X")."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from stemma.events.lexicon import noun_classes, parties, patterns, word_set
from stemma.records import Sentence, Token

_ENDS = frozenset(".?!\"'\u201d\u2019)")
_LONGEST = 30
_SHORTEST_TITLE = 4
# Words of so many letters are capitalised in a title, all but a few.
_LONG = re.compile(r"\b[^\W\d_]{4,}\b")
_CAPITALS = re.compile(r"\b(?=[^\W\d_]{4,}\b)[A-Z]\w*[a-z]\w*\b")
_SHARE = 0.8
_NUMBERS = ("CD",)
# An interjection is no more than a noun that was taken for one ("Boy").
_OPENING = ("UH", "CD", "DT", "JJ", "JJR", "PRP$", "NNP", "NNPS", "NN", "NNS", "VBN")
_OVER = frozenset({"over", "at", "more", "up", "some", "about", "nearly", "dozens", "scores"})
_JOINING = frozenset({"and", "&"})
# What a headline ends on that says who tells it, what stands before, and how many words that takes.
_SAYS = frozenset({"say", "says", "said"})
_BEFORE_CREDIT = frozenset({",", "\u2013", "\u2014", "-"})
_LONGEST_CREDIT, _SHORTEST = 8, 3
_STATES = frozenset({"dead", "wounded", "injured", "killed", "trapped", "homeless"})
_PLURALS = ("NNS", "NNPS")


def righted(sentence: Sentence) -> Sentence:
    """Return a headline in title case with its verbs and nouns as such; any other sentence as it is.

    Of its words, "Kills" and "Strikes" are read as names by parsers of running text. Nouns get their
    lemmas; where a verb was taken for a name, the sentence is read by its word order: who, verb, whom,
    and phrases that begin with a preposition.
    """
    tokens = sentence.tokens
    if not tokens or len(tokens) > _LONGEST:
        return sentence
    if tokens[-1].text[-1:] in _ENDS:
        return _stopped(sentence)
    credit = _credit(tokens)
    if credit is not None:
        return replace(sentence, tokens=_parted(sentence, credit))
    return _righted(sentence)


def _stopped(sentence: Sentence) -> Sentence:
    """Return a title that ends with a full stop, as some papers set them, righted like any other."""
    tokens = sentence.tokens
    last = len(tokens) - 1
    if last < _SHORTEST_TITLE or tokens[last].text != "." or not _is_title(tokens[:last]):
        return sentence
    if any(token.head == last for token in tokens):
        return sentence
    title = _righted(replace(sentence, tokens=tokens[:last]))
    if title.tokens == tokens[:last]:
        return sentence
    root = next(at for at, token in enumerate(title.tokens) if token.head == at)
    return replace(sentence, tokens=(*title.tokens, replace(tokens[last], head=root)))


def _righted(sentence: Sentence) -> Sentence:
    tokens = sentence.tokens
    if _is_title(tokens):
        named = tuple([_as_noun(token) for token in tokens])
        verbs = list(_verbs(named))
    else:
        named, verbs = tokens, _root_verb(tokens)
    if verbs and not _opens(named[0]):  # "In an Ambush Army Kills Six" has another order
        named = _ordered(named, verbs)
    return sentence if named == tokens else replace(sentence, tokens=named)


def _credit(tokens: Sequence[Token]) -> int | None:
    """Return the comma or dash after which a headline says who tells it, None where the parse is sound.

    ("… Kills 3, Mayor Says"): parsers take the teller for the victim, or all before for the teller's doing.
    """
    last = len(tokens) - 1
    if tokens[last].text.lower() not in _SAYS:
        return None
    comma = next((at for at in range(last - 1, 0, -1) if _parts_off(tokens, at)), None)
    if comma is None or not 1 < last - comma <= _LONGEST_CREDIT or comma < _SHORTEST:
        return None
    sound = tokens[last].head == last or tokens[last].dep in ("ROOT", "parataxis", "ccomp")
    across = any(token.head > comma for token in tokens[:comma] if token.head != last or token.dep != "ccomp")
    into = any(token.head < comma for token in tokens[comma + 1 : last])
    return comma if across or into or not sound else None


def _parts_off(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a comma or dash stands at a place, no hyphen of a word."""
    return tokens[at].text in _BEFORE_CREDIT and tokens[at].end < tokens[at + 1].start


def _parted(sentence: Sentence, comma: int) -> tuple[Token, ...]:
    """Return a headline's tokens: its news read alone, and who tells it as the subject of "says"."""
    tokens = sentence.tokens
    first = next((at for at in range(comma) if not 0 <= tokens[at].head < comma), 0)
    root = next((at for at in range(comma) if tokens[at].dep == "ROOT"), first)
    news = []
    for at, token in enumerate(tokens[:comma]):
        if at == root:
            news.append(replace(token, head=root, dep="ROOT"))
        elif token.head >= comma:
            news.append(replace(token, head=root, dep="dep" if token.dep == "ROOT" else token.dep))
        else:
            news.append(token)
    found = list(_righted(replace(sentence, tokens=tuple(news))).tokens)
    root = next(at for at, token in enumerate(found) if token.head == at)
    last = len(tokens) - 1
    found += tokens[comma:]
    found[comma] = replace(tokens[comma], head=root, dep="punct")
    found[last] = replace(tokens[last], head=root, dep="parataxis", pos="VERB", tag="VBZ", lemma="say")
    _phrase(found, range(comma + 1, last), last, "nsubj")
    return tuple(found)


def _is_title(tokens: Sequence[Token]) -> bool:
    text = " ".join([token.text for token in tokens])
    small = word_set("title_prepositions") | _OVER
    long = [word for word in _LONG.findall(text) if word not in small]
    return len(long) > 1 and len(_CAPITALS.findall(text)) >= _SHARE * len(long)


def _as_noun(token: Token) -> Token:
    """Return a common noun in capitals with the lemma that it has in small letters."""
    if token.tag not in ("NNP", "NNPS") or token.entity in ("GPE", "PERSON"):
        return token
    word = token.text.lower()
    lemma = word.removesuffix("s")
    known = lemma != word and (lemma in noun_classes() or lemma in patterns())
    return replace(token, lemma=lemma) if known else token


@cache
def _verb_forms() -> Mapping[str, tuple[str, bool]]:
    """Return the lemma of each form that a title's verb has, and whether a noun is spelt like it."""
    found: dict[str, tuple[str, bool]] = {}
    for name, doubtful in (("title_verbs_or_nouns", True), ("title_verbs", False)):
        for lemma in word_set(name):
            third = f"{lemma[:-1]}ies" if lemma.endswith("fy") else f"{lemma}s"
            found[lemma] = found[third] = (lemma, doubtful)
    return found


def _verbs(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the words of a title that are verbs though they were taken for names or nouns."""
    forms = _verb_forms()
    for at, token in enumerate(tokens[1:-1], start=1):
        form = forms.get(token.text.lower())
        if form is None or not token.tag.startswith(("NN", "VB")) or not _may_open(tokens[at + 1]):
            continue
        before = tokens[at - 1]
        gerund = at == 1 and before.tag == "VBG"  # "Shelling Kills Two"
        if not gerund and not before.tag.startswith(("NN", "CD", "CC")):
            continue
        if not form[1] or _agrees(tokens, at):
            yield at


def _root_verb(tokens: Sequence[Token]) -> list[int]:
    """Return the head of a headline if it was taken for a noun, though it has an object ("X bombs Y").

    With it come later verbs before numbers ("kills ten captures six").
    """
    root = next((at for at, token in enumerate(tokens) if token.head == at), 0)
    if not 0 < root < len(tokens) - 1 or tokens[root].tag != "NNS":
        return []
    forms = _verb_forms()
    if tokens[root].text.lower() not in forms:
        return []
    if not any(token.head == root and token.dep == "dobj" for token in tokens):
        return []
    pairs = zip(tokens[root + 1 :], tokens[root + 2 :], strict=False)
    more = enumerate(pairs, start=root + 1)
    return [root, *(at for at, (one, after) in more if one.text in forms and after.tag in _NUMBERS)]


def _may_open(token: Token) -> bool:
    """Say whether a word may begin whom or what a verb acts on."""
    return token.tag in _OPENING or token.text.lower() in _OVER or token.text.lower() in _verb_forms()


def _agrees(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word that may be a noun as well agrees as a verb with the word before it."""
    before, token, after = tokens[at - 1 : at + 2]
    form = _verb_forms().get(after.text.lower())
    if form is not None and not form[1]:
        return False  # "Terrorist Attacks Kill"
    plural = before.tag in _PLURALS or before.text.lower().endswith("s")
    if token.text.lower() == "claims" or token.text.lower() == "claim":
        return after.tag in _NUMBERS or after.text.lower() in _OVER
    names = (" ".join([one.text for one in tokens[first:at]]) for first in range(max(0, at - 3), at))
    acts = "armed" in noun_classes().get(before.lemma.lower(), ()) or any(name in parties() for name in names)
    return (acts or before.entity in ("GPE", "ORG")) and plural != token.text.lower().endswith("s")


def _ordered(tokens: Sequence[Token], verbs: Sequence[int]) -> tuple[Token, ...]:
    """Return a title's tokens with heads and dependencies by its word order."""
    found = list(tokens)
    root = verbs[0]
    start = next((at + 1 for at in range(root - 2, -1, -1) if _introduces(tokens, at)), 0)
    for at in range(start):
        found[at] = replace(tokens[at], head=root, dep="dep")
    _phrases(found, range(start, root), root, "nsubj")
    for number, verb in enumerate(verbs):
        lemma = _verb_forms()[tokens[verb].text.lower()][0]
        tag = "VBZ" if tokens[verb].text.lower() != lemma else "VBP"
        found[verb] = replace(
            tokens[verb], lemma=lemma, pos="VERB", tag=tag, dep="conj" if number else "ROOT", head=root,
            entity="", entity_start=False,
        )  # fmt: skip
        end = verbs[number + 1] if number + 1 < len(verbs) else len(tokens)
        _phrases(found, range(verb + 1, _before_verb(tokens, verb, end)), verb, "dobj")
    for at, token in enumerate(found):
        if token.head == at != root:  # a participle that headed the headline ("… Killing Six")
            found[at] = replace(token, head=root, dep="advcl")
    return tuple(found)


def _introduces(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a headline's news begins after a word: a colon, a dash or "X Says"."""
    return tokens[at].tag == ":" or _parts_off(tokens, at) or (at > 0 and tokens[at].text.lower() in _SAYS)


def _before_verb(tokens: Sequence[Token], verb: int, end: int) -> int:
    """Return where the next verb form stands, which keeps what the parser hung on it."""
    stretch = range(verb + 2, end)
    return next((at for at in stretch if _is_participle(tokens[at])), end)


def _is_participle(token: Token) -> bool:
    word = token.text.lower()
    doing = word.endswith("ing") and not {word[:-3], f"{word[:-3]}e"}.isdisjoint(_verb_forms())
    return (doing or token.tag == "VBG") and not _opens(token)


def _phrases(found: list[Token], stretch: range, verb: int, dep: str) -> None:
    """Hang the phrases of a stretch on a verb: the first without a preposition as ``dep``."""
    above, had = verb, set[str]()
    for phrase in _split(found, stretch):
        first = phrase[0]
        if _opens(found[first]) or _at(found, first):
            found[first] = replace(found[first], head=above, dep="prep", pos="ADP")
            _phrase(found, phrase[1:], first, "pobj")
        else:
            head = _phrase(found, phrase, verb, "dep" if dep in had else dep)
            had.add(dep)
            above = head if dep == "nsubj" and head is not None else above


def _opens(token: Token) -> bool:
    """Say whether a word begins a phrase with a preposition, whatever its capital made of it."""
    word = token.text.lower()
    return word not in _OVER and (token.tag in ("IN", "TO") or word in word_set("title_prepositions"))


def _at(found: Sequence[Token], at: int) -> bool:
    """Say whether a word is "at" before a place, not before a count ("at least six")."""
    following = found[at + 1 : at + 2]
    return found[at].text.lower() == "at" and bool(following) and following[0].tag.startswith("NN")


def _split(found: Sequence[Token], stretch: range) -> Iterator[list[int]]:
    phrase: list[int] = []
    for at in stretch:
        counts = found[at].tag in _NUMBERS and phrase and found[phrase[-1]].tag.startswith("NN")
        if phrase and (_opens(found[at]) or _at(found, at) or counts):
            yield phrase
            phrase = []
        phrase.append(at)
    if phrase:
        yield phrase


def _phrase(found: list[Token], phrase: Sequence[int], above: int, dep: str) -> int | None:
    """Hang a phrase's words on its head, its last noun (or number), and that on the word above it."""
    rest = list(phrase)
    while rest and (found[rest[-1]].text.lower() in _STATES or found[rest[-1]].text.lower() in _JOINING):
        state = rest.pop()
        found[state] = replace(found[state], head=above, dep="oprd" if dep == "dobj" else "dep")
    head = next((at for at in reversed(rest) if found[at].tag.startswith("NN")), rest[-1] if rest else None)
    if head is None:
        return None
    inside = set(rest)
    for at in rest:
        if at != head and (found[at].head not in inside or found[at].head == at or at > head):
            count = found[at].tag in _NUMBERS
            found[at] = replace(found[at], head=head, dep="nummod" if count else "compound")
    count = found[head].tag in _NUMBERS  # "Kills 18" counts, though numbers are read as days at times
    entity = "CARDINAL" if count else found[head].entity
    found[head] = replace(found[head], head=above, dep=dep, entity=entity)
    return head
