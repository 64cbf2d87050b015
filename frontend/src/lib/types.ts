/** The answers of the server: src/stemma/records.py and src/stemma/web/pages, field by field. */

export interface Span { start: number; end: number }
export interface Words { spans: Span[]; text: string }
export interface Range { low: number; best: number; high: number }

export interface Block { kind: string; start: number; end: number }

export interface Layer {
  role: 'originator' | 'relayer' | 'medium' | 'addressee';
  name: string; entity: string; span: Span | null; anonymous: boolean; number: string;
  source_type: string; description: string; inferred: boolean; reason: string;
}

export interface Hedge { text: string; span: Span; kind: string }

export type Stance = 'assert' | 'report' | 'deny' | 'observe';

export interface ClaimMention {
  id: string; report: string; sentence: number; block: string;
  content: Words; cue: Words | null; source: Words | null; chain: Layer[];
  directness: string; factuality: string; stance: Stance; hedges: Hedge[];
  polarity: string; tense: string; modal: string; aim: boolean; rule: string; score: number;
}

export interface Place {
  name: string; span: Span; canonical: string | null; lat: number | null; lon: number | null;
  geonames_id: string | null; country: string; kind: string; precision: string; radius_km: number | null;
  relation: string; alternatives: { name: string; country: string }[]; note: string; reason: string;
}

export interface Time {
  text: string; span: Span; type: string; value: string; start: string | null; end: string | null;
  precision: string; anchored: boolean; reason: string;
}

export interface Name {
  name: string; span: Span; entity: string; kind: string; roles: string[]; rule: string; score: number;
}

export interface Quantity {
  measure: string; best: number | null; low: number | null; high: number | null; comparator: string;
  victims: string; span: Span; text: string; cumulative: boolean; claimant: string;
}

export interface Thing {
  role: string; name: string; kind: string; best: number | null; low: number | null; high: number | null;
  comparator: string; span: Span; text: string; claimant: string;
}

export interface Actor { name: string; span: Span; entity: string; kind: string; side: string; country: string }

export interface EventMention {
  id: string; report: string; sentence: number; block: string; trigger: Words; extent: Words;
  type: string; sub_type: string; plover: string; mode: string; actor: Actor | null; target: Actor | null;
  weapon: string; place: Place | null; time: Time | null; casualties: Quantity[]; factuality: string;
  status: string; claim: string | null; rule: string; score: number; things: Thing[];
}

export interface Report {
  id: string; text: string; blocks: Block[]; url: string | null; outlet: string | null; outlet_source: string;
  title: string | null; byline: string | null; published: string | null; published_source: string;
  updated: string | null; language: string; republished_from: string | null; credits: string[];
  status: string; status_reason: string; origin: string; sha256: string;
}

export interface Variant {
  id: string; claim: string; from_mention: string; to_mention: string; type: string;
  before: Words; after: Words; direction: 'known' | 'inferred'; score: number;
}

export interface Link { a: string; b: string; kind: 'merge' | 'split'; score: number; reason: string }

export interface Origin {
  id: string; claim: string; name: string; kind: 'speaker' | 'outlet' | 'document' | 'lost';
  report: string | null; mentions: string[]; reasons: string[]; side: string; certain: boolean; stance: Stance;
}

export interface Edge {
  claim: string; parent: string; child: string;
  kind: 'copy' | 'citation' | 'utterance' | 'derivative' | 'own'; score: number; reason: string; circular: boolean;
  direction: 'known' | 'unknown';
}

export interface Claim {
  id: string; text: string; mentions: ClaimMention[]; origins: Range; outlets: number; reports: number;
  sides: string[]; credibility: { grade: string; reasons: string[] }; links: Link[]; edges: Edge[];
  unsourced: number; circular: boolean; aim: boolean;
  /** Reports outside the collection that mentions cite; edges name them by id. */
  witnesses: { id: string; name: string; mentions: string[] }[];
}

export interface Toll { low: number | null; best: number | null; high: number | null; claimants: string[]; at_least: boolean }

