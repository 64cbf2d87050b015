"""Made pages with their labels: live blogs and paywall stubs in many shapes, and pages that only look so."""

import html
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any, Literal

from msgspec import Struct

from stemma.evaluation.pages_live import LAYOUTS, TIMES, WORDED, Blog, Stamp, Update
from stemma.resources import load_toml

Half = Literal["dev", "held-out"]
_ZONES = (0, 60, 120, 180, -300)


class Page(Struct, frozen=True):
    """A page with what should be read from it.

    ``shape`` says how it was made; ``entries`` are a live blog's (text, time as ISO 8601, "" where the
    page does not tell it); ``outside`` is what stands outside of them; ``stub`` is None where the page
    is not about that.
    """

    id: str
    url: str
    html: str
    half: Half
    shape: str
    entries: tuple[tuple[str, str], ...] = ()
    outside: str = ""
    stub: bool | None = None


@dataclass(slots=True)
class Writer:
    """Writes invented news, never the same sentence twice on a page."""

    dice: random.Random
    used: set[str] = field(default_factory=set)
    place: str = ""

    def __post_init__(self) -> None:
        self.place = self.dice.choice(words("words")["places"])

    def sentence(self) -> str:
        """Return a new sentence."""
        lists, pick = words("words"), self.dice.choice
        while True:
            thing, deed, tail = pick(lists["things"]), pick(lists["deeds"]), pick(lists["tails"])
            where = pick((self.place, pick(lists["places"])))
            told = pick((
                f"{thing} in {where} {deed} {tail}, {pick(lists['speakers'])} said.",
                f"{pick(lists['speakers'])} told reporters that {thing} near {where} {deed}, {tail}.",
                f"{thing} {deed}, {pick(lists['speakers'])} said in {where}, {tail}.",
            ))  # fmt: skip
            if told not in self.used:
                self.used.add(told)
                return told[0].upper() + told[1:]

    def paragraph(self, low: int = 1, high: int = 3) -> str:
        """Return some sentences."""
        return " ".join(self.sentence() for _ in range(self.dice.randint(low, high)))

    def headline(self) -> str:
        """Return a short line without a stop."""
        lists = words("words")
        thing, deed = self.dice.choice(lists["things"]), self.dice.choice(lists["deeds"])
        return f"{thing} {deed}"[0].upper() + f"{thing} {deed}"[1:]


@cache
def words(group: str) -> dict[str, Any]:
    """Return one table of the word lists."""
    found: dict[str, Any] = load_toml("evaluation", "labels/pages.toml")[group]
    return found


def made(seed: int, count: int) -> list[Page]:
    """Return so many pages of each kind and half; the same seed gives the same pages."""
    dice = random.Random(seed)  # noqa: S311  made pages, nothing secret
    layouts, times = dice.sample(list(LAYOUTS), len(LAYOUTS)), dice.sample(list(TIMES), len(TIMES))
    halves: dict[Half, tuple[Sequence[str], Sequence[str]]] = {
        "dev": (layouts[::2], times[::2]),
        "held-out": (layouts[1::2], times),
    }
    found: list[Page] = []
    for half, (shapes, stamps) in halves.items():
        for number in range(count):
            found.append(_live(half, number, dice, (shapes[number % len(shapes)], dice.choice(stamps))))
            found.append(_lookalike(half, number, dice))
            found.append(_stub(half, number, dice))
            found.append(_free(half, number, dice))
    return found


def _of(table: dict[str, Any], name: str, half: Half) -> list[str]:
    """Return a list of words; the held-out half has those of its own."""
    return list(table[f"{name}_unseen"] if half == "held-out" else table[name])


# --- live blogs -----------------------------------------------------------------------------


