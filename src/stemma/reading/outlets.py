"""Outlets' names that only look like the names that they show: letters of two scripts in one word."""

import re
import unicodedata
from urllib.parse import urlsplit

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "HEBREW", "ARABIC", "CHEROKEE", "GEORGIAN", "COPTIC")
_DISGUISED = (
    "FULLWIDTH",
    "MATHEMATICAL",
    "CIRCLED",
    "SQUARED",
    "DOUBLE-STRUCK",
    "BLACK-LETTER",
    "SCRIPT CAPITAL",
)
_MOST = 300


def warning(name: str, url: str = "") -> str:
    """Return what is wrong with an outlet's name or its host, "" when nothing is.

    A word with letters of two scripts ("Reuters" with a Cyrillic letter in it), or in letters that Unicode
    keeps only for compatibility, shows one name and is another.

    Args:
        name: the outlet's name.
        url: the report's address, whose host may be internationalised.
    """
    found = _fault(name[:_MOST])
    if found:
        return found
    host = _host(url)
    found = _fault(host) if not host.isascii() else ""
    return f"the address's host: {found}" if found else ""


def _fault(name: str) -> str:
    if name.isascii():
        return ""
    for word in _WORD.findall(name):
        scripts = {script for letter in word if (script := _script(letter))}
        if len(scripts) > 1:
            mixed = " and ".join(sorted(script.capitalize() for script in scripts))
            return f"“{word}” mixes {mixed} letters: it is not the name that it looks like"
    return ""


def _script(letter: str) -> str:
    if letter.isascii():
        return "LATIN"
    named = unicodedata.name(letter, "")
    if named.startswith(_DISGUISED):
        return "disguised"
    return next((script for script in _SCRIPTS if named.startswith(script)), "")


def _host(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
        return ".".join(
            label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
            for label in host.split(".")
        )
    except ValueError:
        return ""
