import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { runTestApp, type TestApp } from '../testing/test-app.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'

const ROOT = new URL('../../../../', import.meta.url)

describe('what Prometheus reads', () => {
  let database: TestDatabase
  let balie: TestApp
  before(async () => {
    database = await createTestDatabase()
    balie = await runTestApp({ database })
  })
  after(async () => {
    await balie?.close()
    await database?.close()
  })

  const lines = async () =>
    (await (await fetch(`${balie.internalUrl}/metrics`)).text())
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
  const series = async () => new Set((await lines()).map((line) => line.slice(0, line.lastIndexOf(' '))))
  const names = async () =>
    new Set([...(await series())].map((one) => one.replace(/\{.*/, '').replace(/_(bucket|sum|count)$/, '')))

  it('has the same series after 500 odd requests, sessions and messages, and no identifier in them', async () => {
    const before = await series()
    const handles: string[] = []
    for (let n = 0; n < 20; n += 1) {
      const { browser, handle } = await balie.begun()
      handles.push(handle)
      const page = browser.page(handle)
      for (let message = 0; message < 5; message += 1) assert.ok((await page.says(`canary ${n}`)).ok)
      assert.equal((await browser.end(handle)).status, 200)
    }
    for (let n = 0; n < 100; n += 1) {
      const odd = `${n}-canary/${'x'.repeat(n)}?result=canary-${n}`
      for (const url of [balie.publicUrl, balie.internalUrl]) {
        await (await fetch(`${url}/${odd}`, { method: n % 2 ? 'GET' : 'POST' })).text()
        await (await fetch(`${url}/chat/${odd}`, { redirect: 'manual' })).text()
      }
      await (await fetch(`${balie.publicUrl}/api/citizen/canary-${n}`)).text()
    }
    const later = await series()
    assert.deepEqual(
      [...later].filter((one) => !before.has(one)),
      [],
    )
    assert.equal(later.size, before.size)
    const text = [...later].join('\n')
    for (const word of ['canary', ...handles]) assert.ok(!text.includes(word), word)
  })

  it('counts what was stored, and tells of the pool, the jobs and the database', async () => {
    const value = async (name: string) => {
      const line = (await lines()).find((one) => one.startsWith(`${name} `))
      return Number(line?.slice(name.length))
    }
    assert.equal(await value('balie_messages_total{from="citizen"}'), 100)
    assert.equal(await value('balie_message_store_seconds_count'), 100)
    assert.equal(await value('balie_message_acknowledged_seconds_count'), 100)
    assert.equal(await value('balie_database_ready'), 1)
    assert.equal(await value('balie_other_nodes'), 0)
    assert.equal(await value('balie_announcements_missed_total'), 0)
    assert.ok((await value('balie_database_connections{state="idle"}')) >= 0)
    assert.equal(await value('balie_jobs_waiting{queue="appointment-mail"}'), 0)
    await database.pool.query(
      `insert into pgboss.job (name, created_on, start_after) values ('appointment-mail', now() - interval '1 hour', now() + interval '1 hour')`,
    )
    assert.equal(await value('balie_jobs_waiting{queue="appointment-mail"}'), 1)
    assert.ok((await value('balie_jobs_oldest_seconds{queue="appointment-mail"}')) >= 3_600)
  })

  it('has every metric that the rules name, and docs/monitoring.md describes every one of Balie', async () => {
    const known = await names()
    const rules = await readFile(new URL('examples/monitoring/alerts.yml', ROOT), 'utf8')
    const named = new Set(rules.match(/\b(balie|nodejs|process)_[a-z0-9_]+/g))
    assert.ok(named.size > 8)
    for (const name of named) {
      const base = name.replace(/_(bucket|sum|count)$/, '')
      assert.ok(known.has(name) || known.has(base), `${name} is in a rule and not in /metrics`)
    }
    const page = await readFile(new URL('docs/monitoring.md', ROOT), 'utf8')
    for (const name of known) {
      if (name.startsWith('balie_')) assert.ok(page.includes(`\`${name}\``), `${name} is not described`)
    }
    const alerts = rules.match(/- alert: \w+/g) ?? []
    for (const part of [/^ +for: /gm, /^ +severity: (page|ticket)$/gm, /^ +summary: /gm, /^ +todo: /gm])
      assert.equal(rules.match(part)?.length, alerts.length, `each alert has ${part}`)
    for (const alert of alerts)
      assert.ok(page.includes(alert.slice('- alert: '.length)), `${alert} is not described`)
  })
})
