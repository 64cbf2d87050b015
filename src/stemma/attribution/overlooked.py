"""Statements that their words give away where the parse and the ranker go astray."""

from collections.abc import Sequence

from stemma.attribution.acronyms import spelled_out
from stemma.attribution.antecedents import accused
from stemma.attribution.figures import is_human_noun
from stemma.attribution.found import Found
from stemma.attribution.kinds import is_medium, source_type
from stemma.attribution.lexicon import verb_classes, words
from stemma.attribution.outcomes import owned
from stemma.attribution.quoting import QUOTING, quoting, was_quoted
from stemma.attribution.sources import noun_phrase
from stemma.attribution.stated import counted, given, reported, revised, seen, stated, toll
from stemma.attribution.stressing import STRESSING, stressed
from stemma.attribution.tree import Tree, Trees
from stemma.attribution.unmarked import noun_at_end, without_a_comma

_SOURCE = 14  # tokens of a source between "according to" and its comma
_SHORTEST = 3  # tokens of a statement
_APPOSITIONS = 3  # stretches between commas that a speaker fills: name, role, place
_REPORTS = frozenset({"reports", "reported", "says", "said", "writes", "wrote", "adds", "added"})
_NAME = 4  # words of a house's name
_BRACKET = 3  # tokens of an acronym in brackets
_DESCRIBED = 6  # tokens before a house's name ("the Tarsa-based independent")
_VERBS = frozenset({"VERB", "AUX"})
_VERBAL = frozenset({"VBD", "VBZ", "VBN", "VBG", "VBP", "VB"})
_PARTICIPLES = frozenset({"VBN", "VBD", "VBG"})
_SPEAKER = 8  # tokens of a speaker without a clause
_WHEN = frozenset({"DATE", "TIME"})
_SAID_IN = frozenset({"on", "in", "late", "early", "earlier"})


def overlooked(found: list[Found], trees: Trees) -> list[Found]:
    """Return what was overlooked: "According to X, …", "put the toll at …", "…, X, the Y, told Z".

    So too "…, X was quoted as saying", "…, locals reported on Sunday, …", "X's view is that …", and
    "…, according to X, adding that …".

    Args:
        found: the attributions found so far; one whose speaker was read after a cue that follows a
            name and its apposition is set right in place.
        trees: the report's sentences.
    """
    taken = {(each.sentence, each.cue_token): each for each in found}
    added = []
    for tree in trees:
        sentence = tree.sentence.index
        for index, token in enumerate(tree.tokens):
            if index and token.tag not in _VERBAL:
                continue
            known = taken.get((sentence, index))
            new = _read(tree, index, known) or _participle(tree, index, known, found)
            if new is None:
                continue
            known = taken.get((sentence, new.cue_token)) or known  # "quoted as | saying" before "quoted"
            if known is None:
                added.append(new)
            else:
                _set_right(known, new)
        at_end = _house_at_end(tree) or noun_at_end(tree)
        if at_end is not None:
            known = _taken(at_end, (*found, *added))
            if known is None:
                added.append(at_end)
            elif not known.source:
                _set_right(known, at_end)
    return added


def _read(tree: Tree, index: int, known: Found | None) -> Found | None:
    """Return what the word at a token brings in, None where it is none of those looked for."""
    token = tree.tokens[index]
    if index == 0 and token.text.lower() == "according":
        return None if known and _apart(known) else _according(tree)
    if token.lemma in QUOTING and (token.tag == "VBN" or known is None):
        return was_quoted(tree, index) if token.tag == "VBN" else quoting(tree, index)
    tally = _TALLIES.get(token.lemma) if token.pos in _VERBS else None
    told = tally(tree, index) if tally else None  # the ranker may see an attitude in it: no claim
    if told is None and token.tag in {"VBD", "VBZ"} and index and tree.tokens[index - 1].text == ",":
        return _after_apposition(tree, index)
    if token.lemma in STRESSING and token.pos in _VERBS:
        return stressed(tree, index, known)
    if token.lemma == "report" and token.pos in _VERBS:
        return reported(tree, index, known)
    reader = _READERS.get(token.lemma) if known is None and token.pos in _VERBS else None
    return reader(tree, index) if reader else told


def _participle(tree: Tree, index: int, known: Found | None, found: list[Found]) -> Found | None:
    """Return what a participle, or what passes for one, brings in; put a known one's speaker right."""
    if tree.tokens[index].tag not in _PARTICIPLES:
        return None
    adding = _adding(tree, index, found)
    if adding is None:
        if known is not None and known.source:
            return None
        return _trailing(tree, index) or without_a_comma(tree, index)
    if known is not None:
        known.source, known.source_head = adding.source, adding.source_head
        return None
    return adding


