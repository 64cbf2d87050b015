"""The records that all rooms share: the one vocabulary of the project.

Every record is frozen and slotted. Offsets are characters (Unicode code points) into
``Report.text``, from 0, end-exclusive. Records hold plain values only, so that msgspec encodes
them as they stand and their JSON Schema is the schema of the command line's ``--json`` output.
A value that was not found is ``None`` or empty, never a guess; where a reader would ask why,
there is a reason beside it.
"""

from typing import Literal

from msgspec import Struct, field

# --- words in a text ------------------------------------------------------------------------


class Span(Struct, frozen=True):
    """Characters ``start`` to ``end`` (exclusive) of a report's text (W3C TextPositionSelector)."""

    start: int
    end: int


class Words(Struct, frozen=True):
    """The words at one or more spans of a report's text (W3C TextQuoteSelector).

    ``text`` is the spans' characters joined by " … " where there is more than one span.
    """

    spans: tuple[Span, ...]
    text: str


# --- reading --------------------------------------------------------------------------------

BlockKind = Literal["headline", "body", "caption", "credit", "republication", "correction"]


class Block(Struct, frozen=True):
    """A paragraph of a report's text and what it is.

    ``credit`` holds bylines, datelines set apart, agency and photo credit lines and copyright
    lines that name the outlet; ``republication`` holds lines such as "first published on X".
    Page furniture is not in the text at all.
    """

    kind: BlockKind
    start: int
    end: int


# The media type of a document that is one row of a table, as canonical JSON.
ROW_TYPE = "application/vnd.stemma.row+json"
# The field of a document with the outlet that whoever gave it said it is from.
OUTLET_GIVEN = "outlet.given"


class Document(Struct, frozen=True):
    """Raw bytes as they came, before any reading.

    ``origin`` says where they came from, for messages ("folder/a.html", "war.jsonl:17", a URL).
    ``fields`` are values that came beside the text (columns of a table, response headers); that of
    ``OUTLET_GIVEN`` is the outlet of a text that names none.
    """

    origin: str
    raw: bytes
    media_type: str
    sha256: str
    fields: dict[str, str] = field(default_factory=dict)


class Failure(Struct, frozen=True):
    """A document, or a line of a table, that could not be read or analysed, and why."""

    origin: str
    reason: str
    stage: str = "reading"


class Report(Struct, frozen=True):
    """One published text by one outlet at one time (a witness).

    ``text`` is the clean text that every offset refers to: the blocks in reading order, joined
    by blank lines. ``published`` and ``updated`` are ISO 8601, possibly only a year or a month
    ("2022-05", "2022-05-12", "2022-05-12T09:30:00+00:00"), or None; ``*_source`` says where the
    value (or, for the outlet, the name) was read, or why there is none. ``status`` is
    "analysed" for a language that Stemma reads, "unread" with its reason for others.

    A report that its outlet changed later is several reports here, one for each text: ``version``
    counts them from 1, and ``version_of`` is the id of the first, "" for the first itself. They are
    one witness (`stemma.identity.witness`).
    """

    id: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    url: str | None = None
    outlet: str | None = None
    outlet_source: str = ""
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    published_source: str = ""
    updated: str | None = None
    language: str = "und"
    republished_from: str | None = None
    credits: tuple[str, ...] = ()
    status: Literal["analysed", "unread"] = "analysed"
    status_reason: str = ""
    origin: str = ""
    reader: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    version_of: str = ""
    version: int = 1


# --- language -------------------------------------------------------------------------------


