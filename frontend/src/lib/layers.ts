/** Layers of the analyst's own on the map: GeoJSON or PMTiles, from a file or from this server, sent nowhere. */
import type { LayerSpecification, Map as GlMap, SourceSpecification } from 'maplibre-gl';
import { addProtocol } from 'maplibre-gl';
import type { FeatureCollection } from 'geojson';
import { FileSource, PMTiles, Protocol, TileType } from 'pmtiles';
import { colour } from './map';
import { plural } from './text';

export interface OwnLayer {
  name: string; note: string; source: SourceSpecification;
  /** The layers inside vector tiles; "" for GeoJSON, which has none. */
  inside: string[];
}

let protocol: Protocol | undefined;
function archives(): Protocol {
  if (!protocol) {
    protocol = new Protocol();
    addProtocol('pmtiles', protocol.tile);
  }
  return protocol;
}

async function tiles(name: string, archive: PMTiles): Promise<OwnLayer> {
  const [header, metadata] = await Promise.all([archive.getHeader(), archive.getMetadata()]);
  archives().add(archive);
  const url = `pmtiles://${archive.source.getKey()}`;
  if (header.tileType !== TileType.Mvt) return { name, note: 'a picture', source: { type: 'raster', url, tileSize: 256 }, inside: [] };
  const inside = ((metadata as { vector_layers?: { id: string }[] }).vector_layers ?? []).map((one) => one.id);
  if (!inside.length) throw new TypeError('its tiles name no layers');
  return { name, note: plural(inside.length, 'layer'), source: { type: 'vector', url }, inside };
}

function shapes(name: string, text: string): OwnLayer {
  const read = JSON.parse(text) as FeatureCollection | { type: string; geometry?: unknown; coordinates?: unknown };
  const single = read.type === 'Feature' || 'coordinates' in read;
  const features = 'features' in read && Array.isArray(read.features) ? read.features.length : single ? 1 : -1;
  if (features < 0) throw new TypeError('it is neither GeoJSON nor PMTiles');
  return { name, note: plural(features, 'shape'), source: { type: 'geojson', data: read as FeatureCollection }, inside: [''] };
}

const isArchive = (name: string): boolean => /\.pmtiles$/i.test(name);

export async function fromFile(file: File): Promise<OwnLayer> {
  return isArchive(file.name) ? tiles(file.name, new PMTiles(new FileSource(file))) : shapes(file.name, await file.text());
}

/** A file that `stemma serve --layer` was given. */
export async function fromServer(name: string, address: string): Promise<OwnLayer> {
  if (isArchive(name)) return tiles(name, new PMTiles(new URL(address, location.href).href));
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return shapes(name, await answer.text());
}

const PREFIX = 'own-';

/** Draws these layers under the events, and takes away those drawn before that are not among them. */
export function draw(map: GlMap, layers: readonly OwnLayer[]): void {
  const { layers: drawn, sources } = map.getStyle();
  for (const { id } of drawn) if (id.startsWith(PREFIX)) map.removeLayer(id);
  for (const id of Object.keys(sources)) if (id.startsWith(PREFIX)) map.removeSource(id);
  layers.forEach((layer, n) => {
    const source = `${PREFIX}${n}`;
    map.addSource(source, layer.source);
    if (layer.source.type === 'raster') map.addLayer({ id: source, type: 'raster', source, paint: { 'raster-opacity': 0.8 } }, 'areas');
    for (const inside of layer.inside) for (const one of painted(source, inside)) map.addLayer(one, 'areas');
  });
}

function painted(source: string, inside: string): LayerSpecification[] {
  const ink = colour('--mark-copy-line');
  const from = inside ? { source, 'source-layer': inside } : { source };
  const id = `${source}-${inside}`;
  return [
    { id: `${id}-fill`, type: 'fill', ...from, filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': ink, 'fill-opacity': 0.08 } },
    { id: `${id}-line`, type: 'line', ...from, filter: ['!=', ['geometry-type'], 'Point'], paint: { 'line-color': ink, 'line-width': 1.2 } },
    { id: `${id}-point`, type: 'circle', ...from, filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-color': ink, 'circle-radius': 3.5, 'circle-stroke-width': 1, 'circle-stroke-color': colour('--paper') } },
  ];
}
