"""Russian and Ukrainian words as people search for them: in any case, with what changes inside of them."""

# ruff: noqa: RUF001, RUF003 (Cyrillic letters)

import re
from collections.abc import Callable, Iterable

CYRILLIC = re.compile(r"[\u0400-\u04ff'’ʼ-]{4,}")
# Case, number and gender end a Russian or Ukrainian word: what is left of it is searched for as a prefix.
_ENDINGS = re.compile(
    "(?:ями|ами|иями|ого|его|ому|ему|ими|ыми|ією|ії|ий|ый|ій|ой|ая|яя|ое|ее|ые|ие|ую|юю|ов|ев|ів|їв|ей|ах|ях|"
    "ом|ем|ым|им|ию|ія|ия|ью|ою|ею|[аеиоуыэюяіїєйь])$"
)
_LEAST_STEM = 4
_VOWELS = "аеиоуыэюяіїєё"
# Ukrainian consonants before -і: Каховка, в Каховці; Рига, в Ризі; муха, мусі.
_SOFTENED = {"к": "ц", "г": "з", "х": "с"}
_HARDENED = {soft: hard for hard, soft in _SOFTENED.items()}
# Vowels that change when the syllable is closed: Львів, у Львові; Миколаїв, Миколаєва.
_CLOSED = (("ів", "ов"), ("ів", "ев"), ("їв", "єв"))
# Vowels that the last syllable has in one form only: ринок, ринку; Донец, Донца; день, дня.
_FLEETING = re.compile(rf"([^{_VOWELS}ь'’ʼ])[оеє]([кцнл])ь?$")
_FLED = re.compile(rf"([^{_VOWELS}ь'’ʼ-])ь?([кц])$")


def stems(word: str) -> tuple[str, ...]:
    """Return the beginnings that the forms of a word have, the plain stem first.

    Args:
        word: one word; other scripts' words and short ones are returned as they are.
    """
    low = word.lower()
    if not CYRILLIC.fullmatch(low):
        return (low,)
    stem = _stem(low)
    found = [stem]
    last = stem[-1]
    one_vowel = low[:-1] == stem and low[-1] in _VOWELS
    if low.endswith("і") and last in _HARDENED and stem[-2] not in _VOWELS:  # not "вулиці", of "вулиця"
        found.append(stem[:-1] + _HARDENED[last])
    elif one_vowel and low[-1] in "аиую" and last in _SOFTENED:
        found.append(f"{stem[:-1]}{_SOFTENED[last]}і")
    for closed, open_ in _CLOSED:
        if low.endswith(closed):
            found.append(low[: -len(closed)] + open_)
        elif stem.endswith(open_):
            found.append(stem[: -len(open_)] + closed)
    if _FLEETING.search(low):
        found.append(_FLEETING.sub(r"\1\2", low))
    elif one_vowel and _FLED.search(stem):
        found += [_FLED.sub(rf"\1{vowel}\2", stem) for vowel in "ое"]
    return tuple(dict.fromkeys(one for one in found if len(one) >= _LEAST_STEM))


def _stem(word: str) -> str:
    """Return a word without its ending, four letters of it at least."""
    stem = _ENDINGS.sub("", word)
    return stem if len(stem) >= _LEAST_STEM else word


def finder(words: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether a case-folded text holds all words, Slavic ones in any of their forms."""
    patterns = [
        re.compile("|".join(rf"(?<!\w){re.escape(stem)}" for stem in stems(word)))
        if CYRILLIC.fullmatch(word)
        else re.compile(re.escape(word))
        for word in words
    ]
    return lambda text: all(pattern.search(text) for pattern in patterns)
