"""Word documents (.docx): the paragraphs of their text, as plain text."""

import io
import lzma
import zipfile
import zlib

from lxml import etree

from stemma.errors import ReadingError
from stemma.reading.cleaning import clean, clean_line
from stemma.reading.draft import Draft, version_of
from stemma.reading.limits import MAX_PDF
from stemma.reading.plain import read_plain

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TEXT = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CORE = "{http://purl.org/dc/elements/1.1/}"
# What a paragraph's words stand in, and what breaks them; words that were struck out are in other elements.
_PIECES = {f"{_WORDS}t": "", f"{_WORDS}tab": " ", f"{_WORDS}br": "\n", f"{_WORDS}cr": "\n"}
# Boxes stand aside, and twice for programs of two ages; what was moved stands where it came to as well.
_ASIDE = (f"{_WORDS}txbxContent", f"{_WORDS}moveFrom")
_HEADINGS = ("title", "heading1")
_FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, KeyError, ValueError,
    NotImplementedError, RuntimeError,
)  # fmt: skip


def is_word(raw: bytes) -> bool:
    """Return whether the bytes are a Word document, whatever is left of it."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _TEXT in archive.namelist()
    except _FAULTS:
        return False


def read_word(raw: bytes, draft: Draft) -> dict[str, str]:
    """Fill a draft from a Word document and return what its properties say.

    Its headers, footers, notes and comments are left out, and so are its dates: they are those of the file.

    Raises:
        ReadingError: the document is damaged or holds no text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            paragraphs, heading = _paragraphs(_parsed(archive, _TEXT))
            names = archive.namelist()
            properties = _parsed(archive, _PROPERTIES) if _PROPERTIES in names else None
    except (*_FAULTS, etree.XMLSyntaxError) as error:
        raise ReadingError(f"the Word document is damaged: {error or type(error).__name__}") from error
    if heading and not draft.title:
        draft.title = heading
    draft.reader = f"lxml {version_of('lxml')}, Word document"
    read_plain(clean("\n\n".join(paragraphs)), draft)
    found = {
        f"word.{name}": clean_line(properties.findtext(f"{_CORE}{name}") or "")[:300]
        for name in ("title", "creator")
        if properties is not None
    }
    return {name: value for name, value in found.items() if value}


def _parsed(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """Return a part of the document, without the entities that XML may declare.

    Raises:
        ReadingError: it unpacks to more than is read of a document.
    """
    with archive.open(name) as stream:
        raw = stream.read(MAX_PDF + 1)
    if len(raw) > MAX_PDF:
        raise ReadingError(f"the Word document unpacks to more than {MAX_PDF >> 20} MB")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(raw, parser)


def _paragraphs(root: etree._Element) -> tuple[list[str], str]:
    """Return the text of each paragraph, and the first one if it is styled as a title."""
    for one in list(root.iter(*_ASIDE)):
        if (parent := one.getparent()) is not None:
            parent.remove(one)
    found: list[str] = []
    heading = ""
    for paragraph in root.iter(f"{_WORDS}p"):
        text = "".join(_PIECES[one.tag] or one.text or "" for one in paragraph.iter(*_PIECES)).strip()
        if not text:
            continue
        style = paragraph.find(f"{_WORDS}pPr/{_WORDS}pStyle")
        named = (style.get(f"{_WORDS}val") or "").lower().replace(" ", "") if style is not None else ""
        if not found and named in _HEADINGS:
            heading = clean_line(text)
        found.append(text)
    return found, heading
