"""The cue lexicon: which words attribute, of which class, and with which words beside them."""

from functools import cache
from typing import Any

from stemma.resources import load_toml

_STATEMENTS = frozenset({"assert", "report", "deny", "accuse"})


@cache
def verb_classes() -> dict[str, tuple[str, ...]]:
    """Return the classes of each cue verb ("warn" -> ("assert",))."""
    classes: dict[str, tuple[str, ...]] = {}
    for name, entry in load_toml("attribution", "cues.toml")["verbs"].items():
        for lemma in entry["lemmas"]:
            classes[lemma] = (*classes.get(lemma, ()), name)
    return classes


def statement_class(lemma: str) -> str:
    """Return the class of a verb by which somebody states something, "" for any other verb."""
    return next((name for name in verb_classes().get(lemma, ()) if name in _STATEMENTS), "")


@cache
def frames() -> dict[str, frozenset[str]]:
    """Return the particles or prepositions that a verb needs to attribute; empty: a clause."""
    table = load_toml("attribution", "cues.toml")["frames"]
    return {lemma: frozenset(words) for lemma, words in table.items() if lemma != "codebook"}


@cache
def noun_classes() -> dict[str, str]:
    """Return the class of each cue noun ("denial" -> "deny")."""
    table = load_toml("attribution", "cues.toml")["nouns"]
    return {lemma: name for name, lemmas in table.items() if name != "codebook" for lemma in lemmas}


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return the list ``key`` ("kinds.media" goes down) of the data file ``name``."""
    table: Any = load_toml("attribution", name)
    for part in key.split("."):
        table = table[part]
    return frozenset(table["words"] if isinstance(table, dict) else table)