def _live(half: Half, number: int, dice: random.Random, shape: tuple[str, str]) -> Page:
    writer, lists, (layout, stamps) = Writer(dice), words("live"), shape
    title = dice.choice(_of(lists, "titles", half)).format(place=writer.place)
    zone = timezone(timedelta(minutes=dice.choice(_ZONES)))
    moment = datetime(2031, dice.randint(1, 12), dice.randint(2, 26), dice.randint(0, 23), 5, tzinfo=zone)
    updates = []
    for _ in range(dice.randint(4, 14)):
        moment += timedelta(minutes=dice.randint(4, 75))
        heading = writer.headline() if dice.random() < 0.6 or layout in _HEADED else ""  # noqa: PLR2004 shares
        updates.append(Update(moment, heading, [writer.paragraph() for _ in range(dice.randint(1, 3))]))
    first, last = updates[0].moment, updates[-1].moment
    newest_first = dice.random() < 0.7  # noqa: PLR2004 most blogs
    shown = updates[::-1] if newest_first else updates
    if layout in WORDED and TIMES[stamps].inner:
        stamps = dice.choice([name for name, one in TIMES.items() if not one.inner])
    stamp: Stamp = TIMES[stamps]
    dated = stamp.whole or dice.random() < 0.9  # noqa: PLR2004 most pages have dates
    name = dice.choice(lists[dice.choice(("names", "names_plain", "names_plain", "names_hashed"))])
    blog = Blog(shown, stamp, name, dice, [writer.sentence() for _ in range(3)])
    intro = writer.paragraph(2, 4)
    box = _box(dice, shown, stamp) if dice.random() < 0.4 else ""  # noqa: PLR2004 shares
    body = f"<p>{intro}</p>{box}{LAYOUTS[layout](blog)}"
    meta = _dates(first, last) if dated else ""
    url = f"https://courier.example/{dice.choice(('live', 'news', 'world/liveblog'))}/{half}-{number}"
    text = _frame(writer, title, body, meta, url)
    gold = tuple(
        (" ".join([one.heading, *one.paragraphs]).strip(), _told(one.moment, stamp, dated=dated))
        for one in shown
    )
    return Page(f"live-{half}-{number}", url, text, half, f"live {layout} {stamps}", gold, intro)


_HEADED = {"headings", "section", "details"}


def _told(moment: datetime, stamp: Stamp, *, dated: bool) -> str:
    """Return the time that a page tells of an entry: none, without a zone, or whole."""
    if not (stamp.whole or (stamp.clock and dated)):
        return ""
    return moment.isoformat() if stamp.zoned else moment.replace(tzinfo=None).isoformat()


def _dates(first: datetime, last: datetime) -> str:
    return (
        f'<meta property="article:published_time" content="{first.isoformat()}">'
        f'<meta property="article:modified_time" content="{last.isoformat()}">'
    )


def _box(dice: random.Random, updates: Sequence[Update], stamp: Stamp) -> str:
    """Return a box of the day's main events, linked or not: no entries."""
    chosen = [one for one in updates if one.heading][:4]
    linked = dice.random() < 0.6  # noqa: PLR2004 shares
    lines = "".join(
        f'<li>{stamp.show(one.moment)} <a href="#e{number}">{one.heading}</a></li>'
        if linked
        else f"<li>{one.heading}</li>"
        for number, one in enumerate(chosen)
    )
    return f"<div class='box'><h3>{dice.choice(words('live')['boxes'])}</h3><ul>{lines}</ul></div>"


