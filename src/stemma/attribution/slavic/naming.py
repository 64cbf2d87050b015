"""Names of sources in the nominative, and which of a report's names a short one means."""

from collections.abc import Iterable

from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.lexicon import Lexicon, particles
from stemma.morphology import nominative
from stemma.records import Token

_AGREEING = frozenset({"amod", "appos", "flat:name", "flat", "det"})


def plain_name(clause: Clause, source: tuple[int, int], head: int, language: str) -> str:
    """Return a source's words with its main word, and what agrees with it, in the nominative."""
    first, end = source
    words = []
    for index in range(first, end):
        token = clause.tokens[index]
        if token.pos == "PRON":
            words.append((" " if index > first else "") + (token.lemma if index == head else token.text))
            continue
        if clause.nominative(index):
            words.append((" " if index > first else "") + token.text)
            continue
        turned = index == head or (clause.parsed and _agrees(clause, index, head))
        text = nominative(token.text, token.tag, language) if turned else token.text
        spaced = index > first and clause.tokens[index - 1].end < token.start
        words.append((" " if spaced else "") + text)
    return "".join(words).strip()


def _agrees(clause: Clause, index: int, head: int) -> bool:
    token = clause.tokens[index]
    if token.dep not in _AGREEING:
        return False
    return token.head == head or (token.head != index and _agrees(clause, token.head, head))


class Names:
    """The people and houses that a report names, so that a surname finds the full name."""

    def __init__(self, clauses: Iterable[Clause], language: str) -> None:
        self._language = language
        self._full: dict[str, str] = {}
        for clause in clauses:
            for run in _persons(clause.tokens):
                self._add(run)

    def _add(self, run: list[Token]) -> None:
        name = " ".join(nominative(token.text, token.tag, self._language) for token in run)
        key = self._key(run[-1])
        if len(name.split()) > len(self._full.get(key, "").split()):
            self._full[key] = name

    def _key(self, token: Token) -> str:
        return nominative(token.text, token.tag, self._language).casefold()

    def entity(self, clause: Clause, source: tuple[int, int], head: int) -> tuple[str, str]:
        """Return (entity, description): a person's fullest name and the words beside it, or the phrase."""
        inside = [clause.tokens[index] for index in range(*source)]
        person = [token for run in _persons(inside) for token in run]
        phrase = plain_name(clause, source, head, self._language)
        if not person:
            return phrase, ""
        name = " ".join(nominative(token.text, token.tag, self._language) for token in person)
        full = self._full.get(self._key(person[-1]), name)
        return full, phrase.replace(name, "").strip(" ,") if phrase != name else ""


def _persons(tokens: Iterable[Token]) -> list[list[Token]]:
    """Return the names of people among some words; small words inside of a name are part of it."""
    runs: list[list[Token]] = []
    small: list[Token] = []
    open_run = False
    for token in tokens:
        if token.entity == "PERSON":
            if open_run and (small or not token.entity_start):
                runs[-1] += [*small, token]
            else:
                runs.append([token])
            small, open_run = [], True
        elif open_run and token.text in particles():
            small.append(token)
        else:
            small, open_run = [], False
    return runs


def gender(token: Token) -> str:
    """Return the gender or number by which a pronoun may mean a word: masculine, feminine, plural."""
    if "Number=Plur" in token.tag or "plur" in token.tag:
        return "plural"
    if "Gender=Fem" in token.tag or "femn" in token.tag:
        return "feminine"
    return "masculine"


def source_kind(tokens: Iterable[Token], words: Lexicon) -> str:
    """Return the type of a source by its nouns, "person" for a bare name, "unknown" otherwise."""
    seen = list(tokens)
    for token in seen:
        if token.lemma in words.types:
            return words.types[token.lemma]
    if any(token.entity == "PERSON" for token in seen):
        return "person"
    return "organisation" if any(token.entity == "ORG" for token in seen) else "unknown"
