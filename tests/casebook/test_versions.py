"""Versions: one report with several texts is several records and one witness."""

import hashlib

import pytest

from stemma.casebook import Casebook
from stemma.casebook.versions import addresses_like, alike
from stemma.identity import stable_id
from stemma.records import Block, Document, Report

FIRST = (
    "Two shells hit the depot at Orlovka on Monday. At least 3 people were killed, Governor Havel Orlik said."
)
SECOND = FIRST.replace("At least 3", "At least 13") + " The road to the mill was closed until Tuesday."
OTHER = "The council of Brodno met in the evening and spoke about the price of bread, water and coal."
URL = "https://courier.example/2024/depot"


def came(text, *, url=URL, name="", outlet="Courier", title=None, captured="", **fields):
    raw = f"{url}{name}{outlet}{text}{captured}".encode()
    sha = hashlib.sha256(raw).hexdigest()
    document = Document(url or name, raw, "text/html", sha, {})
    extra = {"captured": captured} if captured else {}
    report = Report(
        id=name or stable_id("r", sha), sha256=sha, text=text, blocks=(Block("body", 0, len(text)),),
        url=url or None, outlet=outlet, title=title, extra=extra, origin=url or name, **fields,
    )  # fmt: skip
    return document, report


@pytest.fixture
def book(tmp_path):
    with Casebook.open(tmp_path / "book.db") as made:
        yield made


def add(book, *batch):
    return book.add(batch, tool="test")


def chain(book):
    return [
        (one.version, one.version_of, one.text) for one in sorted(book.reports(), key=lambda r: r.version)
    ]


def test_the_same_address_with_another_text_is_a_new_version(book):
    (first,) = add(book, came(FIRST))
    (second,) = add(book, came(SECOND))
    assert (first.version, first.version_of) == (1, "")
    assert (second.version, second.version_of) == (2, first.id)
    (third,) = add(book, came(SECOND + " The fire is out."))
    assert (third.version, third.version_of) == (3, first.id)
    assert book.check() == ()


def test_the_same_text_in_other_bytes_is_the_same_report(book):
    add(book, came(FIRST))
    assert add(book, came(FIRST, captured="2024-05-02T10:00:00+00:00")) == ()
    assert len(book.reports()) == 1
    assert len(list(book.documents())) == 2  # what was fetched is kept all the same
    assert book.check() == ()


def test_a_text_that_comes_back_is_no_third_version(book):
    add(book, came(FIRST), came(SECOND))
    assert add(book, came(FIRST, captured="2024-05-03T10:00:00+00:00")) == ()
    assert len(book.reports()) == 2


@pytest.mark.parametrize(
    "url",
    [URL.replace("https", "http"), URL + "/", URL.replace("//", "//www."), URL + "?utm_source=feed&fbclid=1"],
)
def test_an_address_may_be_written_otherwise(book, url):
    add(book, came(FIRST))
    (second,) = add(book, came(SECOND, url=url))
    assert second.version == 2


@pytest.mark.parametrize("url", ["https://courier.example/", "https://courier.example", "", URL + "?page=2"])
def test_other_addresses_and_front_pages_make_no_versions(book, url):
    add(book, came(FIRST, url=url if "page" not in url else URL))
    (second,) = add(book, came(SECOND, url=url))
    assert (second.version, second.version_of) == (1, "")


def test_one_address_for_wholly_different_texts_makes_no_versions(book):
    add(book, came(FIRST, title="Depot of Orlovka hit"))
    (other,) = add(book, came(OTHER, title="Council speaks about prices"))
    assert other.version == 1
    assert not alike(came(FIRST)[1], came(OTHER)[1])


def test_a_rewritten_report_keeps_its_title_or_its_moment(book):
    (first,) = add(book, came(FIRST, title="Depot of Orlovka hit"))
    (second,) = add(book, came(OTHER, title="DEPOT of Orlovka hit!"))
    assert second.version_of == first.id
    moment = {"published": "2024-05-02T10:00:00+00:00"}
    add(book, came(FIRST, url=URL + "-2", **moment))
    (later,) = add(book, came(OTHER, url=URL + "-2", **moment))
    assert later.version == 2


def test_an_id_of_a_table_names_versions_of_one_outlet_only(book):
    (first,) = add(book, came(FIRST, url="", name="17"))
    (second,) = add(book, came(SECOND, url="", name="17"))
    assert (second.version_of, second.version) == (first.id, 2)
    assert second.id != "17"
    (third,) = add(book, came(SECOND + " The fire is out.", url="", name="17"))
    assert third.version == 3
    (foreign,) = add(book, came(SECOND, url="", name="17", outlet="Herald"))
    assert foreign.version_of == ""


def test_a_capture_from_before_goes_before(book):
    (late,) = add(book, came(SECOND, captured="2024-05-03T10:00:00+00:00"))
    (early,) = add(book, came(FIRST, captured="2024-05-02T10:00:00+00:00"))
    assert (early.version, early.version_of) == (1, "")
    assert chain(book) == [(1, "", FIRST), (2, early.id, SECOND)]
    assert book.report(late.id).version_of == early.id
    (between,) = add(book, came(FIRST + " More follows.", captured="2024-05-02T20:00:00+00:00"))
    assert [version for version, _, _ in chain(book)] == [1, 2, 3]
    assert book.report(between.id).version == 2


def test_entries_of_a_live_blog_are_no_versions_of_each_other(book):
    for number, text in enumerate((FIRST, SECOND)):
        document, report = came(text)
        report.extra["live.entry"] = str(number)
        (stored,) = add(book, (document, report))
        assert stored.version == 1


def test_addresses_that_are_none(book):
    assert addresses_like("http://[broken") == ()
    assert addresses_like("no address") == ()
    document, report = came(FIRST, url="http://[broken")
    assert add(book, (document, report))[0].version == 1
