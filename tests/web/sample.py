"""A casebook made by hand: four outlets, one claim with one origin, a denial, an aim, two events."""

# ruff: noqa: E501  records by hand read best one a line

import hashlib
from pathlib import Path

from stemma.casebook import Analysis, Casebook, Collation
from stemma.casebook.writing import generation, write_collation
from stemma.records import (
    Actor,
    Block,
    Claim,
    ClaimMention,
    Copy,
    Credibility,
    Document,
    Edge,
    Event,
    EventMention,
    EventPlace,
    EventThing,
    Failure,
    Hedge,
    Layer,
    Link,
    Name,
    Origin,
    Passage,
    Place,
    Quantity,
    Range,
    Report,
    Span,
    Thing,
    Time,
    Toll,
    Variant,
    Witness,
    Words,
)

WIRE = """Bridge at Kupiansk may have been hit, mayor says

The bridge over the Oskil at Kupiansk has probably been hit by two rockets, the mayor, Olena Tkach, told the Meridian Wire on Tuesday. At least three people were killed, she said.

"We will rebuild the bridge before winter," Tkach said."""

GAZETTE = """Bridge at Kupiansk hit

The bridge over the Oskil at Kupiansk has been hit by two rockets, officials told the Meridian Wire on Tuesday. Three people were killed.

First published by the Meridian Wire."""

LANTERN = """Rockets destroy bridge

According to the Harbour Gazette, the bridge at Kupiansk was hit by rockets. 😀 A spokesman for the brigade, Pavel Orlov, denied that the bridge had been hit."""

UNDATED = """Notes from the river

Fishermen on the Oskil say that the water is low."""


def words(text: str, phrase: str) -> Words:
    start = text.index(phrase)
    return Words((Span(start, start + len(phrase)),), phrase)


def make_report(name: str, text: str, **fields) -> tuple[Document, Report]:
    raw = text.encode()
    digest = hashlib.sha256(raw).hexdigest()
    blocks, start = [], 0
    for position, paragraph in enumerate(text.split("\n\n")):
        kind = "headline" if position == 0 else "body"
        if paragraph.startswith("First published"):
            kind = "republication"
        blocks.append(Block(kind, start, start + len(paragraph)))
        start += len(paragraph) + 2
    report = Report(
        id=f"r-{name}", sha256=digest, text=text, blocks=tuple(blocks), language="en", origin=f"{name}.txt",
        title=fields.pop("title", text.split("\n\n", maxsplit=1)[0]), **fields,
    )  # fmt: skip
    return Document(f"{name}.txt", raw, "text/plain", digest, {}), report


def mention(name: str, report: Report, content: str, **fields) -> ClaimMention:
    cue, source = fields.pop("cue", None), fields.pop("source", None)
    return ClaimMention(
        id=f"m-{name}", report=report.id, sentence=1, block="body", content=words(report.text, content),
        cue=words(report.text, cue) if cue else None, source=words(report.text, source) if source else None,
        chain=fields.pop("chain", ()), directness=fields.pop("directness", "indirect"), rule="by hand", **fields,
    )  # fmt: skip


def layer(report: Report, role: str, phrase: str, entity: str = "", **fields) -> Layer:
    return Layer(role, phrase, entity or phrase, words(report.text, phrase).spans[0], **fields)


def place(report: Report, name: str, lat: float, lon: float) -> Place:
    return Place(
        name,
        words(report.text, name).spans[0],
        name,
        lat,
        lon,
        "703656",
        "UA",
        "PPL",
        "settlement",
        5.0,
        score=0.9,
    )


