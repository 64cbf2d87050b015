"""Which language a text is in, and whether Stemma reads it."""

from functools import cache

from stemma.resources import load_toml

# The identifier works on the whole text; beyond a few thousand characters nothing changes.
_SAMPLE = 4000
# Below this many letters the identifier is unsure (measured: headlines of four words are named
# French or Latin about one time in ten), and English function words decide.
_SHORT = 60


@cache
def _english() -> frozenset[str]:
    return frozenset(load_toml("reading", "languages.toml")["english"]["function_words"])


@cache
def _only_english() -> frozenset[str]:
    return frozenset(load_toml("reading", "languages.toml")["english"]["only_english"])


def identify(text: str, declared: str = "") -> str:
    """Return the ISO 639-1 code of a text's language, "und" when it cannot be told.

    Args:
        text: the clean text.
        declared: the language that the page or table gives ("en-GB", "English"), believed only
            for texts too short to tell.
    """
    sample = text[:_SAMPLE]
    if not any(map(str.isalpha, sample)):
        return "und"
    words = sample.casefold().split()
    share = sum(map(_english().__contains__, words)) / len(words)
    # Running English text has 35 to 50% function words, headlines 10 to 25%, other languages in
    # Latin letters under 8% ("in", "a", "on" by chance).
    if share >= _RUNNING or _is_terse_english(words, share):
        return "en"
    letters = sum(map(str.isalpha, sample))
    if sum(map(_CYRILLIC.__contains__, sample.casefold())) > letters / 2:
        return _of_cyrillic(sample.casefold())
    if letters < _SHORT:
        return _declared(declared) or ("en" if share >= _HEADLINE and sample.isascii() else "und")
    return _identified(sample)


def _is_terse_english(words: list[str], share: float) -> bool:
    """Whether words that are not running text (reports in the style of headlines) are English beyond doubt.

    The identifier, which takes 0.7 seconds to load, agreed on all 36 such texts of FA-KES and of saved
    pages, with 12% function words or more, 3.7% ones that only English has; of 89 pages in 16 other
    languages the nearest, Danish, had 11% and 0.4%.
    """
    own = sum(map(_only_english().__contains__, words))
    return len(words) >= _FEWEST_WORDS and share >= _TERSE and own >= _OWN * len(words)


def _identified(text: str) -> str:
    import py3langid  # noqa: PLC0415  most texts are told without it

    return str(py3langid.classify(text)[0])


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
    found = _identified(text)
    return found if found in {"ru", "uk", "be", "bg", "sr", "mk", "kk", "mn", "tg", "ky"} else "ru"


_RUNNING = 0.25
_HEADLINE = 0.1
_TERSE = 0.12
_OWN = 0.03
_FEWEST_WORDS = 30


def _declared(declared: str) -> str:
    names: dict[str, str] = load_toml("reading", "languages.toml")["names"]
    code = declared.strip().casefold().replace("_", "-")
    code = names.get(code, code.split("-")[0])
    return code if len(code) == 2 and code.isalpha() else ""  # noqa: PLR2004 ISO 639-1


def name_of(code: str) -> str:
    """Return the English name of a language code, or the code itself."""
    names: dict[str, str] = load_toml("reading", "languages.toml")["names"]
    return next((name.capitalize() for name, known in names.items() if known == code), code)