def _frame(writer: Writer, title: str, body: str, meta: str, url: str) -> str:
    """Return a page around a body: head, navigation, side lists, footer."""
    dice = writer.dice
    outlet = dice.choice(words("words")["outlets"])
    hours = [f"{dice.randint(0, 23):02}:{dice.randint(0, 59):02}" for _ in range(5)]
    aside = "".join(
        f'<li><span>{hour}</span> <a href="/a{hour}">{writer.headline()}</a></li>' for hour in hours
    )
    side = f"<aside><h4>Latest</h4><ul>{aside}</ul></aside>" if dice.random() < 0.5 else ""  # noqa: PLR2004 shares
    outer = dice.choice(
        ("<main>{}</main>", "<div id='content'>{}</div>", "<main><article>{}</article></main>")
    )
    head, name = f"<h1>{html.escape(title)}</h1>", f"{html.escape(title)} | {outlet}"
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{name}</title>'
        f'<link rel="canonical" href="{url}"><meta property="og:site_name" content="{outlet}">{meta}</head>'
        f'<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>{outer.format(head + body)}{side}'
        f"<footer><p>© 2031 {outlet}. All rights reserved.</p></footer></body></html>"
    )


# --- pages that only look like live blogs ---------------------------------------------------


def _lookalike(half: Half, number: int, dice: random.Random) -> Page:
    writer = Writer(dice)
    kinds = list(_LOOKALIKES)
    kind = kinds[number % len(kinds)]
    title, body = _LOOKALIKES[kind](writer)
    published = datetime(2031, 5, dice.randint(2, 26), 9, 5, tzinfo=UTC)
    url = f"https://courier.example/news/{half}-{number}"
    text = _frame(writer, title, body, _dates(published, published), url)
    return Page(f"other-{half}-{number}", url, text, half, f"other {kind}", outside=body)


def _paragraphs(writer: Writer, count: int) -> str:
    return "".join(f"<p>{writer.paragraph(2, 4)}</p>" for _ in range(count))


def _hour(writer: Writer, number: int) -> str:
    return f"{8 + number:02}:{writer.dice.randint(0, 59):02}"


def _commented(writer: Writer) -> tuple[str, str]:
    comments = "".join(
        f'<li class="item"><b>reader{n}</b> <time datetime="2031-05-03T{_hour(writer, n)}:00Z">'
        f"{_hour(writer, n)}</time><p>I do not believe a word of it, and neither does my neighbour in the "
        f"next street, who saw {writer.dice.choice(words('words')['things'])} himself.</p></li>"
        for n in range(9)
    )
    body = _paragraphs(writer, 5) + f'<section id="comments"><h3>9 comments</h3><ul>{comments}</ul></section>'
    return writer.headline(), body


def _chronology(writer: Writer) -> tuple[str, str]:
    parts = "".join(f"<h3>{_hour(writer, n)}</h3><p>{writer.paragraph(2, 3)}</p>" for n in range(6))
    return f"How {writer.place} was lost: the last hours", f"<p>{writer.paragraph(2, 4)}</p>{parts}"


def _listing(writer: Writer) -> tuple[str, str]:
    teasers = "".join(
        f'<article class="card"><time datetime="2031-05-03T{_hour(writer, n)}:00Z">{_hour(writer, n)}</time>'
        f'<h3><a href="/news/{n}">{writer.headline()}</a></h3><p>{writer.sentence()}</p></article>'
        for n in range(10)
    )
    return writer.dice.choice(("Live news from the north", "World news")), teasers


def _sided(writer: Writer) -> tuple[str, str]:
    related = "".join(
        f'<div class="update"><span>{_hour(writer, n)}</span><h4><a href="/n/{n}">{writer.headline()}</a>'
        f"</h4><p>{writer.sentence()}</p></div>"
        for n in range(6)
    )
    return writer.headline(), _paragraphs(
        writer, 7
    ) + f'<div class="more"><h3>More on this</h3>{related}</div>'


def _living(writer: Writer) -> tuple[str, str]:
    title, body = _commented(writer)
    return f"“We live in the cellar”: {title}", body


def _timed(writer: Writer) -> tuple[str, str]:
    body = "".join(
        f"<p>At {_hour(writer, n)}, {writer.sentence()[0].lower()}{writer.paragraph(2, 3)}</p>"
        for n in range(7)
    )
    return f"Night of shelling near {writer.place}", body


