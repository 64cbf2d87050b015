"""Reads that the command line and the desk ask of a casebook, and how long they take."""

import time
from collections.abc import Callable

from stemma.casebook import Casebook
from stemma.casebook.columns import told


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return CPU and wall seconds of some work."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def queries(book: Casebook) -> dict[str, float]:
    """Return the milliseconds, the best of five, of reads that the command line and the desk ask for."""
    return {name: round(min(timed(query)[1] for _ in range(5)) * 1000, 2) for name, query in asked(book)}


def asked(book: Casebook) -> list[tuple[str, Callable[[], object]]]:
    """Return reads by name: lists, one thing, searches for a rare and a common word, counts."""
    claim = book.claims(limit=1)[0]
    report = claim.mentions[0].report
    word, common = max(claim.text.split(), key=len), min(claim.text.split(), key=len)
    speaker = next((m.chain[0].entity for m in claim.mentions if m.chain), "Nobody")
    return [
        ("claims", lambda: book.claims(limit=20)),
        ("claims_of_a_report", lambda: book.claims(report=report)),
        ("claims_of_a_speaker", lambda: book.claims(speaker=speaker, limit=20)),
        ("claims_of_two_origins", lambda: book.claims(min_origins=2, limit=20)),
        ("claims_attributed", lambda: book.claims(attributed=True, limit=20)),
        ("claims_counted", lambda: (book.count_claims(told=True), book.count_claims(min_origins=2))),
        ("aims", lambda: book.claims(aims=True, limit=20)),
        ("statements_of_a_claim", lambda: list(told(book, "claims.id = ?", (claim.id,)))),
        ("claim", lambda: (book.claim(claim.id), book.origins(claim.id), book.variants(claim.id))),
        ("report", lambda: book.report(report)),
        ("mentions_of_a_report", lambda: (book.mentions(report), book.event_mentions(report))),
        ("copies_of_a_report", lambda: book.copies(report)),
        ("events", lambda: book.events(limit=20)),
        ("events_counted", lambda: book.count_events(occurred=True)),
        ("events_of_a_report", lambda: book.events(report=report)),
        ("search", lambda: book.search(word)),
        ("search_common", lambda: book.search(common)),
        ("complete", lambda: book.complete(claim.id[:8])),
        ("find", lambda: book.find(claim.id)),
        ("counts", book.counts),
    ]
