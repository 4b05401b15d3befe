import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { runTestApp, type TestApp } from '../testing/test-app.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'

const PAGES = new URL('../../../web/dist/', import.meta.url)
const skip = existsSync(new URL('assets/', PAGES)) ? false : 'the pages are not built (npm run build)'

/** Of all scripts and styles that a page asks for before it shows anything, gzipped: a telephone pays for each. */
const MOST = { citizen: 100_000, desk: 180_000 }

describe('the pages, as they are built', { skip }, () => {
  let database: TestDatabase
  let balie: TestApp
  before(async () => {
    database = await createTestDatabase()
    balie = await runTestApp({ database })
  })
  after(async () => {
    await balie.close()
    await database.close()
  })

  it('every script and style goes out compressed, to whoever can read that', async () => {
    const files = (await readdir(new URL('assets/', PAGES))).filter((name) => /\.(js|css)$/.test(name))
    assert.ok(files.length > 10)
    for (const name of files) {
      const whole = await readFile(new URL(`assets/${name}`, PAGES), 'utf8')
      for (const encoding of ['br', 'gzip', 'identity']) {
        const answer = await fetch(`${balie.publicUrl}/assets/${name}`, {
          headers: { 'accept-encoding': encoding },
        })
        assert.equal(answer.status, 200)
        assert.equal(answer.headers.get('content-encoding') ?? 'identity', encoding, name)
        assert.equal(await answer.text(), whole, name)
      }
    }
  })

  for (const [page, most] of Object.entries(MOST)) {
    it(`the first page of the ${page} takes at most ${most / 1000} kB`, async () => {
      const text = await readFile(new URL(`${page}.html`, PAGES), 'utf8')
      const files = [...text.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
        ([, file]) => file ?? '',
      )
      assert.ok(files.length > 1)
      let bytes = 0
      for (const file of new Set(files)) bytes += (await readFile(new URL(`${file}.gz`, PAGES))).length
      assert.ok(bytes <= most, `${bytes} bytes`)
    })
  }
})
