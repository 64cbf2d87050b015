"""Bytes to clean characters: charset detection and the removal of what no reader should see."""

import codecs
import re
import unicodedata
from collections.abc import Iterable

from resiliparse.parse.encoding import detect_encoding

from stemma.errors import ReadingError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
_SEEN = 1 << 20  # bytes that a charset is detected in
# Browsers read these names as windows-1252 (WHATWG Encoding Standard); the standard's own
# ISO-8859-1 would turn curly quotes into control characters.
_AS_WINDOWS_1252 = {"iso8859-1", "latin-1", "latin1", "ascii", "us-ascii"}
_MAGIC = {
    b"SQLite format 3\x00": "an SQLite database",
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "an image, sound or film",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "a rich text document (RTF)",
    b"PAR1": "a Parquet table",
}
# Shares of NUL and of other control bytes above which a file is binary; text of the evaluation
# sets has none at all, images and databases have 5 to 40%.
_MAX_NUL = 0.01
_MAX_CONTROL = 0.03
_CONTROL_BYTES = bytes(b for b in range(32) if b not in b"\t\n\r\f\x0b\x1b") + b"\x7f"

# Removed: C0 and C1 controls but tab and newline, soft hyphen, zero-width space, word joiner, byte
# order mark, bidirectional marks, embeddings, overrides and isolates (which can show a reader other
# words than those stored), interlinear and tag characters. Zero-width joiners stay: Persian and
# Hindi are spelt with them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_QUOTES = str.maketrans("‘’‚‛“”„‟´`", "''''\"\"\"\"''")  # noqa: RUF001 typographic quotes
_SURROGATES = re.compile("[\ud800-\udfff]")
# Single plain spaces, nearly all there are, are passed over.
_SPACES = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")


def binary_kind(raw: bytes) -> str | None:
    """Return what binary format the bytes are in ("a PDF file"), None when they may be text."""
    for magic, name in _MAGIC.items():
        if raw.startswith(magic):
            return name
    head = raw[:65536]
    if not head or any(head.startswith(bom) for bom, _ in _BOMS) or _wide_charset(head):
        return None
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    if head.count(0) > _MAX_NUL * len(head) or controls > _MAX_CONTROL * len(head):
        return "a binary file"
    return None


def decode(raw: bytes, declared: str | None = None, *, markup: bool = False) -> str:
    """Turn bytes into text: byte order mark, declared charset, UTF-8, then detection.

    A declared charset is believed only when the bytes decode in it without a fault.

    Args:
        raw: the bytes of one document.
        declared: a charset that came with the bytes (an HTTP header).
        markup: whether to look for a declaration in the first 4 KB (HTML, XML).

    Raises:
        ReadingError: the bytes are a binary format.
    """
    kind = binary_kind(raw)
    if kind:
        raise ReadingError(f"this is {kind}, not text")
    for bom, charset in _BOMS:
        if raw.startswith(bom):
            return raw[len(bom) :].decode(charset, "replace")
    found = _DECLARED.search(raw[:_HEAD]) if markup else None
    stated = found.group(1).decode("ascii") if found else None
    for candidate in (_wide_charset(raw[:_HEAD]), declared, stated, "utf-8"):
        text = _strict(raw, candidate)
        if text is not None:
            return text
    detected = detect_encoding(raw[:_SEEN], html5_compatible=True, from_html_meta=False)
    guessed = _strict(raw, detected)
    return guessed if guessed is not None else _windows(raw)


def charset_of(lines: Iterable[bytes]) -> str:
    """Return the charset of many lines that begin with no byte order mark.

    UTF-8 where at least half of the lines that are not ASCII are in it (a table may have a few broken
    ones), else what is detected in the first megabyte of those lines.
    """
    whole = 0
    broken: list[bytes] = []
    held = 0
    for line in lines:
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            whole += 1
        except UnicodeDecodeError:
            whole -= 1
            if held < _SEEN:
                broken.append(line)
                held += len(line)
    if whole >= 0:
        return "utf-8"
    detected = detect_encoding(b"".join(broken)[:_SEEN], html5_compatible=True, from_html_meta=False)
    return _usable(detected)


def _usable(charset: str | None) -> str:
    """Return a charset that was detected where Python has it and it is not Unicode, else windows-1252."""
    try:
        name = codecs.lookup(charset or "").name
    except LookupError:
        return "cp1252"
    if name == "koi8-r":
        return "koi8-u"  # the same but for Ukrainian letters in the place of lines to draw boxes with
    return "cp1252" if name in _AS_WINDOWS_1252 or name.startswith("utf") else name


def _wide_charset(head: bytes) -> str | None:
    """Tell UTF-16 without a byte order mark by its zero bytes, all in even or all in odd places."""
    sample = head[:2048]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half >= 4 and odd > 0.6 * half and even < 0.05 * half:  # noqa: PLR2004 shares set by eye
        return "utf-16-le"
    if half >= 4 and even > 0.6 * half and odd < 0.05 * half:  # noqa: PLR2004 shares set by eye
        return "utf-16-be"
    return None


def _strict(raw: bytes, charset: str | None) -> str | None:
    if not charset:
        return None
    try:
        name = codecs.lookup(charset.strip()).name
        if name in _AS_WINDOWS_1252:
            # ASCII declarations and Latin-1 over bytes that are UTF-8 in truth are common faults.
            return _strict(raw, "utf-8") or _windows(raw)
        return raw.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError, AttributeError):
        # bytes-to-bytes codecs ("hex", "zip") raise ValueError or give no text
        return None


def _windows(raw: bytes) -> str:
    return raw.decode("cp1252", "replace")


def overrides(text: str) -> int:
    """Count the bidirectional overrides, embeddings and isolates in a text."""
    return 0 if text.isascii() else len(_OVERRIDES.findall(text))


def clean(text: str) -> str:
    r"""Return text in NFC with ``\n`` as its only line break and without invisible characters.

    Control characters, NUL, zero-width and bidirectional control characters are removed; what
    they surrounded stays. Runs of spaces and tabs within a line become one space.
    """
    if (
        text.isascii() and text.isprintable()
    ):  # no breaks, no tabs, nothing invisible: most fields, and many texts
        return (_SPACES.sub(" ", text) if "  " in text else text).strip(" ")
    text = _SURROGATES.sub("\ufffd", text)
    text = _INVISIBLE.sub("", _BREAKS.sub("\n", text))
    lines = (_SPACES.sub(" ", line).strip() for line in unicodedata.normalize("NFC", text).split("\n"))
    return "\n".join(lines).strip("\n")


def straight(text: str) -> str:
    """Return a text with straight quotation marks and apostrophes, of the same length."""
    # Five times as fast for most lines: the only such mark in ASCII is the backtick.
    return text.replace("`", "'") if text.isascii() else text.translate(_QUOTES)


def clean_line(text: str) -> str:
    """Return ``clean`` text on one line (for titles, names and other fields)."""
    return " ".join(clean(text).split())
