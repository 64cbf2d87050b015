"""Makers of small inputs of every kind, all with invented words."""

import io
import tarfile
import zipfile
import zlib

SENTENCE = "Shells fell on the town of Velmar on Monday, the governor told reporters there."


def page(number=0, body=None, head=""):
    body = body or "".join(
        f"<p>{SENTENCE} It was strike number {number * 10 + n} of the week, he said.</p>" for n in range(6)
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Strike {number} on Velmar town</title>{head}</head>'
        f"<body><article><h1>Strike {number} on Velmar town</h1>{body}</article></body></html>"
    ).encode()


def record(
    number=0,
    body=None,
    *,
    headers="",
    status="200 OK",
    media_type="text/html; charset=utf-8",
    kind="response",
):
    body = page(number) if body is None else body
    http = (
        f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://courier.example/{number}\r\n"
        f"WARC-Date: 2031-05-0{number % 9 + 1}T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    ).encode() + http + b"\r\n\r\n"  # fmt: skip


def zipped(members, *, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return stream.getvalue()


def tarred(members, mode="w:gz"):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for name, raw in members.items():
            member = tarfile.TarInfo(name)
            if isinstance(raw, tuple):
                member.type, member.linkname = raw
                archive.addfile(member)
            else:
                member.size = len(raw)
                archive.addfile(member, io.BytesIO(raw))
    return stream.getvalue()


def pdf(pages, *, packed=True, trailer=b""):
    """Make a PDF whose pages hold the given lines, in Helvetica."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        text = b"BT /F1 11 Tf 14 TL 50 780 Td\n"
        for line in lines:
            shown = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("latin-1")
            text += b"(" + shown + b") Tj T*\n"
        text += b"ET"
        body = zlib.compress(text) if packed else text
        names = b" /Filter /FlateDecode" if packed else b""
        objects.append(b"<< /Length %d%s >>\nstream\n" % (len(body), names) + body + b"\nendstream")
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + thing + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, trailer, start,
    )  # fmt: skip
