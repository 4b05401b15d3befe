import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ErrorCode } from '../errors/catalogue.ts'
import { IdContactError } from '../errors/id-contact-error.ts'
import { createClientUrlAnswer } from './client-url-answer/create-client-url-answer.ts'
import { parseClientUrlAnswer } from './client-url-answer/parse-client-url-answer.ts'
import { createSessionOptions } from './session-options/create-session-options.ts'
import { parseSessionOptions } from './session-options/parse-session-options.ts'
import { createStartAuthenticationRequest } from './start-authentication/create-start-authentication-request.ts'
import { parseStartAuthenticationRequest } from './start-authentication/parse-start-authentication-request.ts'
import { createStartCommunicationAnswer } from './start-communication/create-start-communication-answer.ts'
import { createStartCommunicationRequest } from './start-communication/create-start-communication-request.ts'
import { parseStartCommunicationAnswer } from './start-communication/parse-start-communication-answer.ts'
import { parseStartCommunicationRequest } from './start-communication/parse-start-communication-request.ts'
import { createStartRequest } from './start-request/create-start-request.ts'
import { parseStartRequest } from './start-request/parse-start-request.ts'

// The plain JSON messages in one table each: what is on the wire, and what we read in it.

const CANARY = 'canary-20c4'
const ATTR = 'http://balie:8503/chat/attr/x'
const method = (image_path: unknown) => ({ tag: 'chat', name: 'Chat', image_path })

interface Message {
  readonly name: string
  readonly code: ErrorCode
  readonly parse: (body: unknown) => object
  /** Wire form and our form, there and back. */
  readonly same: readonly (readonly [object, object])[]
  readonly create: (ours: never) => object
  /** Other wire forms that other components send. */
  readonly also: readonly (readonly [unknown, object])[]
  readonly refused: readonly unknown[]
}

function message<T extends object>(
  row: Omit<Message, 'parse' | 'same' | 'create' | 'also'> & {
    readonly parse: (body: unknown) => T
    readonly create: (ours: T) => object
    readonly same: readonly (readonly [object, T])[]
    readonly also: readonly (readonly [unknown, T])[]
  },
): Message {
  return row
}

