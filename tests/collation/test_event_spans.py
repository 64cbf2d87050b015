"""Events do not grow on through mentions that give no time."""

from datetime import date, timedelta

from hand_built import by_id, report, words
from stemma.collation import collate_events
from stemma.records import Actor, EventMention, Place, Span

TOWN = Place("Korin", Span(0, 1), "Korin", 48.5, 37.5, "1", "XX", precision="settlement", radius_km=3.0)


def daily(count):
    """Reports of so many days in a row, each with a mention of shelling that gives no time."""
    reports, mentions = [], []
    for number in range(count):
        day = str(date(2023, 3, 1) + timedelta(days=number))
        one = report(f"r{number:02}", "Korin was shelled.", outlet=f"Post {number}", published=day)
        trigger = words(one.text, "shelled")
        mentions.append(
            EventMention(
                id=f"e{(number * 7) % count:02}", report=one.id, sentence=0, block="body", trigger=trigger,
                extent=trigger, type="Explosions/Remote violence",
                sub_type="Shelling/artillery/missile attack", place=TOWN,
                actor=Actor("the army", trigger.spans[0], "the army"),
            )
        )  # fmt: skip
        reports.append(one)
    return by_id(*reports), mentions


def test_mentions_without_a_time_do_not_chain_a_month_into_one_event():
    reports, mentions = daily(30)
    events = collate_events(reports, mentions, (), ())
    assert len(events) > 3
    for event in events:
        told = sorted(date.fromisoformat(reports[one.report].published) for one in event.mentions)
        assert (told[-1] - told[0]).days <= 14


def test_mentions_of_a_few_days_are_one_event():
    reports, mentions = daily(3)
    assert len(collate_events(reports, mentions, (), ())) == 1
