"""Live blogs of any shape on a page that says that it is one, and pages that only look so."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import SENTENCE, page

from stemma.evaluation.pages import _FIGURES, score
from stemma.evaluation.pages_made import made
from stemma.reading import parts, read
from stemma.reading.entries import says_live
from stemma.reading.stamps import Stamp, dated, day_of, signed_stamp, text_stamp
from stemma.records import Document

DATES = (
    '<meta property="article:published_time" content="2031-05-01T08:00:00+02:00">'
    '<meta property="article:modified_time" content="2031-05-02T01:10:00+02:00">'
)


def split(body, title="Live updates from Velmar", head=DATES):
    raw = re.sub(
        rb"<(title|h1)>[^<]*", lambda m: b"<" + m[1] + b">" + title.encode(), page(body=body, head=head)
    )
    return [read(found) for found in parts(Document("x", raw, "text/html", "0"))]


def test_times_in_headings_part_a_page_over_midnight_newest_first():
    hours = ["01:05", "00:20", "23:40", "21:15"]
    body = f"<p>{SENTENCE} We follow it here.</p>" + "".join(
        f"<h3>{hour} – Strike {n} on the town</h3><p>{SENTENCE} It was entry {n}.</p>"
        f"<p>More of {n} follows here.</p>"
        for n, hour in enumerate(hours)
    )
    whole, *entries = split(body)
    assert [one.published for one in entries] == [
        "2031-05-02T01:05:00", "2031-05-02T00:20:00", "2031-05-01T23:40:00", "2031-05-01T21:15:00"
    ]  # fmt: skip
    assert [one.title for one in entries] == [f"Strike {n} on the town" for n in range(4)]
    assert "More of 3" in entries[3].text
    assert "More of" not in whole.text
    assert whole.extra["live.entries"] == "4"
    assert entries[0].extra["live.time"] == "01:05"


def test_how_long_ago_is_no_part_of_an_entry():
    def at(hours):
        entry = (
            '<div class="post"><span title="2031-05-01T1{n}:00:00Z">{h} hours ago</span>'
            "<p>{s} Entry {n}.</p></div>"
        )
        return split("".join(entry.format(n=n, h=n + hours, s=SENTENCE) for n in range(4)))

    first, later = at(1), at(5)
    assert len(first) == 5
    assert [one.id for one in first[1:]] == [one.id for one in later[1:]]
    assert first[1].published == "2031-05-01T10:00:00+00:00"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("How Velmar was lost", "".join(f"<h3>1{n}:05</h3><p>{SENTENCE} Part {n}.</p>" for n in range(5))),
        ("Live updates from Velmar", "".join(f"<p>At 1{n}:05, {SENTENCE} Part {n}.</p>" for n in range(5))),
        ("Live updates from Velmar", "".join(
            f'<div class="x"><span>1{n}:05</span><h3><a href="/n/{n}">Strike</a></h3>'
            f"<p>{SENTENCE} {n}.</p></div>"
            for n in range(5)
        )),
    ],
)  # fmt: skip
def test_pages_that_only_look_like_it_stay_whole(title, body):
    assert len(split(body, title)) == 1


def test_made_pages_of_all_shapes():
    scores = [score(one) for one in made(3, 20)]
    found = {
        name: statistic([one for one in scores if wanted(one)])
        for name, (wanted, statistic) in _FIGURES.items()
    }
    assert found.pop("false_splits") == 0
    assert all(value >= 0.95 for value in found.values()), found  # 1.0 when this was written


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("14:05", Stamp(minute=845, length=5)),
        ("2.05pm EST", Stamp(minute=845, zone=-300, length=10)),
        ("12.10 a.m.", Stamp(minute=10, length=10)),
        ("Updated at 9h05", Stamp(minute=545, length=15)),
        ("12.31 Uhr", Stamp(minute=751, length=9)),
        ("14:05 (11:05 GMT)", Stamp(minute=845, zone=180, length=17)),
        ("14:05 UTC+3", Stamp(minute=845, zone=180, length=11)),
        ("5 May, 14:05", Stamp(minute=845, day=(5, 5), length=12)),
        ("5 May 2031, 14:05", Stamp("2031-05-05T14:05:00", length=17)),
        ("3 hours ago", Stamp(length=11)),
        ("25:10", None),
        ("13:05 pm", None),
        ("14:05 the bridge was closed", None),
        ("Sura 14:05", None),
        ("", None),
    ],
)
def test_times_as_pages_write_them(text, stamp):
    assert text_stamp(text) == stamp


def test_times_beside_a_name():
    assert signed_stamp("Mira Voss · May 5, 2031 2:05 PM").moment == "2031-05-05T14:05:00"
    assert signed_stamp("09:30 | Jan Pell").minute == 570
    assert signed_stamp("The bridge, closed at 9:30, was opened.") is None


def clocks(*minutes, **given):
    return [Stamp(minute=minute, **given) for minute in minutes]


def test_days_are_counted_from_the_page():
    none = [None] * 3
    up, down = clocks(1400, 1430, 10), clocks(10, 1430, 1400)
    first, last = "2031-05-01T23:00:00", "2031-05-02T00:30:00"
    assert dated(up, none, first, last)[2] == "2031-05-02T00:10:00"
    assert dated(down, none, first, last)[2] == "2031-05-01T23:20:00"
    assert dated(down, none, first, "")[2] == "2031-05-01T23:20:00"
    assert dated(down, none, "", "") == ["", "", ""]
    assert dated(down, [date(2031, 6, 1), *none[1:]], "", "") == ["2031-06-01T00:10:00", "", ""]
    pinned = clocks(300, 1200, 1100)
    assert dated(pinned, none, "2031-05-01T04:00:00", "2031-05-01T20:10:00")[0] == "2031-05-01T05:00:00"
    assert dated(clocks(5, day=(12, 31)), [None], "", "2031-01-01T08:00:00") == ["2030-12-31T00:05:00"]
    assert day_of("Monday, 5 May 2031") == date(2031, 5, 5)
    assert day_of("On 5 May 2031 it rained") is None


@given(st.text(max_size=80), st.booleans())
def test_any_text_is_a_time_or_none(text, whole):
    found = text_stamp(text, whole=whole)
    assert found is None or found.length <= len(text)
    assert signed_stamp(text) is None or text


@given(
    st.lists(st.integers(0, 1439), max_size=12),
    st.sampled_from(["", "2031-05-01", "2031-05-01T10:00:00Z", "x"]),
)
def test_any_run_of_times_is_dated(minutes, said):
    found = dated(clocks(*minutes), [None] * len(minutes), said, said)
    assert len(found) == len(minutes)
    assert all(bool(one) == said.startswith("2031") for one in found)


@pytest.mark.parametrize(
    ("title", "live"),
    [
        ("Live: shells on Velmar", True),
        ("Velmar – live", True),
        ("Бои у Вельмара: онлайн", True),
        ("Krieg im Norden: Der Newsticker", True),
        ("Guerre dans le nord, en direct", True),
        ("Live fire exercise near Velmar", False),
        ("“We live in the cellar”", False),
        ("Those who live near the front", False),
    ],
)
def test_titles_that_say_live(title, live):
    assert says_live(title, "") == live


def test_a_page_of_one_sentence_beside_a_wall_is_read_as_a_stub():
    aside = "".join(f"<li><a href='/{n}'>Strike {n} on the town</a></li>" for n in range(5))
    raw = (
        f"<html><head><title>Velmar hit</title><meta name='article:content_tier' content='locked'></head>"
        f"<body><h1>Velmar hit again</h1><p>{SENTENCE}</p><aside><ul>{aside}</ul></aside></body></html>"
    )
    report = read(Document("x", raw.encode(), "text/html", "0"))
    assert SENTENCE in report.text
    assert report.extra["stub"] == "paywall"
