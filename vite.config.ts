import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

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
    compressed(),
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

/** Beside each built file its compressed forms, so that the desk sends them without compressing anything itself. */
function compressed(): Plugin {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      for (const file of Object.values(bundle)) {
        if (!/\.(js|css|html)$/.test(file.fileName)) continue
        const content = file.type === 'chunk' ? file.code : file.source
        await writeFile(`${dir}/${file.fileName}.gz`, gzipSync(content, { level: 9 }))
        await writeFile(`${dir}/${file.fileName}.br`, brotliCompressSync(content, { params }))
      }
    },
  }
}
