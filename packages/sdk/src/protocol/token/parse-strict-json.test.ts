import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseStrictJson } from './parse-strict-json.ts'

describe('strict JSON', () => {
  for (const text of [
    '{}',
    ' {"a" : 1 , "b":[{"a":1},{"a":1}],"c":{"a":{"a":"a"}}}\n',
    '{"a":"\\"b\\":","b":"{\\"b\\":1,\\"b\\":2}"}',
    '{"a\\\\":1,"a\\"":2,"a":3}',
    '{"a":["a","a"],"":{"":""}}',
    '{"a":"\\u2028\u2028","proto":"__proto__","b":["__proto__"]}',
    '{"a":-1.5e3,"b":null,"c":true}',
  ]) {
    test(`is what JSON.parse makes of ${JSON.stringify(text)}`, () => {
      assert.deepEqual(parseStrictJson(text, 'it'), JSON.parse(text))
    })
  }

  for (const [text, why] of [
    ['', 'not JSON'],
    ['{', 'not JSON'],
    ["{'a':1}", 'not JSON'],
    ['{"a":1,}', 'not JSON'],
    ['{"a":1}//', 'not JSON'],
    ['{"a":\u00a01}', 'not JSON'],
    ['null', 'not a JSON object'],
    ['[]', 'not a JSON object'],
    ['"{}"', 'not a JSON object'],
    ['7', 'not a JSON object'],
    ['{"a":1,"a":1}', 'twice'],
    ['{"a" \n:1,"\\u0061"\t:2}', 'twice'],
    ['{"x":{"y":[0,{"a":1,"b":2,"a":3}]}}', 'twice'],
    ['{"":1,"":2}', 'twice'],
    ['{"a":{},"b":{"c":{}},"a":[]}', 'twice'],
    ['{"\\\\":1,"\\u005c":2}', 'twice'],
    ['{"__proto__":1}', '__proto__'],
    ['{"a":{"\\u005F_proto_\\u005f":{}}}', '__proto__'],
    [`{"a":${'['.repeat(16)}${']'.repeat(16)}}`, 'nested too deeply'],
    [`${'{"a":'.repeat(17)}1${'}'.repeat(17)}`, 'nested too deeply'],
  ] as const) {
    test(`refuses ${text.slice(0, 50)}: ${why}`, () => {
      assert.throws(() => parseStrictJson(text, 'it'), {
        name: 'TokenRefused',
        message: new RegExp(`^it .*${why}`),
      })
    })
  }

  test('takes exactly 16 levels', () => {
    parseStrictJson(`{"a":${'['.repeat(15)}${']'.repeat(15)}}`, 'it')
  })

  test('costs no more than its length, however hostile', () => {
    const escapes = '\\"'.repeat(8_000)
    const texts = [
      `{"a":"${escapes}"}`,
      `{"${escapes}":1}`,
      `{"a":[${Array(8_000).fill('""').join()}]}`,
      `{"a":"x"${' '.repeat(30_000)}}`,
      `{"a":["x"${' '.repeat(15_000)},"y"${' '.repeat(15_000)}]}`,
      '['.repeat(32_000),
    ]
    const before = process.cpuUsage()
    for (const text of texts) {
      try {
        parseStrictJson(text, 'it')
      } catch {}
    }
    const { user } = process.cpuUsage(before)
    assert(user < 1_000_000, `${user} microseconds`)
  })
})
