"""The shapes of made live blogs: how entries are set on the page, and how their times are written."""

import random
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import groupby

from msgspec import Struct


class Update(Struct, frozen=True):
    """One entry: when it was set, its heading ("" for none), its paragraphs."""

    moment: datetime
    heading: str
    paragraphs: list[str]


class Stamp(Struct, frozen=True):
    """How a time is written.

    ``show`` gives the markup; ``attributes`` what the entry's own element carries. ``whole`` tells
    whether it holds the day, ``zoned`` the zone, ``clock`` the hour, ``inner`` that attributes do.
    """

    show: Callable[[datetime], str]
    whole: bool = False
    zoned: bool = False
    clock: bool = True
    inner: bool = False
    attributes: Callable[[datetime], str] = lambda _moment: ""


class Blog(Struct, frozen=True):
    """What a layout sets: entries in the order shown, their times, the name of their class, asides."""

    updates: Sequence[Update]
    stamp: Stamp
    name: str
    dice: random.Random
    asides: Sequence[str]

    def between(self, number: int) -> str:
        """Return what stands between two entries now and then: advertisements and links."""
        if number % 5 != 3:  # noqa: PLR2004 behind every fifth
            return ""
        return '<div class="ad"><span>Advertisement</span></div><div><a href="/more">Read more news</a></div>'


