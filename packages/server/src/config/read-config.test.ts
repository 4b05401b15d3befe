import assert from 'node:assert/strict'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { testConfigTable, testKeys } from '../testing/test-config.ts'
import type { Config } from './config.ts'
import { ConfigInvalid } from './config-invalid.ts'
import type { Environment } from './override-from-environment.ts'
import { readConfig, readConfigFile } from './read-config.ts'
import { isTable, type Table } from './table.ts'

const directory = mkdtempSync(join(tmpdir(), 'balie-config-'))
after(() => rmSync(directory, { recursive: true }))

const read = (changes: Table = {}, environment: Environment = {}): Config =>
  readConfig({ table: testConfigTable(changes), directory, environment })

/** The keys that are refused, and what is said about them. */
function problems(changes: Table, environment: Environment = {}): Record<string, string> {
  try {
    read(changes, environment)
  } catch (error) {
    assert.ok(error instanceof ConfigInvalid, inspect(error))
    return Object.fromEntries(error.problems.map(({ key, problem }) => [key, problem]))
  }
  return assert.fail('the configuration was accepted')
}

/** The table without some keys. */
function without(...keys: string[]): Table {
  return Object.fromEntries(keys.map((key) => [key, undefined]))
}

const purposes = (changes: Table): Table => {
  const given = testConfigTable()['purposes']
  assert.ok(Array.isArray(given) && isTable(given[0]))
  return { purposes: [{ ...given[0], ...changes }, given[1]] }
}

/** What authentication during communication needs, whole. */
const core: Table = {
  core_url: 'http://core',
  start_auth_key_id: 'balie',
  start_auth_signing_privkey: { type: 'EC', key: testKeys().decryption.privateKey },
  authentication_origins: ['https://auth.example.nl/'],
}
const https: Table = { external_url: 'https://balie.example.nl', dangerously_allow_http: false }

const examples: {
  keys: Record<'rsa' | 'ec_p256', { private_pem: string; public_pem: string }>
} = JSON.parse(
  readFileSync(new URL('../../../sdk/src/protocol/vectors/id-contact.json', import.meta.url), 'utf8'),
)

describe('a configuration that is right', () => {
  it('becomes one that can be used, with its defaults', () => {
    const config = read()
    assert.equal(config.useAttrUrl, true)
    assert.deepEqual(config.otherSubjects, [])
    assert.equal(config.decryptionKey.use, 'decrypt')
    const purpose = config.purposes.get('report_move')
    assert.equal(purpose?.beginWithin, 3_600_000)
    assert.equal(purpose?.allowUnauthenticated, false)
    assert.deepEqual(purpose?.labels.get('address'), { nl: 'address', en: 'address' })
    assert.deepEqual(purpose?.labels.get('bsn'), { nl: 'BSN', en: 'Citizen service number' })
    assert.ok(Object.isFrozen(config))
    const minute = 60_000
    assert.deepEqual(purpose?.limits, {
      idle: 120 * minute,
      longest: 1440 * minute,
      pause: 30 * minute,
      retention: 7 * 1440 * minute,
    })
    assert.equal(config.revealsDays, 365)
    assert.deepEqual([config.databaseConnections, config.databaseStatementSeconds], [10, 10])
  })

  it('O1, B12: knows where it may call, and where citizens may be sent, as origins', () => {
    const config = read({ ...core, ...https, session_url_origins: ['http://Auth.internal:80/'] })
    assert.deepEqual(config.sessionUrlOrigins, ['http://auth.internal'])
    assert.deepEqual(config.startAuthentication?.authenticationOrigins, ['https://auth.example.nl'])
    assert.deepEqual(config.warnings, [])
  })

  it('takes the names that deployed components use', () => {
    const config = read({ ...without('external_url'), server_url: 'https://balie.example.nl/' })
    assert.equal(config.externalUrl, 'https://balie.example.nl')
  })

  it('prints neither keys nor secrets', () => {
    const canary = 'canary-in-the-database-address'
    const text = inspect(read({ database_url: `postgres://u:${canary}@127.0.0.1/b` }), { depth: 9 })
    assert.ok(!text.includes(canary))
    assert.ok(!text.includes('BEGIN'))
  })

  it('names a master key by itself, so that another one is noticed', () => {
    const [first, second] = [randomBytes(32), randomBytes(32)].map((key) => key.toString('base64'))
    const [one, other] = [
      read({ master_key: first }),
      read({ master_key: second, previous_master_key: first }),
    ]
    assert.equal(one.keyring?.keys.length, 1)
    assert.notEqual(one.keyring?.keys[0]?.id, other.keyring?.keys[0]?.id)
    assert.equal(one.keyring?.keys[0]?.id, other.keyring?.keys[1]?.id)
  })
})