_LOOKALIKES: dict[str, Callable[[Writer], tuple[str, str]]] = {
    "commented": _commented, "chronology": _chronology, "listing": _listing, "sided": _sided,
    "living": _living, "timed": _timed,
}  # fmt: skip


# --- stubs and whole texts ------------------------------------------------------------------


def _linked(**stated: object) -> str:
    data = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **stated})
    return f'<script type="application/ld+json">{data}</script>'


def _stub(half: Half, number: int, dice: random.Random) -> Page:
    """Return a page that has its article's beginning only."""
    writer = Writer(dice)
    prompt = dice.choice(_of(words("paywall"), "prompts", half))
    begun = "".join(f"<p>{writer.paragraph(1, 2)}</p>" for _ in range(dice.randint(1, 3)))
    cut = " ".join(writer.sentence().split()[:-4])
    ways = {
        "box": (f'{begun}<div class="x-wall"><h3>{prompt}</h3><p>From 1 € a month.</p></div>', ""),
        "button": (f'{begun}<p>{cut}…</p><div><a class="btn" href="/abo">{prompt}</a></div>', ""),
        "stated": (f"{begun}<p>{cut} ...</p>", _linked(isAccessibleForFree=dice.choice((False, "False")))),
        "part": (begun, _linked(hasPart={"@type": "WebPageElement", "isAccessibleForFree": False,
                                         "cssSelector": ".rest"})),
        "counted": (f"{begun}<section><span>{prompt}</span></section>", _linked(wordCount=900)),
        "faded": (f'{begun}<div class="fade"><p>{cut}</p></div><div role="dialog"><p>{prompt}</p></div>', ""),
        "tier": (begun, '<meta name="article:content_tier" content="locked">'),
    }  # fmt: skip
    kind = list(ways)[number % len(ways)]
    body, meta = ways[kind]
    url = f"https://courier.example/news/stub-{half}-{number}"
    text = _frame(writer, writer.headline(), body, meta + _day(dice), url)
    return Page(f"stub-{half}-{number}", url, text, half, f"stub {kind} “{prompt}”", stub=True)


def _free(half: Half, number: int, dice: random.Random) -> Page:
    """Return a page with its whole article, with prompts that stand elsewhere."""
    writer, lists = Writer(dice), words("paywall")
    prompt, harmless = dice.choice(_of(lists, "prompts", half)), dice.choice(_of(lists, "harmless", half))
    short = "".join(f"<p>{writer.paragraph(1, 2)}</p>" for _ in range(dice.randint(2, 3)))
    whole = "".join(f"<p>{writer.paragraph(3, 4)}</p>" for _ in range(6))
    ways = {
        "brief": (f'{short}<div class="promo"><h4>{harmless}</h4></div>', ""),
        "long": (f"<div><a href='/in'>{prompt}</a></div>{whole}", ""),
        "free": (f"{short}<div>{harmless}</div>", _linked(isAccessibleForFree=True)),
        "carried": (f'<div class="rest">{whole}</div><p>{prompt}</p>', _linked(isAccessibleForFree=False)),
        "about": (f"{short}<p>The site asks its readers to “{prompt.lower()}”, and few do.</p>", ""),
        "header": (
            f"<header><a href='/abo'>{prompt}</a></header>{short}", _linked(isAccessibleForFree="True")
        ),
        "counted": (short, _linked(wordCount=len(short.split()))),
    }  # fmt: skip
    kind = list(ways)[number % len(ways)]
    body, meta = ways[kind]
    url = f"https://courier.example/news/free-{half}-{number}"
    text = _frame(writer, writer.headline(), body, meta + _day(dice), url)
    return Page(f"free-{half}-{number}", url, text, half, f"free {kind}", stub=False)


def _day(dice: random.Random) -> str:
    moment = datetime(2031, 6, dice.randint(1, 28), 9, 30, tzinfo=UTC)
    return _dates(moment, moment)
