"""The golden test: the demo corpus through the whole flow, against the truth beside it."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import stemma
from stemma.demo import truth
from stemma.records import Claim, ClaimMention, Event

TRUTH = truth()


@pytest.fixture(scope="session")
def book(demo_path, tmp_path_factory):
    with stemma.open(shutil.copy(demo_path, tmp_path_factory.mktemp("golden"))) as opened:
        yield opened


@pytest.fixture(scope="session")
def names(book):
    """Report id -> the name that the truth uses."""
    return {report.id: _name(report.id, report.origin) for report in book.reports()}


def _name(identifier: str, origin: str) -> str:
    return Path(origin).stem if origin.endswith(".html") else identifier


def mention_of(
    claims: Iterable[Claim], names: dict[str, str], report: str, words: str
) -> list[tuple[Claim, ClaimMention]]:
    return [
        (claim, mention)
        for claim in claims
        for mention in claim.mentions
        if names[mention.report] == report and words.lower() in mention.content.text.lower()
    ]


def ids(items: Iterable[dict[str, Any]], *keys: str) -> list[str]:
    return [" ".join(str(item[key]) for key in keys) for item in items]


def test_every_report_is_there_once(book, names):
    assert len(names) == TRUTH["reports"]
    assert len(set(names.values())) == TRUTH["reports"]
    other = {names[r.id] for r in book.reports() if r.language != "en"}
    assert other == set(TRUTH["other_language"])
    assert all(r.status_reason for r in book.reports() if r.language != "en")
    undated = {names[r.id] for r in book.reports() if r.published is None}
    assert undated == set(TRUTH["undated"])
    republished = {names[r.id]: r.republished_from for r in book.reports() if r.republished_from}
    assert republished == TRUTH["republished"]


def test_no_furniture_is_body_text(book):
    text = "\n".join(report.text for report in book.reports())
    for furniture in (
        "cookies",
        "newsletter",
        "All rights reserved",
        "Leave a comment",
        "logged in",
        "Donate",
    ):
        assert furniture not in text


@pytest.mark.parametrize("expected", TRUTH["claims"], ids=ids(TRUTH["claims"], "name"))
def test_claims_and_their_origins(book, names, expected):
    claims = book.claims()
    found = {
        report: mention_of(claims, names, report, words) for report, words in expected["mentions"].items()
    }
    assert not [report for report, pairs in found.items() if not pairs], "mentions that were not found"
    common = set.intersection(*({claim.id for claim, _ in pairs} for pairs in found.values()))
    if expected.get("may_be_apart") and not common:
        return
    assert common, "the mentions are not one claim"
    claim = next(claim for claim in claims if claim.id in common)
    assert claim.origins.best == expected["origins"]
    assert claim.circular is expected.get("circular", False)


@pytest.mark.parametrize("report", TRUTH["stances"])
def test_denials_are_kept_apart(book, names, report):
    expected = TRUTH["stances"][report]
    pairs = mention_of(book.claims(), names, report, expected["words"])
    assert {mention.stance for _, mention in pairs} == {expected["stance"]}


@pytest.mark.parametrize("expected", TRUTH["chains"], ids=ids(TRUTH["chains"], "report", "words"))
def test_chains(book, names, expected):
    pairs = mention_of(book.claims(), names, expected["report"], expected["words"])
    assert pairs
    wanted = [tuple(layer) for layer in expected["chain"]]
    chains = [
        [(layer.role, f"{layer.entity} {layer.name}") for layer in mention.chain if layer.role != "addressee"]
        for _, mention in pairs
    ]
    assert any(
        len(chain) == len(wanted)
        and all(
            role in want[0].split("|") and want[1] in name
            for (role, name), want in zip(chain, wanted, strict=True)
        )
        for chain in chains
    ), chains


@pytest.mark.parametrize("expected", TRUTH["variants"], ids=ids(TRUTH["variants"], "to", "type", "before"))
def test_variants(book, names, expected):
    mentions = {mention.id: mention for claim in book.claims() for mention in claim.mentions}
    found = [
        variant
        for variant in book.variants()
        if variant.type in expected["type"].split("|")
        and names[mentions[variant.from_mention].report] == expected["from"]
        and names[mentions[variant.to_mention].report] == expected["to"]
        and expected["before"].lower() in variant.before.text.lower()
    ]
    assert found


def _near(event: Event, expected: dict[str, Any]) -> bool:
    place = event.place
    return (
        place is not None
        and place.lat is not None
        and place.lon is not None
        and abs(place.lat - expected["lat"]) < 0.25
        and abs(place.lon - expected["lon"]) < 0.4
    )


@pytest.mark.parametrize("expected", TRUTH["events"], ids=ids(TRUTH["events"], "name"))
def test_events(book, expected):
    found = [
        event
        for event in book.events()
        if event.sub_type == expected["sub_type"]
        and _near(event, expected)
        and event.start == expected["date"]
    ]
    assert found
    for measure in ("fatalities", "injuries"):
        for bound, value in expected.get(measure, {}).items():
            assert value in {getattr(getattr(event, measure), bound) for event in found}


@pytest.mark.parametrize("expected", TRUTH["copies"], ids=ids(TRUTH["copies"], "source", "target"))
def test_copies(book, names, expected):
    found = [
        copy
        for copy in book.copies()
        if {names[copy.source], names[copy.target]} == {expected["source"], expected["target"]}
    ]
    assert found
    assert found[0].kind == expected["kind"]
    assert names[found[0].source] == expected["source"]
    assert found[0].direction != "unknown"


def test_every_span_holds_its_words(book):
    texts = {report.id: report.text for report in book.reports()}
    for claim in book.claims():
        for mention in claim.mentions:
            for words in (mention.content, mention.cue, mention.source):
                if words is not None:
                    parts = [texts[mention.report][span.start : span.end] for span in words.spans]
                    assert " … ".join(parts) == words.text
