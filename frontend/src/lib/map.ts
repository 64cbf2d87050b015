import type { StyleSpecification } from 'maplibre-gl';
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';

export const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** A colour of the page, so that the map follows light and dark. */
export const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/**
 * Coast lines that cross the 180th meridian jump from one edge of a flat map to the other. Here they
 * run on past the edge instead (the map wraps them), and the one around the pole is closed along it.
 */
export function flat(shapes: FeatureCollection): FeatureCollection {
  const run = (ring: Position[]): Position[] => {
    let turn = 0;
    const points = ring.map(([lon = 0, lat = 0], i): Position => {
      const before = ring[i - 1]?.[0] ?? lon;
      if (lon - before > 180) turn -= 360;
      else if (before - lon > 180) turn += 360;
      return [lon + turn, lat];
    });
    const [first, last] = [points[0]!, points.at(-1)!];
    if (Math.abs(first[0]! - last[0]!) < 180) return points;
    const pole = first[1]! < 0 ? -90 : 90;
    return [...points, [last[0]!, pole], [first[0]!, pole], first];
  };
  const features = shapes.features.map((one): Feature => {
    const shape = one.geometry as Polygon | MultiPolygon;
    const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
    return { ...one, geometry: { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map(run)) } };
  });
  return { type: 'FeatureCollection', features };
}

/** The radius of a circle of so many kilometres, in pixels at zoom 0 (the world 512 pixels wide). */
export const reach = (lat: number, km: number): number => (km * 512) / (40_075 * Math.cos((lat * Math.PI) / 180));

/** Land and coast, towns, areas and places: all from this server, with no tiles and no fonts fetched. */
export function style(land: FeatureCollection): StyleSpecification {
  const shown: StyleSpecification = {
    version: 8,
    sources: {
      land: { type: 'geojson', data: land },
      borders: { type: 'geojson', data: NOTHING },
      cities: { type: 'geojson', data: '/api/basemap/cities.json' },
      own: { type: 'geojson', data: NOTHING },
      near: { type: 'geojson', data: NOTHING },
      areas: { type: 'geojson', data: NOTHING },
      places: {
        type: 'geojson', data: NOTHING, cluster: true, clusterRadius: 36, clusterMaxZoom: 11,
        clusterProperties: { count: ['+', ['get', 'count']], area: ['min', ['get', 'area']] },
      },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colour('--sea') } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colour('--land') } },
      { id: 'coast', type: 'line', source: 'land', paint: { 'line-color': colour('--coast'), 'line-width': 0.8 } },
      { id: 'borders', type: 'line', source: 'borders', paint: { 'line-color': colour('--coast'), 'line-width': 1, 'line-dasharray': [3, 2] } },
      { id: 'own-fill', type: 'fill', source: 'own', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': colour('--mark-copy-line'), 'fill-opacity': 0.08 } },
      { id: 'own-line', type: 'line', source: 'own', paint: { 'line-color': colour('--mark-copy-line'), 'line-width': 1.2 } },
      { id: 'areas', type: 'fill', source: 'areas', paint: { 'fill-color': colour('--accent'), 'fill-opacity': ['case', ['get', 'large'], 0.02, 0.09] } },
      {
        id: 'near', type: 'circle', source: 'near', minzoom: 4,
        paint: {
          'circle-radius': ['interpolate', ['exponential', 2], ['zoom'], 0, ['get', 'reach'], 20, ['*', 1_048_576, ['get', 'reach']]],
          'circle-color': colour('--accent'), 'circle-opacity': 0.09,
          'circle-stroke-color': colour('--accent'), 'circle-stroke-opacity': 0.5, 'circle-stroke-width': 1,
        },
      },
      { id: 'area-lines', type: 'line', source: 'areas', paint: { 'line-color': colour('--accent'), 'line-width': 1, 'line-opacity': ['case', ['get', 'large'], 0.25, 0.5], 'line-dasharray': [2, 2] } },
    ],
  };
  const zooms = [2, 3.2, 4.6, 6, 7.4];
  // The map gives later layers the first choice of room, so the largest towns come last.
  [...zooms.entries()].reverse().forEach(([rank, zoom]) => shown.layers.push({
    id: `cities-${rank}`, type: 'symbol', source: 'cities', minzoom: zoom, filter: ['==', ['get', 'rank'], rank],
    layout: { 'text-field': ['get', 'name'], 'text-size': 11 - rank * 0.4, 'text-font': ['sans-serif'], 'text-padding': 6 },
    paint: { 'text-color': colour('--ink-3'), 'text-halo-color': colour('--land'), 'text-halo-width': 1.4 },
  }));
  shown.layers.push(
    {
      id: 'places', type: 'circle', source: 'places',
      paint: {
        // A place that is an area has a hollow sign: nothing is said to have happened at its middle.
        'circle-color': ['case', ['==', ['get', 'area'], 1], colour('--land'), colour('--accent')], 'circle-opacity': 0.88,
        'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'count']], 1, 6, 5, 13, 30, 24, 150, 40],
        'circle-stroke-width': ['case', ['==', ['get', 'area'], 1], 2, 1.5],
        'circle-stroke-color': ['case', ['==', ['get', 'area'], 1], colour('--accent'), colour('--paper')],
      },
    },
    {
      id: 'chosen', type: 'circle', source: 'places', filter: ['==', ['get', 'spot'], -1],
      paint: { 'circle-color': 'rgba(0,0,0,0)', 'circle-radius': 17, 'circle-stroke-width': 3, 'circle-stroke-color': colour('--warn') },
    },
    {
      id: 'counts', type: 'symbol', source: 'places', filter: ['>', ['get', 'count'], 1],
      layout: { 'text-field': ['to-string', ['get', 'count']], 'text-size': 11, 'text-font': ['sans-serif'], 'text-allow-overlap': true },
      paint: { 'text-color': ['case', ['==', ['get', 'area'], 1], colour('--ink'), colour('--accent-ink')] },
    },
    {
      id: 'names', type: 'symbol', source: 'places', filter: ['!', ['has', 'point_count']], minzoom: 5,
      layout: { 'text-field': ['get', 'name'], 'text-size': 12, 'text-font': ['sans-serif'], 'text-anchor': 'top', 'text-offset': [0, 0.9], 'text-optional': true },
      paint: { 'text-color': colour('--ink'), 'text-halo-color': colour('--land'), 'text-halo-width': 1.6 },
    },
  );
  return shown;
}
