"""Russian and Ukrainian words in the nominative, as names are looked up and shown."""

from functools import cache
from typing import Any


@cache
def _analyser(language: str) -> Any:  # noqa: ANN401  pymorphy3 publishes no types
    import pymorphy3  # noqa: PLC0415  an extra

    return pymorphy3.MorphAnalyzer(lang=language)


def is_nominative(tag: str) -> bool:
    """Tell whether a form's morphology, Universal or OpenCorpora, is of the nominative."""
    return "Case=Nom" in tag or "nomn" in tag


@cache
def nominative(word: str, tag: str, language: str) -> str:
    """Return a word in the nominative, its capitals kept; the word itself where it is not inflected.

    Args:
        word: the word as it stands.
        tag: its morphology, Universal ("Case=Gen|Gender=Fem") or OpenCorpora ("NOUN,femn,gent").
        language: "ru" or "uk".
    """
    if is_nominative(tag) or not word[:1].isalpha():
        return word
    if word.isupper() and len(word) > 1 and not _analyser(language).word_is_known(word.casefold()):
        return word  # an abbreviation
    parses = _analyser(language).parse(word)
    gender = "femn" if "Gender=Fem" in tag or "femn" in tag else ""
    fitting = [parse for parse in parses if not gender or gender in parse.tag] or parses
    for parse in fitting:
        kept = {mark for mark in ("plur", "sing") if mark in parse.tag}
        if parse.tag.POS == "ADJF" and "plur" not in kept and gender:
            kept = {gender}
        made = parse.inflect({"nomn", *kept})
        if made is not None:
            return _cased(str(made.word), word)
    return word


@cache
def may_be(word: str, mark: str, language: str) -> bool:
    """Tell whether one of a word's readings has a mark of OpenCorpora ("nomn"): its own form may be that."""
    return any(mark in one.tag for one in _analyser(language).parse(word))


@cache
def dictionary_forms(word: str, language: str) -> tuple[str, ...]:
    """Return all words whose form a word may be, its capitals kept ("Харкові": Харко, Харків)."""
    return tuple(dict.fromkeys(_cased(str(one.normal_form), word) for one in _analyser(language).parse(word)))


def _cased(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word
