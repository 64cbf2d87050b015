"""Web archives, zip and tar: what is in them, past what is damaged."""

import gzip
import io
import tarfile
import zipfile
import zlib

import pytest
from making import page, record, tarred, zipped

from stemma.reading import documents, read
from stemma.records import Document, Failure


def found(tmp_path, name, raw):
    path = tmp_path / name
    path.write_bytes(raw)
    return [
        item.reason if isinstance(item, Failure) else (item.fields.get("url", item.origin).rsplit("/", 1)[1])
        for item in documents([path])
    ]


def test_a_warc_gives_its_pages_with_address_date_and_headers(tmp_path):
    path = tmp_path / "news.warc.gz"
    others = [
        record(7, status="404 Not Found"), record(8, b"\x89PNG", media_type="image/png"),
        record(9, kind="request"),
        record(10, b"User-agent: *", media_type="text/plain").replace(b"/10", b"/robots.txt"),
    ]  # fmt: skip
    path.write_bytes(b"".join(gzip.compress(one) for one in [record(1), *others, record(2)]))
    first, second = documents([path])
    assert first.fields["url"] == "https://courier.example/1"
    assert first.fields["captured"] == "2031-05-02T10:00:00Z"
    assert first.fields["http.content-type"] == "text/html; charset=utf-8"
    assert first.raw == page(1)
    report = read(second)
    assert report.url == "https://courier.example/2"
    assert report.title == "Strike 2 on Velmar town"
    assert report.extra["captured"].startswith("2031-05-03")
    assert report.origin == f"{path}#https://courier.example/2"


MEMBERS = [gzip.compress(record(number)) for number in range(8)]
PLAIN = [record(number) for number in range(8)]


def test_a_damaged_member_is_one_failure_and_the_rest_is_kept(tmp_path):
    bad = bytearray(MEMBERS[3])
    bad[60:90] = b"\x00" * 30
    results = found(tmp_path, "a.warc.gz", b"".join([*MEMBERS[:3], bytes(bad), *MEMBERS[4:]]))
    assert [one for one in results if one.isdigit()] == ["0", "1", "2", "4", "5", "6", "7"]
    assert [one for one in results if "damaged" in one] == [results[3]]


def test_a_truncated_archive_keeps_what_came_before(tmp_path):
    packed = found(tmp_path, "a.warc.gz", b"".join(MEMBERS)[:-40])
    assert packed[:7] == list("0123456")
    assert "too early" in packed[-1]
    plain = found(tmp_path, "a.warc", b"".join(PLAIN)[:-300])
    assert plain[:7] == list("0123456")
    assert "cut short" in plain[-1]


def test_a_record_cut_in_the_middle_of_a_plain_archive_costs_only_itself(tmp_path):
    results = found(tmp_path, "a.warc", b"".join([*PLAIN[:3], PLAIN[3][:500], *PLAIN[4:]]))
    assert set("0124567") - {"4"} <= set(results)
    assert sum(not one.isdigit() for one in results) == 1


def test_a_lying_length_costs_only_its_own_record(tmp_path):
    lying = PLAIN[3].replace(b"Content-Length: ", b"Content-Length: 99", 1)
    results = found(tmp_path, "a.warc", b"".join([*PLAIN[:3], lying, *PLAIN[4:]]))
    assert [one for one in results if one.isdigit()] == ["0", "1", "2", "4", "5", "6", "7"]


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(page(1))),
        ("Content-Encoding: gzip\r\n", page(1)),  # many archives hold the body unpacked
        ("Content-Encoding: deflate\r\n", zlib.compress(page(1))),
        ("Content-Encoding: br\r\n", page(1)),
        ("Transfer-Encoding: chunked\r\n", b"%x\r\n" % len(page(1)) + page(1) + b"\r\n0\r\n\r\n"),
        ("Transfer-Encoding: chunked\r\n", page(1)),
    ],
)
def test_encodings_are_undone_where_the_bytes_show_them(tmp_path, coding, body):
    path = tmp_path / "a.warc"
    path.write_bytes(record(1, body, headers=coding))
    (document,) = documents([path])
    assert document.raw == page(1)


