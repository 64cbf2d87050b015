import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// `npm run dev` shows the casebook that `stemma serve` serves at its usual port.
const casebook = 'http://127.0.0.1:8765';

export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: '../src/stemma/web/_static',
    emptyOutDir: true,
    // The policy of the server allows no data: scripts or fonts, so every asset is a file.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { '/api': casebook } },
});
