import type { EventTable } from './types';

/** The columns that a filter chooses a value of; sides, outlets, factuality and things hold several values an event. */
const FACETS = ['sub_type', 'actor', 'sides', 'place', 'outlets', 'status', 'factuality', 'thing_kinds'] as const;
export type Facet = (typeof FACETS)[number];

/** What the situation is narrowed to; dates are "YYYY-MM-DD", inclusive, and "" is no limit. */
export interface Filter extends Record<Facet, string> {
  origins: number; from: string; to: string;
  box: [number, number, number, number] | null;
}

/** What of a situation's address narrows its events, by name. */
export const FILTERS = ['type', 'actor', 'side', 'place', 'outlet', 'status', 'factuality', 'origins', 'from', 'to', 'thing'] as const;

/** The filter of an address, its values in the order of `FILTERS`. */
export function filterOf(values: readonly string[], box: Filter['box']): Filter {
  const [sub_type = '', actor = '', sides = '', place = '', outlets = '', status = '', factuality = '', origins = '', from = '', to = '', thing_kinds = ''] = values;
  return { sub_type, actor, sides, place, outlets, status, factuality, thing_kinds, origins: Number(origins) || 0, from, to, box };
}

export interface Choice { value: string; count: number }
/**
 * The numbers of the events that fit, in the order of time; those but for the time, those but for the map's view.
 * The choices of a column are counted when they are asked for.
 */
export interface Survey { fits: readonly number[]; timeless: readonly number[]; anywhere: readonly number[]; choices: Readonly<Record<Facet, Choice[]>> }

/** What keeps an event out, where it is no choice of a value: nothing, a number, the time, the map's view, several. */
const [NOTHING, NUMBER, TIME, BOX, SEVERAL] = [-1, -2, -3, -4, -5];
const MOST_CHOICES = 200;
/** One collator for all: a comparison by the text's own method makes one anew each time. */
const ORDER = new Intl.Collator();

function tally(counts: Int32Array, at: number | number[]): void {
  if (typeof at === 'number') counts[at]! += 1;
  else for (const one of at) counts[one]! += 1;
}

/** The numbers of the events that nothing keeps out, or one condition alone. */
function numbered(missed: Int8Array, but: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < missed.length; i += 1) if (missed[i] === NOTHING || missed[i] === but) found.push(i);
  return found;
}

const DAY = 86_400_000;
const FEWEST_DAYS = 14;
const MONTHS_DRAWN = 40 * 365; // days; a longer time is drawn by years

/** Whole days since 1970 of a date that may be only a year or a month; NaN without one. */
const day = (value: string | null): number => (value ? Math.floor(Date.parse(value.slice(0, 10)) / DAY) : NaN);

/** The same for a column, whose dates mostly repeat. */
function days(column: readonly (string | null)[]): Float64Array {
  const known = new Map<string, number>();
  return Float64Array.from(column, (value) => {
    if (!value) return NaN;
    let at = known.get(value);
    if (at === undefined) { at = day(value); known.set(value, at); }
    return at;
  });
}

type Unit = 'day' | 'week' | 'month' | 'year';
/** The bars of the time line: `x` in seconds, as uPlot counts, and each event's bar, -1 outside, -2 undated. */
interface Bars { x: number[]; unit: Unit; barOf: Int32Array }

/** The orders of the list of events; the casebook's own has the latest first. */
export const ORDERS = { '': 'latest first', oldest: 'earliest first', reports: 'most reports', origins: 'most origins', killed: 'most killed' } as const;

/** The table of events with what filters need worked out once, so that a filter is one pass over numbers. */
export class Events {
  /** The first and the last day of each event; of one without a date the day of its first report. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly spots: { lat: number; lon: number; radius: number | null; name: string }[] = [];
  /** For each event the place on the map that it stands at, -1 for none. */
  readonly spotOf: Int32Array;
  private readonly first: number;
  private readonly last: number;

