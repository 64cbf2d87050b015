/** The map's shapes, as the build writes them: whole steps of so many degrees from point to point. */
import { load } from './api';
import { inFolder } from './mode';
import type { Feature, FeatureCollection, Position } from 'geojson';

interface Shapes { step: number; shapes?: number[][][]; lines?: number[][] }

export type GeographyName = 'land' | 'lakes' | 'rivers' | 'regions' | 'borders';

function points(flat: number[], step: number): Position[] {
  const found: Position[] = new Array(flat.length / 2);
  let x = 0;
  let y = 0;
  for (let i = 0; i < flat.length; i += 2) {
    x += flat[i]!;
    y += flat[i + 1]!;
    found[i / 2] = [x * step, y * step];
  }
  return found;
}

/** The shapes as GeoJSON: one feature of all polygons, or of all lines. */
export function unpacked({ step, shapes, lines }: Shapes): FeatureCollection {
  const feature = (geometry: Feature['geometry']): FeatureCollection =>
    ({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] });
  if (shapes) return feature({ type: 'MultiPolygon', coordinates: shapes.map((rings) => rings.map((ring) => points(ring, step))) });
  return feature({ type: 'MultiLineString', coordinates: (lines ?? []).map((line) => points(line, step)) });
}

const kept = new Map<GeographyName, Promise<FeatureCollection>>();

export function geography(name: GeographyName): Promise<FeatureCollection> {
  let found = kept.get(name);
  if (!found) {
    found = read(name).then(unpacked);
    kept.set(name, found);
    found.catch(() => kept.delete(name));
  }
  return found;
}

async function read(name: GeographyName): Promise<Shapes> {
  if (inFolder) return load<Shapes>(`geo-${name}`);
  const answer = await fetch(`/geo/${name}.json`);
  if (!answer.ok) throw new Error(`${name}: ${answer.statusText}`);
  return (await answer.json()) as Shapes;
}
