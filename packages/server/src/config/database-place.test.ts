import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readDatabasePlace } from './database-place.ts'

const read = (url: string) => {
  const place = readDatabasePlace(url)
  return 'problem' in place ? assert.fail(place.problem) : place
}

describe('where a database is', () => {
  const hosts: Record<string, string> = {
    'localhost:5432': 'here',
    '127.0.0.1': 'here',
    '[::1]:5432': 'here',
    '%2Fvar%2Frun%2Fpostgresql': 'here',
    '10.1.2.3': 'private',
    '[fd00::1]': 'private',
    postgres: 'private',
    'database.internal': 'private',
    'db.balie.svc.cluster.local.': 'private',
    '8.8.8.8': 'elsewhere',
    '[2001:db8::1]': 'elsewhere',
    'db.example.nl': 'elsewhere',
    'localhost.example.nl': 'elsewhere',
    '127.0.0.1.example.nl': 'elsewhere',
  }
  for (const [host, where] of Object.entries(hosts)) {
    it(`${host}: ${where}`, () => assert.equal(read(`postgres://u:p@${host}/b`).where, where))
  }

  it('a host in the query wins, as it does for the driver', () => {
    assert.equal(read('postgres://u@localhost/b?host=8.8.8.8').where, 'elsewhere')
    assert.equal(read('postgres://u@/b?host=/run/postgresql').where, 'here')
  })
})

describe('what an address says of TLS', () => {
  const queries: Record<string, string | undefined> = {
    '': undefined,
    '?sslmode=disable': 'none',
    '?ssl=0': 'none',
    '?ssl=true': 'verified',
    '?sslmode=require': 'verified',
    '?sslmode=verify-ca': 'verified',
    '?sslmode=verify-full': 'verified',
    '?sslmode=no-verify': 'unverified',
    '?uselibpqcompat=true&sslmode=require': 'verified',
    '?sslnegotiation=direct': 'verified',
  }
  for (const [query, tls] of Object.entries(queries)) {
    it(`${query || 'nothing'}: ${tls}`, () => assert.equal(read(`postgres://u@h/b${query}`).tls, tls))
  }

  it('it leaves the rest to the driver', () => {
    const { address, certificate } = read(
      'postgres://u:a%3Fb@h/b?sslmode=require&sslcert=/c&sslkey=/k&application_name=x',
    )
    assert.equal(address, 'postgres://u:a%3Fb@h/b?application_name=x')
    assert.deepEqual(certificate, { file: '/c', keyFile: '/k' })
  })
})

describe('an address that cannot be is told, without a value', () => {
  const rows: [string, RegExp][] = [
    ['postgres://u:canary@h/b?sslmode=prefer', /unknown sslmode/],
    ['postgres://u:canary@h/b?sslmode=canary', /unknown sslmode/],
    ['postgres://u:canary@h/b?sslrootcert=/canary', /database_ca_file/],
    ['postgres://u:canary@h/b?sslcert=/canary', /sslcert and sslkey/],
    ['postgres:///canary', /names a host/],
    ['postgres://canary:x:y:z', /names a host/],
  ]
  for (const [url, words] of rows) {
    it(url, () => {
      const place = readDatabasePlace(url)
      assert.ok('problem' in place)
      assert.match(place.problem, words)
      assert.doesNotMatch(place.problem, /canary/)
    })
  }
})