def write_sample(path: Path, *, hostile: str = "") -> Path:
    """Write the sample casebook; ``hostile`` is put into titles, outlets, names and text."""
    h = hostile
    pairs = (
        make_report("wire", WIRE, outlet=f"Meridian Wire{h}", published="2022-09-06T08:00:00+00:00", title=f"Bridge at Kupiansk may have been hit{h}", url="javascript:alert(1)" if h else None),
        make_report("gazette", GAZETTE, outlet="Harbour Gazette", published="2022-09-06T11:00:00+00:00", republished_from="Meridian Wire", url="https://gazette.example/bridge"),
        make_report("lantern", LANTERN + (f"\n\n{h}" if h else ""), outlet=f"Daily Lantern{h}", published="2022-09-07"),
        make_report("notes", UNDATED, outlet=None, published=None, published_source="no date in the text"),
    )  # fmt: skip
    wire, gazette, lantern, notes = (report for _, report in pairs)
    mentions = make_mentions(wire, gazette, lantern, notes, h)
    events = make_events(wire, gazette)
    analyses = [
        Analysis(
            report.id, report.published, tuple(m for m in mentions if m.report == report.id),
            (place(report, "Kupiansk", 49.71, 37.61),) if "Kupiansk" in report.text else (),
            (Time("Tuesday", words(report.text, "Tuesday").spans[0], "DATE", "2022-09-06", "2022-09-06", "2022-09-06", "day", anchored=True),)
            if "Tuesday" in report.text else (),
            tuple(e for e in events if e.report == report.id),
            names=(
                Name(report.id, "Pavel Orlov", words(report.text, "Pavel Orlov").spans[0], "Pavel Orlov", "person",
                     ("source",), "title", 0.8),
            )
            if "Pavel Orlov" in report.text else (),
        )
        for _, report in pairs
    ]  # fmt: skip
    with Casebook.open(path) as book:
        book.add(pairs, tool="test")
        book.add_analyses(analyses, tool="test")
        book.add_failures((Failure(f"broken.pdf{h}", "a binary file, not a text"),), run=1)
        assert write_collation(
            book.store, collate(wire, gazette, mentions, events, h), generation(book.store)
        )
    return path


def make_mentions(
    wire: Report, gazette: Report, lantern: Report, notes: Report, h: str
) -> tuple[ClaimMention, ...]:
    return (
        mention("wire", wire, "The bridge over the Oskil at Kupiansk has probably been hit by two rockets", cue="told", source="the mayor, Olena Tkach,", hedges=(Hedge("probably", words(wire.text, "probably").spans[0]),), factuality="PR+", tense="past",
            chain=(layer(wire, "originator", "Olena Tkach", f"Olena Tkach{h}", description="the mayor", source_type="official", number="one"), layer(wire, "addressee", "the Meridian Wire", "Meridian Wire", source_type="agency"))),
        mention("gazette", gazette, "The bridge over the Oskil at Kupiansk has been hit by two rockets", cue="told", source="officials", factuality="CT+", tense="past",
            chain=(layer(gazette, "originator", "officials", anonymous=True, number="several", source_type="official"), layer(gazette, "medium", "the Meridian Wire", "Meridian Wire", source_type="agency"))),
        mention("lantern", lantern, "the bridge at Kupiansk was hit by rockets", cue="According to", source="the Harbour Gazette", stance="report", factuality="CT+", tense="past",
            chain=(layer(lantern, "medium", "the Harbour Gazette", "Harbour Gazette", source_type="news_report"),)),
        mention("denial", lantern, "that the bridge had been hit", cue="denied", source="A spokesman for the brigade, Pavel Orlov,", stance="deny", polarity="negative", factuality="CT-",
            chain=(layer(lantern, "originator", "Pavel Orlov", description="A spokesman for the brigade", source_type="military", number="one"),)),
        mention("aim", wire, "We will rebuild the bridge before winter", cue="said", source="Tkach", directness="direct", aim=True, modal="will", tense="future",
            chain=(layer(wire, "originator", "Tkach", f"Olena Tkach{h}", source_type="official"),)),
        mention("river", notes, "that the water is low", cue="say", source="Fishermen on the Oskil",
            chain=(layer(notes, "originator", "Fishermen on the Oskil", anonymous=True, number="several", source_type="witness"),)),
    )  # fmt: skip


def make_events(wire: Report, gazette: Report) -> tuple[EventMention, ...]:
    return tuple(
        EventMention(
            id=f"e-{report.id}", report=report.id, sentence=1, block="body", trigger=words(report.text, "hit by two rockets"),
            extent=words(report.text, "hit by two rockets"), type="Explosions/Remote violence", sub_type="Shelling/artillery/missile attack", plover="ASSAULT",
            target=Actor("bridge", words(report.text, "bridge").spans[0], "the bridge"), place=place(report, "Kupiansk", 49.71, 37.61),
            casualties=(Quantity("killed", 3, 3, None, "at_least", "people", words(report.text, "people").spans[0], "three people", claimant="Olena Tkach"),),
            claim=f"m-{report.id[2:]}", things=(Thing("used", "rocket", "airborne", 2, 2, 2, "exactly", words(report.text, "two rockets").spans[0], "two rockets", "Olena Tkach"),),
        )
        for report in (wire, gazette)
    )  # fmt: skip


