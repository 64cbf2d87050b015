"""Telegram Desktop's exports of channels and groups: each post with words is one article."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from stemma.reading.rows import Row, row_of
from stemma.records import Failure

# What is kept of a post beside its words; the rest (sizes of pictures, reactions) says nothing of them.
_KEPT = (
    "edited", "reply_to_message_id", "forwarded_from_id", "saved_from", "photo", "file", "media_type",
)  # fmt: skip
_PAGE = (b'class="page_wrap"', b'id="message')


def is_export(value: Any) -> bool:  # noqa: ANN401 any JSON value
    """Return whether a JSON value is an export of one chat or of an account."""
    return isinstance(value, dict) and (_is_chat(value) or bool(_chats(value)))


def exported(value: dict[str, Any], name: str) -> Iterator[Row | Failure]:
    """Yield the posts of an export as rows; of an account's, its channels only.

    Args:
        value: the export (``result.json``).
        name: the file.
    """
    if _is_chat(value):
        yield from _posts(value, name)
        return
    chats = _chats(value)
    channels = [chat for chat in chats if "channel" in str(chat.get("type"))]
    for chat in channels:
        yield from _posts(chat, name)
    if left := len(chats) - len(channels):
        yield Failure(
            name, f"{left:,} private chats and groups of this account were left out: export a group by itself"
        )


def is_page(raw: bytes) -> bool:
    """Return whether a web page is one of an export's pages of messages."""
    return all(mark in raw[: 1 << 20] for mark in _PAGE)


def _is_chat(value: dict[str, Any]) -> bool:
    posts = value.get("messages")
    return isinstance(posts, list) and "type" in value and all(isinstance(post, dict) for post in posts[:20])


def _chats(value: dict[str, Any]) -> list[dict[str, Any]]:
    chats = value.get("chats")
    found = chats.get("list") if isinstance(chats, dict) else None
    return (
        [chat for chat in found if isinstance(chat, dict) and _is_chat(chat)]
        if isinstance(found, list)
        else []
    )


def _posts(chat: dict[str, Any], name: str) -> Iterator[Row | Failure]:
    some = False
    for post in chat["messages"]:
        if not isinstance(post, dict) or post.get("type") != "message":
            continue
        words = _text(post.get("text"))
        if words.strip():
            some = True
            yield row_of(_fields(chat, post, words), f"{name}#{post.get('id')}")
    if not some:
        yield Failure(name, "none of the messages in the export has words")


def _fields(chat: dict[str, Any], post: dict[str, Any], words: str) -> dict[str, Any]:
    outlet = str(chat.get("name") or "")
    sender = str(post.get("author") or post.get("from") or "")
    fields = {key: str(post[key]) for key in _KEPT if post.get(key)}
    fields |= {
        "id": f"{chat.get('id', outlet)}-{post.get('id')}",
        "outlet": outlet,
        "byline": sender if sender != outlet else "",
        "published": _moment(post),
        "republished_from": _giver(post),
        "text": words,
    }
    return {key: value for key, value in fields.items() if value}


def _text(value: Any) -> str:  # noqa: ANN401 any JSON value
    """Return the words of a post: a string, or a list of strings and of marked parts with a text."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    parts = (part.get("text") if isinstance(part, dict) else part for part in value)
    return "".join(part for part in parts if isinstance(part, str))


def _moment(post: dict[str, Any]) -> str:
    """Return when a post was sent; newer exports have Unix time, older ones a local clock alone."""
    seconds = str(post.get("date_unixtime") or "")
    if seconds.isdecimal() and len(seconds) < 12:  # noqa: PLR2004 beyond any year that datetime knows
        return datetime.fromtimestamp(int(seconds), UTC).isoformat()
    return str(post.get("date") or "")


def _giver(post: dict[str, Any]) -> str:
    """Return the channel that a post was forwarded from; a person who is forwarded is no outlet."""
    person = str(post.get("forwarded_from_id") or "").startswith("user")
    return "" if person else str(post.get("forwarded_from") or "")
