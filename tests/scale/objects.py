"""A small S3 server in memory, for tests: objects put, in parts too, listed, read by ranges and deleted."""

import hashlib
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import BinaryIO
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

_DATE = "Mon, 05 Sep 2022 00:00:00 GMT"
_ISO = "2022-09-05T00:00:00.000Z"


def _tag(content: bytes) -> str:
    return f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'


def _chunks(stream: BinaryIO) -> bytes:
    """Return what came in chunks, each after its size in hexadecimal digits; the last one has none."""
    found = b""
    while size := int(stream.readline().split(b";")[0], 16):
        found += stream.read(size)
        stream.readline()
    return found


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or a body waits 40 ms until the client acknowledges its head
    server: "Objects"

    def log_message(self, *_: object) -> None:
        """Print nothing."""

    def log_request(self, *_: object) -> None:
        """Count the request; asking for a list is no reading."""
        bucket, key, _ = self._asked()
        self.server.requests[self.command if key else f"{self.command} {bucket}"] += 1

    def _asked(self) -> tuple[str, str, dict[str, str]]:
        parts = urlsplit(self.path)
        bucket, _, key = unquote(parts.path).lstrip("/").partition("/")
        values = parse_qs(parts.query, keep_blank_values=True)
        return bucket, key, {name: found[0] for name, found in values.items()}

    def _body(self) -> bytes:
        if (self.headers.get("Transfer-Encoding") or "").lower() == "chunked":
            content = _chunks(self.rfile)
            self.rfile.readline()
        else:
            content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        framed = "aws-chunked" in (self.headers.get("Content-Encoding") or "")
        return _chunks(BytesIO(content)) if framed else content

    def _answer(self, status: int, content: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _xml(self, root: str, inner: str) -> None:
        text = f'<?xml version="1.0" encoding="UTF-8"?><{root}>{inner}</{root}>'
        self._answer(200, text.encode(), Content_Type="application/xml")

    def _missing(self) -> None:
        self._answer(404, b"<Error><Code>NoSuchKey</Code><Message>none</Message></Error>")

    def do_HEAD(self) -> None:
        _, key, _ = self._asked()
        content = self.server.objects.get(key) if key else b""
        if content is None:
            self._missing()
            return
        length = str(len(content))
        self._answer(200, Content_Length=length, ETag=_tag(content), Last_Modified=_DATE)

    def do_GET(self) -> None:
        bucket, key, asked = self._asked()
        if not key:
            self._list(bucket, asked)
            return
        content = self.server.objects.get(key)
        if content is None:
            self._missing()
            return
        wanted = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range") or "")
        headers = {"ETag": _tag(content), "Last_Modified": _DATE}
        if not wanted:
            self._answer(200, content, **headers)
            return
        first, last = wanted.groups()
        start = int(first) if first else max(0, len(content) - int(last))
        end = min(len(content), int(last) + 1 if first and last else len(content))
        headers["Content_Range"] = f"bytes {start}-{end - 1}/{len(content)}"
        self._answer(206, content[start:end], **headers)

    def _list(self, bucket: str, asked: dict[str, str]) -> None:
        prefix, delimiter = asked.get("prefix", ""), asked.get("delimiter", "")
        inner = f"<Name>{bucket}</Name><Prefix>{escape(prefix)}</Prefix><IsTruncated>false</IsTruncated>"
        folders: dict[str, None] = {}
        found = 0
        for key, content in sorted(self.server.objects.items()):
            if not key.startswith(prefix):
                continue
            head, cut, _ = key[len(prefix) :].partition(delimiter) if delimiter else ("", "", "")
            if cut:
                folders[f"{prefix}{head}{delimiter}"] = None
                continue
            found += 1
            inner += f"<Contents><Key>{escape(key)}</Key><LastModified>{_ISO}</LastModified>"
            inner += f"<ETag>{escape(_tag(content))}</ETag><Size>{len(content)}</Size></Contents>"
        for folder in folders:
            inner += f"<CommonPrefixes><Prefix>{escape(folder)}</Prefix></CommonPrefixes>"
        self._xml("ListBucketResult", f"{inner}<KeyCount>{found + len(folders)}</KeyCount>")

    def do_PUT(self) -> None:
        _, key, asked = self._asked()
        content = self._body()
        if "partNumber" in asked:
            self.server.parts[asked["uploadId"]][int(asked["partNumber"])] = content
        else:
            self.server.objects[key] = content
        self._answer(200, ETag=_tag(content))

    def do_POST(self) -> None:
        bucket, key, asked = self._asked()
        content = self._body()
        if "uploads" in asked:
            upload = str(len(self.server.parts))
            self.server.parts[upload] = {}
            names = f"<Bucket>{bucket}</Bucket><Key>{escape(key)}</Key><UploadId>{upload}</UploadId>"
            self._xml("InitiateMultipartUploadResult", names)
        elif "uploadId" in asked:
            whole = b"".join(part for _, part in sorted(self.server.parts[asked["uploadId"]].items()))
            self.server.objects[key] = whole
            inner = f"<Key>{escape(key)}</Key><ETag>{escape(_tag(whole))}</ETag>"
            self._xml("CompleteMultipartUploadResult", inner)
        else:
            for gone in re.findall(r"<Key>(.*?)</Key>", content.decode()):
                self.server.objects.pop(gone, None)
            self._xml("DeleteResult", "")

    def do_DELETE(self) -> None:
        _, key, _ = self._asked()
        self.server.objects.pop(key, None)
        self._answer(204)


class Objects(ThreadingHTTPServer):
    """The objects of the one bucket that there is, whatever it is called, by key."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.requests: Counter[str] = Counter()

    def handle_error(self, *_: object) -> None:
        """Say nothing of clients that were killed."""


@contextmanager
def serving() -> Iterator[tuple[Objects, dict[str, str]]]:
    """Serve objects; give the server and the variables of the environment by which it is found."""
    server = Objects()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield (
            server,
            {
                "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}",
                "AWS_ACCESS_KEY_ID": "test",
                "AWS_SECRET_ACCESS_KEY": "test",
                "AWS_REGION": "us-east-1",
                "AWS_DEFAULT_REGION": "us-east-1",
                "AWS_EC2_METADATA_DISABLED": "true",
            },
        )
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
