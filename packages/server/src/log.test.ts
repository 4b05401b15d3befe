import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Secret } from '@balie/sdk'
import { BalieError } from './errors/balie-error.ts'
import { createLog } from './log.ts'

const canary = 'canary-0123456789'

function logged(write: (log: ReturnType<typeof createLog>) => void, readable = false): string {
  const lines: string[] = []
  write(createLog({ level: 'trace', readable, destination: { write: (line) => lines.push(line) } }))
  return lines.join('')
}

describe('P1: the log', () => {
  const leaks: [string, (log: ReturnType<typeof createLog>) => void][] = [
    ['a request', (log) => log.info({ req: { url: canary, headers: { cookie: canary } } }, 'x')],
    ['any object', (log) => log.debug({ session: { name: canary } }, 'x')],
    ['a list', (log) => log.debug({ names: [canary] }, 'x')],
    ['a secret', (log) => log.info({ key: new Secret('key', canary) }, 'x')],
    ['what a child is bound to', (log) => log.child({ session: { name: canary } }).info('x')],
    ['format arguments', (log) => log.info('x %s %o', canary, { canary })],
    ['the message of a foreign error', (log) => log.error(new SyntaxError(canary), 'x')],
    ['a foreign error without words', (log) => log.error(new SyntaxError(canary))],
    ['an error in a field', (log) => log.error({ err: new TypeError(canary) }, 'x')],
    ['an error in another field', (log) => log.error({ cause: new TypeError(canary) }, 'x')],
    [
      'a cause',
      (log) => log.error({ err: new BalieError('INTERNAL', 'y', { cause: new Error(canary) }) }, 'x'),
    ],
    [
      'what the database quotes',
      (log) =>
        log.error({ err: Object.assign(new Error(canary), { severity: 'ERROR', detail: canary }) }, 'x'),
    ],
    [
      'an error whose message has lines that look like frames',
      (log) => log.error({ err: new Error(`x\n    at ${canary} (a:1:1)\n    at ${canary} (b:1:1)`) }, 'x'),
    ],
    [
      'an error whose message was changed',
      (log) =>
        log.error({ err: Object.assign(new Error(`at ${canary} (a:1:1)`), { message: 'short' }) }, 'x'),
    ],
  ]
  for (const [what, write] of leaks) {
    it(`does not hold ${what}`, () => {
      for (const readable of [false, true]) {
        const text = logged(write, readable)
        assert.notEqual(text, '')
        assert.ok(!text.includes(canary), text)
      }
    })
  }

  it('holds what helps: the class, code and place of an error, and the sentence of our own', () => {
    const error = Object.assign(new Error('x'), {
      code: '23505',
      severity: 'ERROR',
      constraint: 'agent_email_key',
    })
    const line = JSON.parse(logged((log) => log.error({ err: error }, 'failed')))
    assert.equal(line.msg, 'failed')
    assert.equal(line.err.code, '23505')
    assert.equal(line.err.about, 'constraint=agent_email_key')
    assert.match(line.err.at[0], /log\.test\.ts/)
    const own = JSON.parse(
      logged((log) => log.warn({ err: new BalieError('START_REFUSED', 'the disk is full') })),
    )
    assert.equal(own.err.detail, 'the disk is full')
  })
})
