import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { importEncryptionKey, importSigningKey, type KeyText, systemClock } from '@balie/sdk'
import { type Judging, judgePlugin } from './conformance.ts'
import { NO_ACTIONS } from './engine/actions.ts'
import type { Outcome } from './outcome.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const signing: KeyText = { type: 'EC', key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) }
const encryption: KeyText = { type: 'EC', key: String(publicKey.export({ type: 'spki', format: 'pem' })) }

/** Judges a server that answers everything in one way. */
async function judge(answer: RequestListener, more: Partial<Judging> = {}): Promise<readonly Outcome[]> {
  const server = createServer(answer)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  try {
    const { outcomes } = await judgePlugin({
      subject: {
        url: `http://127.0.0.1:${port}/chat`,
        purpose: 'report_move',
        attributes: { email: 'test@example.nl' },
        ...{ signing, encryption, clock: systemClock },
        signingKey: importSigningKey(signing),
        encryptionKey: importEncryptionKey(encryption),
        declared: new Set(['AR-1', 'AR-3']),
      },
      ...{ actions: NO_ACTIONS, observer: undefined, askAuthentication: undefined, farSide: undefined },
      ...{ ours: true, slow: false, jobs: 16 },
      only: new Set([
        'FL-1',
        'FL-2',
        'FL-3',
        'FL-9',
        'AR-1',
        'AR-3',
        'B4',
        'B5',
        'B9',
        'T1',
        'T5',
        'F1',
        'SF-1',
      ]),
      ...more,
    })
    return outcomes
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

function idsWith(outcomes: readonly Outcome[], verdict: string): ReadonlySet<string> {
  return new Set(outcomes.filter((outcome) => outcome.verdict.verdict === verdict).map(({ id }) => id))
}

const takesEverything: RequestListener = (request, response) => {
  const origin = `http://${request.headers.host}`
  response.setHeader('content-type', request.method === 'GET' ? 'text/html' : 'application/json')
  response.end(
    request.method === 'GET'
      ? '<p>Hello'
      : JSON.stringify({ client_url: `${origin}/c/1`, attr_url: `${origin}/attr/1234567890` }),
  )
}

describe('the kit without --observe', () => {
  it('fails a plugin that takes everything, where answers show it', async () => {
    const failed = idsWith(await judge(takesEverything), 'failed')
    for (const id of ['FL-1', 'FL-2', 'FL-9', 'AR-1', 'B4', 'B9', 'F1']) assert.ok(failed.has(id), id)
  })

  it('never says of a refusal that it passed: a plugin that answers 200 to anything may have taken it or not', async () => {
    const outcomes = await judge(takesEverything, { only: new Set(['T1', 'T5']) })
    assert.deepEqual(
      outcomes.filter(({ verdict }) => verdict.verdict === 'passed'),
      [],
    )
  })

  it('says what it would need for session feedback', async () => {
    const outcomes = await judge(takesEverything, { only: new Set(['SF-1', 'AC-2']) })
    assert.deepEqual([...idsWith(outcomes, 'not_observable')], ['SF-1', 'AC-2'])
  })
})

describe('the kit fails', () => {
  it('a plugin that refuses everything', async () => {
    const failed = idsWith(
      await judge((_request, response) => {
        response.statusCode = 500
        response.end('no')
      }),
      'failed',
    )
    for (const id of ['FL-1', 'FL-3', 'FL-9', 'AR-1', 'B9']) assert.ok(failed.has(id), id)
  })

  it('a plugin that hangs up, in every case that it asks', async () => {
    const outcomes = await judge((request) => void request.socket.destroy(), {
      only: new Set(['FL-1', 'FL-3', 'AR-3']),
    })
    assert.deepEqual([...idsWith(outcomes, 'passed')], [])
    assert.deepEqual([...idsWith(outcomes, 'failed')].sort(), ['AR-3', 'FL-1', 'FL-3'])
  })
})
