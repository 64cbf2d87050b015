"""The rules that find who says what: verbs with their statements."""

# ruff: noqa: RUF001 (Cyrillic letters)

from collections.abc import Iterator, Sequence

from stemma.attribution.slavic.according import by_phrase
from stemma.attribution.slavic.calling import called
from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.endings import hands_over, statement_end
from stemma.attribution.slavic.found import Said
from stemma.attribution.slavic.lexicon import Lexicon
from stemma.attribution.slavic.nouns import by_noun
from stemma.attribution.slavic.quotations import Quotation, is_speech, quotation_at, whole_marks
from stemma.attribution.slavic.speakers import is_told, quoted_post, speaker
from stemma.attribution.slavic.split import around_speaker
from stemma.attribution.slavic.topics import topic
from stemma.attribution.slavic.urging import speaks, urged
from stemma.morphology import is_nominative
from stemma.records import Span

_REACH = 16  # words between a verb and the statement that it opens: a long title fits
_DASHES = frozenset({"-", "–", "—"})
_QUOTES = frozenset({"«", "»", '"', "“", "”", "„"})
_SHORTEST = 3  # characters
_AS_WORDS = frozenset({"как", "як"})
_STATEMENT = 0.9
_BEFORE = 0.8


def find_said(clause: Clause, quoted: Sequence[Quotation], words: Lexicon) -> list[Said]:
    """Return the attributions of one sentence, in the order of their cues."""
    found: list[Said] = []
    for index in range(len(clause.tokens)):
        lemma = clause.tokens[index].lemma
        kind = "urge" if lemma in words.urge else words.kind(lemma) or _other_kind(lemma, words)
        if not kind and (is_told(clause, index, words) or quoted_post(clause, index, words) is not None):
            kind = "say"
        if kind and _may_speak(clause, index, quoted, words):
            found.extend(_by_verb(clause, index, kind, quoted, words))
    found.extend(by_phrase(clause, quoted, words))
    found.extend(by_noun(clause, quoted, words, found))
    return [said for said in found if said.content and said.end - said.start >= _SHORTEST]


def _other_kind(lemma: str, words: Lexicon) -> str:
    """Return the class of a verb that reports only what its object tells: "aim", "blame", "call", or ""."""
    if lemma in words.call:
        return "call"
    return "aim" if lemma in words.aim else "blame" if lemma in words.accuse else ""


def _may_speak(clause: Clause, index: int, quoted: Sequence[Quotation], words: Lexicon) -> bool:
    token = clause.tokens[index]
    if token.pos not in {"VERB", "AUX", "ADJ"}:
        return False
    if is_told(clause, index, words):
        return True
    if ("VerbForm=Part" in token.tag and "Voice=Act" not in token.tag) or "PRT" in token.tag:
        return False
    if clause.infinitive(index) or hands_over(clause, index, words):
        return False
    inside = any(each.inner.start <= token.start < each.inner.end for each in quoted)
    return inside or not clause.first_person(index) or _names_subject(clause, index)


def _names_subject(clause: Clause, index: int) -> bool:
    return clause.parsed and clause.child(index, "nsubj") is not None


def _by_verb(
    clause: Clause, verb: int, kind: str, quoted: Sequence[Quotation], words: Lexicon
) -> Iterator[Said]:
    opened, rule = _told(clause, verb, kind, quoted, words)
    if not opened:
        return
    content = tuple(span for span, _ in opened)
    direct = any(is_quoted for _, is_quoted in opened)
    who = speaker(clause, verb, content, words)
    if who.head is None and who.source is None and (kind == "think" or rule in {"topic", "unmarked"}):
        return
    if who.head is not None and clause.tokens[who.head].lemma in words.negation:
        return
    asks = kind in {"urge", "blame"} and not words.kind(clause.tokens[verb].lemma)
    if (rule in {"urged", "called"} or asks) and (who.head is None or not speaks(clause, who.head, words)):
        return
    yield Said(
        clause.sentence.index, (verb, verb + 1), who.source, who.head, content, kind, rule,
        "direct" if direct else "indirect", _STATEMENT if rule != "parenthesis" else _BEFORE,
        who.medium, who.reference, rule == "aim",
    )  # fmt: skip


