"""Keys under which place names are looked up: an exact one, and one blind to transliteration."""

# ruff: noqa: RUF001 (letters of other scripts are what this module maps)

import re
import unicodedata
from functools import lru_cache

# Romanisation of Cyrillic (Russian, Ukrainian, Belarusian, Bulgarian, Serbian letters) and of the
# consonants of Arabic script: only as fine as the skeleton below, which merges most of it anyway.
_ROMAN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh",
        "з": "z", "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n",
        "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh",
        "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ъ": "", "ы": "y", "э": "e",
        "ю": "iu", "я": "ia", "ё": "e", "ђ": "dj", "ј": "i", "љ": "l", "њ": "n", "ћ": "ch", "џ": "dj",
        "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ء": "", "ئ": "i", "ؤ": "u", "ب": "b", "پ": "p",
        "ت": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r",
        "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "",
        "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n",
        "ه": "h", "ة": "a", "و": "u", "ي": "i", "ی": "i", "ى": "a",
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe",
    }
)  # fmt: skip

_APOSTROPHES = re.compile(r"['’‘ʼʻ`´ʿʾ′\"“”]")
_BREAKS = re.compile(r"[^\w]+|_")

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARTICLE = re.compile(r"\b(?:a[dlnrstz]|e[dlnrstz]|u[lz]|ash|esh|adh|edh|ath|eth)\s+(?=\w{3})")
_LEADING_ARTICLE = re.compile(
    r"^(?:[Aa][dlnrstzḑşţz]|[Ee][dlnrstz]|[Aa]sh|[Ee]sh|[Aa]dh|[Aa]th)[\s-]+(?=\w{3})"
)
# An Arabic article written as one word with its noun: "Alnouman", and "Ezzor" before a sun letter.
_GLUED = re.compile(r"\b([AE]l)(?=[b-df-hjkmnp-tv-z]\w{3})|\b([AE][dnrstz])(?<=(\w))(?=\3\w{2})")
# Several letters that romanisations use for one sound, longest first.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch|szcz|schtsch|sch|sh|sz|ş|ch|tsch|tch|cz|tsh|c(?=[ei])", "S"),
        ("dzh|dsch|dj|dz|zh|j(?=[aeou])|gi(?=[aou])", "J"),
        ("ts|tz|c(?=[iey])", "Z"),
        ("kh|gh|g|h", "H"),
        ("ph|f", "F"),
        ("th|t", "T"),
        ("dh|d", "D"),
        ("ck|qu|k|q|c", "K"),
        ("x", "KS"),
        ("w|v", "V"),
        ("z|s", "Z"),
    )
]
_VOWELS = re.compile(r"[aeiouyj]+")
# Endings and diphthongs that romanisations of Arabic write in several ways ("Raqqa", "Raqqah").
_SPELLINGS = [
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        ("(?<=[^aeiou])(?:ah|eh|a|e)$", ""),
        ("aw(?![aeiou])", "o"),
        ("a[iy](?![aeiou])", "e"),
    )
]
# Vowels as romanisations of Arabic and Slavic languages mix them, for short names ("Fuaa", "al-Fu'ah").
_VOWEL_CLASSES = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("(?<=[aeiou])H$", ""),
        ("(?:[ae][iy]|[iey])+", "i"),
        ("[ou]+|au|aw", "u"),
        ("a+", "a"),
    )
]
_LAST_H = re.compile("(?<=[ae])h$")
# A skeleton of fewer consonants matches too much.
_LEAST_CONSONANTS = 3
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return a name without case, accents, apostrophes and punctuation ("Deir ez-Zor" → "deir ez zor")."""
    if name.isascii():
        plain = name.lower()
    else:
        # Folded again: the letters of formulas are plain capitals only when taken apart.
        decomposed = unicodedata.normalize("NFKD", name.casefold()).casefold()
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
        if not plain.isascii():
            plain = plain.translate(_ROMAN) if _is_latin(plain) else plain
    return " ".join(_BREAKS.sub(" ", _APOSTROPHES.sub("", plain)).split())


def _is_latin(text: str) -> bool:
    return "a" <= next((c for c in text if c.isalpha()), "a") < "ʰ"


def is_cyrillic(name: str) -> bool:
    """Tell whether a name is written in Cyrillic letters."""
    return _CYRILLIC.search(name) is not None


def romanised(name: str) -> str:
    """Return a name's key in Latin letters, whatever its script."""
    return name_key(name).translate(_ROMAN)


def without_article(name: str) -> str:
    """Return a romanised Arabic name without its article ("Az Zabadānī" → "Zabadānī")."""
    return _LEADING_ARTICLE.sub("", name)


def with_loose_article(name: str) -> str:
    """Return an Arabic name with its article set apart ("Deir Ezzor" → "Deir Ez-zor")."""
    return _GLUED.sub(lambda match: f"{match[0]}-", name)


def spelt_once(name: str) -> str:
    """Return a key that "Wad al-Noura" and "Wad Alnoura" share."""
    return name_key(with_loose_article(name))


@lru_cache(maxsize=65536)
def sound_key(name: str) -> str:
    """Return the consonant skeleton that a name's Slavic or Arabic romanisations share.

    It merges g and h ("Luhansk", "Lugansk"), the spellings of sibilants, k and q, drops the Arabic
    article and every vowel but a first one; of a name with fewer than three consonants it keeps the
    vowels, in three classes. "" when too little is left. It finds candidates; their spelling decides.
    """
    text = _ARTICLE.sub("", romanised(name)).replace(" ", "")
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, text)
    first = text[:1]
    for pattern, sound in _SOUNDS:
        text = pattern.sub(sound, text)
    bones = _DOUBLED.sub(r"\1", _VOWELS.sub("", text).replace(" ", ""))
    if len(bones) < _LEAST_CONSONANTS:
        return _short_key(text) if bones else ""
    return ("A" if first in "aeiouyj" else "") + bones.upper()


@lru_cache(maxsize=65536)
def smooth(name: str) -> str:
    """Return a romanised name as all romanisations of Arabic would have it ("Hodeidah", "al-Hudaydah")."""
    text = _ARTICLE.sub("", romanised(with_loose_article(name))).replace(" ", "").replace("q", "k")
    text = _DOUBLED.sub(r"\1", _LAST_H.sub("", text))
    for pattern, sound in _VOWEL_CLASSES[1:]:
        text = pattern.sub(sound, text)
    return text


def _short_key(text: str) -> str:
    """Return a key for names of one or two consonants: with the vowels, in three classes."""
    for pattern, sound in _VOWEL_CLASSES:
        text = pattern.sub(sound, text)
    key = _DOUBLED.sub(r"\1", text)
    return f"~{key}" if len(key) >= _LEAST_CONSONANTS else ""