def collate(
    wire: Report,
    gazette: Report,
    mentions: tuple[ClaimMention, ...],
    events: tuple[EventMention, ...],
    h: str,
) -> Collation:
    by = {m.id: m for m in mentions}
    bridge = Claim(
        "c-bridge", f"The bridge over the Oskil at Kupiansk has probably been hit by two rockets{h}",
        tuple(by[n] for n in ("m-wire", "m-gazette", "m-lantern", "m-denial")), Range(1, 2, 2), 3, 3, ("Ukraine",),
        Credibility("3", ("one named official", "denied by one other speaker")),
        (Link("m-wire", "m-gazette", "merge", 0.93, "same words, and the Gazette credits the Wire"), Link("m-gazette", "m-lantern", "merge", 0.61, "cites the Gazette; similar words")),
        (
            Edge("c-bridge", "o-tkach", "m-wire", "utterance", 1.0, "she told the agency"),
            Edge("c-bridge", "m-wire", "m-gazette", "copy", 0.95, "copied passage, later, credits the Wire"),
            Edge("c-bridge", "m-gazette", "m-lantern", "citation", 0.9, "names the Harbour Gazette"),
            Edge("c-bridge", "o-orlov", "m-denial", "utterance", 1.0, "he denied it"),
            Edge("c-bridge", "w-radio", "m-lantern", "citation", 0.7, "cites Coastal Radio, which the collection does not hold"),
            Edge("c-bridge", "o-tkach", "w-radio", "utterance", 0.8, "Coastal Radio (lost witness)"),
        ),
        witnesses=(Witness("w-radio", "Coastal Radio", ("m-lantern",)),),
    )  # fmt: skip
    aim = Claim("c-aim", "We will rebuild the bridge before winter", (by["m-aim"],), Range(1, 1, 1), 1, 1, ("Ukraine",), Credibility("6", ("an intention",)),
        edges=(Edge("c-aim", "o-aim", "m-aim", "utterance", 1.0, "direct speech"),), aim=True)  # fmt: skip
    river = Claim(
        "c-river",
        "the water is low",
        (by["m-river"],),
        Range(0, 1, 1),
        1,
        1,
        (),
        Credibility("6", ("unnamed sources",)),
    )
    origins = (
        Origin("o-tkach", "c-bridge", f"Olena Tkach{h}", "speaker", None, ("m-wire", "m-gazette", "m-lantern"), ("the Gazette copies the Wire", "the Lantern cites the Gazette"), "Ukraine"),
        Origin("o-orlov", "c-bridge", "Pavel Orlov", "speaker", None, ("m-denial",), ("another speaker",), "Russia", certain=False),
        Origin("o-aim", "c-aim", f"Olena Tkach{h}", "speaker", None, ("m-aim",), ("direct speech",), "Ukraine"),
        Origin("o-river", "c-river", "Fishermen on the Oskil", "lost", None, ("m-river",), ("not named",)),
    )  # fmt: skip
    variants = (
        Variant("v-hedge", "c-bridge", "m-wire", "m-gazette", "hedge_dropped", words(wire.text, "probably"), Words((), ""), "known", 0.97),
        Variant("v-anon", "c-bridge", "m-wire", "m-gazette", "source_anonymised", words(wire.text, "the mayor, Olena Tkach"), words(gazette.text, "officials"), "known", 0.9),
        Variant("v-layer", "c-bridge", "m-gazette", "m-lantern", "layer_dropped", words(gazette.text, "the Meridian Wire"), Words((), ""), "known", 0.8),
    )  # fmt: skip
    text = "The bridge over the Oskil at Kupiansk has "
    here, there = words(wire.text, text).spans[0], words(gazette.text, text).spans[0]
    copy = Copy("k-1", wire.id, gazette.id, (Passage(here, there, "verbatim", quotation=False, score=1.0),), "rewritten", "known", 0.95, 0.4, 0.8, 0.92, reasons=("published later", "credits the Wire"))  # fmt: skip
    where = EventPlace("Kupiansk", 49.71, 37.61, "703656", "settlement", 5.0, "UA")
    hit = Event(
        "ev-bridge", "Explosions/Remote violence", "Shelling/artillery/missile attack", "ASSAULT", "", "", f"the bridge{h}", where,
        "2022-09-06", "2022-09-06", "day", "", Toll(3, 3, None, ("Olena Tkach",)), Toll(None, None, None), "occurred", events, Range(1, 1, 1), ("c-bridge",),
        things=(EventThing("used", "rocket", "airborne", 2, 2, 2, "two rockets", ("Olena Tkach: two rockets",), tuple(one.id for one in events)),),
    )  # fmt: skip
    return Collation((copy,), (bridge, aim, river), origins, variants, (hit,))
