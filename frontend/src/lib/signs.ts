/**
 * The signs that the map is given: places that would lie over each other at a zoom are one sign with their
 * sum. This is done here, and not by the map's worker, so that a change of the filter sends it some hundred
 * signs and not thousands of places.
 */

export interface Spot { lat: number; lon: number; radius: number | null; name: string }
export interface Counted { spot: number; count: number }
export type Box = [west: number, south: number, east: number, north: number];

/** A sign: where it stands, how many events are meant, and the places that it stands for. */
export interface Sign { lon: number; lat: number; count: number; spots: number[] }

const NEAR = 38; // pixels within which places are one sign
const APART_FROM = 12; // the zoom from which on each place has its own sign
const WORLD = 512; // pixels at zoom 0

/** Steps of half a zoom: within one the same signs are shown. */
export const levelOf = (zoom: number): number => Math.floor(zoom * 2) / 2;

/** Where a place lies on the map at zoom 0, in pixels (Web Mercator). */
function project({ lat, lon }: Spot): [number, number] {
  const sine = Math.min(0.9999, Math.max(-0.9999, Math.sin((lat * Math.PI) / 180)));
  return [WORLD * (lon / 360 + 0.5), WORLD * (0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI)];
}

/** Places by squares as wide as the reach of a sign, so that only neighbours are compared. */
class Grid {
  private readonly cells = new Map<number, number[]>();

  constructor(private readonly size: number) {}

  private key(column: number, row: number): number { return column * 4_194_304 + row; }

  add(x: number, y: number, at: number): void {
    const key = this.key(Math.floor(x / this.size), Math.floor(y / this.size));
    const cell = this.cells.get(key);
    if (cell) cell.push(at); else this.cells.set(key, [at]);
  }

  *around(x: number, y: number): Generator<number> {
    const [column, row] = [Math.floor(x / this.size), Math.floor(y / this.size)];
    for (let c = column - 1; c <= column + 1; c += 1) for (let r = row - 1; r <= row + 1; r += 1) yield* this.cells.get(this.key(c, r)) ?? [];
  }
}

/**
 * The signs of some places at a zoom. The place with most events takes in its neighbours, then the next one
 * that is left; the one that is chosen stands alone.
 */
export function signs(spots: readonly Spot[], counted: readonly Counted[], zoom: number, chosen = -1): Sign[] {
  const alone = ({ spot, count }: Counted): Sign => ({ lon: spots[spot]!.lon, lat: spots[spot]!.lat, count, spots: [spot] });
  if (zoom >= APART_FROM) return counted.map(alone);
  const reach = NEAR / 2 ** zoom;
  const grid = new Grid(reach);
  const places = counted.map(({ spot }) => project(spots[spot]!));
  places.forEach(([x, y], at) => { if (counted[at]!.spot !== chosen) grid.add(x, y, at); });
  const taken = new Uint8Array(counted.length);
  const order = counted.map((_, at) => at).sort((a, b) => counted[b]!.count - counted[a]!.count || counted[a]!.spot - counted[b]!.spot);
  const found: Sign[] = [];
  for (const first of order) {
    if (taken[first]) continue;
    taken[first] = 1;
    const sign = alone(counted[first]!);
    found.push(sign);
    if (counted[first]!.spot === chosen) continue;
    const [x, y] = places[first]!;
    for (const at of grid.around(x, y)) {
      const [otherX, otherY] = places[at]!;
      if (taken[at] || (otherX - x) ** 2 + (otherY - y) ** 2 > reach ** 2) continue;
      taken[at] = 1;
      const { spot, count } = counted[at]!;
      const share = count / (sign.count + count);
      sign.lon += (spots[spot]!.lon - sign.lon) * share;
      sign.lat += (spots[spot]!.lat - sign.lat) * share;
      sign.count += count;
      sign.spots.push(spot);
    }
  }
  return found;
}

/** A box with as much room again on each side, so that the map may be moved a while before more is drawn. */
export function padded([west, south, east, north]: Box): Box {
  const [wide, high] = [east - west, north - south];
  return [west - wide, south - high, east + wide, north + high];
}

export const within = ([west, south, east, north]: Box, lon: number, lat: number): boolean => lon >= west && lon <= east && lat >= south && lat <= north;

export const holds = (box: Box, inner: Box): boolean => within(box, inner[0], inner[1]) && within(box, inner[2], inner[3]);

/** The box of some places. */
export function boxOf(places: readonly { lat: number; lon: number }[]): Box {
  const [lons, lats] = [places.map((one) => one.lon), places.map((one) => one.lat)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

const CORE = 0.1; // of the events on each side that do not set the view
const ROOM = 0.6; // of the core's extent that is shown on each side of it
const MOST = 50; // events of one place that count for the view

/** Where most events are: the few that lie far from the rest do not set the view. Null without a place. */
export function heart(spots: readonly Spot[], counted: readonly Counted[]): Box | null {
  if (!counted.length) return null;
  const ends = (read: (spot: Spot) => number): [number, number] => {
    const values = counted.flatMap(({ spot, count }) => new Array<number>(Math.min(count, MOST)).fill(read(spots[spot]!))).sort((a, b) => a - b);
    const skip = Math.floor(values.length * CORE);
    const [least, most] = [values[skip]!, values[values.length - 1 - skip]!];
    const room = (most - least) * ROOM;
    return [Math.max(values[0]!, least - room), Math.min(values[values.length - 1]!, most + room)];
  };
  const [west, east] = ends((spot) => spot.lon);
  const [south, north] = ends((spot) => spot.lat);
  return [west, south, east, north];
}