  /** `told` are the days of the first and the last report: what happened between them is always on the time line. */
  constructor(readonly table: EventTable, told: readonly [string | null, string | null] = [null, null]) {
    const { count, columns, words } = table;
    this.starts = days(columns.start);
    this.ends = days(columns.end);
    const reported = days(columns.reported);
    for (let i = 0; i < count; i += 1) {
      if (Number.isNaN(this.starts[i]!)) this.starts[i] = this.ends[i] = reported[i]!;
      else if (Number.isNaN(this.ends[i]!)) this.ends[i] = this.starts[i]!;
    }
    [this.first, this.last] = extent(this.starts.filter((at) => !Number.isNaN(at)).sort(), day(told[0]), day(told[1]));
    this.spotOf = new Int32Array(count).fill(-1);
    // A spot is a point with its radius; events of one place name mostly share one.
    const known: number[][] = (words.place ?? []).map(() => []);
    for (let i = 0; i < count; i += 1) {
      const lat = columns.lat[i];
      const lon = columns.lon[i];
      if (lat === null || lon === null || lat === undefined || lon === undefined) continue;
      const radius = columns.radius[i] ?? null;
      const named = known[columns.place[i]!] ??= [];
      let spot = named.find((n) => { const at = this.spots[n]!; return at.lat === lat && at.lon === lon && at.radius === radius; });
      if (spot === undefined) {
        spot = this.spots.length;
        named.push(spot);
        this.spots.push({ lat, lon, radius, name: words.place![columns.place[i]!] ?? '' });
      }
      this.spotOf[i] = spot;
    }
  }

  word(column: 'type' | 'sub_type' | 'actor' | 'target' | 'place' | 'country' | 'precision' | 'status' | 'date_precision', i: number): string {
    return this.table.words[column]?.[this.table.columns[column][i]!] ?? '';
  }

  /** The best of FactBank's values that an event's mentions have, where none is sure that it happened; else "". */
  doubt(i: number): string {
    const words = this.table.words.factuality ?? [];
    const found = this.table.columns.factuality[i]!.map((at) => words[at]!);
    return found.includes('CT+') ? '' : found[0] ?? '';
  }

  /** What an event used, hit or took, in words. */
  things(i: number): string[] {
    return this.table.columns.things[i]!.map((at) => this.table.words.things![at]!);
  }

  /**
   * Everything that the screen shows of a filter. An event that only one condition keeps out still counts
   * among the choices of that condition.
   */
  survey(filter: Filter): Survey {
    const { columns, words, count } = this.table;
    const asked = FACETS.flatMap((column, f) => (filter[column] ? [{ f, column, wanted: words[column]?.indexOf(filter[column]) ?? -1 }] : []));
    const from = filter.from ? day(filter.from) : -Infinity;
    const to = filter.to ? day(filter.to) : Infinity;
    const timed = from !== -Infinity || to !== Infinity;
    const { box } = filter;
    const missed = new Int8Array(count).fill(NOTHING);
    const miss = (i: number, what: number): void => { missed[i] = missed[i] === NOTHING ? what : SEVERAL; };
    for (const { f, column, wanted } of asked) {
      const values: ArrayLike<number | number[]> = columns[column];
      for (let i = 0; i < count; i += 1) {
        const at = values[i]!;
        if (typeof at === 'number' ? at !== wanted : !at.includes(wanted)) miss(i, f);
      }
    }
    if (filter.origins) for (let i = 0; i < count; i += 1) if (columns.origins_best[i]! < filter.origins) miss(i, NUMBER);
    if (timed) for (let i = 0; i < count; i += 1) if (!(this.starts[i]! <= to && this.ends[i]! >= from)) miss(i, TIME);
    if (box) for (let i = 0; i < count; i += 1) if (!this.inside(i, box)) miss(i, BOX);
    const fits = numbered(missed, NOTHING);
    return {
      fits,
      timeless: timed ? numbered(missed, TIME) : fits,
      anywhere: box ? numbered(missed, BOX) : fits,
      choices: this.choices(missed),
    };
  }

