"""Lists are chosen and cut by the database, and are those that all records would give."""

import pytest
from msgspec.structs import replace

import sample_book
from stemma.casebook import choosing, columns, reads
from stemma.casebook.growth import Growth, write_growth
from stemma.casebook.memory import Remembered
from stemma.casebook.pending import STALE, pending
from stemma.casebook.versions import OF_FAMILY


def test_claims_without_those_of_one_report_s_own_voice(book):
    def tells(claim):
        return len(claim.mentions) > 1 or any(one.directness != "own" for one in claim.mentions)

    wanted = [claim for claim in book.claims() if tells(claim)]
    assert wanted
    assert list(book.claims(told=True)) == wanted
    assert list(book.claims(told=True, limit=1)) == wanted[:1]
    assert book.count_claims(told=True) == len(wanted)
    assert book.count_claims() == len(book.claims())


def test_claims_that_somebody_else_than_the_outlet_makes(book):
    wanted = [claim for claim in book.claims() if any(one.directness != "own" for one in claim.mentions)]
    assert wanted
    assert list(book.claims(attributed=True)) == wanted
    assert list(book.claims(attributed=True, limit=1)) == wanted[:1]


def test_a_mention_that_a_decision_gave_a_source_is_no_longer_its_outlet_s_own(book):
    own = sample_book.in_one_voice(book)
    assert list(book.claims()) == [own]
    assert not book.claims(attributed=True)
    assert not book.claims(told=True)
    sourced = replace(own, mentions=(replace(own.mentions[0], directness="indirect"),))
    growth = Growth(
        claims=(sourced,), claims_gone=(own.id,), amended={own.mentions[0].id: sourced.mentions[0]}
    )
    assert write_growth(book.store, growth, Remembered(), book.generation())
    assert list(book.claims(attributed=True)) == [sourced]
    assert list(book.claims(told=True)) == [sourced]
    undone = Growth(claims=(own,), claims_gone=(own.id,), amended={own.mentions[0].id: None})
    assert write_growth(book.store, undone, Remembered(), book.generation())
    assert not book.claims(told=True)


@pytest.mark.parametrize(
    "condition", ["mentions.aim", "mentions.speaker = ?", "claims.id = ?", "mentions.report = ?"]
)
def test_mentions_that_are_asked_for_and_all_that_decisions_amended(book, condition):
    claims = book.claims()
    amended = claims[-1].mentions[-1].id
    book.store.db.execute("UPDATE mentions SET amended = record WHERE id = ?", (amended,))
    spoken = next(one for claim in claims for one in claim.mentions if columns.speaker(one))
    value = {"mentions.speaker": columns.speaker(spoken), "claims.id": claims[0].id}.get(
        condition.split()[0], spoken.report
    )
    meant = {
        "mentions.aim": lambda _, one: one.aim,
        "mentions.speaker": lambda _, one: columns.speaker(one) == value,
        "claims.id": lambda claim, _: claim.id == value,
        "mentions.report": lambda _, one: one.report == value,
    }[condition.split()[0]]
    wanted = [
        (claim.id, one.id)
        for claim in claims
        for one in claim.mentions
        if one.id == amended or meant(claim, one)
    ]
    values = (value,) * condition.count("?")
    assert [(claim, one.id) for claim, one in columns.told(book, condition, values)] == wanted


def test_claims_of_a_speaker_by_a_part_of_the_name(book):
    names = {layer.entity for one in book.mentions() for layer in one.chain if layer.entity}
    assert names
    for name in names:
        wanted = [
            claim.id
            for claim in book.claims()
            if any(name.lower() in layer.entity.lower() for one in claim.mentions for layer in one.chain)
        ]
        assert [claim.id for claim in book.claims(speaker=name.upper())] == wanted
        assert book.count_claims(speaker=name) == len(wanted)
    assert not book.claims(speaker="nobody of this name")


@pytest.mark.parametrize(
    ("given", "named"), [("ŽUKOVA", "Žukova"), ("zukova", "Žukova"), ("мірошник", "Мірошник")]
)
def test_a_name_is_found_without_its_capitals_and_accents(book, given, named):
    with book.store.transaction() as db:
        db.execute("UPDATE layers SET entity = ?", (named,))
    assert book.count_claims(speaker=given) == len(book.claims(speaker=named)) > 0
    assert not book.count_claims(speaker=f"{given}x")


