"""How the outlets of an artificial tradition change a text: cutting, quoting, light and heavy rewriting."""

import random
import re
from functools import cache

from stemma.resources import load_toml

_SENTENCE = re.compile(r"(?<=[.!?])[\"”]?\s+(?=[\"“A-Z])")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")  # noqa: RUF001  both apostrophes occur in the articles
_REPORTED = re.compile(
    r"^(?P<said>[^,\"“”]{25,}?),? (?P<speaker>(?:the |an? )?[A-Z][\w' -]{3,60}?) "
    r"(?P<verb>said|added|reported)(?P<when> (?:on )?[A-Z]\w+day)?\.$"
)
_FRONTED = re.compile(
    r"^(?P<front>(?:In|On|After|During|Following|Since|At) [^,]{6,60}),"
    r" (?P<rest>[A-Za-z].{20,})\.$"
)
_TAIL = re.compile(r"^(?P<main>.{30,}?) (?P<tail>(?:while|after|before|when|as|although) .{12,})\.$")
_LIGHT_RATE = 0.08
_SYNONYM_RATE = 0.85
_PHRASE_RATE = 0.6
_DROP_RATE = 0.1
_FILLER_RATE = 0.25
_SWAP_RATE = 0.3
_SHORTEST = 3


@cache
def _table(name: str) -> dict[str, tuple[str, ...]]:
    table = load_toml("evaluation", "traditions.toml")[name]
    return {word: tuple(others.split("|")) for word, others in table.items()}


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, by full stops and capitals."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def like(model: str, word: str) -> str:
    """Give a replacement the capital letter of the word that it stands for."""
    return word[0].upper() + word[1:] if model[0].isupper() else word


def _swap(match: re.Match[str], generator: random.Random, rate: float) -> str:
    word = match.group()
    options = _table("synonyms").get(word.lower())
    inner_capital = word[0].isupper() and match.start() > 0
    if not options or inner_capital or generator.random() >= rate:
        return word
    return like(word, generator.choice(options))


def light(text: str, generator: random.Random) -> str:
    """Edit lightly: about one word in twelve is replaced, dropped or joined by a filler."""
    words = text.split(" ")
    result = []
    for word in words:
        draw = generator.random()
        if draw < _LIGHT_RATE * 0.6:
            result.append(_WORD.sub(lambda match: _swap(match, generator, 1.0), word))
        elif draw < _LIGHT_RATE * 0.8 and word.islower() and len(word) > _SHORTEST:
            continue
        elif draw < _LIGHT_RATE and word.islower():
            result.extend([generator.choice(("also", "then", "just", "now")), word])
        else:
            result.append(word)
    return " ".join(result)


def reworded(text: str, generator: random.Random) -> str:
    """Reword a text: synonyms, phrases, clauses turned about, words dropped, sentences moved and cut."""
    rewritten = [_rewrite(sentence, generator) for sentence in sentences(text)]
    rewritten = [sentence for sentence in rewritten if generator.random() > _DROP_RATE]
    for at in range(1, len(rewritten) - 1):
        if generator.random() < _SWAP_RATE:
            rewritten[at], rewritten[at + 1] = rewritten[at + 1], rewritten[at]
    return " ".join(rewritten)


def _rewrite(sentence: str, generator: random.Random) -> str:
    turned = turn(sentence, generator)
    for phrase, (other, *_) in _table("phrases").items():
        if generator.random() < _PHRASE_RATE:
            turned = re.sub(rf"\b{phrase}\b", other, turned)
    turned = _WORD.sub(lambda match: _swap(match, generator, _SYNONYM_RATE), turned)
    words = turned.split(" ")
    kept = [word for word in words if not (word.islower() and generator.random() < _DROP_RATE)]
    if kept and kept[0][0].isalpha() and generator.random() < _FILLER_RATE:
        filler = generator.choice(_table("fillers")["words"])
        kept[0] = f"{like('A', filler)}, {kept[0][0].lower()}{kept[0][1:]}"
    return " ".join(kept)


def turn(sentence: str, generator: random.Random) -> str:
    """Turn a sentence's clauses about where its form allows."""
    if match := _REPORTED.match(sentence):
        when = match["when"] or ""
        said = match["said"][0].lower() + match["said"][1:]
        verb = generator.choice(("stated", "indicated", "noted"))
        return f"{like('A', match['speaker'])} {verb}{when} that {said}."
    if match := _FRONTED.match(sentence):
        front = match["front"][0].lower() + match["front"][1:]
        return f"{like('A', match['rest'])} {front}."
    if match := _TAIL.match(sentence):
        main = match["main"][0].lower() + match["main"][1:]
        return f"{like('A', match['tail'])}, {main}."
    return sentence


def cut(text: str, generator: random.Random) -> str:
    """Keep the first quarter to half of a text's sentences, as desks cut agency copy from below."""
    parts = sentences(text)
    size = max(2, round(len(parts) * generator.uniform(0.25, 0.5)))
    return " ".join(parts[:size])


def two_sentences(text: str, generator: random.Random) -> str:
    """Pick two neighbouring sentences without quotation marks, of 12 words or more where there are such."""
    parts = sentences(text)
    good = [
        at
        for at in range(len(parts) - 1)
        if all(len(part.split()) >= 12 and not set('"“”') & set(part) for part in parts[at : at + 2])  # noqa: PLR2004
    ]
    at = generator.choice(good) if good else 0
    return " ".join(parts[at : at + 2])
