import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { Config } from '../config/config.ts'
import { readConfig } from '../config/read-config.ts'
import type { Table } from '../config/table.ts'

/** Keys of one exchange, made once for the whole test process. PEM. */
export interface TestKeys {
  readonly decryption: { readonly privateKey: string; readonly publicKey: string }
  readonly signing: { readonly privateKey: string; readonly publicKey: string }
}

let made: TestKeys | undefined

/** The same keys at every call: making them takes time. */
export function testKeys(): TestKeys {
  made ??= { decryption: makePair(), signing: makePair() }
  return made
}

/**
 * A configuration table that is right as it is, on any free ports, for `readConfig`.
 *
 * @param changes other values; a key that is undefined is left out
 */
export function testConfigTable(changes: Table = {}): Table {
  const { decryption, signing } = testKeys()
  const table: Table = {
    display_name: 'Gemeente Voorbeeld',
    external_url: 'http://localhost:0',
    internal_url: 'http://127.0.0.1:0',
    public_port: 0,
    internal_port: 0,
    requests_per_minute: 0,
    decryption_privkey: { type: 'EC', key: decryption.privateKey },
    signature_pubkey: { type: 'EC', key: signing.publicKey },
    master_key: randomBytes(32).toString('base64'),
    database_url: 'postgres://nobody@127.0.0.1:1/nothing',
    dangerously_allow_http: true,
    session_url_origins: ['http://auth.test'],
    teams: ['burgerzaken', 'vergunningen'],
    purposes: [
      {
        tag: 'report_move',
        name: { nl: 'Verhuizing doorgeven', en: 'Report a move' },
        team: 'burgerzaken',
        required: ['fullname', 'bsn'],
        allowed: ['address'],
        identifying: ['bsn'],
        sensitive: ['bsn'],
        labels: { fullname: { nl: 'Naam', en: 'Name' }, bsn: { nl: 'BSN', en: 'Citizen service number' } },
        retention_days: 7,
      },
      {
        tag: 'general_question',
        name: { nl: 'Algemene vraag', en: 'General question' },
        team: 'vergunningen',
        allowed: ['fullname'],
        allow_unauthenticated: true,
      },
    ],
    ...changes,
  }
  return Object.fromEntries(Object.entries(table).filter(([, value]) => value !== undefined))
}

/** That configuration, read. */
export function testConfig(changes: Table = {}): Config {
  return readConfig({ table: testConfigTable(changes), directory: process.cwd() })
}

function makePair(): { privateKey: string; publicKey: string } {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
}