describe('the environment', () => {
  it('overrides any key', () => {
    const key = testKeys().decryption.privateKey
    const config = read(without('decryption_privkey'), {
      BALIE_DISPLAY_NAME: 'Gemeente Anders',
      BALIE_USE_ATTR_URL: 'false',
      BALIE_INTERNAL_PORT: '9999',
      BALIE_TEAMS: 'burgerzaken, vergunningen ,belastingen',
      BALIE_DECRYPTION_PRIVKEY_TYPE: 'EC',
      BALIE_DECRYPTION_PRIVKEY_KEY: key,
      BALIE_PURPOSES: JSON.stringify([{ tag: 'x', name: { nl: 'X', en: 'X' }, team: 'belastingen' }]),
    })
    assert.equal(config.displayName, 'Gemeente Anders')
    assert.equal(config.useAttrUrl, false)
    assert.equal(config.internalListener.port, 9999)
    assert.deepEqual(config.teams, ['burgerzaken', 'vergunningen', 'belastingen'])
    assert.deepEqual([...config.purposes.keys()], ['x'])
  })

  for (const [name, value, key] of [
    ['BALIE_INTERNAL_PORT', 'tcp://10.0.0.1:80', 'internal_port'],
    ['BALIE_USE_ATTR_URL', 'yes', 'use_attr_url'],
    ['BALIE_PURPOSES', '[{', 'purposes'],
    ['BALIE_DECRYPTION_PRIVKEY_TYPE', 'DSA', 'decryption_privkey.type'],
  ] as const) {
    it(`is refused by key when ${name} does not fit`, () => {
      assert.deepEqual(Object.keys(problems({}, { [name]: value })), [key])
    })
  }

  it('may hold what is not ours', () => {
    read({}, { BALIE_SERVICE_HOST: '10.0.0.1', BALIE_PORT: 'tcp://10.0.0.1:8502', BALIE_DEMO_PORT: '1' })
  })
})

describe('secrets from files', () => {
  const file = (name: string, text: string) => {
    writeFileSync(join(directory, name), text)
    return name
  }

  it('are read relative to the configuration', () => {
    const key_file = file('decryption.pem', testKeys().decryption.privateKey)
    const master = file('master.key', `${randomBytes(32).toString('base64')}\n`)
    const config = read({
      ...without('master_key'),
      master_key_file: master,
      decryption_privkey: { type: 'EC', key_file },
    })
    assert.equal(config.keyring?.keys.length, 1)
  })

  it('are named by the environment too, over what the file says', () => {
    const master = file('other.key', randomBytes(32).toString('base64'))
    const config = read({}, { BALIE_MASTER_KEY_FILE: master })
    assert.notEqual(config.keyring?.keys[0]?.id, read().keyring?.keys[0]?.id)
  })

  it('that cannot be read are one problem, by key, without the path', () => {
    const found = problems({ ...without('master_key'), master_key_file: '/nowhere/canary' })
    assert.deepEqual(found, { master_key_file: 'the file that it names cannot be read (ENOENT)' })
  })

  it('and a value are too much', () => {
    assert.deepEqual(Object.keys(problems({ master_key_file: 'x' })), ['master_key_file'])
  })
})

