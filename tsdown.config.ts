import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: { 'contact-point': 'bots/contact-point.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outDir: 'dist',
  // The package is ESM throughout, and its bin is dist/contact-point.js.
  fixedExtension: false,
  clean: true,
  dts: false,
  sourcemap: true,
  // The page is served as it stands, from beside the bundle that serves it; the libraries come from node_modules.
  copy: ['adapters/chat/web/page', 'adapters/assistant/offline/model/categories.bin'],
})
