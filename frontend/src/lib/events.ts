import type { EventTable } from './types';

/** What the situation is narrowed to; dates are "YYYY-MM-DD", inclusive, and "" is no limit. */
export interface Filter {
  sub_type: string; actor: string; side: string; place: string; outlet: string; status: string;
  origins: number; from: string; to: string;
  box: [number, number, number, number] | null;
}

export interface Bin { from: number; count: number }
const DAY = 86_400_000;
const FEWEST_DAYS = 14;

/** Whole days since 1970 of a date that may be only a year or a month; NaN without one. */
const day = (value: string | null): number => (value ? Math.floor(Date.parse(value.slice(0, 10)) / DAY) : NaN);

/** The table of events with what filters need worked out once, so that a filter is one pass over numbers. */
export class Events {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly spots: { lat: number; lon: number; radius: number | null; name: string }[] = [];
  /** For each event the place on the map that it stands at, -1 for none. */
  readonly spotOf: Int32Array;

  constructor(readonly table: EventTable) {
    const { count, columns, words } = table;
    this.starts = Float64Array.from(columns.start, day);
    this.ends = Float64Array.from(columns.end, (end, i) => { const at = day(end); return Number.isNaN(at) ? this.starts[i]! : at; });
    this.spotOf = new Int32Array(count).fill(-1);
    const known = new Map<string, number>();
    for (let i = 0; i < count; i += 1) {
      const lat = columns.lat[i];
      const lon = columns.lon[i];
      if (lat === null || lon === null || lat === undefined || lon === undefined) continue;
      const key = `${lat} ${lon} ${columns.radius[i]}`;
      let spot = known.get(key);
      if (spot === undefined) {
        spot = this.spots.length;
        known.set(key, spot);
        this.spots.push({ lat, lon, radius: columns.radius[i] ?? null, name: words.place![columns.place[i]!] ?? '' });
      }
      this.spotOf[i] = spot;
    }
  }

  word(column: 'type' | 'sub_type' | 'actor' | 'target' | 'place' | 'country' | 'precision' | 'status' | 'date_precision', i: number): string {
    return this.table.words[column]?.[this.table.columns[column][i]!] ?? '';
  }

  /** The numbers of the events that fit, in the order of time; `timeless` leaves the dates out of account. */
  fit(filter: Filter, { timeless = false } = {}): number[] {
    const { columns, words } = this.table;
    const number = (column: string, value: string): number => (value ? words[column]?.indexOf(value) ?? -1 : -2);
    const type = number('sub_type', filter.sub_type);
    const actor = number('actor', filter.actor);
    const place = number('place', filter.place);
    const status = number('status', filter.status);
    const outlet = number('outlets', filter.outlet);
    const side = number('sides', filter.side);
    const from = timeless || !filter.from ? -Infinity : day(filter.from);
    const to = timeless || !filter.to ? Infinity : day(filter.to);
    const timed = from !== -Infinity || to !== Infinity;
    const box = filter.box;
    const fits: number[] = [];
    for (let i = 0; i < this.table.count; i += 1) {
      if (type !== -2 && columns.sub_type[i] !== type) continue;
      if (actor !== -2 && columns.actor[i] !== actor) continue;
      if (place !== -2 && columns.place[i] !== place) continue;
      if (status !== -2 && columns.status[i] !== status) continue;
      if (outlet !== -2 && !columns.outlets[i]!.includes(outlet)) continue;
      if (side !== -2 && !columns.sides[i]!.includes(side)) continue;
      if (columns.origins_best[i]! < filter.origins) continue;
      if (timed && !(this.starts[i]! <= to && this.ends[i]! >= from)) continue;
      if (box) {
        const spot = this.spots[this.spotOf[i]!];
        if (!spot || spot.lon < box[0] || spot.lon > box[2] || spot.lat < box[1] || spot.lat > box[3]) continue;
      }
      fits.push(i);
    }
    return fits;
  }

  /** Counts per value of a column, for a list of choices. */
  choices(column: 'sub_type' | 'actor' | 'place' | 'status' | 'outlets' | 'sides', events: readonly number[]): { value: string; count: number }[] {
    const counts = new Map<number, number>();
    for (const i of events) {
      const at = this.table.columns[column][i]!;
      for (const one of typeof at === 'number' ? [at] : at) counts.set(one, (counts.get(one) ?? 0) + 1);
    }
    return [...counts].map(([at, count]) => ({ value: this.table.words[column]![at]!, count }))
      .filter((choice) => choice.value).sort((a, b) => b.count - a.count || a.value.localeCompare(b.value)).slice(0, 200);
  }

  /** Events per place on the map. */
  perSpot(events: readonly number[]): { spot: number; count: number }[] {
    const counts = new Map<number, number>();
    for (const i of events) {
      const spot = this.spotOf[i]!;
      if (spot >= 0) counts.set(spot, (counts.get(spot) ?? 0) + 1);
    }
    return [...counts].map(([spot, count]) => ({ spot, count }));
  }

  /** Events per day, week or month, whichever keeps the bars readable; seconds, as uPlot counts. */
  histogram(events: readonly number[]): { x: number[]; y: number[]; unit: 'day' | 'week' | 'month' } {
    let first = Infinity;
    let last = -Infinity;
    for (let i = 0; i < this.table.count; i += 1) {
      const at = this.starts[i]!;
      if (at < first) first = at;
      if (at > last) last = at;
    }
    if (!(first <= last)) return { x: [], y: [], unit: 'day' };
    // A story of a few days stands in the middle of two weeks, so that its bars stay slim.
    const missing = Math.max(0, FEWEST_DAYS - (last - first));
    first -= Math.floor(missing / 2);
    last += Math.ceil(missing / 2);
    const span = last - first;
    const unit = span <= 150 ? 'day' : span <= 1100 ? 'week' : 'month';
    const bin = (at: number): number => {
      if (unit === 'day') return at;
      if (unit === 'week') return at - ((((at + 3) % 7) + 7) % 7);
      const date = new Date(at * DAY);
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY;
    };
    const counts = new Map<number, number>();
    for (const i of events) {
      const at = this.starts[i]!;
      if (!Number.isNaN(at)) counts.set(bin(at), (counts.get(bin(at)) ?? 0) + 1);
    }
    const x: number[] = [];
    for (let at = first; at <= last; at += 1) { const b = bin(at); if (x.at(-1) !== b) x.push(b); }
    return { x: x.map((b) => b * 86_400), y: x.map((b) => counts.get(b) ?? 0), unit };
  }
}

/** From here on a place is an area on the map, not a point (kilometres). */
export const AREA_KM = 40;
/** And from here on it is too large to set the map by. */
export const COUNTRY_KM = 300;

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
