/**
 * Whether the page stands in a folder (the static export) and not on a server: then its data are
 * scripts beside it, its addresses stand after the "#", and nothing can be decided.
 */
export const inFolder: boolean = import.meta.env.MODE === 'site';
