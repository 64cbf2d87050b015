"""A small casebook with two reports, one claim, one origin, one variant and one event."""

import hashlib

from msgspec.structs import replace

from stemma.casebook import Analysis, Casebook, Collation
from stemma.casebook.growth import Growth, write_growth
from stemma.casebook.memory import Remembered
from stemma.casebook.rows import encode
from stemma.records import (
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
    Time,
    Toll,
    Variant,
    Words,
)

TEXT = (
    "Depot burns\n\nMonday: Colonel Ana Brol said that the depot at Kherson had possibly burned, killing 3."
)


def words(text: str, phrase: str) -> Words:
    start = text.index(phrase)
    return Words((Span(start, start + len(phrase)),), phrase)


def make_document(name: str, text: str) -> Document:
    raw = text.encode()
    return Document(f"{name}.txt", raw, "text/plain", hashlib.sha256(raw).hexdigest(), {"section": "war"})


def make_report(document: Document, outlet: str, published: str | None) -> Report:
    text = document.raw.decode()
    return Report(
        id=f"r-{document.sha256[:12]}",
        sha256=document.sha256,
        text=text,
        blocks=(Block("headline", 0, 11), Block("body", 13, len(text))),
        outlet=outlet,
        title="Depot burns",
        published=published,
        language="en",
        origin=document.origin,
        extra={"section": "war"},
    )


def make_mention(report: Report) -> ClaimMention:
    source = words(report.text, "Colonel Ana Brol")
    return ClaimMention(
        id=f"m-{report.id}",
        report=report.id,
        sentence=1,
        block="body",
        content=words(report.text, "that the depot at Kherson had possibly burned"),
        cue=words(report.text, "said"),
        source=source,
        chain=(
            Layer("originator", "Ana Brol", "Colonel Ana Brol", source.spans[0], description="Colonel"),
            Layer("medium", "Tern Wire", "Tern Wire", None, inferred=True, reason="credit line"),
        ),
        directness="indirect",
        factuality="PS+",
        hedges=(Hedge("possibly", words(report.text, "possibly").spans[0]),),
        tense="past",
        rule="test",
    )


def make_event(report: Report, mention: ClaimMention) -> EventMention:
    return EventMention(
        id=f"e-{report.id}",
        report=report.id,
        sentence=1,
        block="body",
        trigger=words(report.text, "burned"),
        extent=words(report.text, "the depot at Kherson had possibly burned, killing 3"),
        type="Explosions/Remote violence",
        place=make_place(report),
        casualties=(
            Quantity("killed", 3, 3, 3, "exactly", "", words(report.text, "3").spans[0], "killing 3"),
        ),
        claim=mention.id,
    )


def make_place(report: Report) -> Place:
    return Place(
        "Kherson", words(report.text, "Kherson").spans[0], "Kherson", 46.6, 32.6, "706448", "UA",
        precision="settlement",
    )  # fmt: skip


def make_analysis(report: Report) -> Analysis:
    mention = make_mention(report)
    return Analysis(
        report.id,
        report.published,
        (mention,),
        (make_place(report),),
        (Time("Monday", words(report.text, "Monday").spans[0]),),
        (make_event(report, mention),),
        names=(make_name(report),),
    )


def make_name(report: Report) -> Name:
    span = words(report.text, "Ana Brol").spans[0]
    return Name(report.id, "Ana Brol", span, "Ana Brol", "person", ("source",), "title", 0.8)


def collate(reports: tuple[Report, ...], mentions: tuple[ClaimMention, ...]) -> Collation:
    first, last = reports[0], reports[-1]
    passage = Passage(Span(13, 40), Span(13, 40), "verbatim", quotation=False, score=1.0)
    copy = Copy("c-1", first.id, last.id, (passage,), "verbatim", "known", 0.9, 0.5, 0.5, 0.9)
    claim = Claim(
        id="claim-1",
        text="the depot at Kherson had possibly burned",
        mentions=mentions,
        origins=Range(1, 1, 2),
        outlets=2,
        reports=2,
        sides=("north",),
        credibility=Credibility("3", ("one origin",)),
        links=(Link(mentions[0].id, mentions[-1].id, "merge", 0.9, "same words"),),
        edges=(Edge("claim-1", "o-1", mentions[0].id, "utterance", 1.0, "she said it"),),
    )
    origin = Origin(
        "o-1", claim.id, "Colonel Ana Brol", "speaker", None, tuple(m.id for m in mentions), ("one speaker",)
    )
    variant = Variant(
        "v-1", claim.id, mentions[0].id, mentions[-1].id, "hedge_dropped", words(TEXT, "possibly"),
        Words((), ""), "known", 0.8,
    )  # fmt: skip
    events = tuple(make_event(report, mention) for report, mention in zip(reports, mentions, strict=True))
    event = Event(
        "ev-1", "Explosions/Remote violence", "", "", "", "", "the depot",
        EventPlace("Kherson", 46.6, 32.6, "706448", "settlement"), "2022-05-09", "2022-05-09", "day", "",
        Toll(3, 3, 3, ("Colonel Ana Brol",)), Toll(None, None, None), "occurred", events, Range(1, 1, 1),
        claims=(claim.id,),
    )  # fmt: skip
    return Collation((copy,), (claim,), (origin,), (variant,), (event,))


def documents() -> tuple[Document, Document]:
    """Two texts that differ in a figure."""
    return make_document("a", TEXT), make_document("b", TEXT.replace("killing 3", "killing 30"))


def pairs() -> tuple[tuple[Document, Report], ...]:
    """The texts with the reports read from them."""
    first, second = documents()
    early, late = make_report(first, "Alder Post", "2022-05-10"), make_report(second, "Fen Daily", None)
    return (first, early), (second, late)


def fill(casebook: Casebook) -> None:
    """Put everything into a casebook."""
    casebook.add(pairs(), tool="test")
    reports = tuple(report for _, report in pairs())
    analyses = [make_analysis(report) for report in reports]
    casebook.add_analyses(analyses, tool="test")
    mentions = tuple(analysis.mentions[0] for analysis in analyses)
    assert casebook.replace_collation(collate(reports, mentions), casebook.generation())


def in_one_voice(book: Casebook) -> Claim:
    """Leave the claim one mention, in its outlet's own voice, and return it."""
    claim = book.claims()[0]
    own = replace(claim.mentions[0], directness="own")
    book.store.db.execute(
        "UPDATE mentions SET directness = 'own', record = ? WHERE id = ?", (encode(own), own.id)
    )
    alone = replace(claim, mentions=(own,))
    growth = Growth(claims=(alone,), claims_gone=(claim.id,))
    assert write_growth(book.store, growth, Remembered(), book.generation())
    return alone
