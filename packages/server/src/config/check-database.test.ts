import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { createTestAuthority } from '../testing/certificates.ts'
import { testDirectory } from '../testing/test-database.ts'
import { checkDatabase, warnOfDatabase } from './check-database.ts'
import type { ConfigText } from './config-schema.ts'

type Given = Partial<Pick<ConfigText, 'database_url' | 'database_ca' | 'dangerously_allow_plain_database'>>

const check = (given: Given) => {
  const text = { dangerously_allow_plain_database: false, master_key: 'x'.repeat(43), ...given }
  return {
    problems: [...checkDatabase(text)].map(({ key, problem }) => `${key} ${problem}`),
    warnings: [...warnOfDatabase(text)],
  }
}
const at = (host: string, query = '') => check({ database_url: `postgres://u:canary@${host}/b${query}` })

/** A certificate that was broken off. */
const CA = `-----BEGIN CERTIFICATE-----
MIIBhTCCASugAwIBAgIUAAAAAAAAAAAAAAAAAAAAAAAAAAEwCgYIKoZIzj0EAwIw
-----END CERTIFICATE-----`

describe('the way to the database', () => {
  it('of this machine may be plain', () => {
    for (const host of ['127.0.0.1', 'localhost', '%2Frun%2Fpostgresql']) {
      assert.deepEqual(at(host), { problems: [], warnings: [] })
    }
  })

  it('with verified TLS is fine everywhere', () => {
    for (const mode of ['require', 'verify-ca', 'verify-full']) {
      assert.deepEqual(at('db.example.nl', `?sslmode=${mode}`), { problems: [], warnings: [] })
    }
  })

  it('on a private network without it is warned of', () => {
    const { problems, warnings } = at('10.0.0.5')
    assert.deepEqual(problems, [])
    assert.match(warnings.join(), /without TLS/)
    assert.match(at('postgres', '?sslmode=no-verify').warnings.join(), /any certificate/)
  })

  it('elsewhere without it is refused, unless it is allowed by name, and then warned of', () => {
    for (const query of ['', '?sslmode=disable', '?sslmode=no-verify']) {
      const [problem = '', ...more] = at('db.example.nl', query).problems
      assert.match(
        problem,
        /^database_url .*sslmode=verify-full.*database_ca.*dangerously_allow_plain_database/,
      )
      assert.doesNotMatch(problem, /canary/)
      assert.deepEqual(more, [])
    }
    const allowed = check({
      database_url: 'postgres://u@db.example.nl/b',
      dangerously_allow_plain_database: true,
    })
    assert.deepEqual(allowed.problems, [])
    assert.match(allowed.warnings.join(), /dangerously_allow_plain_database/)
  })
})

describe('a CA', () => {
  it('makes every way safe: TLS is always on then', async (t) => {
    const directory = await testDirectory()
    t.after(() => rm(directory, { recursive: true }))
    const { certificate } = await createTestAuthority(directory, 'authority')
    const { certificate: other } = await createTestAuthority(directory, 'other')
    const database_ca = `${certificate}\n${other}`
    for (const host of ['127.0.0.1', '10.0.0.5', 'db.example.nl']) {
      const found = check({ database_url: `postgres://u@${host}/b`, database_ca })
      assert.deepEqual(found, { problems: [], warnings: [] })
    }
  })

  it('that is none is told', () => {
    for (const database_ca of ['text', CA]) {
      const { problems } = check({ database_url: 'postgres://u@h/b', database_ca })
      assert.match(problems.join(), /^database_ca expected one or more certificates in PEM/)
    }
  })

  it('beside an address that says not to verify is a contradiction', () => {
    for (const query of ['disable', 'no-verify']) {
      const { problems } = check({ database_url: `postgres://u@h/b?sslmode=${query}`, database_ca: CA })
      assert.match(problems.join(), /take sslmode out of database_url/)
    }
  })

  it('without an address is told', () => {
    assert.match(check({ database_ca: CA }).problems.join(), /without database_url/)
  })
})
