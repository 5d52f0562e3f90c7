import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: { 'contact-point': 'bots/contact-point.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outDir: 'dist',
  clean: true,
  dts: false,
  sourcemap: true,
  // The page is served as it stands, and the libraries come from node_modules.
  copy: [{ from: 'adapters/chat/web/page', to: 'dist' }],
})