const MESSAGES: readonly Message[] = [
  message({
    name: 'start_communication request',
    code: 'BODY_INVALID',
    parse: parseStartCommunicationRequest,
    create: createStartCommunicationRequest,
    same: [
      [{ purpose: 'report_move' }, { purpose: 'report_move' }],
      [
        { purpose: 'p', auth_result: 'a.b.c.d.e' },
        { purpose: 'p', authResult: 'a.b.c.d.e' },
      ],
    ],
    also: [
      [{ purpose: 'p', auth_result: null }, { purpose: 'p' }],
      [{ purpose: 'p', extra: { a: 1 } }, { purpose: 'p' }],
      // Not the same as absent: the start must be refused (B9).
      [
        { purpose: 'p', auth_result: '' },
        { purpose: 'p', authResult: '' },
      ],
    ],
    refused: [
      {},
      { purpose: '' },
      { purpose: 7 },
      { purpose: [CANARY] },
      { purpose: CANARY.repeat(30) },
      { purpose: 'p', auth_result: { [CANARY]: 1 } },
      { auth_result: CANARY },
    ],
  }),
  message({
    name: 'start_communication answer',
    code: 'ANSWER_INVALID',
    parse: parseStartCommunicationAnswer,
    create: createStartCommunicationAnswer,
    same: [
      [{ client_url: 'https://a/c/1' }, { clientUrl: 'https://a/c/1' }],
      [{ client_url: 'tel:+31201234567,,12' }, { clientUrl: 'tel:+31201234567,,12' }],
      [
        { client_url: 'https://a/c/1', attr_url: ATTR },
        { clientUrl: 'https://a/c/1', attrUrl: ATTR },
      ],
    ],
    also: [[{ client_url: 'https://a/c/1', attr_url: null, x: 1 }, { clientUrl: 'https://a/c/1' }]],
    refused: [
      {},
      { client_url: null },
      { client_url: `javascript:${CANARY}` },
      { client_url: `/${CANARY}` },
      { client_url: `https://a/ ${CANARY}` },
      { client_url: `https://${CANARY}:x@a/` },
      { client_url: 'https://a', attr_url: 'tel:112' },
      { client_url: 'https://a', attr_url: '' },
      { client_url: 'https://a', attr_url: `file:///${CANARY}` },
      { error: CANARY },
      // What an error of another component may look like.
      { status: 400, title: CANARY },
    ],
  }),
  message({
    name: 'start_authentication request',
    code: 'BODY_INVALID',
    parse: parseStartAuthenticationRequest,
    create: createStartAuthenticationRequest,
    same: [
      [
        { attributes: ['email', 'bsn'], continuation: 'https://a/c/1' },
        { attributes: ['email', 'bsn'], continuation: 'https://a/c/1' },
      ],
      [
        { attributes: [], continuation: 'tel:112', attr_url: ATTR },
        { attributes: [], continuation: 'tel:112', attrUrl: ATTR },
      ],
    ],
    also: [
      [
        { attributes: ['a'], continuation: 'https://a', attr_url: null, x: 1 },
        { attributes: ['a'], continuation: 'https://a' },
      ],
    ],
    refused: [
      { continuation: 'https://a' },
      { attributes: 'email', continuation: 'https://a' },
      { attributes: [7], continuation: 'https://a' },
      { attributes: [''], continuation: 'https://a' },
      { attributes: Array(65).fill('a'), continuation: 'https://a' },
      { attributes: ['a'] },
      { attributes: ['a'], continuation: `javascript:${CANARY}` },
      { attributes: ['a'], continuation: 'https://a', attr_url: `data:${CANARY}` },
    ],
  }),
  message({
    name: 'client_url answer',
    code: 'ANSWER_INVALID',
    parse: parseClientUrlAnswer,
    create: createClientUrlAnswer,
    same: [[{ client_url: 'https://a/1' }, { clientUrl: 'https://a/1' }]],
    also: [[{ client_url: 'http://a', x: 1 }, { clientUrl: 'http://a' }]],
    refused: [{}, { client_url: 'tel:112' }, { client_url: `javascript:${CANARY}` }, { client_url: [] }],
  }),
  message({
    name: 'start request',
    code: 'BODY_INVALID',
    parse: parseStartRequest,
    create: createStartRequest,
    same: [
      [{ purpose: 'p' }, { purpose: 'p' }],
      [
        { purpose: 'p', auth_method: 'test', comm_method: 'chat' },
        { purpose: 'p', authMethod: 'test', commMethod: 'chat' },
      ],
      [
        { purpose: 'p', comm_method: 'chat', auth_result: 'a.b' },
        { purpose: 'p', commMethod: 'chat', authResult: 'a.b' },
      ],
    ],
    also: [
      [{ purpose: 'p', auth_method: null, comm_method: null, auth_result: null, ui_x: 1 }, { purpose: 'p' }],
      [
        Object.assign(Object.create(null), { purpose: 'p', comm_method: 'chat' }),
        { purpose: 'p', commMethod: 'chat' },
      ],
    ],
    refused: [
      {},
      { purpose: CANARY, auth_method: 7 },
      { purpose: CANARY, comm_method: '' },
      { purpose: CANARY, auth_result: [] },
      { purpose: [CANARY, CANARY] },
    ],
  }),
  message({
    name: 'session_options answer',
    code: 'ANSWER_INVALID',
    parse: parseSessionOptions,
    create: createSessionOptions,
    same: [
      [
        { auth_methods: [], comm_methods: [] },
        { authMethods: [], commMethods: [] },
      ],
      [
        { auth_methods: [method('/static/a.svg')], comm_methods: [method('')] },
        {
          authMethods: [{ tag: 'chat', name: 'Chat', imagePath: '/static/a.svg' }],
          commMethods: [{ tag: 'chat', name: 'Chat', imagePath: '' }],
        },
      ],
    ],
    also: [
      [
        { auth_methods: [method(null), { tag: 'a', name: 'A' }], comm_methods: [], x: 1 },
        {
          authMethods: [
            { tag: 'chat', name: 'Chat', imagePath: '' },
            { tag: 'a', name: 'A', imagePath: '' },
          ],
          commMethods: [],
        },
      ],
    ],
    refused: [
      {},
      { auth_methods: [] },
      { auth_methods: [{ tag: CANARY }], comm_methods: [] },
      { auth_methods: [{ tag: '', name: CANARY }], comm_methods: [] },
      { auth_methods: {}, comm_methods: [] },
      { auth_methods: [CANARY], comm_methods: [] },
    ],
  }),
]

