"""Which language a text is in, and whether Stemma reads it."""

from functools import cache

import py3langid

from stemma.resources import load_toml

# py3langid works on the whole text; beyond a few thousand characters nothing changes.
_SAMPLE = 4000
# Below this many letters the identifier is unsure (measured: headlines of four words are named
# French or Latin about one time in ten), and English function words decide.
_SHORT = 60


@cache
def _english() -> frozenset[str]:
    return frozenset(load_toml("reading", "languages.toml")["english"]["function_words"])


def identify(text: str, declared: str = "") -> str:
    """Return the ISO 639-1 code of a text's language, "und" when it cannot be told.

    Args:
        text: the clean text.
        declared: the language that the page or table gives ("en-GB", "English"), believed only
            for texts too short to tell.
    """
    sample = text[:_SAMPLE]
    letters = sum(character.isalpha() for character in sample)
    if letters == 0:
        return "und"
    words = sample.casefold().split()
    share = sum(word in _english() for word in words) / len(words)
    # Running English text has 35 to 50% function words, headlines 10 to 25%, other languages in
    # Latin letters under 8% ("in", "a", "on" by chance).
    if share >= _RUNNING:
        return "en"
    if letters < _SHORT:
        return _declared(declared) or ("en" if share >= _HEADLINE and sample.isascii() else "und")
    return str(py3langid.classify(sample)[0])


_RUNNING = 0.25
_HEADLINE = 0.1


def _declared(declared: str) -> str:
    names: dict[str, str] = load_toml("reading", "languages.toml")["names"]
    code = declared.strip().casefold().replace("_", "-")
    code = names.get(code, code.split("-")[0])
    return code if len(code) == 2 and code.isalpha() else ""  # noqa: PLR2004 ISO 639-1


def name_of(code: str) -> str:
    """Return the English name of a language code, or the code itself."""
    names: dict[str, str] = load_toml("reading", "languages.toml")["names"]
    return next((name.capitalize() for name, known in names.items() if known == code), code)