def _told(
    clause: Clause, verb: int, kind: str, quoted: Sequence[Quotation], words: Lexicon
) -> tuple[list[tuple[Span, bool]] | None, str]:
    """Return what a verb tells, and the rule that finds it."""
    asked = urged(clause, verb, quoted, words)
    if asked is not None:
        return [(asked, False)], "urged"
    calls = clause.tokens[verb].lemma in words.call
    opened, rule = called(clause, verb, quoted, words) if calls else None, "called"
    if opened is None and kind not in {"aim", "blame", "call"}:
        opened, rule = _opened(clause, verb, quoted, words), "clause"
    if opened is None and kind in {"say", "think", "urge"} and not calls:
        opened, rule = _closed(clause, verb, quoted, words), "parenthesis"
    if opened is None and kind == "say":
        told = topic(clause, verb, words)
        opened, rule = None if told is None else [(span, False) for span in told], "topic"
    if opened is None and clause.parsed and clause.tokens[verb].lemma in words.aim:
        opened, rule = _intended(clause, verb), "aim"
    if opened is None and clause.parsed and kind == "deny":
        opened, rule = _denied(clause, verb), "object"
    return opened, rule


def _opened(
    clause: Clause, verb: int, quoted: Sequence[Quotation], words: Lexicon
) -> list[tuple[Span, bool]] | None:
    """Return the statement that follows a verb: after a colon, or in a clause opened by "that"."""
    tokens = clause.tokens
    for index in range(verb + 1, min(len(tokens), verb + _REACH)):
        text = tokens[index].text
        if text == ":":
            return (
                _to_end(clause, index + 1, quoted)
                if _colon_tells(clause, verb, index, quoted, words)
                else None
            )
        quotation = quotation_at(tokens[index].start, quoted)
        if quotation is not None and is_speech(quotation) and index == verb + 1:
            return [(quotation.inner, True)]
        opens = text == "," and index + 1 < len(tokens) and tokens[index + 1].lemma in words.that
        if text == "," and not opens and index == verb + 1 and _unmarked(clause, verb, words):
            first, end = clause.trimmed(index + 1, statement_end(clause, index + 1, index + 1, words))
            return [(clause.span(first, end), False)] if end - first > 1 else None
        if opens or (tokens[index].lemma in words.that and tokens[index].pos in {"SCONJ", "CCONJ"}):
            return _subordinate(clause, index + 1 if opens else index, quoted, words)
        if clause.finite(index) and index > verb:
            return None
    return None


def _colon_tells(clause: Clause, verb: int, colon: int, quoted: Sequence[Quotation], words: Lexicon) -> bool:
    """Tell whether what follows a colon is what a verb says: speech, no list of what was handed over."""
    after, lemma = range(colon + 1, len(clause.tokens)), clause.tokens[verb].lemma
    if any(quotation_at(clause.tokens[at].start, quoted) is not None for at in after[:2]):
        return True
    texts = [clause.tokens[at].text.lower() for at in after[:2]]
    if lemma in words.accuse or (len(texts) > 1 and texts[0] in words.about and texts[1] in words.this):
        return False
    return lemma not in words.carry or any(map(clause.predicative, after))


def _unmarked(clause: Clause, verb: int, words: Lexicon) -> bool:
    """Tell whether a comma after a verb opens a statement without "that": "The mayor added, two died"."""
    tokens = clause.tokens
    if words.kind(tokens[verb].lemma) != "say" or not clause.finite(verb) or tokens[0].lemma in _AS_WORDS:
        return False
    subject = any(
        tokens[at].pos in {"NOUN", "PROPN", "PRON"} and is_nominative(tokens[at].tag) for at in range(verb)
    )
    after = range(verb + 2, len(tokens))
    if not subject or any(tokens[at].text == "," for at in range(verb)) or verb + 2 >= len(tokens):
        return False
    opening = tokens[verb + 2]
    joined = opening.lemma in words.relative | words.that or opening.pos in {"VERB", "AUX", "CCONJ", "SCONJ"}
    return not joined and any(clause.predicative(at) for at in after)