export interface EventThing {
  role: string; name: string; kind: string; low: number | null; best: number | null; high: number | null;
  text: string; claimants: string[]; mentions: string[]; at_least: boolean;
}

export interface ConflictEvent {
  id: string; type: string; sub_type: string; plover: string; mode: string; actor: string; target: string;
  place: {
    name: string; lat: number | null; lon: number | null; geonames_id: string | null; precision: string;
    radius_km: number | null; country: string; note: string; reason: string; alternatives: string[];
  } | null;
  start: string | null; end: string | null; date_precision: string; date_reason: string;
  fatalities: Toll; injuries: Toll; status: string; mentions: EventMention[]; origins: Range;
  claims: string[]; links: Link[]; things: EventThing[];
}

export interface Decision {
  id: string; at: string; action: string; targets: string[]; value: string; note: string; by: string;
}

export interface ReportLine {
  id: string; outlet: string; title: string; published: string | null; published_source: string;
  url: string | null; language: string; status: string; status_reason: string;
  republished_from: string | null; byline: string | null; words: number; claims: number;
  /** What a reader should know of how it came to be as it is here. */
  notes: string[]; version: number; version_of: string;
}

export interface ClaimRow {
  id: string; text: string; speakers: string[]; outlets: number; outlet_names: string[]; reports: number;
  mentions: number; origins: Range; unsourced: number; sides: string[]; grade: string;
  stances: Partial<Record<Stance, number>>; variants: number; circular: boolean; aim: boolean;
  first: string | null; last: string | null; factuality: string[]; decision: string;
}

export interface Facet { value: string; count: number }
export interface ClaimsPage {
  rows: ClaimRow[]; total: number; all: number; offset: number; limit: number; facets: Record<string, Facet[]>;
}

export interface Passage { mention: string; report: string; start: number; text: string; cut_before: boolean; cut_after: boolean }

export interface ClaimPage {
  claim: Claim; origins: Origin[]; variants: Variant[]; reports: Record<string, ReportLine>;
  passages: Record<string, Passage>;
  elsewhere: Record<string, { claim: string; text: string; outlet: string }>;
  /** Counts of which reports give different figures, the earliest first. */
  counts: { counted: string; figures: { mention: string; text: string; span: Span }[] }[];
  events: { id: string; label: string; start: string | null; end: string | null; date_precision: string; status: string }[];
  decisions: Decision[]; previous: string | null; next: string | null;
}

export interface MarkedMention {
  mention: ClaimMention; claim: string | null; text: string; outlets: number; origins: Range | null; decision: string;
}
export interface MarkedPassage { span: Span; there: Span; words_there: string; kind: string; quotation: boolean; score: number }
export interface MarkedCopy {
  id: string; other: ReportLine; role: 'has from' | 'gave to' | 'shares'; kind: string; direction: string;
  direction_score: number; covered: number; common_source: boolean; reasons: string[]; passages: MarkedPassage[];
}
export interface ReaderPage {
  report: Report; line: ReportLine; mentions: MarkedMention[];
  events: { mention: EventMention; event: string | null }[]; places: Place[]; times: Time[]; names: Name[];
  copies: MarkedCopy[]; versions: ReportLine[]; decisions: Decision[]; previous: string | null; next: string | null;
}

type Numbers = ArrayLike<number>;
export interface EventTable {
  count: number; words: Record<string, string[]>;
  columns: {
    id: string[]; lat: (number | null)[]; lon: (number | null)[]; radius: (number | null)[];
    start: (string | null)[]; end: (string | null)[]; reported: (string | null)[];
    dead_low: (number | null)[]; dead_best: (number | null)[]; dead_high: (number | null)[]; dead_at_least: boolean[];
    origins_low: Numbers; origins_best: Numbers; origins_high: Numbers; reports: Numbers;
    type: Numbers; sub_type: Numbers; actor: Numbers; target: Numbers; place: Numbers; country: Numbers;
    precision: Numbers; status: Numbers; date_precision: Numbers; outlets: number[][]; sides: number[][]; factuality: number[][];
    things: number[][]; thing_kinds: number[][];
  };
}
/** The table as it travels: src/stemma/web/pages/packed.py. */
export interface PackedEvents {
  count: number; ids: string; words: Record<string, string[]>; dates: string[];
  spots: [number, number, number | null][]; lists: number[][]; numbers: Record<string, [number, string]>;
  /** The days of the first and the last report. */
  first: string | null; last: string | null;
}

