import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { importEncryptionKey, importSigningKey, systemClock } from '@balie/sdk'
import { CASES, runCases } from './run-cases.ts'
import type { Subject } from './subject.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const keys = {
  signingKey: importSigningKey({
    type: 'EC',
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  }),
  encryptionKey: importEncryptionKey({
    type: 'EC',
    key: String(publicKey.export({ type: 'spki', format: 'pem' })),
  }),
}

/** Runs every case against a server that answers everything in one way. */
async function judge(answer: RequestListener) {
  const server = createServer(answer)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  const subject: Subject = {
    url: `http://127.0.0.1:${port}/chat`,
    purpose: 'report_move',
    attributes: { email: 'test@example.nl' },
    clock: systemClock,
    ...keys,
  }
  try {
    return await runCases(subject)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

describe('the kit catches', () => {
  it('a plugin that takes everything', async () => {
    const outcomes = await judge((request, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify({
          client_url: 'https://elsewhere.example/c',
          attr_url: `http://${request.headers.host}/attr/1234567890`,
        }),
      )
    })
    const failed = outcomes
      .filter(({ verdict }) => verdict.verdict === 'failed')
      .map(({ case: one }) => one.id)
    for (const id of ['FL-9', 'AR-1', 'B4', 'B5', 'B9']) assert.ok(failed.includes(id), id)
  })

  it('a plugin that refuses everything', async () => {
    const outcomes = await judge((_request, response) => {
      response.statusCode = 500
      response.end('no')
    })
    const failed = outcomes
      .filter(({ verdict }) => verdict.verdict === 'failed')
      .map(({ case: one }) => one.id)
    for (const id of ['FL-1', 'AR-1']) assert.ok(failed.includes(id), id)
  })

  it('a plugin that hangs up', async () => {
    const outcomes = await judge((request) => void request.socket.destroy())
    assert.equal(outcomes.length, CASES.length)
    assert.ok(outcomes.every(({ verdict }) => verdict.verdict === 'failed'))
  })
})