  /** The choices of each column, counted once when they are asked for. */
  private choices(missed: Int8Array): Survey['choices'] {
    const made = {} as Survey['choices'];
    FACETS.forEach((column, f) => {
      let found: Choice[] | undefined;
      Object.defineProperty(made, column, { enumerable: true, get: () => found ??= this.named(column, this.counted(column, f, missed)) });
    });
    return made;
  }

  private counted(column: Facet, f: number, missed: Int8Array): Int32Array {
    const counts = new Int32Array(this.table.words[column]?.length ?? 0);
    const values: ArrayLike<number | number[]> = this.table.columns[column];
    for (let i = 0; i < missed.length; i += 1) if (missed[i] === NOTHING || missed[i] === f) tally(counts, values[i]!);
    return counts;
  }

  /** Whether any event has a value to choose in a column. */
  has(column: Facet): boolean {
    return this.table.words[column]?.some(Boolean) ?? false;
  }

  /** Events in an order of `ORDERS`; those that are equal in it stay as they are, and those without a value come last. */
  ordered(events: readonly number[], order: string): readonly number[] {
    const { columns } = this.table;
    const values: Record<string, (i: number) => number> = {
      oldest: (i) => -this.starts[i]!, reports: (i) => columns.reports[i]!, origins: (i) => columns.origins_best[i]!,
      killed: (i) => columns.dead_best[i] ?? columns.dead_low[i] ?? NaN,
    };
    const value = Object.hasOwn(values, order) ? values[order]! : null;
    if (!value) return events;
    const known = Float64Array.from(events, (i) => { const at = value(i); return Number.isNaN(at) ? -Infinity : at; });
    return Array.from(known.keys()).sort((a, b) => (known[a] === known[b] ? a - b : known[b]! - known[a]!)).map((at) => events[at]!);
  }

  /** How many of these events have no date, and how many of them not even a first report's. */
  undated(events: readonly number[]): { reported: number; never: number } {
    let [reported, never] = [0, 0];
    for (const i of events) {
      if (Number.isNaN(this.starts[i]!)) never += 1;
      else if (!this.table.columns.start[i]) reported += 1;
    }
    return { reported, never };
  }

  /** How many of these events have no place on the map. */

  unplaced(events: readonly number[]): number {
    let found = 0;
    for (const i of events) if (this.spotOf[i]! < 0) found += 1;
    return found;
  }

  private inside(i: number, [west, south, east, north]: [number, number, number, number]): boolean {
    const spot = this.spots[this.spotOf[i]!];
    return spot !== undefined && spot.lon >= west && spot.lon <= east && spot.lat >= south && spot.lat <= north;
  }

  private named(column: Facet, counts: Int32Array): Choice[] {
    const choices: Choice[] = [];
    counts.forEach((count, at) => {
      const value = this.table.words[column]![at]!;
      if (count && value) choices.push({ value, count });
    });
    return choices.sort((a, b) => b.count - a.count || ORDER.compare(a.value, b.value)).slice(0, MOST_CHOICES);
  }

  /** Events per place on the map. */
  perSpot(events: readonly number[]): { spot: number; count: number }[] {
    const counts = new Int32Array(this.spots.length);
    for (const i of events) if (this.spotOf[i]! >= 0) counts[this.spotOf[i]!]! += 1;
    const found: { spot: number; count: number }[] = [];
    counts.forEach((count, spot) => { if (count) found.push({ spot, count }); });
    return found;
  }

  /**
   * Events per day, week, month or year, whichever keeps the bars readable: all of them, and those with a date.
   * `from` and `to`, where they are given, are the ends of the time that is drawn.
   */
  histogram(events: readonly number[], from = '', to = ''): { x: number[]; all: number[]; dated: number[]; unit: Unit; outside: number } {
    const span = `${from} ${to}`;
    if (this.bars?.span !== span) this.bars = { span, ...this.makeBars(from ? day(from) : this.first, to ? day(to) : this.last) };
    const { x, unit, barOf } = this.bars;
    const { start } = this.table.columns;
    const all: number[] = new Array(x.length).fill(0);
    const dated: number[] = new Array(x.length).fill(0);
    let outside = 0;
    for (const i of events) {
      const bar = barOf[i]!;
      if (bar === -1) outside += 1;
      if (bar < 0) continue;
      all[bar]! += 1;
      if (start[i]) dated[bar]! += 1;
    }
    return { x, all, dated, unit, outside };
  }

