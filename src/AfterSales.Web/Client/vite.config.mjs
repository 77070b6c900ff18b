import { defineConfig } from 'vite';

// Hashed names go to wwwroot/ui; the manifest tells the pages which files belong to which entry.
export default defineConfig({
  base: '/ui/',
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: '../wwwroot/ui',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2022',
    // A font or picture inlined as data: would weigh on every page, also on those that do not show it.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        site: 'src/site.ts',
        form: 'src/form.ts',
        diagram: 'src/diagram.ts',
        designer: 'src/designer/pages.ts',
        'designer-bpmn': 'src/designer/bpmn.ts',
        'designer-form': 'src/designer/form.ts',
        'designer-decision': 'src/designer/decision.ts',
        'designer-mail': 'src/designer/mail.ts',
        'designer-compare': 'src/designer/compare.ts',
      },
    },
  },
});
