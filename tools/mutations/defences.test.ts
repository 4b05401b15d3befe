import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { CASES } from '../../packages/conformance/src/all-cases.ts'
import { DEFENCES } from './defences.ts'

// That each one is noticed shows `npm run mutations`. Here only that the table still fits the sources.
const all = [...DEFENCES.sdk, ...DEFENCES.server, ...DEFENCES.appointments]
const read = (file: string) => readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8')

describe('the table of defences', () => {
  for (const { id, edits, cases } of all) {
    test(`fits the sources: ${id}`, () => {
      for (const { file, find, replace } of edits) {
        assert.equal(read(file).split(find).length - 1, 1, `${file}: ${find}`)
        assert.notEqual(find, replace)
      }
      for (const beginning of cases) {
        assert.ok(
          CASES.some(({ id, title }) => `${id} ${title}`.startsWith(beginning)),
          `no case begins with "${beginning}"`,
        )
      }
    })
  }

  test('is long enough, and names each once', () => {
    const ids = all.map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
    assert.ok(ids.length >= 60, `${ids.length}`)
  })
})
