import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { writeGeography } from './scripts/geography.mjs';

// `npm run dev` shows the casebook that `stemma serve` serves at its usual port.
const casebook = 'http://127.0.0.1:8765';
const STATIC = '../src/stemma/web/_static'; // from this folder, where npm runs its scripts

const geography: Plugin = { name: 'geography', apply: 'build', closeBundle: () => writeGeography(`${STATIC}/geo`) };

const served: UserConfig = {
  plugins: [svelte(), geography],
  build: {
    outDir: STATIC,
    emptyOutDir: true,
    // The policy of the server allows no data: scripts or fonts, so every asset is a file.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { '/api': casebook, '/geo': casebook } },
};

/** In a folder no worker may be loaded from a file. */
const folderWorker: Plugin = {
  name: 'folder-worker', enforce: 'pre',
  resolveId(id, from) { return id.endsWith('/lib/worker') ? this.resolve(`${id}.site`, from, { skipSelf: true }) : null; },
};

/** The page that is opened from a folder: one plain script, since browsers load no modules from files. */
const site: UserConfig = {
  plugins: [folderWorker, svelte()],
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: `${STATIC}/site`,
    emptyOutDir: true,
    chunkSizeWarningLimit: 3000,
    lib: { entry: 'src/main.ts', formats: ['iife'], name: 'StemmaDesk', fileName: () => 'site.js', cssFileName: 'site' },
  },
};

export default defineConfig(({ mode }) => (mode === 'site' ? site : served));