describe('what is wrong is refused by the name of its key', () => {
  const rows: [string, Table, string, RegExp][] = [
    ['a missing key', without('display_name'), 'display_name', /missing.*BALIE_DISPLAY_NAME/],
    ['an unknown key', { display_nam: 'x' }, 'display_nam', /did you mean display_name/],
    ['an unknown key in a purpose', purposes({ teem: 'x' }), 'purposes[0].teem', /did you mean team/],
    ['a text for a number', { public_port: '80' }, 'public_port', /whole number from 0 to 65535/],
    ['a port out of range', { public_port: 70_000 }, 'public_port', /65535/],
    ['no purposes', { purposes: [] }, 'purposes', /one or more/],
    ['a level that is none', { log_level: 'loud' }, 'log_level', /one of fatal, error/],
    ['one language', purposes({ name: { nl: 'Verhuizen' } }), 'purposes[0].name.en', /missing/],
    ['too long kept', purposes({ retention_days: 29 }), 'purposes[0].retention_days', /0 to 28/],
    ['a purpose twice', purposes({ tag: 'general_question' }), 'purposes[1].tag', /earlier purpose/],
    ['a team that is not listed', purposes({ team: 'x' }), 'purposes[0].team', /not one of teams/],
    ['sensitive beyond kept', purposes({ sensitive: ['x'] }), 'purposes[0].sensitive', /neither/],
    ['identifying beyond kept', purposes({ identifying: ['x'] }), 'purposes[0].identifying', /neither/],
    [
      'a label of nothing',
      purposes({ labels: { x: { nl: 'X', en: 'X' } } }),
      'purposes[0].labels',
      /neither/,
    ],
    ['a name that is no text', purposes({ required: ['a', 3] }), 'purposes[0].required', /attribute tags/],
    ['plain http', without('dangerously_allow_http'), 'external_url', /plain http.*dangerously_allow_http/],
    ['an address with a path', { external_url: 'https://a.nl/balie' }, 'external_url', /path/],
    ['an address of another kind', { external_url: 'ftp://a.nl' }, 'external_url', /http/],
    ['an address with a password', { internal_url: 'http://a:b@a.nl' }, 'internal_url', /password/],
    ['an open internal listener', { internal_address: '0.0.0.0' }, 'internal_address', /outside/],
    ['a public internal listener', { internal_address: '8.8.8.8' }, 'internal_address', /outside/],
    ['a name for an address', { public_address: 'localhost' }, 'public_address', /IP address/],
    ['one port for both', { public_port: 80, internal_port: 80 }, 'internal_port', /same/],
    ['a proxy by name', { trust_proxy: ['proxy.local'] }, 'trust_proxy', /IP addresses/],
    ['no master key', without('master_key'), 'master_key', /database_url/],
    ['a short master key', { master_key: 'c2hvcnQ=' }, 'master_key', /32 bytes in base64/],
    ['a file as database', { database_url: 'file:/x' }, 'database_url', /postgres/],
    ['half of the core', { core_url: 'http://core' }, 'start_auth_key_id', /together/],
    [
      'nowhere to authenticate',
      { ...core, authentication_origins: [] },
      'authentication_origins',
      /together/,
    ],
    [
      'where to authenticate, and no core',
      { authentication_origins: ['https://a.nl'] },
      'core_url',
      /together/,
    ],
    ['an origin with a path', { session_url_origins: ['http://a.nl/x'] }, 'session_url_origins', /origins/],
    ['an origin with a user', { session_url_origins: ['http://a:b@a.nl'] }, 'session_url_origins', /origins/],
    ['an origin of another kind', { session_url_origins: ['ftp://a.nl'] }, 'session_url_origins', /origins/],
    ['an origin with a query', { session_url_origins: ['http://a.nl/?x'] }, 'session_url_origins', /origins/],
    ['no list of session URLs', without('session_url_origins'), 'session_url_origins', /missing/],
    [
      'citizens sent over plain http',
      { ...core, ...https, authentication_origins: ['https://a.nl', 'http://a.nl'] },
      'authentication_origins',
      /plain http.*dangerously_allow_http/,
    ],
    ['an odd limit', purposes({ idle_minutes: -1 }), 'purposes[0].idle_minutes', /0/],
    ['reveals that go at once', { reveals_days: 0 }, 'reveals_days', /1/],
    [
      'a public key for a private one',
      { decryption_privkey: { type: 'EC', key: testKeys().decryption.publicKey } },
      'decryption_privkey',
      /not a plain private key/,
    ],
    [
      'a key of another type',
      { decryption_privkey: { type: 'RSA', key: testKeys().decryption.privateKey } },
      'decryption_privkey',
      /RSA/,
    ],
    ['no key at all', { signature_pubkey: { type: 'EC', key: 'canary' } }, 'signature_pubkey', /PEM/],
    [
      'T12: the published private key',
      { decryption_privkey: { type: 'RSA', key: examples.keys.rsa.private_pem } },
      'decryption_privkey',
      /published example key/,
    ],
    [
      'T12: the published public key',
      { signature_pubkey: { type: 'EC', key: examples.keys.ec_p256.public_pem } },
      'signature_pubkey',
      /published example key/,
    ],
  ]
  for (const [what, changes, key, words] of rows) {
    it(what, () => {
      const found = problems(changes)
      assert.match(found[key] ?? assert.fail(`not named: ${inspect(found)}`), words)
    })
  }

  it('everything at once', () => {
    const found = problems({ ...without('display_name'), public_port: 'x', log_level: 'y' })
    assert.deepEqual(Object.keys(found).sort(), ['display_name', 'log_level', 'public_port'])
  })

  it('and nothing of a value is ever said', () => {
    const canary = 'CANARY0123456789'
    const private_pem = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    })
    for (const changes of [
      { master_key: canary },
      { database_url: canary },
      { decryption_privkey: { type: canary, key: canary } },
      { decryption_privkey: { type: 'RSA', key: private_pem } },
      { decryption_privkey: canary },
      { external_url: canary, purposes: canary, teams: { a: canary } },
      { internal_address: canary, trust_proxy: [canary] },
    ] as Table[]) {
      const said = JSON.stringify(problems(changes))
      assert.ok(!said.includes('CANARY') && !said.includes('MII'), said)
    }
  })
})

