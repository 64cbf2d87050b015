"""Reading: saved pages, a generated web archive beside bare fastwarc, a long table; speed and peak memory.

Every piece of work runs in a process of its own, on files that are made for it and thrown away.
"""

import argparse
import gzip
import json
import sys
import tempfile
from pathlib import Path

from measure import missing, run, show

from stemma.evaluation import data_folder

SENTENCE = (
    "The governor said on day {0} of the fighting that {1} people had been hurt in the town of Velmar. "
)
MB = 1 << 20

BARE = """
import sys
from fastwarc.warc import ArchiveIterator, WarcRecordType
for record in ArchiveIterator(sys.argv[1], record_types=WarcRecordType.response, parse_http=True):
    record.reader.read()
"""
OURS = """
import sys
from stemma.reading import documents
from stemma.records import Failure
print(sum(not isinstance(item, Failure) for item in documents([sys.argv[1]])))
"""
PAGES = """
import gzip, json, sys, time
from pathlib import Path
from stemma.reading import documents, read
from stemma.records import Failure
times = []
for path in sorted(Path(sys.argv[1]).rglob("*.html.gz"))[: int(sys.argv[3])]:
    begun = time.process_time()
    for item in documents([path]):
        if not isinstance(item, Failure):
            read(item)
    times.append(time.process_time() - begun)
times = sorted(times[1:])
found = {"pages": len(times), "seconds": sum(times), "slowest": times[-1]}
Path(sys.argv[2]).write_text(json.dumps(found))
"""


def page(number: int) -> bytes:
    """Make a page of some 60 KB, as news pages have: a tenth of it text."""
    told = "".join(f"<p>{SENTENCE.format(number, number + n) * 3}</p>" for n in range(20))
    links = (f'<li class="nav"><a href="/{number}/{n}">Section {n * number}</a></li>' for n in range(1000))
    menu = "".join(links)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Day {number}</title></head>"
        f"<body><ul>{menu}</ul>"
        f"<article><h1>Day {number} of the fighting in Velmar</h1>{told}</article></body></html>"
    ).encode()


def record(number: int) -> bytes:
    """Make one response record of a web archive."""
    body = page(number)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(
        body
    )
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/%d\r\n"
        b"WARC-Date: 2031-05-01T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:%032d>\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
        % (number, number, len(http) + len(body))
    ) + http + body + b"\r\n\r\n"  # fmt: skip


def archive(folder: Path, megabytes: int) -> None:
    """Measure the reading of a web archive of so many unpacked megabytes, packed by the record."""
    path, number, size = folder / "news.warc.gz", 0, 0
    with path.open("wb") as file:
        while size < megabytes * MB:
            raw = record(number)
            size += len(raw)
            number += 1
            file.write(gzip.compress(raw, 1))
    bare = run([sys.executable, "-c", BARE, str(path)])
    ours = run([sys.executable, "-c", OURS, str(path)])
    name = "reading-warc"
    show(
        name,
        size / MB / ours.cpu,
        "MB/CPU second",
        size / MB / bare.cpu,
        records=number,
        packed_mb=path.stat().st_size >> 20,
    )
    show(f"{name}-memory", ours.peak_mb, "MB", bare.peak_mb, unpacked_mb=size >> 20)


def table(folder: Path, rows: int) -> None:
    """Measure the reading of a CSV of so many rows, and of a tenth of it: memory must not grow."""
    peaks = []
    for count in (rows // 10, rows):
        path = folder / f"{count}.csv"
        with path.open("w") as file:
            file.write("id,date,outlet,text\n")
            for number in range(count):
                file.write(f"{number},2031-05-01,Courier,{SENTENCE.format(number % 400, number)}\n")
        cost = run([sys.executable, "-c", OURS, str(path)])
        peaks.append(cost)
    show("reading-csv", rows / peaks[1].cpu, "rows/CPU second", None, rows=rows)
    show("reading-csv-memory", peaks[1].peak_mb, "MB", peaks[0].peak_mb, baseline_rows=rows // 10)


def pages(folder: Path, data: Path, most: int) -> None:
    """Measure saved news pages, where they are there."""
    if not data.exists():
        missing("reading-pages", f"{data} is not there")
        return
    out = folder / "pages.json"
    run([sys.executable, "-c", PAGES, str(data), str(out), str(most)])
    found = json.loads(out.read_text())
    show("reading-pages", found["pages"] / found["seconds"], "pages/CPU second", None, pages=found["pages"])
    show("reading-slowest-page", found["slowest"], "CPU seconds", 5.0)


def main() -> None:
    """Run the three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=200, help="unpacked size of the web archive")
    parser.add_argument("--rows", type=int, default=200_000, help="rows of the table")
    parser.add_argument("--pages", type=int, default=1_000_000, help="read only so many saved pages")
    parser.add_argument("--data", type=Path, default=None, help="folder with extraction/")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        archive(Path(name), options.megabytes)
        table(Path(name), options.rows)
        pages(Path(name), data_folder(options.data) / "extraction", options.pages)


if __name__ == "__main__":
    main()
