"""Writing JSON and XML piece by piece, in bytes that depend on the values alone."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

import msgspec

_ENCODER = msgspec.json.Encoder()
# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_json(path: Path, value: object) -> Path:
    """Write one JSON value and return the path."""
    path.write_bytes(msgspec.json.format(_ENCODER.encode(value), indent=2) + b"\n")
    return path


def write_json_list(path: Path, head: Mapping[str, Any], name: str, items: Iterable[object]) -> Path:
    """Write one JSON object whose last member ``name`` is a list, one item a line, as they come."""
    with path.open("wb") as stream:
        opening = _ENCODER.encode(dict(head))[:-1]
        stream.write(opening + (b"," if head else b"") + _ENCODER.encode(name) + b":[")
        for number, item in enumerate(items):
            stream.write((b",\n" if number else b"\n") + _ENCODER.encode(item))
        stream.write(b"\n]}\n")
    return path


def write_json_lines(path: Path, items: Iterable[object]) -> Path:
    """Write one JSON value a line."""
    with path.open("wb") as stream:
        stream.writelines(_ENCODER.encode(item) + b"\n" for item in items)
    return path


class Xml:
    """An XML file being written: elements with attributes, text escaped."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._depth = 0
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')

    @contextmanager
    def element(self, tag: str, **attributes: object) -> Iterator[None]:
        """Write an element around what the block writes."""
        self._line(f"<{tag}{_attributes(attributes)}>")
        self._depth += 1
        yield
        self._depth -= 1
        self._line(f"</{tag}>")

    def leaf(self, tag: str, text: object | None = None, **attributes: object) -> None:
        """Write an element with text, or none."""
        if text is None:
            self._line(f"<{tag}{_attributes(attributes)}/>")
        else:
            self._line(f"<{tag}{_attributes(attributes)}>{escape(xml_text(text))}</{tag}>")

    def _line(self, text: str) -> None:
        self._stream.write("  " * self._depth + text + "\n")


def xml_text(value: object) -> str:
    """Return a value as text that XML can hold."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return _NOT_XML.sub("\ufffd", text)


def _attributes(values: Mapping[str, object]) -> str:
    """Return attributes; a trailing underscore keeps a name from being a keyword, "__" is a full stop."""
    pairs = (
        (name.rstrip("_").replace("__", "."), value) for name, value in values.items() if value is not None
    )
    return "".join(f" {name}={quoteattr(xml_text(value))}" for name, value in pairs)
