import { defineConfig } from 'vite'

/**
 * What shops and customers load: the one-line loader, the chat panel, the form's proof of work and the help centre's look. Built by itself, because its
 * smallness is a promise (loader 2 kB, panel 15 kB gzip).
 */
export default defineConfig({
  root: 'src/channels',
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: '../../.generated/widget',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: true,
    reportCompressedSize: false,
    rolldownOptions: {
      // What the panel loads later is asked for by name.
      preserveEntrySignatures: 'allow-extension',
      input: {
        loader: 'src/channels/web-chat/ui/loader.ts',
        panel: 'src/channels/web-chat/ui/panel.tsx',
        later: 'src/channels/web-chat/ui/later.ts',
        form: 'src/channels/contact-form/ui/form.ts',
        embed: 'src/channels/contact-form/ui/embed.ts',
        help: 'src/knowledge/help-centre/ui/help.ts',
        shop: 'src/channels/web-chat/demo-shop/shop.css',
      },
    },
  },
})