  private bars: (Bars & { span: string }) | undefined;

  private makeBars(first: number, last: number): Bars {
    const barOf = new Int32Array(this.table.count).fill(-2);
    if (!(first <= last)) return { x: [], unit: 'day', barOf };
    // A story of a few days stands in the middle of two weeks, so that its bars stay slim.
    const missing = Math.max(0, FEWEST_DAYS - (last - first));
    first = Math.floor(first) - Math.floor(missing / 2);
    last = Math.ceil(last) + Math.ceil(missing / 2);
    const span = last - first;
    const unit = span <= 150 ? 'day' : span <= 1100 ? 'week' : span <= MONTHS_DRAWN ? 'month' : 'year';
    const bin = (at: number): number => {
      if (unit === 'day') return at;
      if (unit === 'week') return at - ((((at + 3) % 7) + 7) % 7);
      const date = new Date(at * DAY);
      return Date.UTC(date.getUTCFullYear(), unit === 'month' ? date.getUTCMonth() : 0, 1) / DAY;
    };
    const x: number[] = [];
    const barOfDay = new Int32Array(span + 1);
    for (let at = first; at <= last; at += 1) {
      const b = bin(at);
      if (x.at(-1) !== b) x.push(b);
      barOfDay[at - first] = x.length - 1;
    }
    this.starts.forEach((at, i) => { if (!Number.isNaN(at)) barOf[i] = at < first || at > last ? -1 : barOfDay[at - first]!; });
    return { x: x.map((b) => b * 86_400), unit, barOf };
  }
}

/** From here on a place is an area on the map, not a point (kilometres). */
export const AREA_KM = 40;
/** And from here on it is too large to set the map by. */
export const COUNTRY_KM = 300;

/**
 * The ends of sorted days. A few that lie far off the rest (a mention of a war fifty years ago) would
 * squeeze the rest into one bar, and are left out; but never what lies between the first and the last report,
 * however few tell of that time.
 */
function extent(sorted: Float64Array, told: number, toldLast: number): [number, number] {
  const { length } = sorted;
  const [first, last] = [sorted[0] ?? Infinity, sorted[length - 1] ?? -Infinity];
  const [low, high] = [sorted[Math.floor(length * 0.02)] ?? first, sorted[Math.ceil(length * 0.98) - 1] ?? last];
  const reach = (high - low) * 0.15 + FEWEST_DAYS;
  if (last - first <= 3 * (high - low + FEWEST_DAYS)) return [first, last];
  const within = (at: number): number => Math.min(last, Math.max(first, at));
  const [begin, end] = [within(low - reach), within(high + reach)];
  return [told < begin ? within(told) : begin, toldLast > end ? within(toldLast) : end];
}

/** A circle on the globe, as a ring of degrees. */
export function ring(lat: number, lon: number, km: number): [number, number][] {
  const steps = 48;
  const radians = Math.PI / 180;
  const angle = km / 6371;
  const points: [number, number][] = [];
  for (let i = 0; i <= steps; i += 1) {
    const bearing = (2 * Math.PI * i) / steps;
    const phi = Math.asin(Math.sin(lat * radians) * Math.cos(angle) + Math.cos(lat * radians) * Math.sin(angle) * Math.cos(bearing));
    const lambda = lon * radians + Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(lat * radians), Math.cos(angle) - Math.sin(lat * radians) * Math.sin(phi));
    points.push([lambda / radians, phi / radians]);
  }
  return points;
}

/** Who did it to whom; a question mark stands for who did it where only the target is told. */
export function whom(actor: string, target: string): string {
  return target ? `${actor || '?'} → ${target}` : actor;
}
