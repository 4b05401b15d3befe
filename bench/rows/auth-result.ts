import { randomBytes } from 'node:crypto'
import { authResult } from '../../e2e/installation/auth-result.ts'
import { SANNE } from '../../e2e/installation/configuration.ts'
import { CONNECTIONS, measureRate } from '../http/measure-rate.ts'
import { inParallel } from '../in-parallel.ts'
import type { Bench, Contest, Row } from '../row.ts'
import { PURPOSE, type RunningBalie, startBalie } from '../start-balie.ts'
import { startBare } from '../start-bare.ts'

/** Row 2: reception 3, against a bare Fastify route that decrypts and verifies with jose and does one insert. */
export const authResultRow: Row = {
  number: 2,
  name: 'auth result',
  lines: [
    { key: 'rate', what: 'auth result at attr_url (RSA)', unit: '/s', goal: { ratio: 0.8, at: 'least' } },
  ],
  prepare,
}

/** Of tokens made for one stretch, whatever the rate. */
const MOST_TOKENS = 20_000
const WARM_UP_TOKENS = 1_000

async function prepare(bench: Bench, warmUpSeconds: number): Promise<Contest> {
  const balie = await startBalie(bench, 'row2_ours')
  const { url: bare } = await startBare(bench, 'verify-and-insert', {
    databaseUrl: await bench.postgres.createDatabase('row2_bare'),
    decryptionKey: balie.keys.decryption.privateKey.key,
    verificationKey: balie.keys.signing.publicKey.key,
    keyType: balie.keys.decryption.privateKey.type,
  })
  const measure = async (url: string, paths: readonly string[]) => {
    const tokens = await inParallel(paths.length, CONNECTIONS, () => authResult(balie.keys, SANNE))
    let next = 0
    const post = () => {
      const [path = '', body = ''] = [paths[next], tokens[next]]
      next += 1
      return { path, body }
    }
    const until = { amount: paths.length }
    return { rate: await measureRate({ url, contentType: 'application/jwt', post, until }) }
  }
  const bareStretch = (amount: number) => measure(bare, Array.from({ length: amount }, barePath))
  const ourStretch = async (amount: number) =>
    measure(balie.internal, await inParallel(amount, CONNECTIONS, () => startSession(balie)))

  // The first thousand tell how many there go into a second; so many are made for each stretch of both sides.
  await bareStretch(WARM_UP_TOKENS)
  const { rate } = await bareStretch(WARM_UP_TOKENS)
  const amount = (seconds: number) => Math.min(MOST_TOKENS, Math.max(500, Math.round(rate * seconds)))
  await ourStretch(WARM_UP_TOKENS)
  await ourStretch(amount(warmUpSeconds))
  return { bare: (seconds) => bareStretch(amount(seconds)), ours: (seconds) => ourStretch(amount(seconds)) }
}

/** As long as the path of a real attr URL. */
function barePath(): string {
  return `/chat/attr/${randomBytes(32).toString('base64url')}`
}

/** Starts a session. @returns the path of its attr URL */
async function startSession(balie: RunningBalie): Promise<string> {
  const answer = await fetch(`${balie.internal}/chat/start_communication`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ purpose: PURPOSE }),
  })
  if (!answer.ok) throw new Error(`start_communication answered ${answer.status}`)
  return new URL(String((await answer.json()).attr_url)).pathname
}