describe('the example', () => {
  it('can be used as it is, with the files that it names', () => {
    const { decryption, signing } = testKeys()
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    const files = {
      'balie-decryption.pem': rsa.export({ type: 'pkcs8', format: 'pem' }).toString(),
      'auth-signing-public.pem': signing.publicKey,
      'balie-start-auth.pem': decryption.privateKey,
      'master.key': randomBytes(32).toString('base64'),
      'database-url.txt': 'postgres://balie:password@database.internal/balie?sslmode=verify-full',
      'smtp-url.txt': 'smtps://balie:password@mail.example.nl:465',
    }
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
    const path = join(directory, 'balie.toml')
    writeFileSync(path, readFileSync(new URL('../../examples/balie.toml', import.meta.url)))
    const config = readConfigFile(path, {})
    assert.deepEqual(config.warnings, [])
    assert.equal(config.startAuthentication?.keyId, 'balie')
    assert.equal(config.dataDirectory, '/var/lib/balie')
  })
})

describe('what is dangerous can be allowed by name, and is warned of', () => {
  it('example keys', () => {
    const { warnings } = read({
      dangerously_allow_example_keys: true,
      decryption_privkey: { type: 'RSA', key: examples.keys.rsa.private_pem },
    })
    assert.ok(warnings.some((warning) => warning.includes('dangerously_allow_example_keys')))
  })

  it('an open internal listener', () => {
    const { warnings } = read({ internal_address: '::', dangerously_open_internal_listener: true })
    assert.ok(warnings.some((warning) => warning.includes('dangerously_open_internal_listener')))
  })
})

it('where no authentication plugin can be told anything, that is warned of', () => {
  const { warnings } = read({ session_url_origins: [] })
  assert.ok(warnings.some((warning) => warning.includes('session_url_origins')))
})

describe('the file', () => {
  it('that is not TOML is refused with its place, not its text', () => {
    const path = join(directory, 'broken.toml')
    writeFileSync(path, 'display_name = "x"\nmaster_key = canary\n')
    assert.throws(
      () => readConfigFile(path, {}),
      (error) =>
        error instanceof ConfigInvalid && /line 2/.test(error.detail) && !error.detail.includes('canary'),
    )
  })

  it('that is not there is refused', () => {
    assert.throws(() => readConfigFile(join(directory, 'none.toml'), {}), /Something went wrong/)
  })
})
