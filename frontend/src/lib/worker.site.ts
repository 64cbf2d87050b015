/** Where the map's worker comes from in a folder, whose files no worker may load: out of the page itself. */
import source from 'maplibre-gl/dist/maplibre-gl-worker.mjs?raw';

export const workerUrl = (): string => URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