def _apart(found: Found) -> bool:
    """Whether an attribution has a source that does not stand in its content."""
    return bool(found.source) and not found.holds(found.source[0])


def _verbal(tree: Tree, low: int, high: int) -> bool:
    return any(tree.tokens[i].pos in _VERBS and tree.tokens[i].tag != "VBG" for i in range(low, high))


def _according(tree: Tree) -> Found | None:
    """Read "According to X, …" from its comma, or its commas where an apposition follows X."""
    tokens = tree.tokens
    commas = [i for i, token in enumerate(tokens[: _SOURCE + 2]) if token.text == ","]
    if len(tokens) < _SHORTEST or tree.words(1) != "to" or not commas or commas[0] < _SHORTEST:
        return None
    end = commas[0]
    for comma in commas[1:2]:
        if not _verbal(tree, end, comma) and _verbal(tree, comma, len(tokens)):
            end = comma
    content = tree.trimmed(list(range(end + 1, len(tokens))))
    if len(content) < _SHORTEST or _verbal(tree, 2, commas[0]) or not _verbal(tree, end, len(tokens)):
        return None
    return stated(tree, [0, 1], list(range(2, end)), content, "phrase")


def _after_apposition(tree: Tree, cue: int) -> Found | None:
    """Read "…, Lina Obeid, the group's head, told Z": a person's name opens one of the stretches."""
    if "assert" not in verb_classes().get(tree.tokens[cue].lemma.lower(), ()):
        return None
    high, low = cue - 1, cue - 1
    for _ in range(_APPOSITIONS):
        low = next((i for i in range(low - 1, 0, -1) if tree.tokens[i].text == ","), 0)
        if not low or _verbal(tree, low, high):
            return None
        if tree.tokens[low + 1].entity == "PERSON" or _named_and_described(tree, low, cue):
            break
    else:
        return None
    if not _verbal(tree, 0, low) or low < _SHORTEST:
        return None
    content = tree.trimmed(list(range(low)))
    return stated(tree, [cue], list(range(low + 1, high)), content, "trailing")


def _named_and_described(tree: Tree, comma: int, cue: int) -> bool:
    """Whether a comma opens a name of two words and then what its bearer is: ", Kel Orlan, an aide,"."""
    end = next((i for i in range(comma + 1, cue) if tree.tokens[i].text == ","), 0)
    name = tree.tokens[comma + 1 : end]
    if len(name) < 2 or not all(token.pos == "PROPN" and token.text[0].isupper() for token in name):  # noqa: PLR2004 (words of a name)
        return False
    noun = tree.child(end - 1, "appos")
    return noun is not None and tree.words(end + 1) in {"a", "an", "the"} and is_human_noun(tree.words(noun))


def _trailing(tree: Tree, cue: int) -> Found | None:
    """Read "…, local activists reported on Sunday, …" where the verb passes for a participle."""
    tokens = tree.tokens
    if tokens[cue].tag == "VBG" or tokens[cue].lemma.lower() not in words("rules.toml", "plainly_said"):
        return None
    comma = next((i for i in range(cue - 1, max(0, cue - _SPEAKER) - 1, -1) if tokens[i].text == ","), 0)
    if comma < _SHORTEST or comma + 1 == cue or not _verbal(tree, 0, comma) or _verbal(tree, comma, cue):
        return None
    last = tokens[cue - 1]
    if last.pos not in {"NOUN", "PROPN"} or source_type("", "", last.text) in {"unknown", "document"}:
        return None
    opens = tokens[comma + 1].pos in {"ADP", "SCONJ", "CCONJ", "PRON", "NUM"}
    if opens or not _ends_there(tree, cue + 1):
        return None
    return stated(tree, [cue], list(range(comma + 1, cue)), tree.trimmed(list(range(comma))), "trailing")


def _house_at_end(tree: Tree) -> Found | None:
    """Read "… are used as human shields Vorona TV reports" where the verb passes for a noun.

    So too "…, the Tarsa-based Karelia Rivers Office (KRO) reports".
    """
    tokens = tree.tokens
    cue = tree.closing
    if tree.words(cue) not in _REPORTS or cue < _SHORTEST + 1:
        return None
    if tokens[cue - 1].text == ")":
        return _spelt_at_end(tree, cue)
    low = cue
    while low > 0 and tokens[low - 1].text[0].isupper() and cue - low < _NAME:
        low -= 1
    named = [tokens[i].text for i in range(low, cue)]
    houses = (i for i in range(len(named)) if is_medium(source_type(" ".join(named[i:]), "", named[-1])))
    first = next(houses, None)
    if first is None or tokens[low + first - 1].text in {",", ":", "-"}:
        return None
    first += low
    content = tree.trimmed(list(range(first)))
    if len(content) < _SHORTEST or not _verbal(tree, 0, first) or tokens[first - 1].pos in {"ADP", "DET"}:
        return None
    return stated(tree, [cue], list(range(first, cue)), content, "trailing")


