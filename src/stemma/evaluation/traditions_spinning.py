"""Heavy rewriting of whole texts: voice, order, sentence borders, numerals, names and most words changed."""

import random
import re
from collections.abc import Sequence
from functools import cache

from stemma.evaluation.traditions_rewriting import like, turn
from stemma.language import Parser
from stemma.records import Block, Report, Sentence, Token
from stemma.resources import load_toml

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")  # noqa: RUF001  both apostrophes occur in the articles
_MONTH = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_NUMBER = re.compile(rf"(?<![\d.,:])\d{{1,2}}(?![\d.,:a-z]| ?%|\W{{0,2}}[AaPp]\.?m| (?:{_MONTH}))")
_SPLIT = re.compile(
    r"^(?P<first>.{30,}?),? (?:and|but) (?P<rest>(?:the|a|an|it|he|she|they|its|his) .{25,})\.$"
)
_SYNONYM_RATE = 0.95
_PHRASE_RATE = 0.9
_NAME_RATE = 0.7
_VOICE_RATE = 0.9
_MERGE_RATE = 0.3
_MERGED_WORDS = 32
_SWAP_RATE = 0.3
_DROP_RATE = 0.08
_OBJECTS = frozenset({"dobj", "obj"})


@cache
def _lexicon(name: str) -> dict[str, tuple[str, ...]]:
    own = load_toml("evaluation", "traditions_spinning.toml")[name]
    old = load_toml("evaluation", "traditions.toml").get(name, {})
    return {word: tuple(others.split("|")) for word, others in (old | own).items()}


