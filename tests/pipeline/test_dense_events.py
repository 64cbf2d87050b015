"""New reports of a town that is named daily change the events near them; all is as if collated at once."""

import hashlib
import random
from datetime import date, timedelta

import msgspec
import pytest
from collated import add
from msgspec.structs import replace

from stemma.casebook import Analysis, Casebook
from stemma.collation import beside, statements
from stemma.collation import events as collation_events
from stemma.pipeline import growing_events, redating, running
from stemma.records import Block, Document, EventMention, Place, Quantity, Report, Span, Time, Words

TOWNS = tuple(
    Place(name, Span(0, 1), name, lat, 37.5, str(lat), "XX", precision="settlement", radius_km=3.0)
    for name, lat in (("Korin", 48.5), ("Velmora", 49.5))
)


@pytest.fixture(autouse=True)
def words_counted_in_few(monkeypatch):
    monkeypatch.setattr(statements, "FIRST_SAMPLE", 10)
    monkeypatch.setattr(statements, "LARGEST_SAMPLE", 12)


def item(number, chance):
    """A report of some day with two mentions of shelling, of which some give a time or a toll."""
    day = date(2023, 3, 1) + timedelta(days=number // 3)
    text = "The town was shelled. Shells fell there."
    identifier = f"r{number:03}"
    digest = hashlib.sha256(identifier.encode()).hexdigest()
    report = Report(
        identifier, digest, text, (Block("body", 0, len(text)),), outlet=f"Post {number % 7}",
        published=str(day), language="en",
    )  # fmt: skip
    mentions = []
    for place, at in enumerate((13, 29)):
        name = hashlib.sha256(f"{identifier} {place}".encode()).hexdigest()[:8]
        words = Words((Span(at, at + 4),), text[at : at + 4])
        toll = chance.choice((None, None, 3, 40))
        told = str(day - timedelta(days=chance.randint(0, 1))) if chance.random() < 0.3 else None
        mentions.append(
            EventMention(
                f"e-{name}", identifier, place, "body",
                words, words, type="Explosions/Remote violence", sub_type="Shelling/artillery/missile attack",
                place=chance.choice(TOWNS),
                time=Time("then", Span(0, 3), start=told, end=told, precision="day") if told else None,
                casualties=(Quantity("killed", toll, toll, toll, "exactly", "", Span(0, 1), str(toll)),)
                if toll
                else (),
            )
        )  # fmt: skip
    document = Document(report.id, report.id.encode(), "text/plain", digest)
    return document, report, Analysis(identifier, str(day), events=tuple(mentions))


def events(book):
    return msgspec.json.encode(list(book.events()))


@pytest.mark.parametrize("seed", range(3))
def test_events_of_runs_are_those_of_a_whole_collation(tmp_path, seed):
    chance = random.Random(seed)
    items = [item(number, chance) for number in range(90)]
    if seed == 2:
        chance.shuffle(items)
    with Casebook.open(tmp_path / "war.db") as book:
        first = 0
        while first < len(items):
            size = chance.randint(1, 25)
            add(book, items[first : first + size])
            first += size
        found = events(book)
        assert len(book.events()) > 5
        running.collate(book, whole=True)
        assert events(book) == found


@pytest.mark.parametrize("largest", [2, 9])
def test_mentions_of_a_full_crowd_are_compared_with_its_first_in_any_run(tmp_path, monkeypatch, largest):
    for module in (beside, collation_events, growing_events, redating):
        monkeypatch.setattr(module, "LARGEST_CROWD", largest)
    chance = random.Random(largest)
    items = [item(number, chance) for number in range(50)]
    with Casebook.open(tmp_path / "war.db") as book:
        for first in range(0, len(items), 13):
            add(book, items[first : first + 13])
        book.decide("reject", book.events()[3].mentions[0].id)
        add(book, [item(50, chance)])
        found = events(book)
        running.collate(book, whole=True)
        assert events(book) == found


def test_a_strike_that_seventy_tell_of_is_one_event(tmp_path):
    chance = random.Random(0)
    items = []
    for number in range(70):
        document, report, analysis = item(number, chance)
        day = Time("then", Span(0, 3), start="2023-03-01", end="2023-03-01", precision="day")
        told = replace(analysis.events[0], place=TOWNS[0], time=day, casualties=())
        items.append((document, report, replace(analysis, events=(told,))))
    with Casebook.open(tmp_path / "war.db") as book:
        for first in (0, 40, 66):
            add(book, items[first : {0: 40, 40: 66}.get(first)])
        (found,) = book.events()
        assert len(found.mentions) == 70
        before = events(book)
        running.collate(book, whole=True)
        assert events(book) == before


def test_what_lies_weeks_back_is_not_collated_again(tmp_path, monkeypatch):
    reached = []
    events_from = growing_events.events_from

    def noted(groups, happenings, *rest):
        reached.extend(one.published[0] for one in happenings.values())
        return events_from(groups, happenings, *rest)

    chance = random.Random(4)
    items = [item(number, chance) for number in range(120)]
    with Casebook.open(tmp_path / "war.db") as book:
        add(book, items[:-3])
        monkeypatch.setattr(growing_events, "events_from", noted)
        add(book, items[-3:])
    assert reached
    assert max(reached) - min(reached) < 25