for (const { name, code, parse, create, same, also, refused } of MESSAGES) {
  describe(name, () => {
    test('is read as it is written', () => {
      for (const [wire, ours] of same) {
        assert.deepEqual(parse(wire), ours)
        assert.equal(JSON.stringify(create(ours as never)), JSON.stringify(wire))
      }
      for (const [wire, ours] of also) assert.deepEqual(parse(wire), ours)
    })

    test(`is refused as ${code}, without telling what was in it`, () => {
      for (const body of [...refused, null, undefined, 7, CANARY, '', [], [CANARY], true]) {
        assert.throws(
          () => parse(body),
          (error) => {
            assert(error instanceof IdContactError, JSON.stringify(body))
            assert.equal(error.code, code)
            assert(!`${error.detail}${error.stack}`.includes(CANARY), error.detail)
            return true
          },
          JSON.stringify(body),
        )
      }
    })
  })
}

test('the detail names the message and the member', () => {
  const detail = (parse: (body: unknown) => object, body: unknown) => {
    try {
      parse(body)
    } catch (error) {
      return error instanceof IdContactError ? error.detail : 'another error'
    }
    return 'no error'
  }
  assert.equal(detail(parseStartCommunicationRequest, {}), 'start_communication request: purpose is missing')
  assert.equal(
    detail(parseStartCommunicationRequest, { purpose: 7 }),
    'start_communication request: purpose does not fit (type)',
  )
  assert.equal(
    detail(parseStartCommunicationRequest, 7),
    'start_communication request: the whole does not fit (type)',
  )
  assert.equal(
    detail(parseSessionOptions, { auth_methods: [{ tag: 'a' }], comm_methods: [] }),
    'session_options answer: auth_methods.name is missing',
  )
  assert.equal(
    detail(parseStartCommunicationAnswer, { client_url: 'https://a b' }),
    'client_url is not an http(s) or tel: URL',
  )
})

test('a tel: URL in the answer to a start is for the initiator only', () => {
  assert.deepEqual(parseClientUrlAnswer({ client_url: 'tel:112' }, { allowTel: true }), {
    clientUrl: 'tel:112',
  })
  assert.deepEqual(createClientUrlAnswer({ clientUrl: 'tel:112' }), { client_url: 'tel:112' })
  assert.throws(() => parseClientUrlAnswer({ client_url: 'data:x' }, { allowTel: true }), {
    code: 'ANSWER_INVALID',
  })
})

test('a message with a URL of another kind is not made', () => {
  const made = [
    () => createStartCommunicationAnswer({ clientUrl: 'javascript:alert(1)' }),
    () => createStartCommunicationAnswer({ clientUrl: 'https://a', attrUrl: 'tel:112' }),
    () => createStartAuthenticationRequest({ attributes: [], continuation: 'x' }),
    () => createStartAuthenticationRequest({ attributes: [], continuation: 'https://a', attrUrl: 'x' }),
    () => createClientUrlAnswer({ clientUrl: '/x' }),
  ]
  for (const make of made) assert.throws(make, { code: 'MESSAGE_INVALID', status: 500 })
})