def test_events_by_type_and_status(book):
    def kind(event):
        return " / ".join(part for part in (event.type, event.sub_type, event.plover) if part)

    for word in (part[:5] for one in book.events() for part in (one.type, one.sub_type, one.plover) if part):
        wanted = [one for one in book.events() if word.lower() in kind(one).lower()]
        assert list(book.events(type=word.upper())) == wanted
        assert book.count_events(type=word) == len(wanted)
    occurred = [one for one in book.events() if one.status == "occurred"]
    assert list(book.events(occurred=True)) == occurred
    assert book.count_events(occurred=True) == len(occurred)


def test_reports_are_cut_and_counted(book):
    assert list(book.reports(limit=1)) == list(book.reports())[:1]
    outlet = book.reports()[0].outlet
    assert book.count_reports(outlet=outlet) == len(book.reports(outlet=outlet))


def test_ids_that_begin_alike_are_the_first_of_all_tables(book):
    ids = sorted(
        one.id
        for table in (book.reports(), book.mentions(), book.claims(), book.events(), book.origins())
        for one in table
    )
    for name in ids:
        for length in (1, 3, len(name)):
            found = book.complete(name[:length])
            assert list(found) == sorted(found)
            assert all(one.startswith(name[:length]) for one in found)
            assert len(found) == 10 or name in found
    assert book.complete("no such id") == ()


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        (
            f"SELECT n FROM reports WHERE status = 'analysed' AND {STALE}",
            "reports_pending",
        ),
        ("SELECT id FROM claims WHERE id >= 'a' AND id < 'b' ORDER BY id LIMIT 10", "SEARCH"),
        ("SELECT record FROM claims ORDER BY outlets DESC, mention_count DESC, id LIMIT 9", "claims_order"),
        ("SELECT record FROM events ORDER BY coalesce(start, '9999'), id LIMIT 9", "events_order"),
        ("SELECT record FROM reports ORDER BY coalesce(published, '9999'), id LIMIT 9", "reports_order"),
        (
            "SELECT record FROM claims WHERE aim ORDER BY outlets DESC, mention_count DESC, id",
            "claims_aims",
        ),
        ("SELECT count(*) FROM claims WHERE origins_best >= 2", "COVERING INDEX claims_order"),
        ("SELECT count(*) FROM events WHERE status = 'occurred'", "COVERING INDEX events_order"),
        ("SELECT count(*) FROM reports WHERE status = 'unread'", "COVERING INDEX reports_order"),
        (f"SELECT count(*) FROM claims {choosing.claims(told=True)}", "COVERING INDEX claims_order"),
        ("SELECT id FROM mentions WHERE aim", "mentions_aims"),
        ("SELECT id FROM mentions WHERE amended IS NOT NULL", "mentions_amended"),
        (f"SELECT n FROM reports WHERE {OF_FAMILY}", "reports_version_of"),
    ],
)
def test_large_casebooks_are_read_by_index(book, query, wanted):
    plan = [
        row["detail"]
        for row in book.store.db.execute(f"EXPLAIN QUERY PLAN {query}", ("x",) * query.count("?"))
    ]
    assert any(wanted in step for step in plan), plan
    assert not any("TEMP B-TREE" in step for step in plan), plan


def test_what_is_to_be_analysed_is_what_every_report_would_tell(book):
    db = book.store.db
    ids = [row["id"] for row in db.execute("SELECT id FROM reports WHERE status = 'analysed' ORDER BY n")]
    db.execute("UPDATE reports SET analysed_with = 'a tool', analysed_published = published")
    assert pending(db, "a tool") == ()
    db.execute("UPDATE reports SET analysis_error = 'why' WHERE id = ?", (ids[-1],))
    assert pending(db, "a tool") == ()
    assert pending(db, "another tool") == (ids[-1],)
    book.decide("redate", ids[0], value="2001-01-01")
    assert pending(db, "another tool") == tuple(dict.fromkeys((ids[0], ids[-1])))
    assert reads.count(db, "reports", reads.Where()) == len(book.reports())
