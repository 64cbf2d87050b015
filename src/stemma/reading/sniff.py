"""What kind of input some bytes are: by what they begin with, then by the name's suffix."""

import re
from functools import cache

from stemma.reading.cleaning import binary_kind
from stemma.resources import load_toml

# Enough to see past a long licence comment or the headers of a mail.
HEAD = 1 << 16

_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|article)[\s>/]", re.IGNORECASE)
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
_PROLOGUE = re.compile(rb"\s*(?:<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|\s)*", re.DOTALL)
_HEADER = re.compile(rb"([A-Za-z][\w-]*):[ \t].*(?:\r?\n[ \t].*)*\r?\n")
_MAIL = {b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to", b"dkim-signature"}
_ADDRESS = re.compile(rb"\s*(?:(?:\d+ [0-9a-f]{32} )?https?://\S+\s*|#.*)?", re.IGNORECASE)
_TAR = slice(257, 262)
_BOMS = (b"\xef\xbb\xbf",)


@cache
def _by_suffix() -> dict[str, str]:
    files = load_toml("reading", "columns.toml")["files"]
    kinds = ("text", "html", "lines", "json", "comma", "tab", "mail", "addresses", "ninjs")
    return {suffix: kind for kind in kinds for suffix in files[kind]}


def kind_of(head: bytes, suffix: str) -> str:
    """Return the kind of input that begins with these bytes.

    What the bytes are wins over what the suffix says. Kinds: "text", "html", "lines", "json",
    "comma", "tab", "mail", "addresses", "sitemap", "feed", "pdf", "warc", "zip", "tar", "parquet",
    "gzip", or "" for a binary format that is not read.

    Args:
        head: the first bytes, up to ``HEAD`` of them.
        suffix: the name's suffix in lower case with its dot, "" for none.
    """
    packed = _packed(head)
    if packed:
        return packed
    named = _by_suffix().get(suffix, "")
    if binary_kind(head):
        return ""
    for bom in _BOMS:
        head = head.removeprefix(bom)
    marked = _markup(head)
    if marked:
        return marked
    if named == "html" and head.lstrip()[:1] in (b"{", b"[") and _is_json(head):
        return "json"
    if named:
        return "addresses" if named == "text" and _is_list(head) else _unless_json(named, head)
    return _untold(head)


def _packed(head: bytes) -> str:
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PAR1"):
        return "parquet"
    if re.match(rb"\s*WARC/[01]\.", head):
        return "warc"
    return "tar" if head[_TAR] == b"ustar" else ""


def _markup(head: bytes) -> str:
    """Return "feed", "sitemap" or "html" for what begins as one, "" otherwise."""
    start = head[_PROLOGUE.match(head).end() :] if head.lstrip()[:1] == b"<" else b""  # type: ignore[union-attr]
    if _FEED.match(start):
        return "feed"
    if _SITEMAP.match(start):
        return "sitemap"
    declared = re.match(rb"\s*<!doctype\s+html", head, re.IGNORECASE)
    return "html" if declared or _MARKUP.match(start) else ""


def _is_json(head: bytes) -> bool:
    return bool(re.match(rb'\s*(?:\[\s*)?\{\s*"', head))


def _unless_json(named: str, head: bytes) -> str:
    """Take one JSON text under a table's suffix, or lines of JSON under JSON's, for what they are."""
    if named == "comma" and _is_json(head):
        return "lines" if b"\n" in head.strip() or head.lstrip().startswith(b"{") else "json"
    return named


def _untold(head: bytes) -> str:
    if _is_json(head):
        one_a_line = re.match(rb"\s*\{.*\}\s*\n\s*\{", head)
        return "lines" if one_a_line else "json"
    if _is_mail(head):
        return "mail"
    return "addresses" if _is_list(head) else "text"


def _is_mail(head: bytes) -> bool:
    """Return whether the bytes begin with the header of a mail."""
    position, names = 0, set()
    head = re.sub(rb"\AFrom .*\r?\n", b"", head)
    while found := _HEADER.match(head, position):
        names.add(found[1].lower())
        position = found.end()
    ended = head[position : position + 2].lstrip(b"\r")[:1] == b"\n"
    return ended and bool(names & _MAIL) and b"from" in names


def _is_list(head: bytes) -> bool:
    """Return whether every line is a web address, a comment or empty, and one is an address."""
    lines = head.splitlines()[:200]
    if len(head) >= HEAD:
        lines = lines[:-1]
    return any(b"://" in line for line in lines) and all(_ADDRESS.fullmatch(line) for line in lines)
