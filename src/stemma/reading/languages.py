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
    letters = sum(map(str.isalpha, sample))
    if letters == 0:
        return "und"
    words = sample.casefold().split()
    share = sum(map(_english().__contains__, words)) / len(words)
    # Running English text has 35 to 50% function words, headlines 10 to 25%, other languages in
    # Latin letters under 8% ("in", "a", "on" by chance).
    if share >= _RUNNING:
        return "en"
    if sum(map(_CYRILLIC.__contains__, sample.casefold())) > letters / 2:
        return _of_cyrillic(sample.casefold())
    if letters < _SHORT:
        return _declared(declared) or ("en" if share >= _HEADLINE and sample.isascii() else "und")
    return str(py3langid.classify(sample)[0])


# Letters that one language of Cyrillic script has and its neighbours have not.
_CYRILLIC = frozenset(map(chr, range(0x430, 0x460))) | {"ґ"}
_SIGNS = (("ў", "be"), ("іїєґ", "uk"), ("ђћљњџј", "sr"), ("ыэё", "ru"))


def _of_cyrillic(text: str) -> str:
    """Return the language of a text in Cyrillic letters: by the letters that only one has.

    The two that matter most differ in four letters each, which even a headline mostly holds; a
    text without any is left to the identifier, or taken for Russian when it is short.
    """
    counts = {code: sum(text.count(letter) for letter in letters) for letters, code in _SIGNS}
    best = "be" if counts["be"] else max(counts, key=lambda code: (counts[code], code))
    if counts[best]:
        return best
    found = str(py3langid.classify(text)[0])
    return found if found in {"ru", "uk", "be", "bg", "sr", "mk", "kk", "mn", "tg", "ky"} else "ru"


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