export interface EventPage {
  event: ConflictEvent; reports: Record<string, ReportLine>; passages: Record<string, Passage>;
  claims: ClaimRow[]; origins: Origin[]; decisions: Decision[];
}

export interface OutletRow {
  name: string; reports: number; claims: number; mentions: number; own: number; attributed: number;
  derived: number; unsourced: number; copied_share: number; first: string | null; last: string | null; reliability: string;
  side: string;
}
export interface SpeakerRow {
  name: string; types: string[]; descriptions: string[]; claims: number; mentions: number; outlets: number;
  aims: number; denials: number; anonymous: boolean; via: string[]; reliability: string;
}
export interface Flow { source: string; target: string; reports: number; words: number; directed: number; example: string }
export interface SourcesPage { outlets: OutletRow[]; speakers: SpeakerRow[]; flows: Flow[]; scale: Record<string, string> }

export interface Statement {
  id: string; claim: string; report: string; speaker: string; ground: 'own' | 'attributed' | 'derived' | 'unsourced';
  stance: Stance; aim: boolean; factuality: string; text: string;
}
export interface StatementsPage {
  rows: Statement[]; total: number; offset: number; limit: number; facets: Record<string, Facet[]>; claim: string;
  mentions: Record<string, ClaimMention>; reports: Record<string, ReportLine>; passages: Record<string, Passage>;
}
export interface CopiedReport {
  report: string; source: string; kind: string; direction: string; covered: number; words: number;
  passages: { span: Span; words: string; kind: string; quotation: boolean }[];
}
export interface CopiedPage {
  outlet: string; giver: string; rows: CopiedReport[]; total: number; words: number; words_of_all: number;
  reports: Record<string, ReportLine>;
}

export interface Done { text: string; published: string | null; report: string; mention: string; event: string }
export interface AimLine {
  claim: string; mention: ClaimMention; report: string; published: string | null; carried: number; outlets: number;
  kind: 'aim' | 'position'; retold: ClaimMention[]; done: Done[];
}
export interface AimsPage {
  actors: { actor: string; count: number; anonymous: boolean; threads: { topic: string; lines: AimLine[] }[] }[];
  reports: Record<string, ReportLine>; passages: Record<string, Passage>;
}

export interface SearchPage {
  query: string; claims: ClaimRow[]; claims_total: number;
  reports: { report: ReportLine; excerpt: string }[];
  events: { id: string; label: string; start: string | null }[]; events_total: number;
}

export interface Side { id: string; text: string; speaker: string; report: string; outlet: string; published: string | null }
export interface Doubt {
  kind: 'merge' | 'split'; subject: 'claim' | 'event'; of: string; other: string; text: string; a: Side; b: Side;
  score: number; certainty: number; reason: string; decision: string;
}
export interface ReviewPage { doubts: Doubt[]; total: number }
export interface PossibleMatch {
  claim: string; other: string; chance: number; mention: string; other_mention: string; report: string; other_report: string;
  text: string; other_text: string; shared: Span[]; other_shared: Span[]; reasons: string[]; clashes: string[]; signs: Record<string, number>;
}
export interface Teller {
  claim: string; text: string; outlets: number; origins: Range; speaker: string; report: string; outlet: string;
  published: string | null; passage: Passage; content: Span[];
}
export interface Offer { match: PossibleMatch; here: Teller; there: Teller }
export interface MatchesPage { offers: Offer[] }

export interface Overview {
  name: string; version: string; reports: number; outlets: number; unread: number; claims: number;
  carried: number; single: number; events: number; located: number; copies: number; failures: number;
  decisions: number; first: string | null; last: string | null;
}
export interface ReportsPage { reports: ReportLine[]; failures: { origin: string; reason: string; stage: string }[] }
export interface DecisionsPage { decisions: Decision[]; undone: string[] }