def test_a_wacz_gives_the_pages_of_its_archives_only(tmp_path):
    path = tmp_path / "crawl.wacz"
    path.write_bytes(
        zipped(
            {
                "datapackage.json": b'{"profile": "data-package"}',
                "archive/data.warc.gz": b"".join(MEMBERS[:2]),
                "pages/pages.jsonl": b'{"url": "https://courier.example/0", "text": "a text"}',
                "indexes/index.cdx": b"x",
            },
            method=0,
        )
    )
    results = list(documents([path]))
    assert [item.fields["url"] for item in results] == [
        "https://courier.example/0",
        "https://courier.example/1",
    ]
    assert results[0].origin == f"{path}!archive/data.warc.gz#https://courier.example/0"


def test_zip_and_tar_give_their_articles(tmp_path):
    members = {
        "news/a.html": page(1), "news/b.html.gz": gzip.compress(page(2)),
        "c.jsonl": b'{"text": "A text of words."}\n',
        "style.css": b"p {}", "__MACOSX/._a": b"x", "README.md": b"About.",
    }  # fmt: skip
    for name, raw in {
        "a.zip": zipped(members), "a.tar.gz": tarred(members), "a.tgz": tarred(members),
        "a.tar": tarred(members, "w"),
        "misnamed.txt": zipped(members),
    }.items():  # fmt: skip
        path = tmp_path / name
        path.write_bytes(raw)
        results = list(documents([path]))
        assert [item.origin.split("!")[1] for item in results] == [
            "news/a.html",
            "news/b.html.gz",
            "c.jsonl:1",
        ], name
        assert read(results[1]).title == "Strike 2 on Velmar town"


def test_names_never_leave_the_archive_and_links_are_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("A secret that the archive wants to have read.")
    before = sorted(tmp_path.rglob("*"))
    members = {
        "../../up.html": page(1), "/etc/abs.html": page(2), "C:\\x\\win.html": page(3),
        "link": (tarfile.SYMTYPE, str(secret)), "hard": (tarfile.LNKTYPE, str(secret)),
        "dev": (tarfile.CHRTYPE, ""),
    }  # fmt: skip
    (tmp_path / "evil.tar").write_bytes(tarred(members, "w"))
    plain = {name: raw for name, raw in members.items() if isinstance(raw, bytes)}
    (tmp_path / "evil.zip").write_bytes(zipped(plain))
    for name in ("evil.tar", "evil.zip"):
        results = list(documents([tmp_path / name]))
        names = [item.origin.split("!")[1] for item in results if isinstance(item, Document)]
        assert names == ["up.html", "etc/abs.html", "C:/x/win.html"]
        failed = [item for item in results if isinstance(item, Failure)]
        assert len(failed) == (3 if name.endswith("tar") else 0)
        assert all("not followed" in item.reason for item in failed)
    assert sorted(path for path in tmp_path.rglob("*") if not path.name.startswith("evil")) == before


def test_a_zip_link_and_an_encrypted_member_are_failures(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", "Some words of an article that nobody may read.")
    raw = bytearray(stream.getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.rfind(mark)
        raw[place + offset] |= 1
    (tmp_path / "a.zip").write_bytes(raw)
    reasons = [item.reason for item in documents([tmp_path / "a.zip"])]
    assert "link" in reasons[0]
    assert "encrypted" in reasons[1]


def test_nested_archives_end_somewhere(tmp_path):
    raw = page(1)
    for depth in range(5):
        raw = zipped({f"level{depth}.zip" if depth else "a.html": raw})
    (tmp_path / "a.zip").write_bytes(raw)
    (result,) = documents([tmp_path / "a.zip"])
    assert "archives within archives" in result.reason
    (tmp_path / "b.zip").write_bytes(zipped({"inner.zip": zipped({"a.html": page(1)})}))
    (result,) = documents([tmp_path / "b.zip"])
    assert read(result).title == "Strike 1 on Velmar town"


def test_damaged_archives_give_failures_and_what_came_before(tmp_path):
    raw = tarred({f"{number}.html": page(number) for number in range(40)})
    (tmp_path / "cut.tar.gz").write_bytes(raw[: len(raw) * 2 // 3])
    results = list(documents([tmp_path / "cut.tar.gz"]))
    assert isinstance(results[0], Document)
    assert isinstance(results[-1], Failure)
    (tmp_path / "cut.zip").write_bytes(zipped({"a.html": page(1)})[:-30])
    (result,) = documents([tmp_path / "cut.zip"])
    assert "damaged" in result.reason


def test_office_documents_are_named(tmp_path):
    (tmp_path / "a.odt").write_bytes(zipped({"mimetype": b"x", "content.xml": b"<x/>"}))
    (result,) = documents([tmp_path / "a.odt"])
    assert "office document" in result.reason