def _spelt_at_end(tree: Tree, cue: int) -> Found | None:
    """Return what a body says whose name stands behind a comma, with its acronym in brackets."""
    name = spelled_out(tree, cue - 1 - _BRACKET)
    comma = next((i for i in range(name[0] - 1, 0, -1) if tree.tokens[i].text == ","), 0) if name else 0
    if len(name) < 2 or comma < _SHORTEST or not _verbal(tree, 0, comma):  # noqa: PLR2004 (words of a name)
        return None
    between = tree.tokens[comma + 1 : name[0]]
    if len(between) > _DESCRIBED or any(
        token.pos in _VERBS | {"ADP", "SCONJ", "CCONJ", "PRON"} and token.text != "based" for token in between
    ):
        return None  # "…, citing the Karelia Rivers Office (KRO) reports"
    return stated(tree, [cue], list(range(comma + 1, cue)), tree.trimmed(list(range(comma))), "trailing")


def _taken(new: Found, found: Sequence[Found]) -> Found | None:
    """Return the statement whose cue is that of what was read, None for none."""
    same = (each for each in found if each.sentence == new.sentence and each.cue_token == new.cue_token)
    return next(same, None)


def _ends_there(tree: Tree, index: int) -> bool:
    """Whether a clause ends at a token, or goes on with nothing but the time or the paper it was said in."""
    if (
        index >= len(tree.tokens)
        or tree.tokens[index].text in {",", "."}
        or tree.tokens[index].entity in _WHEN
    ):
        return True
    following = tree.tokens[index + 1 : index + 3]
    said_in = tree.words(index) in _SAID_IN
    return said_in and any(t.entity in _WHEN or t.text.lower() == "statement" for t in following)


def _told(tree: Tree, cue: int) -> Found | None:
    """Read "the elders have told us that …", which is easily passed over inside a quotation."""
    agent = tree.child(cue, "agent")
    if agent is not None:
        return _told_by(tree, cue, agent)
    subject, hearer = tree.child(cue, "nsubj"), tree.child(cue, "dobj", "dative")
    clause = next((kid for kid in tree.kids[cue] if kid > cue and _opens_with_that(tree, kid)), None)
    if subject is None or subject > cue or hearer is None or clause is None:
        return None
    if tree.tokens[subject].pos not in {"NOUN", "PROPN"} or tree.child(cue, "neg") is not None:
        return None
    content = tree.trimmed(list(range(tree.left[clause] + 1, tree.right[clause] + 1)))
    source = tree.trimmed([i for i in noun_phrase(tree, subject, cue) if i < cue])
    return stated(tree, [cue], source, content, "clause") if source and content else None


def _told_by(tree: Tree, cue: int, agent: int) -> Found | None:
    """Read "its staff had been told by survivors that …", where the clause may pass for one about them."""
    teller = tree.child(agent, "pobj")
    clause = None if teller is None else tree.child(teller, "relcl", "acl")
    if teller is None or clause is None or clause < teller or not _opens_with_that(tree, clause):
        return None
    that = tree.left[clause]
    content = tree.trimmed(list(range(that + 1, tree.right[clause] + 1)))
    source = tree.trimmed([i for i in noun_phrase(tree, teller, cue) if i < that])
    return stated(tree, [cue], source, content, "clause") if source and content else None


def _view(tree: Tree, cue: int) -> Found | None:
    """Read "the army's first assessment is that …": whose view it is says so."""
    subject = tree.child(cue, "nsubj")
    if subject is None or subject > cue or tree.tokens[subject].lemma not in words("rules.toml", "views"):
        return None
    clause = next((kid for kid in tree.kids[cue] if kid > cue and _opens_with_that(tree, kid)), None)
    of = next((kid for kid in tree.kids[subject] if tree.words(kid) == "of"), None)
    owner = tree.child(subject, "poss")
    owner = tree.child(of, "pobj") if owner is None and of is not None else owner
    if clause is None or owner is None:
        return None
    content = tree.trimmed(list(range(tree.left[clause] + 1, tree.right[clause] + 1)))
    source = [i for i in noun_phrase(tree, owner, cue) if tree.tokens[i].dep != "case" and i != subject]
    if not content or not source:
        return None
    return stated(tree, [subject, cue], source, content, "view")


