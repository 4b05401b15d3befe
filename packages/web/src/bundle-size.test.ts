import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'

// What a page weighs on a citizen's phone, and what its policy forbids (threat F4), read from what was built.
// Run `npm run build -w @balie/web` first: without a build these tests are skipped.

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
  readonly css?: readonly string[]
}

const dist = join(import.meta.dirname, '..', 'dist')
const built = existsSync(join(dist, '.vite', 'manifest.json'))
const options = { skip: built ? false : 'nothing is built: npm run build -w @balie/web' }
const budgets = [
  ['citizen', 100],
  ['desk', 180],
] as const

/** All scripts and styles of a page, also what it would load later. */
function filesOf(page: string): Set<string> {
  const manifest: Record<string, Chunk> = JSON.parse(
    readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'),
  )
  const files = new Set<string>()
  const visit = (name: string): void => {
    const chunk = manifest[name]
    assert.ok(chunk, `${name} is not in the manifest`)
    if (files.has(chunk.file)) return
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) visit(next)
  }
  visit(`${page}.html`)
  return files
}

for (const [page, budget] of budgets) {
  test(`the ${page} page weighs at most ${budget} kB, gzipped, all scripts and styles`, options, () => {
    const bytes = [...filesOf(page)].reduce(
      (sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length,
      0,
    )
    assert.ok(bytes <= budget * 1000, `${page}: ${(bytes / 1000).toFixed(1)} kB`)
  })

  test(`the ${page} page has no script or style of its own and asks nothing of another host`, options, () => {
    const html = readFileSync(join(dist, `${page}.html`), 'utf8')
    assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)/)
    assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=/)
    assert.doesNotMatch(html, /(?:src|href)="(?!\/assets\/)/)
  })
}

test('styles ask nothing of another host and hold nothing inline', options, () => {
  const styles = readdirSync(join(dist, 'assets')).filter((file) => file.endsWith('.css'))
  for (const file of styles) {
    const css = readFileSync(join(dist, 'assets', file), 'utf8')
    for (const [, url] of css.matchAll(/url\(["']?([^"')]+)/g)) assert.match(url ?? '', /^\/assets\//)
    assert.doesNotMatch(css, /@import/)
  }
})
