"""The articles that variants in real news are judged in, as rows of a table."""

import csv
import html
import json
import re
from collections.abc import Callable, Iterator
from operator import itemgetter
from pathlib import Path

from stemma.evaluation.base import need

Row = dict[str, str]

# The houses that PolNeAR names in short.
_HOUSES = {
    "breitbart": "Breitbart",
    "huff-post": "Huffington Post",
    "nyt": "The New York Times",
    "politico": "Politico",
    "usa-today": "USA Today",
    "wash-post": "The Washington Post",
    "west-journal": "Western Journalism",
}
_AGENCIES = {
    "APW": "Associated Press",
    "NYT": "The New York Times",
    "XIE": "Xinhua",
    "wsj": "The Wall Street Journal",
}
# Emergent gives no dates: the headlines of one claim are of a few days, and all get one.
_DAY = "2014-11-10"


def rows_of(name: str, data: Path) -> list[Row] | None:
    """Return the articles of a set, or None where the data has no such set.

    Args:
        name: "fa-kes", "polnear", "tempeval3", "emergent", "plv" (with the snippets of CASE 2021),
            "ukraine-news-bias" or "re3d".
        data: the folder of evaluation data.

    Raises:
        DataMissing: there is no FA-KES, without which nothing is scored.
    """
    if name != "fa-kes" and not (data / name).is_dir():
        return None
    return list(_READERS[name](data))


def _fa_kes(data: Path) -> Iterator[Row]:
    with need(data / "fa-kes" / "FA-KES-Dataset.csv").open(
        encoding="utf-8", errors="replace", newline=""
    ) as file:
        for row in csv.DictReader(file):
            month, day, year = row["date"].split("/")
            yield {
                "id": row["unit_id"],
                "outlet": row["source"],
                "title": row["article_title"],
                "text": row["article_content"],
                "published": f"{year}-{int(month):02}-{int(day):02}",
            }


def _polnear(data: Path) -> Iterator[Row]:
    for part in ("train", "dev"):
        for path in sorted((data / "polnear" / part / "text").glob("*.txt")):
            house, day, _ = path.stem.split("_", 2)
            text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
            yield {"id": path.stem, "outlet": _HOUSES.get(house, house), "published": day, "text": text}


_TEXT = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)
_WRITTEN = re.compile(r'<DCT>.*?value="([^"]{10})', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def _tempeval(data: Path) -> Iterator[Row]:
    for path in sorted((data / "tempeval3").rglob("*.tml")):
        source = path.read_text(encoding="utf-8", errors="replace")
        text, written = _TEXT.search(source), _WRITTEN.search(source)
        if text is None or written is None:
            continue
        plain = html.unescape(_TAG.sub("", text.group(1))).strip()
        paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", plain)]
        house = re.split(r"[\d_]", path.stem)[0]
        yield {
            "id": path.stem,
            "outlet": _AGENCIES.get(house, house),
            "published": written.group(1),
            "text": "\n\n".join(part for part in paragraphs if part),
        }


def _emergent(data: Path) -> Iterator[Row]:
    for path in sorted((data / "emergent").rglob("*.csv")):
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            for row in csv.DictReader(file):
                text = row["articleHeadline"].strip()
                yield {
                    "id": row["articleId"],
                    "outlet": f"outlet {row['articleId'][:8]}",
                    "published": _DAY,
                    "text": text if text.endswith((".", "!", "?")) else f"{text}.",
                }


# The sentences of these two sets, of many years and outlets, are read as reports of one day too.
_SNIPPETS = (("plv", "PLV_train.tsv", "sentence"), ("case2021", "dev.tsv", "EventSnippet"))


def _snippets(data: Path) -> Iterator[Row]:
    for folder, name, column in _SNIPPETS:
        path = data / folder / name
        if not path.is_file():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for place, row in enumerate(csv.DictReader(file, delimiter="\t")):
                key = f"{folder}-{place}"
                yield {
                    "id": key,
                    "outlet": f"outlet {key}",
                    "published": _DAY,
                    "text": " ".join(row[column].split()),
                }


def _ukraine(data: Path) -> Iterator[Row]:
    # The articles have no dates; those of one affair get that of its height.
    for path in sorted((data / "ukraine-news-bias").glob("article_*.json")):
        sentences = sorted(
            json.loads(path.read_text(encoding="utf-8"))["sentences"], key=itemgetter("position_in_article")
        )
        text = "\n\n".join(one["content"].strip() for one in sentences)
        yield {"id": path.stem, "outlet": f"outlet {path.stem}", "published": "2014-02-22", "text": text}


def _re3d(data: Path) -> Iterator[Row]:
    for path in sorted((data / "re3d").rglob("documents.json")):
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            row = json.loads(line)
            yield {
                "id": row["_id"],
                "outlet": row["sourceName"],
                "title": row["title"],
                "text": row["text"],
                "published": "",
            }


_READERS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "fa-kes": _fa_kes,
    "polnear": _polnear,
    "tempeval3": _tempeval,
    "emergent": _emergent,
    "plv": _snippets,
    "ukraine-news-bias": _ukraine,
    "re3d": _re3d,
}
SETS = tuple(_READERS)