def _opens_with_that(tree: Tree, kid: int) -> bool:
    mark = tree.child(kid, "mark")
    return mark is not None and mark == tree.left[kid] and tree.words(mark) == "that"


def _adding(tree: Tree, cue: int, found: list[Found]) -> Found | None:
    """Read "…, according to X, adding that …" as X's too."""
    tokens = tree.tokens
    plain = tokens[cue].tag == "VBG" and tokens[cue].lemma.lower() in words("rules.toml", "plainly_said")
    that = cue + 1 < len(tokens) and tree.words(cue + 1) == "that"
    if not plain or not that or cue < _SHORTEST or tokens[cue - 1].text != ",":
        return None
    before = tokens[cue - 2].end
    index = tree.sentence.index
    whose = next(
        (
            each
            for each in found
            if each.sentence == index == each.source_sentence
            and each.lemma == "according"
            and each.source
            and each.source[-1].end == before
        ),
        None,
    )
    content = tree.trimmed(list(range(cue + 2, len(tokens))))
    if whose is None or len(content) < _SHORTEST:
        return None
    new = stated(tree, [cue], [cue], content, "clause")
    new.source, new.source_head = whose.source, whose.source_head
    return new


def _set_right(known: Found, read: Found) -> None:
    """Take the speaker before a cue for one that was read after it, or that the content swallowed.

    A toll is told in numbers alone, where the ranker sees a thing dealt with ("counted | 40 bodies").
    """
    if read.rule == "tally" and "ccomp" not in known.rule and known.directness == "indirect":
        known.content, known.content_head, known.rule, known.klass = read.content, None, read.rule, read.klass
        known.source, known.source_head, known.source_sentence = (
            read.source, read.source_head, read.source_sentence,
        )  # fmt: skip
        return
    swallowed = any(known.holds(part) for part in read.source)
    after = bool(known.source) and known.source[0].start > read.cue[0].start
    swallowed = swallowed or (
        known.rule.endswith("r:prep") and (known.lemma in QUOTING or known.start > read.cue[-1].end)
    )  # "quoted | as saying", "quoted as saying | by the Wire"
    if known.source and not (swallowed or after):
        return
    if swallowed or not known.source:
        known.content, known.content_head, known.rule = read.content, None, read.rule
    known.cue, known.source, known.source_head = read.cue, read.source, read.source_head
    known.source_sentence = read.sentence


def _owned(tree: Tree, cue: int) -> Found | None:
    """Read "the group later claimed responsibility for the raid": what it claims is to answer for it."""
    subject, thing = tree.child(cue, "nsubj"), owned(tree, cue)
    if subject is None or subject > cue or not thing or tree.child(cue, "neg") is not None:
        return None
    source = tree.trimmed([i for i in noun_phrase(tree, subject, cue) if i < cue])
    return stated(tree, [cue], source, thing, "owned") if source else None


def _learned(tree: Tree, cue: int) -> Found | None:
    """Read "…, WIRE learned from the hospital": who is learned from says what stands before."""
    subject, by = tree.child(cue, "nsubj", "nsubjpass"), _from(tree, cue)
    source = tree.child(by, "pobj") if by is not None else None
    if subject is None or subject > cue or source is None or tree.child(cue, "neg") is not None:
        return None
    kind = source_type("", "", tree.words(source))
    unnamed = tree.words(source) in words("sources.toml", "anonymous")
    if (
        tree.tokens[source].entity not in {"PERSON", "ORG"}
        and kind in {"unknown", "document"}
        and not unnamed
    ):
        return None  # "learned from the defeat"
    comma = tree.left[subject] - 1
    if comma < _SHORTEST or tree.tokens[comma].text != "," or not _verbal(tree, 0, comma):
        return None
    said = [i for i in noun_phrase(tree, source, cue) if i > cue]
    return stated(tree, [cue], said, tree.trimmed(list(range(comma))), "trailing") if said else None


def _from(tree: Tree, cue: int) -> int | None:
    return next((kid for kid in tree.kids[cue] if kid > cue and tree.words(kid) == "from"), None)


_TALLIES = {
    "put": toll,
    "give": given,
    "raise": revised,
    "revise": revised,
    "lower": revised,
    "increase": revised,
    "reduce": revised,
    "update": revised,
    "correct": revised,
    "count": counted,
    "record": counted,
    "register": counted,
    "document": counted,
}
_READERS = {
    "see": seen,
    "hear": seen,
    "witness": seen,
    "be": _view,
    "tell": _told,
    "learn": _learned,
    "claim": _owned,
    "take": _owned,
    "accuse": accused,
}
