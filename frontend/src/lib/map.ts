import type { StyleSpecification } from 'maplibre-gl';
import type { FeatureCollection } from 'geojson';

export const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** A colour of the page, so that the map follows light and dark. */
export const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The radius of a circle of so many kilometres, in pixels at zoom 0 (the world 512 pixels wide). */
export const reach = (lat: number, km: number): number => (km * 512) / (40_075 * Math.cos((lat * Math.PI) / 180));

/** What the map is drawn from; towns are an address, or the shapes themselves. */
export interface Ground { land: FeatureCollection; lakes: FeatureCollection; cities: string | FeatureCollection }

/** Land and water, towns, areas and places: all from this server, with no tiles and no fonts fetched. */
export function style({ land, lakes, cities }: Ground): StyleSpecification {
  const shown: StyleSpecification = {
    version: 8,
    sources: {
      land: { type: 'geojson', data: land },
      lakes: { type: 'geojson', data: lakes },
      rivers: { type: 'geojson', data: NOTHING },
      regions: { type: 'geojson', data: NOTHING },
      borders: { type: 'geojson', data: NOTHING },
      cities: { type: 'geojson', data: cities },
      near: { type: 'geojson', data: NOTHING },
      areas: { type: 'geojson', data: NOTHING },
      places: { type: 'geojson', data: NOTHING },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colour('--sea') } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colour('--land') } },
      { id: 'coast', type: 'line', source: 'land', paint: { 'line-color': colour('--coast'), 'line-width': 0.8 } },
      { id: 'regions', type: 'line', source: 'regions', minzoom: 3.5, paint: { 'line-color': colour('--coast'), 'line-width': 0.6, 'line-opacity': ['interpolate', ['linear'], ['zoom'], 3.5, 0.25, 6, 0.7] } },
      { id: 'lakes', type: 'fill', source: 'lakes', paint: { 'fill-color': colour('--sea'), 'fill-outline-color': colour('--coast') } },
      { id: 'rivers', type: 'line', source: 'rivers', layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': colour('--river'), 'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.5, 8, 2] } },
      { id: 'borders', type: 'line', source: 'borders', paint: { 'line-color': colour('--coast'), 'line-width': 1, 'line-dasharray': [3, 2] } },
      { id: 'areas', type: 'fill', source: 'areas', paint: { 'fill-color': colour('--accent'), 'fill-opacity': ['case', ['get', 'large'], 0.02, 0.09] } },
      { id: 'area-chosen', type: 'fill', source: 'areas', filter: ['==', ['get', 'spot'], -1], paint: { 'fill-color': colour('--warn'), 'fill-opacity': 0.12 } },
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
      id: 'names', type: 'symbol', source: 'places', filter: ['has', 'name'], minzoom: 5,
      layout: { 'text-field': ['get', 'name'], 'text-size': 12, 'text-font': ['sans-serif'], 'text-anchor': 'top', 'text-offset': [0, 0.9], 'text-optional': true },
      paint: { 'text-color': colour('--ink'), 'text-halo-color': colour('--land'), 'text-halo-width': 1.6 },
    },
  );
  return shown;
}
