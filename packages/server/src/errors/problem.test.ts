import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { IdContactError } from '@balie/sdk'
import { BalieError } from './balie-error.ts'
import { problemFor } from './problem.ts'

const canary = 'canary 0123456789'
const with_ = (properties: object) => Object.assign(new Error(canary), properties)

describe('the one door for errors', () => {
  const rows: [string, unknown, number, string][] = [
    ['our own', new BalieError('ORIGIN_REFUSED', canary), 403, 'ORIGIN_REFUSED'],
    ["the sdk's", new IdContactError('AUTH_RESULT_REFUSED', canary), 400, 'AUTH_RESULT_REFUSED'],
    [
      'a refused connection',
      with_({ code: 'ECONNREFUSED', syscall: 'connect' }),
      503,
      'DATABASE_UNAVAILABLE',
    ],
    ['a database that shuts down', with_({ code: '57P01', severity: 'FATAL' }), 503, 'DATABASE_UNAVAILABLE'],
    ['a full disk', with_({ code: '53100', severity: 'ERROR' }), 503, 'DATABASE_UNAVAILABLE'],
    ['a lost connection', new Error('Connection terminated unexpectedly'), 503, 'DATABASE_UNAVAILABLE'],
    [
      'every address refused',
      new AggregateError([with_({ code: 'ECONNREFUSED', syscall: 'connect' })], canary),
      503,
      'DATABASE_UNAVAILABLE',
    ],
    ['a mistake in SQL', with_({ code: '42601', severity: 'ERROR' }), 500, 'INTERNAL'],
    [
      'another component that is down',
      new TypeError('fetch failed', { cause: with_({ code: 'ECONNREFUSED', syscall: 'connect' }) }),
      500,
      'INTERNAL',
    ],
    [
      'a schema that is not met',
      with_({ code: 'FST_ERR_VALIDATION', statusCode: 400 }),
      400,
      'REQUEST_INVALID',
    ],
    ['a large body', with_({ code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }), 413, 'BODY_TOO_LARGE'],
    ['large headers', { code: 'HPE_HEADER_OVERFLOW' }, 431, 'HEADERS_TOO_LARGE'],
    ['another media type', with_({ statusCode: 415 }), 400, 'REQUEST_INVALID'],
    ['anything else', new RangeError(canary), 500, 'INTERNAL'],
    ['no error at all', canary, 500, 'INTERNAL'],
    ['nothing', undefined, 500, 'INTERNAL'],
  ]
  for (const [what, error, status, code] of rows) {
    it(`${what} is ${code}`, () => {
      const problem = problemFor(error)
      assert.deepEqual([problem.status, problem.code], [status, code])
      assert.ok(!JSON.stringify(problem).includes(canary), 'nothing of the error itself is sent')
    })
  }
})