def _subordinate(
    clause: Clause, that: int, quoted: Sequence[Quotation], words: Lexicon
) -> list[tuple[Span, bool]] | None:
    """Return the clause that begins with the word at ``that``."""
    end = that + 1
    if clause.parsed:
        head = clause.tokens[that].head
        below = clause.subtree(head) if head > that else set()
        end = max(below) + 1 if below and min(below) >= that - 1 else len(clause.tokens)
    stop = statement_end(clause, that, end, words)
    inside = next((each for each in quoted if _within(clause, that, each)), None)
    if inside is not None:
        stop = min(stop, sum(token.end <= inside.inner.end for token in clause.tokens))
    first, end = clause.trimmed(that, stop)
    if end - first < 2:  # noqa: PLR2004 (that, and something)
        return None
    quotation = quotation_at(clause.tokens[min(first + 1, end - 1)].start, quoted)
    if quotation is not None and is_speech(quotation) and quotation.whole.end >= clause.tokens[end - 1].end:
        return [(quotation.inner, True)]
    return [(whole_marks(clause, first, end, quoted), False)]


def _within(clause: Clause, index: int, quotation: Quotation) -> bool:
    return quotation.inner.start <= clause.tokens[index].start < quotation.inner.end


def _to_end(clause: Clause, start: int, quoted: Sequence[Quotation]) -> list[tuple[Span, bool]] | None:
    """Return what follows a colon: a quotation, over as many sentences as it has, or the rest."""
    tokens = clause.tokens
    while start < len(tokens) and tokens[start].text in _DASHES:
        start += 1
    if start >= len(tokens):
        return None
    quotation = quotation_at(tokens[start].start, quoted)
    if quotation is not None:
        return [(_unbroken(clause, quotation), True)]
    first, end = clause.trimmed(start, len(tokens))
    return [(whole_marks(clause, first, end, quoted), True)] if end > first else None


def _unbroken(clause: Clause, quotation: Quotation) -> Span:
    """Take a quotation in marks without direction on to the sentence's last mark: others are nested."""
    marks = [token for token in clause.tokens if token.text == '"']
    begun = quotation.whole.start
    if len(marks) > 2 and marks[-1].start > quotation.whole.end > begun == marks[0].start:  # noqa: PLR2004
        return Span(quotation.inner.start, marks[-1].start)
    return quotation.inner


def _closed(
    clause: Clause, verb: int, quoted: Sequence[Quotation], words: Lexicon
) -> list[tuple[Span, bool]] | None:
    """Return the statement that a parenthesis closes: "…, — said X", "…, X reports", "As X says, …"."""
    tokens = clause.tokens
    border = _border(clause, verb)
    if border is None or _only_meant(clause, verb, words) or _joined(clause, border, words):
        return None
    around = next((each for each in quoted if each.inner.start < tokens[border].start < each.inner.end), None)
    parts = around_speaker(clause, border, around) if around is not None else None
    if parts is not None:
        return parts
    if _as(clause, border):
        return _around(clause, border)
    quotation = _ending_before(tokens[border].start, quoted)
    before = border - 1
    while before >= 0 and (tokens[before].text in _DASHES or tokens[before].text in {",", "."}):
        before -= 1
    if (
        quotation is not None
        and (before < 0 or is_speech(quotation))
        and (before < 0 or quotation.whole.end >= tokens[before].end)
    ):
        return [(quotation.inner, True), *_resumed(clause, verb, quoted)]
    first, end = clause.trimmed(0, before + 1)
    own = all(clause.first_person(at) or tokens[at].pos == "ADV" for at in range(first, end))
    if own or not any(  # "We recall, the ministry reported on …"
        clause.finite(i) or tokens[i].pos in {"NOUN", "ADJ"} for i in range(first, end)
    ):
        return None
    dashed = any(tokens[index].text in _DASHES for index in range(before + 1, border + 1))
    rest = _resumed(clause, verb, quoted) or _going_on(clause, verb, range(first, end))
    return [(whole_marks(clause, first, end, quoted), dashed), *rest]


def _joined(clause: Clause, border: int, words: Lexicon) -> bool:
    """Tell whether a clause is a part of the sentence, and no parenthesis: "…, which X said"."""
    token = clause.tokens[border]
    after = clause.tokens[border + 1] if border + 1 < len(clause.tokens) else token  # "whose words X quotes"
    part = not {token.lemma, after.lemma}.isdisjoint(words.relative)
    part = part or token.lemma in words.that or token.pos == "CCONJ"
    return part and not _as(clause, border)


def _only_meant(clause: Clause, verb: int, words: Lexicon) -> bool:
    """Tell whether a verb says nothing of what stands before it: "did not say", "decided to go"."""
    tokens = clause.tokens
    if verb > 0 and tokens[verb - 1].lemma in words.negation:
        return True
    if (
        is_told(clause, verb, words)
        and verb + 1 < len(tokens)
        and tokens[verb + 1].text.lower() in words.about
    ):
        return True  # "it is about dozens of dead"
    return verb + 1 < len(tokens) and clause.infinitive(verb + 1)