class Token(Struct, frozen=True):
    """One token: Universal POS, Penn tag, ClearNLP dependency, head as index in its sentence.

    The root's head is its own index. ``entity`` is the OntoNotes label of the named entity that
    the token is in, "" outside; ``entity_start`` marks the entity's first token.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str = ""
    entity_start: bool = False


class Sentence(Struct, frozen=True):
    """A parsed sentence: offsets into the report's text, and the block that it stands in.

    ``kind`` is what it is where it was run into its block: a headline told again, a credit (a stamp, tags,
    buttons of a page); None where it is what its block is.
    """

    index: int
    block: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    kind: BlockKind | None = None


class ParsedReport(Struct, frozen=True):
    """All parsed sentences of one report, in reading order."""

    report: str
    sentences: tuple[Sentence, ...]
    model: str


# --- attribution ----------------------------------------------------------------------------

Role = Literal["originator", "relayer", "medium", "addressee"]
Number = Literal["one", "several", "unknown"]
SourceType = Literal[
    "official", "military", "expert", "witness", "document", "news_report", "agency",
    "social_media", "participant", "organisation", "person", "unknown",
]  # fmt: skip
Directness = Literal["direct", "indirect", "mixed", "free_indirect", "own"]
Stance = Literal["assert", "report", "deny", "observe"]
Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]


class Layer(Struct, frozen=True):
    """One layer of a source chain. Chains run from the innermost speaker outwards.

    ``name`` is the name as the report gives it at the place read ("the ministry"); ``entity`` is
    the fullest name that the report gives that source ("UK Ministry of Defence"), the same for
    every layer that is the same source. ``description`` holds the words beside the name ("former
    DIA officer"). ``span`` is None only when the layer was ``inferred``; then ``reason`` says
    from what.
    """

    role: Role
    name: str
    entity: str
    span: Span | None
    anonymous: bool = False
    number: Number = "unknown"
    source_type: SourceType = "unknown"
    description: str = ""
    inferred: bool = False
    reason: str = ""

    @property
    def known_as(self) -> str:
        """The fullest name that the report gives, or the one at the place read."""
        return self.entity or self.name


HedgeKind = Literal["modality", "evidential", "approximation"]


class Hedge(Struct, frozen=True):
    """A word that weakens a proposition ("potentially", "reportedly", "is said to")."""

    text: str
    span: Span
    kind: HedgeKind = "modality"


class ClaimMention(Struct, frozen=True):
    """One attributed, or the outlet's own, proposition in one report.

    ``content``, ``cue`` and ``source`` are as in PARC and PolNeAR. ``chain`` is empty for the
    outlet's own statement. ``factuality`` is FactBank's scale as the innermost source puts it.
    ``stance`` is how the mention stands to the proposition. ``aim`` marks a declared aim or
    intention, ``modal`` the strongest modal or cue of modality on the content's main verb
    ("would", "will", "" for none), ``negated`` spans are evidence of negative polarity.
    ``rule`` names the rule or model that found it; ``score`` is from 0 to 1.
    """

    id: str
    report: str
    sentence: int
    block: BlockKind
    content: Words
    cue: Words | None
    source: Words | None
    chain: tuple[Layer, ...]
    directness: Directness
    factuality: Factuality = "Uu"
    stance: Stance = "assert"
    hedges: tuple[Hedge, ...] = ()
    polarity: Literal["positive", "negative"] = "positive"
    tense: Literal["past", "present", "future", "none"] = "none"
    modal: str = ""
    aim: bool = False
    rule: str = ""
    score: float = 1.0


# --- places, times, quantities, events ------------------------------------------------------

PlacePrecision = Literal["facility", "settlement", "district", "region", "country", "area", "unknown"]


class PlaceCandidate(Struct, frozen=True):
    """A gazetteer entry that a name may mean."""

    name: str
    lat: float
    lon: float
    geonames_id: str | None
    country: str
    score: float


class Place(Struct, frozen=True):
    """A place named in a report, resolved or not.

    ``lat``, ``lon`` (WGS 84 degrees) and ``geonames_id`` are None when unresolved, and
    ``reason`` says why. ``radius_km`` is the distance within which the place lies; ``relation``
    holds words such as "20 km north of" that moved or widened it. ``note`` says when the place
    is contested.
    """

    name: str
    span: Span
    canonical: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames_id: str | None = None
    country: str = ""
    kind: str = ""
    precision: PlacePrecision = "unknown"
    radius_km: float | None = None
    relation: str = ""
    alternatives: tuple[PlaceCandidate, ...] = ()
    note: str = ""
    reason: str = ""
    rule: str = ""
    score: float = 0.0


DatePrecision = Literal["minute", "hour", "day", "week", "month", "season", "year", "range", "unknown"]


class Time(Struct, frozen=True):
    """A time expression (TIMEX3). ``value`` is the TIMEX3 value, "" when it cannot be known.

    ``start`` and ``end`` are ISO 8601 days (or minutes), inclusive, None when unresolved;
    ``reason`` then says why (no publication date to anchor "on Thursday", say).
    """

    text: str
    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    value: str = ""
    start: str | None = None
    end: str | None = None
    precision: DatePrecision = "unknown"
    anchored: bool = False
    reason: str = ""
    rule: str = ""
    score: float = 1.0


Measure = Literal["killed", "injured", "captured", "displaced", "missing"]
Comparator = Literal[
    "exactly", "at_least", "more_than", "at_most", "less_than", "about", "range", "vague",
]  # fmt: skip
ThingRole = Literal["used", "stopped", "hit", "damaged", "destroyed", "seized", "acts"]
EventStatus = Literal["occurred", "denied", "planned", "hypothetical", "unknown"]
# From here on a number counts nothing; formats and browsers keep whole numbers up to there.
UNCOUNTABLE = 10**15


class Quantity(Struct, frozen=True):
    """A count of people hurt or moved, as claimed.

    ``low`` and ``high`` are the values that the words allow ("at least 3": low 3, high None).
    """

    measure: Measure
    best: int | None
    low: int | None
    high: int | None
    comparator: Comparator
    victims: str
    span: Span
    text: str
    cumulative: bool = False
    claimant: str = ""


class Thing(Struct, frozen=True):
    """Things, not people, in an event, as claimed: "78 drones", "a bridge", "five villages".

    ``role`` says what became of them: ``used`` is what was fired, dropped or sent, ``stopped`` what was
    shot down or intercepted, ``hit`` what was struck with no word of the harm, and ``acts`` counts the
    acts themselves ("three air strikes"). ``name`` is the noun in the singular, ``kind`` its class ("" for
    none). ``best``, ``low`` and ``high`` are as in a `Quantity`; all are None for a bare plural.
    ``claimant`` is the source of the claim that the words stand in, "" for the outlet's own.
    """

    role: ThingRole
    name: str
    kind: str
    best: int | None
    low: int | None
    high: int | None
    comparator: Comparator
    span: Span
    text: str
    claimant: str = ""


class Actor(Struct, frozen=True):
    """An initiator or target: the words, the actor that they name, its kind, side and country."""

    name: str
    span: Span
    entity: str = ""
    kind: str = ""
    side: str = ""
    country: str = ""

    @property
    def known_as(self) -> str:
        """The actor that the words name, or the words."""
        return self.entity or self.name


class EventMention(Struct, frozen=True):
    """One conflict event in one report.

    ``type`` and ``sub_type`` are ACLED's names, "" when the event is not a physical one;
    ``plover`` and ``mode`` are PLOVER's. ``factuality`` and ``status`` come from the words and
    from the attribution around the event: only "occurred" is counted as done. ``claim`` is the
    id of the claim mention that the event stands in, ``antecedent`` that of the mention of the same
    report that is told again ("the attack", a headline's news), "" for none. ``things`` are the weapons,
    vehicles, buildings and acts that its words count or name.
    """

    id: str
    report: str
    sentence: int
    block: BlockKind
    trigger: Words
    extent: Words
    type: str = ""
    sub_type: str = ""
    plover: str = ""
    mode: str = ""
    actor: Actor | None = None
    target: Actor | None = None
    weapon: str = ""
    place: Place | None = None
    time: Time | None = None
    casualties: tuple[Quantity, ...] = ()
    factuality: Factuality = "CT+"
    status: EventStatus = "occurred"
    claim: str | None = None
    rule: str = ""
    score: float = 1.0
    antecedent: str = ""
    things: tuple[Thing, ...] = ()


# --- who is named -----------------------------------------------------------------------------

NameKind = Literal[
    "person", "organisation", "armed_group", "military", "police", "government", "international",
    "opposition", "media", "unknown",
]  # fmt: skip
NameRole = Literal["source", "actor", "target"]
NameOrder = Literal["reports", "mentions", "source", "actor", "target", "name"]


class Name(Struct, frozen=True):
    """A person or a body that a report names at one place, with what it does there.

    ``name`` is the words at the span, ``entity`` the fullest name that the report gives whoever is meant,
    without title or article. ``roles`` says whether the name stands in a source of a claim, or in an actor
    or a target of an event; empty for who is only named. ``rule`` names what found it; ``score`` is from
    0 to 1.
    """

    report: str
    name: str
    span: Span
    entity: str
    kind: NameKind = "unknown"
    roles: tuple[NameRole, ...] = ()
    rule: str = ""
    score: float = 0.0


class Named(Struct, frozen=True):
    """A person or a body as it is named in all reports that were asked for.

    ``spellings`` are the ways in which it is written, the commonest first. ``sources``, ``actors`` and
    ``targets`` count the mentions in a source, an actor or a target, ``only_named`` those in none of them.
    """

    id: str
    name: str
    kind: NameKind
    spellings: tuple[str, ...]
    reports: tuple[str, ...]
    sources: int
    actors: int
    targets: int
    only_named: int
    mentions: tuple[Name, ...] = ()


# --- reuse ----------------------------------------------------------------------------------


class Passage(Struct, frozen=True):
    """Two aligned spans, one in each report of a copy. ``score`` is the share of equal words."""

    source: Span
    target: Span
    kind: Literal["verbatim", "rewritten", "translated"]
    quotation: bool
    score: float


class Copy(Struct, frozen=True):
    """Aligned passages that two reports share.

    When ``direction`` is "known" or "inferred", ``source`` is the report that ``target`` has the
    passages from; when "unknown", the order says nothing. ``common_source`` marks two reports
    that both credit a third. ``covered_source`` and ``covered_target`` are the shares of each
    report's body words inside the passages.
    """

    id: str
    source: str
    target: str
    passages: tuple[Passage, ...]
    kind: Literal["verbatim", "rewritten", "translated", "republished", "quotation"]
    direction: Literal["known", "inferred", "unknown"]
    direction_score: float
    covered_source: float
    covered_target: float
    score: float
    common_source: bool = False
    reasons: tuple[str, ...] = ()


# --- collation and provenance ---------------------------------------------------------------

VariantType = Literal[
    "hedge_dropped", "hedge_added", "attribution_dropped", "attribution_added", "layer_dropped",
    "layer_added", "source_generalised", "source_pluralised", "source_anonymised",
    "source_named", "role_changed", "quantity_changed", "date_changed", "place_changed",
    "name_changed", "polarity_flipped", "planned_to_done", "modality_strengthened",
    "modality_weakened", "quote_altered", "quote_to_paraphrase",
]  # fmt: skip


class Variant(Struct, frozen=True):
    """A typed difference between two mentions of one claim.

    ``before`` and ``after`` are words of the two reports (without spans where the thing is absent).
    """

    id: str
    claim: str
    from_mention: str
    to_mention: str
    type: VariantType
    before: Words
    after: Words
    direction: Literal["known", "inferred"]
    score: float


class Range(Struct, frozen=True):
    """A count that is not certain: never one number without its range."""

    low: int
    best: int
    high: int


class Link(Struct, frozen=True):
    """Why two mentions stand together (or were kept apart): a merge or a split, in words."""

    a: str
    b: str
    kind: Literal["merge", "split"]
    score: float
    reason: str


class Origin(Struct, frozen=True):
    """An independent root of a claim (a speaker or observer on one occasion).

    ``report`` is the report in the collection that is the root, None when the root lies outside
    it (``kind`` "lost": a lost witness; or "speaker": the utterance itself was not collected).
    ``stance`` "deny" marks the origin of a denial, which is not counted among the claim's origins.
    """

    id: str
    claim: str
    name: str
    kind: Literal["speaker", "outlet", "document", "lost"]
    report: str | None
    mentions: tuple[str, ...]
    reasons: tuple[str, ...]
    side: str = ""
    certain: bool = True
    stance: Stance = "assert"


class Witness(Struct, frozen=True):
    """A lost witness: a report outside the collection that mentions (``mentions``) cite.

    It may be an origin itself or relay a speaker. Edges name it by ``id``.
    """

    id: str
    name: str
    mentions: tuple[str, ...]


class Edge(Struct, frozen=True):
    """A derivation: ``child`` has the claim from ``parent``.

    Either end is a claim mention's id or the id of an origin (an utterance or a lost witness).
    ``direction`` is "unknown" where two share a text and nothing tells which has it from which;
    which of them is the parent then says nothing.
    """

    claim: str
    parent: str
    child: str
    kind: Literal["copy", "citation", "utterance", "derivative", "own"]
    score: float
    reason: str
    circular: bool = False
    direction: Literal["known", "unknown"] = "known"


class Credibility(Struct, frozen=True):
    """The Admiralty code's 1 to 6 for a claim, proposed by rule, with its reasons."""

    grade: Literal["1", "2", "3", "4", "5", "6"]
    reasons: tuple[str, ...]


class ToldFigure(Struct, frozen=True):
    """A figure as a mention of a claim gives it: its words and where they stand in the report's text."""

    mention: str
    text: str
    span: Span


class ToldCount(Struct, frozen=True):
    """What reports of one claim count otherwise ("killed", "drones"), and their figures in order of time."""

    counted: str
    figures: tuple[ToldFigure, ...]


class Claim(Struct, frozen=True):
    """The mentions, across reports, of one proposition; ``text`` is its clearest wording."""

    id: str
    text: str
    mentions: tuple[ClaimMention, ...]
    origins: Range
    outlets: int
    reports: int
    sides: tuple[str, ...]
    credibility: Credibility
    links: tuple[Link, ...] = ()
    edges: tuple[Edge, ...] = ()
    unsourced: int = 0
    circular: bool = False
    aim: bool = False
    witnesses: tuple[Witness, ...] = ()


class EventPlace(Struct, frozen=True):
    """Where an event was, as its mentions agree; ``alternatives`` are other places claimed."""

    name: str
    lat: float | None
    lon: float | None
    geonames_id: str | None
    precision: PlacePrecision
    radius_km: float | None = None
    country: str = ""
    note: str = ""
    reason: str = ""
    alternatives: tuple[str, ...] = ()


class Toll(Struct, frozen=True):
    """Low, best and high of a casualty figure, with who claimed which figure.

    ``at_least`` says that the highest figure was claimed as a lower bound ("at least 13").
    """

    low: int | None
    best: int | None
    high: int | None
    claimants: tuple[str, ...] = ()
    at_least: bool = False


class EventThing(Struct, frozen=True):
    """What the mentions of an event tell of one kind of thing, with who claims which number of it.

    ``role``, ``name`` and ``kind`` are as in a `Thing`. ``low`` and ``high`` are the lowest and the highest
    number that anybody claims, ``best`` the one that most outlets give; None where nobody counts, and
    ``text`` the words for the best, of the first who says so. ``at_least`` says that the highest was claimed
    as a lower bound, ``claimants`` who said what, and ``mentions`` are the ids of the event mentions that
    hold the words.
    """

    role: ThingRole
    name: str
    kind: str
    low: int | None
    best: int | None
    high: int | None
    text: str
    claimants: tuple[str, ...]
    mentions: tuple[str, ...]
    at_least: bool = False


class Event(Struct, frozen=True):
    """The mentions, across reports, of one event; ``things`` are as most of them tell that it happened."""

    id: str
    type: str
    sub_type: str
    plover: str
    mode: str
    actor: str
    target: str
    place: EventPlace | None
    start: str | None
    end: str | None
    date_precision: DatePrecision
    date_reason: str
    fatalities: Toll
    injuries: Toll
    status: EventStatus
    mentions: tuple[EventMention, ...]
    origins: Range
    claims: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    things: tuple[EventThing, ...] = ()


Action = Literal["accept", "reject", "merge", "separate", "split", "redate", "resource", "undo", "rate"]


class Decision(Struct, frozen=True):
    """An analyst's correction: append-only, undone only by another decision.

    ``action`` and the meaning of ``targets`` and ``value``: accept or reject (an id), merge
    (two or more claim or event ids), separate (two or more of these that are not one), split
    (a claim and the mentions to part from it), redate (a report; value is the date), resource
    (a mention; value is the source's name), rate (a source's name; value is its reliability,
    A to F), undo (a decision's id). ``keys`` lets a decision find its place again after a
    re-run: for each target, the ids of the claim or event mentions that it held when the
    decision was made (a report or a mention has its own id as key), brought up to date by the
    casebook before each re-run.
    """

    id: str
    at: str
    action: Action
    targets: tuple[str, ...]
    value: str = ""
    note: str = ""
    by: str = ""
    keys: tuple[tuple[str, ...], ...] = ()


class PossibleMatch(Struct, frozen=True):
    """Two claims that collation left apart and that may be one, for an analyst to decide.

    ``chance`` says how likely they are one, from 0 to 1, as learned from stories labelled by
    hand. It rests on one mention of each claim, the pair that is likeliest to say the same:
    ``mention`` and ``other_mention`` with their reports and words, and the places in these
    reports of the words that both have. ``reasons`` tell what speaks for it, ``clashes`` what
    speaks against it, or is a variant if the two are one; ``signs`` are what the chance was
    made of.
    """

    claim: str
    other: str
    chance: float
    mention: str
    other_mention: str
    report: str
    other_report: str
    text: str
    other_text: str
    shared: tuple[Span, ...]
    other_shared: tuple[Span, ...]
    reasons: tuple[str, ...]
    clashes: tuple[str, ...]
    signs: dict[str, float]
