import { fileURLToPath } from 'node:url'
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// One module per text, so that each screen brings only its own; the server reads them as two files instead.
const texts = fileURLToPath(new URL('.generated/web-texts', import.meta.url))

/** The agent app, built into .generated/web with hashed names; the server answers index.html for every path that is a screen. */
export default defineConfig({
  root: 'agent',
  base: '/',
  plugins: [
    paraglideVitePlugin({
      project: fileURLToPath(new URL('project.inlang', import.meta.url)),
      outdir: texts,
      outputStructure: 'message-modules',
    }),
    react(),
    tailwind(),
  ],
  resolve: {
    alias: [
      { find: /^#texts$/, replacement: `${texts}/messages.js` },
      { find: /^#texts\/runtime$/, replacement: `${texts}/runtime.js` },
    ],
  },
  build: {
    outDir: '../.generated/web',
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    modulePreload: { polyfill: false },
    // A data: URL for a picture or font would be refused by the page's own Content-Security-Policy.
    assetsInlineLimit: 0,
  },
  server: {
    port: 4801,
    proxy: { '/api': { target: process.env.DESK_URL ?? 'http://127.0.0.1:3000', ws: true } },
  },
})
