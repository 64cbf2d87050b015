"""Mails (.eml) and pages saved as one (.mhtml): the article, its sender, date and subject."""

import re
from email import message_from_bytes, policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

from stemma.errors import ReadingError
from stemma.reading.cleaning import clean, clean_line, decode
from stemma.reading.dates import normalise
from stemma.reading.draft import Draft, comparable
from stemma.reading.html import read_html
from stemma.reading.plain import read_plain

# Hosts that give addresses to anybody: they say nothing of an outlet.
_FOR_ALL = (
    "gmail", "googlemail", "outlook", "hotmail", "yahoo", "ymail", "icloud", "aol", "gmx", "mail", "web",
    "live", "protonmail", "proton", "yandex", "ukr", "qq", "163", "msn", "zoho", "tutanota",
)  # fmt: skip
_SECOND_LEVEL = ("co", "com", "org", "net", "gov", "ac", "edu", "mil")
_BODY = re.compile(
    r"(?i)\b(?:news|press|agency|desk|editors?|newsroom|newsletter|times|post|daily|media|radio|tv|alerts?"
    r"|updates?|briefing|office|ministry|service|journal|review|wire)\b"
)
_SIGNATURE = re.compile(r"\n-- ?\n.*", re.DOTALL)
_MOST_PARTS = 200
# The plain part of a mail is taken unless the page part holds this much more text than it.
_FULLER = 1.5


def read_mail(raw: bytes, draft: Draft) -> dict[str, str]:
    """Fill a draft from a mail and return what else its headers say.

    Subject, date and sender are read from the headers; the sender is the outlet where its name and
    the host of its address agree or the name is a body's, the byline otherwise. A page that a browser
    saved as MHTML has no sender, and the date in its headers is that of the saving: it is read as a page.

    Raises:
        ReadingError: the mail has no text.
    """
    try:
        message = message_from_bytes(raw, policy=policy.compat32)
        parts = _parts(message)
        headers = {
            name: _header(message, name) for name in ("Subject", "Date", "From", "Message-ID", "List-Id")
        }
    except (MessageError, RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        # the standard library lets faults of headers and encodings through (found by fuzzing)
        raise ReadingError(f"the mail cannot be read: {error}") from error
    markup, plain = _texts(parts)
    if markup and _is_saved_page(message, headers["From"]):
        return _read_page(markup, message, parts, headers["Date"], draft)
    _take_headers(headers, draft)
    _read_parts(markup, plain, draft)
    attached = [clean_line(str(part.get_filename(""))) for part in parts if part.get_filename()]
    found = {
        "mail.message_id": headers["Message-ID"],
        "mail.list": headers["List-Id"],
        "mail.from": headers["From"],
        "mail.attachments": ", ".join(attached)[:500],
    }
    return {key: value for key, value in found.items() if value}


def _is_saved_page(message: Message, sender: str) -> bool:
    related = message.get_content_type() == "multipart/related"
    return related and ("Snapshot-Content-Location" in message or sender.lower().startswith("<saved by"))


def _read_page(
    markup: str, message: Message, parts: list[Message], saved: str, draft: Draft
) -> dict[str, str]:
    """Fill a draft with the page that a browser saved, and return when it was saved."""
    read_html(markup, draft)
    located = [_header(message, "Snapshot-Content-Location")]
    located += [_header(part, "Content-Location") for part in parts if part.get_content_type() == "text/html"]
    address = next((one for one in located if one.startswith(("http://", "https://"))), "")
    draft.url = draft.url or address
    draft.reader = f"saved page, {draft.reader}"
    date = normalise(saved) if saved else None
    return {"page.saved": date[0]} if date else {}


def _parts(message: Message) -> list[Message]:
    found: list[Message] = []
    stack = [message]
    while stack and len(found) < _MOST_PARTS:
        part = stack.pop()
        payload = part.get_payload()
        if isinstance(payload, list):
            stack.extend(item for item in reversed(payload) if isinstance(item, Message))
        else:
            found.append(part)
    return found


def _header(message: Message, name: str) -> str:
    """Return a header on one line with its encoded words decoded, "" when it is missing."""
    value = message.get(name)
    if value is None:
        return ""
    try:
        return clean_line(str(make_header(decode_header(str(value)))))
    except (HeaderParseError, LookupError, ValueError):
        return clean_line(str(value))


def _take_headers(headers: dict[str, str], draft: Draft) -> None:
    draft.title = draft.title or re.sub(r"(?i)^(?:(?:fwd?|re|aw|wg)\s*:\s*)+", "", headers["Subject"])
    if not draft.published:
        date = normalise(headers["Date"]) if headers["Date"] else None
        draft.published = date[0] if date else ""
        draft.published_source = "Date header of the mail" if date else "the mail has no readable date"
    senders = getaddresses([headers["From"]]) if headers["From"] else []
    if not senders:
        return
    name, address = clean_line(senders[0][0]), senders[0][1]
    house = _house(address)
    if not draft.outlet and name and (_agree(name, house) or not _is_person(name)):
        draft.outlet, draft.outlet_source = name, "sender of the mail"
        return
    draft.byline = draft.byline or name
    if not draft.outlet and house:
        draft.outlet, draft.outlet_source = address.rpartition("@")[2], "host of the sender's address"


def _house(address: str) -> str:
    """Return the part of an address's host that names its owner, "" for hosts open to anybody."""
    labels = address.rpartition("@")[2].casefold().split(".")[:-1]
    while labels and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    return labels[-1] if labels and labels[-1] not in _FOR_ALL else ""


def _agree(name: str, house: str) -> bool:
    key = comparable(name)
    return len(house) > 2 and (comparable(house) in key or key in comparable(house))  # noqa: PLR2004 no chance match


def _is_person(name: str) -> bool:
    """Return whether a name reads as a person's: two or three capitalised words, none of a body."""
    words = name.split()
    return 2 <= len(words) <= 3 and all(word[:1].isupper() for word in words) and not _BODY.search(name)  # noqa: PLR2004 a name


def _texts(parts: list[Message]) -> tuple[str, str]:
    """Return the longest HTML part and the plain parts together, attachments left out."""
    markup, plain = "", []
    for part in parts:
        if part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind not in ("text/html", "text/plain"):
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        charset = part.get_param("charset")
        text = decode(payload, charset if isinstance(charset, str) else None, markup=kind == "text/html")
        if kind == "text/html":
            markup = max(markup, text, key=len)
        else:
            plain.append(text)
    return markup, "\n\n".join(plain)


def _read_parts(markup: str, plain: str, draft: Draft) -> None:
    plain = _SIGNATURE.sub("\n", clean(plain))
    page = Draft(**{name: getattr(draft, name) for name in ("title", "outlet", "outlet_source", "published")})
    if markup:
        try:
            read_html(markup, page)
        except ReadingError:
            page.blocks = []
    if sum(len(text) for _, text in page.blocks) > _FULLER * len(plain):
        draft.blocks, draft.credits, draft.reader = page.blocks, page.credits, f"mail, {page.reader}"
        draft.url, draft.republished_from = draft.url or page.url, page.republished_from
        draft.byline = draft.byline or page.byline
    else:
        draft.reader = "mail, plain text"
        read_plain(plain, draft)
    if not draft.blocks:
        raise ReadingError("the mail holds no text")