def _zone(moment: datetime) -> str:
    names = {0: "GMT", 60: "CET", 120: "CEST", 180: "MSK", -300: "EST"}
    offset = moment.utcoffset()
    return names[int(offset.total_seconds() // 60)] if offset is not None else ""


def _half_day(moment: datetime, mark: str = ":") -> str:
    return f"{moment.hour % 12 or 12}{mark}{moment.minute:02}"


def _am(moment: datetime, dotted: str = "") -> str:
    half = "a" if moment.hour < 12 else "p"  # noqa: PLR2004 noon
    return f"{half}{dotted}m{dotted}"


def _element(value: str, shown: str) -> str:
    return f'<time datetime="{value}">{shown}</time>'


TIMES: dict[str, Stamp] = {
    "iso": Stamp(lambda m: _element(m.isoformat(), f"{m:%H:%M}"), whole=True, zoned=True, inner=True),
    "iso-utc": Stamp(
        lambda m: _element(
            f"{m.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", f"{_half_day(m, '.')}{_am(m)} {_zone(m)}"
        ),
        whole=True, zoned=True, inner=True,
    ),
    "clock": Stamp(lambda m: f"<span>{m:%H:%M}</span>"),
    "twelve": Stamp(lambda m: f"<span>{_half_day(m)} {_am(m, '.')} {_zone(m)}</span>", zoned=True),
    "dotted": Stamp(lambda m: f"<b>{m:%H.%M} {_zone(m)}</b>", zoned=True),
    "french": Stamp(lambda m: f"<span>{m.hour}h{m.minute:02}</span>"),
    "written": Stamp(lambda m: f"<span>{m.day} {m:%B %Y}, {m:%H:%M}</span>", whole=True),
    "american": Stamp(
        lambda m: f"<span>{m:%b} {m.day}, {m.year} {_half_day(m)} {_am(m).upper()}</span>", whole=True
    ),
    "data": Stamp(
        lambda _m: "<span>some time ago</span>", whole=True, zoned=True, inner=True,
        attributes=lambda m: f' data-timestamp="{int(m.timestamp())}"',
    ),
    "both": Stamp(lambda m: f"<span>{m:%H:%M} ({m.astimezone(UTC):%H:%M} GMT)</span>"),
    "spaced": Stamp(lambda m: _element(f"{m:%Y-%m-%d %H:%M}", f"{m:%H:%M}"), whole=True, inner=True),
    "title": Stamp(
        lambda m: f'<span title="{m.isoformat()}">3h ago</span>', whole=True, zoned=True, inner=True
    ),
    "posted": Stamp(lambda m: f"<em>Posted at {m:%H:%M}</em>"),
}  # fmt: skip


def _text(update: Update) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in update.paragraphs)


def _heading(update: Update, level: int = 3) -> str:
    return f"<h{level}>{update.heading}</h{level}>" if update.heading else ""


def _share() -> str:
    return '<div class="share"><a href="#">Share</a> <a href="#">Copy link</a></div>'


def _open(blog: Blog, update: Update, number: int, tag: str) -> str:
    return f'<{tag} class="{blog.name}" id="e{number}"{blog.stamp.attributes(update.moment)}>'


def _each(blog: Blog, one: Callable[[int, Update], str]) -> str:
    return "".join(one(n, update) + blog.between(n) for n, update in enumerate(blog.updates))


def _articles(blog: Blog) -> str:
    return _each(blog, lambda n, u: (
        f"{_open(blog, u, n, 'article')}<header>{blog.stamp.show(u.moment)}{_heading(u)}</header>"
        f"<div>{_text(u)}</div>{_share()}</article>"
    ))  # fmt: skip


def _divs(blog: Blog) -> str:
    inner = _each(blog, lambda n, u: (
        f"{_open(blog, u, n, 'div')}<div class='meta'>{blog.stamp.show(u.moment)} <i>by Mira Voss</i></div>"
        f"{_heading(u)}{_text(u)}{_share()}</div>"
    ))  # fmt: skip
    return f'<div class="stream">{inner}</div>'


def _list(blog: Blog) -> str:
    inner = "".join(
        f"{_open(blog, u, n, 'li')}{blog.stamp.show(u.moment)}{_heading(u, 4)}{_text(u)}</li>"
        for n, u in enumerate(blog.updates)
    )
    return f"<ol>{inner}</ol>"


def _headings(blog: Blog) -> str:
    return _each(blog, lambda n, u: (
        f"<h2 id='e{n}'{blog.stamp.attributes(u.moment)}>{blog.stamp.show(u.moment)} &ndash; {u.heading}</h2>"
        f"{_text(u)}"
    ))  # fmt: skip


def _strong(blog: Blog) -> str:
    return _each(blog, lambda _n, u: (
        f"<p{blog.stamp.attributes(u.moment)}><strong>{blog.stamp.show(u.moment)}</strong></p>"
        f"{_heading(u)}{_text(u)}"
    ))  # fmt: skip


def _inline(blog: Blog) -> str:
    return _each(blog, lambda _n, u: (
        f"<p{blog.stamp.attributes(u.moment)}><b>{blog.stamp.show(u.moment)}</b> "
        f"{u.heading + ': ' if u.heading else ''}{u.paragraphs[0]}</p>"
        + "".join(f"<p>{paragraph}</p>" for paragraph in u.paragraphs[1:])
    ))  # fmt: skip


def _terms(blog: Blog) -> str:
    inner = "".join(
        f"<dt{blog.stamp.attributes(u.moment)}>{blog.stamp.show(u.moment)}</dt><dd>{_heading(u)}{_text(u)}</dd>"
        for u in blog.updates
    )
    return f"<dl>{inner}</dl>"


def _table(blog: Blog) -> str:
    rows = "".join(
        f"<tr{blog.stamp.attributes(u.moment)}><td>{blog.stamp.show(u.moment)}</td>"
        f"<td>{_heading(u)}{_text(u)}</td></tr>"
        for u in blog.updates
    )
    return f"<table><tbody>{rows}</tbody></table>"


def _sections(blog: Blog) -> str:
    return _each(blog, lambda n, u: (
        f"{_open(blog, u, n, 'section')}{_heading(u, 2)}{_text(u)}"
        f"<footer>{blog.stamp.show(u.moment)}</footer></section>"
    ))  # fmt: skip


def _days(blog: Blog) -> str:
    found = ""
    number = 0
    for day, group in groupby(blog.updates, key=lambda u: u.moment.date()):
        found += f"<div class='day'><h2>{day:%A} {day.day} {day:%B %Y}</h2>"
        for update in group:
            found += (
                f"{_open(blog, update, number, 'div')}{blog.stamp.show(update.moment)}{_heading(update)}"
                f"{_text(update)}</div>"
            )
            number += 1
        found += "</div>"
    return found


def _columns(blog: Blog) -> str:
    return _each(blog, lambda n, u: (
        f"{_open(blog, u, n, 'div')}<div class='left'>{blog.stamp.show(u.moment)}</div>"
        f"<div class='right'>{_heading(u)}{_text(u)}</div></div>"
    ))  # fmt: skip


def _cards(blog: Blog) -> str:
    """Set entries deep, the first of them pinned in a box of its own."""
    shown = [
        f"<div><div>{_open(blog, u, n, 'div')}<div><p>{blog.stamp.show(u.moment)}</p>{_heading(u)}</div>"
        f"<div>{_text(u)}</div></div></div></div>"
        for n, u in enumerate(blog.updates)
    ]
    return (
        f"<div class='pinned'><span>Pinned</span>{shown[0]}</div><div class='feed'>{''.join(shown[1:])}</div>"
    )


def _ruled(blog: Blog) -> str:
    return _each(blog, lambda _n, u: (
        f"<hr><p class='when'{blog.stamp.attributes(u.moment)}>{blog.stamp.show(u.moment)}</p>"
        f"{_heading(u)}{_text(u)}"
    ))  # fmt: skip


def _pairs(blog: Blog) -> str:
    return _each(blog, lambda _n, u: (
        f"<div class='when'{blog.stamp.attributes(u.moment)}>{blog.stamp.show(u.moment)}</div>"
        f"<div class='what'>{_heading(u)}{_text(u)}</div>"
    ))  # fmt: skip


def _plain(blog: Blog, update: Update) -> str:
    return re.sub("<[^>]+>", "", blog.stamp.show(update.moment))


def _signed(blog: Blog) -> str:
    return _each(blog, lambda n, u: (
        f"{_open(blog, u, n, 'div')}<p class='by'>Mira Voss · {_plain(blog, u)}</p>{_heading(u)}{_text(u)}"
        "</div>"
    ))  # fmt: skip


def _leads(blog: Blog) -> str:
    return _each(blog, lambda _n, u: (
        f"<p>{_plain(blog, u)} &mdash; {u.heading + '. ' if u.heading else ''}{u.paragraphs[0]}</p>"
        + "".join(f"<p>{paragraph}</p>" for paragraph in u.paragraphs[1:])
    ))  # fmt: skip


def _quoted(blog: Blog) -> str:
    """Set entries that quote posts, with the posts' own times."""
    return _each(blog, lambda n, u: (
        f"{_open(blog, u, n, 'div')}<div>{blog.stamp.show(u.moment)}</div>{_heading(u)}{_text(u)}"
        f"<blockquote><a href='#post'>Ilse K <time datetime='2031-01-0{n % 9 + 1}T10:00:00Z'>1 Jan</time></a>"
        "</blockquote></div>"
    ))  # fmt: skip


def _details(blog: Blog) -> str:
    return _each(blog, lambda _n, u: (
        f"<details open{blog.stamp.attributes(u.moment)}><summary>{blog.stamp.show(u.moment)} {u.heading}"
        f"</summary>{_text(u)}</details>"
    ))  # fmt: skip


def _lines(blog: Blog) -> str:
    inner = "".join(
        f"<li>{_plain(blog, u)} {u.heading + '. ' if u.heading else ''}{' '.join(u.paragraphs)}</li>"
        for u in blog.updates
    )
    return f"<ul>{inner}</ul>"


def _trailed(blog: Blog) -> str:
    """Set readers' comments, and teasers in boxes named like the entries, behind the entries."""
    comments = "".join(
        f"<div class='c'><b>reader{n}</b><span>{n + 9}:15</span><p>I do not believe a word of what is said "
        "here today, my friends, and neither should you.</p></div>"
        for n in range(5)
    )
    teasers = "".join(
        f"<div class='{blog.name}'><a href='/n{n}'><h3>The mayor of the town resigns</h3></a><span>{n + 9}:25"
        "</span><p>He was asked to go by all parties in the town, and went.</p></div>"
        for n in range(4)
    )
    return f"{_divs(blog)}<section id='disqus_thread'>{comments}</section><div>{teasers}</div>"


# In these a time stands among words, and its attributes would be lost.
WORDED = ("signed", "leads", "lines")
LAYOUTS: dict[str, Callable[[Blog], str]] = {
    "articles": _articles, "divs": _divs, "list": _list, "headings": _headings, "strong": _strong,
    "inline": _inline, "terms": _terms, "table": _table, "section": _sections, "days": _days,
    "columns": _columns, "cards": _cards, "ruled": _ruled, "pairs": _pairs, "signed": _signed,
    "leads": _leads, "quoted": _quoted, "details": _details, "lines": _lines, "trailed": _trailed,
}  # fmt: skip