class Spinner:
    """Tells texts anew: what they say stays, in nearly the same order, and hardly any of their wording.

    Args:
        texts: the texts that will be asked for; all are parsed at once.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        # Between two empty paragraphs: what is read at a report's edges alone must not change these texts.
        reports = []
        for at, text in enumerate(texts):
            edges = Block("body", 0, 0), Block("body", len(text), len(text))
            blocks = edges[0], Block("body", 0, len(text)), edges[1]
            reports.append(Report(str(at), "", text, blocks, language="en"))
        parsed = Parser().parse(reports)
        self._parsed = {text: found.sentences for text, found in zip(texts, parsed, strict=True)}

    def spin(self, text: str, generator: random.Random) -> str:
        """Return one of the texts in other words; ``generator`` decides among the ways to say a thing."""
        return _spin(self._parsed[text], text, generator)


def _spin(parsed: Sequence[Sentence], text: str, generator: random.Random) -> str:
    told = [_voice(sentence, text, generator) for sentence in parsed]
    told = [turn(sentence, generator) for sentence in told if generator.random() > _DROP_RATE]
    told = [_reword(part, generator) for sentence in told for part in _split(sentence)]
    told = _merge(told, generator)
    for at in range(1, len(told) - 1):
        if generator.random() < _SWAP_RATE:
            told[at], told[at + 1] = told[at + 1], told[at]
    return " ".join(told)


def _reword(sentence: str, generator: random.Random) -> str:
    for pattern, (other, *_) in _lexicon("names").items():
        if generator.random() < _NAME_RATE:
            changed = re.sub(rf"(?<![\w.]){pattern}(?!\w)", other, sentence)
            if changed != sentence:  # one change of a name: the next pattern may turn it back
                sentence = changed
                break
    for phrase, (other, *_) in _lexicon("phrases").items():
        if generator.random() < _PHRASE_RATE:
            sentence = re.sub(rf"\b{phrase}\b", other, sentence)
    sentence = _NUMBER.sub(_in_words, sentence)
    sentence = _WORD.sub(lambda match: _other_word(match, generator), sentence)
    return sentence[:1].upper() + sentence[1:]


def _in_words(match: re.Match[str]) -> str:
    words = _lexicon("numerals")
    return words[match.group()][0] if match.group() in words else match.group()


def _other_word(match: re.Match[str], generator: random.Random) -> str:
    word = match.group()
    options = _lexicon("synonyms").get(word.lower())
    if not options or (word[0].isupper() and match.start() > 0) or generator.random() >= _SYNONYM_RATE:
        return word
    return like(word, generator.choice(options))


def _split(sentence: str) -> list[str]:
    """Part a sentence of two clauses with subjects of their own into two."""
    if match := _SPLIT.match(sentence):
        rest = match["rest"]
        return [f"{match['first']}.", f"{rest[0].upper()}{rest[1:]}."]
    return [sentence]


def _merge(sentences: Sequence[str], generator: random.Random) -> list[str]:
    """Join some neighbouring short sentences."""
    merged: list[str] = []
    for sentence in sentences:
        fits = merged and len(merged[-1].split()) + len(sentence.split()) <= _MERGED_WORDS
        if fits and merged[-1].endswith(".") and generator.random() < _MERGE_RATE:
            joint = generator.choice(("; ", ", while ", " – "))  # noqa: RUF001  a dash as papers set it
            merged[-1] = merged[-1][:-1] + joint + sentence[0].lower() + sentence[1:]
        else:
            merged.append(sentence)
    return merged


def _voice(sentence: Sentence, text: str, generator: random.Random) -> str:
    """Return the sentence in the other voice where its parse shows how, else as it is."""
    plain = " ".join(text[sentence.start : sentence.end].split())
    if generator.random() >= _VOICE_RATE:
        return plain
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if token.dep != "ROOT" or token.pos != "VERB":
            continue
        children = {child.dep: place for place, child in enumerate(tokens) if child.head == at != place}
        changed = _to_passive(tokens, at, children) or _to_active(tokens, at, children)
        if changed:
            return changed
    return plain


def _to_passive(tokens: Sequence[Token], verb: int, children: dict[str, int]) -> str:
    """Return "O was done by S …" for "S did O …", "" where the sentence has another form."""
    thing = next((children[dep] for dep in _OBJECTS if dep in children), None)
    if (
        tokens[verb].tag != "VBD"
        or "nsubj" not in children
        or thing is None
        or {"aux", "neg"} & set(children)
    ):
        return ""
    subject, object_ = _subtree(tokens, children["nsubj"]), _subtree(tokens, thing)
    if not (subject[-1] + 1 == verb and object_[0] == verb + 1) or tokens[children["nsubj"]].pos == "PRON":
        return ""
    be = "were" if tokens[thing].tag in ("NNS", "NNPS") or _has_conjunct(tokens, thing) else "was"
    word = tokens[verb].text
    participle = load_toml("evaluation", "traditions_spinning.toml")["pasts"].get(word, word)
    return _laid(tokens, subject, object_, f"{be} {participle} by", range(object_[-1] + 1, len(tokens)))


def _to_active(tokens: Sequence[Token], verb: int, children: dict[str, int]) -> str:
    """Return "S did O …" for "O was done by S …", "" where the sentence has another form."""
    if tokens[verb].tag != "VBN" or not {"nsubjpass", "auxpass", "agent"} <= set(children):
        return ""
    if {"aux", "neg"} & set(children) or tokens[children["auxpass"]].text not in ("was", "were"):
        return ""
    object_, agent = _subtree(tokens, children["nsubjpass"]), _subtree(tokens, children["agent"])
    if object_[-1] >= verb or agent[0] < verb or object_[0] != 0:
        return ""
    pasts = load_toml("evaluation", "traditions_spinning.toml")["pasts"]
    past = {participle: past for past, participle in pasts.items()}.get(tokens[verb].text, tokens[verb].text)
    rest = [at for at in range(verb + 1, len(tokens)) if at not in agent]
    return _laid(tokens, object_, agent[1:], past, rest)


def _laid(
    tokens: Sequence[Token], last: Sequence[int], first: Sequence[int], verb: str, rest: Sequence[int]
) -> str:
    """Lay out a turned sentence: what stood before, ``first``, the verb, ``last`` and the rest."""
    if not first or not last:
        return ""
    before = range(min(*first, *last))
    parts = [_words(tokens, before), _words(tokens, first, small=not before), verb]
    parts += [_words(tokens, last, small=True), _words(tokens, rest)]
    told = " ".join(part for part in parts if part)
    told = re.sub(r"\s+([.,;:!?])", r"\1", told)
    return told[:1].upper() + told[1:]


def _words(tokens: Sequence[Token], places: Sequence[int], *, small: bool = False) -> str:
    words = [tokens[at].text for at in places]
    if words and small and tokens[places[0]].pos != "PROPN" and not words[0].isupper():
        words[0] = words[0][0].lower() + words[0][1:]
    told = " ".join(words)
    return re.sub(r"\s+(['’]s?\b|[.,;:!?)])", r"\1", told).replace("( ", "(")  # noqa: RUF001  as above


def _subtree(tokens: Sequence[Token], top: int) -> list[int]:
    """Return the places of a token and of all that hang on it, in order; one stretch or only the token."""
    held = {top}
    grown = True
    while grown:
        more = {
            at
            for at, token in enumerate(tokens)
            if token.head in held and at not in held and token.pos != "PUNCT"
        }
        held |= more
        grown = bool(more)
    return list(range(min(held), max(held) + 1))


def _has_conjunct(tokens: Sequence[Token], top: int) -> bool:
    return any(token.head == top and token.dep == "conj" for token in tokens)
