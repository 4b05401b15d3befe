import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { each } from './testing/each.ts'
import { runTestApp, type TestApp } from './testing/test-app.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

const attributes = { fullname: 'canary A. Jansen', bsn: 'canary-bsn-1' }

describe('many at once', () => {
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

  it('B1: of 500 browsers that landed and begin at once, one owns the conversation', async () => {
    const { clientUrl } = await balie.start()
    const browsers = Array.from({ length: 500 }, () => balie.browser())
    let handle = ''
    await each(browsers, 50, async (browser) => {
      handle = await browser.land(clientUrl)
    })
    const answers = await Promise.all(browsers.map((browser) => browser.begin(handle)))
    assert.equal(answers.filter(({ status }) => status === 200).length, 1)
    assert.ok(answers.every(({ status }) => status === 200 || status === 403))
    let owners = 0
    await each(browsers, 50, async (browser) => {
      if ((await browser.view(handle)).state === 'waiting') owners += 1
    })
    assert.equal(owners, 1)
  })

  it('T7: of 1,000 parallel replays of one result into different sessions, one is accepted', async () => {
    const starts: { clientUrl: string; attrUrl: string | undefined }[] = []
    await each(Array.from({ length: 1000 }), 50, async () => {
      starts.push(await balie.start())
    })
    const result = await balie.succes(attributes)
    const answers = await Promise.all(starts.map(({ attrUrl }) => balie.deliver(attrUrl ?? '', result)))
    assert.equal(answers.filter((status) => status === 200).length, 1)
    assert.equal(answers.filter((status) => status === 400).length, 999)
    const accepted = starts[answers.indexOf(200)]
    const browser = balie.browser()
    const view = await browser.view(await browser.land(accepted?.clientUrl ?? ''))
    assert.ok(view.state === 'before' && view.identity.state === 'verified')
  })
})
