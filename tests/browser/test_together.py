"""Two tabs on one casebook while reports are written into it."""

import hashlib
import threading

import pytest
from sample import write_sample

from stemma.casebook import Casebook
from stemma.records import Block, Document, Report
from waiting import joined

pytestmark = pytest.mark.browser


def write_reports(path, count, failures):
    """Write reports one by one, as an ingest does."""
    try:
        for number in range(count):
            text = f"Report {number} of a running ingest."
            digest = hashlib.sha256(text.encode()).hexdigest()
            report = Report(
                f"r-more-{number:02}", digest, text, (Block("body", 0, len(text)),), outlet="Running Post"
            )
            with Casebook.open(path) as book:
                book.add(
                    [(Document(f"{number}.txt", text.encode(), "text/plain", digest), report)], tool="test"
                )
    except Exception as error:  # noqa: BLE001  whatever ends the thread is told to the test
        failures.append(error)


def test_two_tabs_and_an_ingest(open_page, serve_book, tmp_path):
    path = write_sample(tmp_path / "busy.db")
    failures = []
    with serve_book(path) as address:
        first, second = open_page(f"{address}/claims"), open_page(f"{address}/reports")
        writer = threading.Thread(target=write_reports, args=(path, 40, failures))
        writer.start()
        while writer.is_alive():
            first.goto(f"{address}/reports/r-wire?m=m-wire")
            first.locator(".m-content").first.wait_for()
            second.goto(f"{address}/claims/c-bridge")
            second.locator("svg .node.mention").first.wait_for()
        joined(writer)
        first.goto(f"{address}/reports/r-wire?m=m-wire")
        first.get_by_role("button", name="Accept").click()
        first.get_by_text("Decision noted: accepted.").wait_for()
        second.goto(f"{address}/decisions")
        second.get_by_text("accepted").first.wait_for()
        second.goto(f"{address}/reports?outlet=Running+Post")
        second.get_by_text("Report 39 of a running ingest.").first.wait_for()
    assert failures == []
