/** Writes the map's shapes into a folder of the built page. */
export function writeGeography(folder: string): void;
