import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const themeId = 'virtual:theme.css'

/** The organisation's theme: a CSS file of tokens that `BALIE_THEME` names at build time (see src/ui/tokens.css). */
function theme(file = process.env['BALIE_THEME']): Plugin {
  if (file !== undefined && !existsSync(file))
    throw new Error(`BALIE_THEME names ${file}, which does not exist.`)
  return {
    name: 'balie-theme',
    resolveId: (id) => (id === themeId ? `\0${themeId}` : undefined),
    load: (id) =>
      id === `\0${themeId}` ? (file === undefined ? '' : readFileSync(file, 'utf8')) : undefined,
  }
}

const compressed = { gz: gzipSync, br: brotliCompressSync } as const

/** Compressed copies beside the scripts and styles, which the server passes on as they are. */
function compress(): Plugin {
  return {
    name: 'balie-compress',
    writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => /\.(js|css|svg)$/.test(file))) {
        const file = resolve(dir, name)
        for (const [ending, pack] of Object.entries(compressed))
          writeFileSync(`${file}.${ending}`, pack(readFileSync(file)))
      }
    },
  }
}

export default defineConfig({
  plugins: [theme(), compress()],
  resolve: { conditions: ['source', 'module', 'browser', 'production'] },
  build: {
    target: 'es2022',
    // The pages' policy forbids data: and inline scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      input: {
        citizen: resolve(import.meta.dirname, 'citizen.html'),
        desk: resolve(import.meta.dirname, 'desk.html'),
      },
    },
  },
})