def _as(clause: Clause, border: int) -> bool:
    """Tell whether a parenthesis begins with "as" ("as X says")."""
    return clause.tokens[border].lemma in {"как", "як"} and border + 1 < len(clause.tokens)


def _border(clause: Clause, verb: int) -> int | None:
    """Return where a parenthesis with this verb begins: just after a comma or a dash, or at "as"."""
    tokens = clause.tokens
    index = verb
    while index > 0 and verb - index < _REACH:
        before = tokens[index - 1]
        if before.lemma in {"как", "як"} and (index == 1 or tokens[index - 2].text in {","} | _DASHES):
            return index - 1
        if before.text in {",", *_DASHES} or before.text in _QUOTES:
            return index if before.text not in _QUOTES else None
        if clause.finite(index - 1):
            return None
        if before.pos in {"NOUN", "PROPN"} and clause.parsed and not _of_verb(clause, index - 1, verb):
            return None
        index -= 1
    return 0 if index == 0 and not tokens[0].text[:1].isupper() else None


def _of_verb(clause: Clause, index: int, verb: int) -> bool:
    return index in clause.subtree(verb)


def _around(clause: Clause, border: int) -> list[tuple[Span, bool]] | None:
    """Return what stands around "as X says": before it, after the comma that ends it, or both."""
    tokens = clause.tokens
    spans: list[tuple[Span, bool]] = []
    if border > 1:
        first, end = clause.trimmed(0, border)
        if end > first:
            spans.append((clause.span(first, end), False))
    closing = next((i for i in range(border + 2, len(tokens)) if tokens[i].text in {","} | _DASHES), None)
    if closing is not None and len(tokens) - closing > 2:  # noqa: PLR2004 (more than the full stop)
        first, end = clause.trimmed(closing + 1, len(tokens))
        if end > first:
            spans.append((clause.span(first, end), False))
    return spans or None


def _going_on(clause: Clause, verb: int, before: range) -> list[tuple[Span, bool]]:
    """Return the rest of a sentence cut by a parenthesis before its verb: "The blows, added X, fell on …"."""
    closing = next((at for at in range(verb + 1, len(clause.tokens)) if clause.tokens[at].text == ","), None)
    if closing is None or any(map(clause.predicative, before)):
        return []
    first, end = clause.trimmed(closing + 1, len(clause.tokens))
    told = end > first and any(map(clause.predicative, range(first, end)))
    return [(clause.span(first, end), False)] if told else []


def _resumed(clause: Clause, verb: int, quoted: Sequence[Quotation]) -> list[tuple[Span, bool]]:
    """Return the second half of a statement that a parenthesis cuts in two, in quotation marks."""
    tokens = clause.tokens
    start = tokens[verb].end
    later = [each for each in quoted if start <= each.whole.start < tokens[-1].end and is_speech(each)]
    return [(later[0].inner, True)] if later else []


def _intended(clause: Clause, verb: int) -> list[tuple[Span, bool]] | None:
    """Return what someone means to do: the infinitive of a verb of intention, with all below it."""
    infinitive = clause.child(verb, "xcomp", "csubj")
    if infinitive is None or infinitive < verb:
        return None
    inside = clause.subtree(infinitive)
    first, end = clause.trimmed(max(min(inside), verb + 1), max(inside) + 1)
    return [(clause.span(first, end), False)] if end > first else None


def _denied(clause: Clause, verb: int) -> list[tuple[Span, bool]] | None:
    """Return what someone denies or rejects, where it is no clause."""
    thing = clause.child(verb, "obj")
    if thing is None or thing < verb:
        return None
    inside = clause.subtree(thing)
    first, end = clause.trimmed(max(min(inside), verb + 1), max(inside) + 1)
    return [(clause.span(first, end), False)] if end - first > 1 else None


def _ending_before(place: int, quoted: Sequence[Quotation]) -> Quotation | None:
    """Return the quotation that ends just before a place: only commas and dashes stand between."""
    near = [each for each in quoted if 0 <= place - each.whole.end <= 4]  # noqa: PLR2004 (", — ")
    return near[-1] if near else None
