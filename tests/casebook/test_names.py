"""Who is named: kept with each report, read back, put together, and marked where nobody has looked yet."""

import json
import sqlite3
from contextlib import closing

import pytest
from msgspec.structs import replace

import sample_book
from stemma.export.redacted import RedactedBook
from stemma.export.redaction import Rules
from stemma.records import Name, Named, Span


def test_names_are_read_as_they_were_written(book):
    for report in book.reports():
        (name,) = book.names(report.id)
        assert name == sample_book.make_name(report)
        assert book.analysis(report).names == (name,)
    assert {one.report for one in book.names()} == {report.id for report in book.reports()}
    assert book.names("r-none") == ()
    assert book.names().to_arrow().num_rows == len(book.reports())
    assert book.check() == ()


def test_a_fuller_name_and_no_roles_are_kept(book):
    report = book.reports()[0]
    name = Name(report.id, "Brol", Span(33, 37), "Ana Brol", "person", (), "surname", 0.8)
    book.add_analyses([replace(book.analysis(report), names=(name,))], tool="test")
    assert book.names(report.id) == (name,)


def test_named_puts_reports_together_and_chooses(book):
    (one,) = book.named()
    assert (one.name, one.kind, len(one.reports), one.sources) == ("Ana Brol", "person", 2, 2)
    assert book.named().kind is Named
    assert book.named(kind="military") == ()
    assert book.named(name="brol") == (one,)
    assert book.named(name="x") == ()
    (alone,) = book.named(report=book.reports()[0].id)
    assert (alone.id, len(alone.mentions)) == (one.id, 1)
    assert book.named(limit=0) == ()


def test_the_view_says_what_the_records_say(book):
    rows = book.store.db.execute("SELECT * FROM names ORDER BY report").fetchall()
    told = [
        (r["report"], r["name"], r["start"], r["end"], r["entity"], r["kind"], tuple(json.loads(r["roles"])))
        for r in rows
    ]
    assert told == sorted(
        (n.report, n.name, n.span.start, n.span.end, n.entity, n.kind, n.roles) for n in book.names()
    )


def test_reports_of_an_older_version_have_none_and_are_counted(book):
    assert book.without_names() == 0
    with closing(sqlite3.connect(book.path, isolation_level=None)) as db:
        db.execute("UPDATE where_and_when SET names = NULL")
    assert book.without_names() == len(book.reports())
    assert book.named() == ()
    assert book.check() == ()


def test_a_name_that_its_span_does_not_say_is_a_fault(book):
    with closing(sqlite3.connect(book.path, isolation_level=None)) as db:
        db.execute("UPDATE where_and_when SET names = replace(names, 'Ana Brol', 'Ann Brol')")
    assert {finding.kind for finding in book.check()} == {"analysis"}


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (Rules(hide_persons=True), "a person"),
        (Rules(hide_persons=True, public=frozenset({("ana", "brol")})), "Ana Brol"),
        (Rules(hide_persons=True, replaced={"Ana Brol": "a person (P1)"}), "a person (P1)"),
        (Rules(), "Ana Brol"),
    ],
)
def test_a_redacted_casebook_names_public_persons_only(book, rules, told):
    hidden = RedactedBook(book, rules)
    assert {(name.name, name.entity) for name in hidden.names()} == {(told, told)}
    assert [one.name for one in hidden.named()] == [told]
