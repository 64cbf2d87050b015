/** Where the map's worker comes from when the page is served: a file beside it. */
import url from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';

export const workerUrl = (): string => url;
