import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addQuery } from './add-query.ts'
import { isClientUrl, isTelUrl } from './client-url.ts'
import { isHttpUrl } from './http-url.ts'

const WEB = [
  'http://localhost:8503/chat/attr/x',
  'https://balie.example/c/1?x=1&y=%20#z',
  'http://10.0.0.7:8000/session/update?id=5',
  'http://[::1]:80/',
  'https://müller.example/é',
]
const PHONE = [
  'tel:+31201234567,,1234567890',
  'tel:112',
  'tel:+31-20-123.45.67',
  'tel:14020;ext=5',
  'tel:*31%23',
]
const NEITHER = [
  '',
  'http://',
  'https:balie.example',
  'https:/balie.example',
  '//balie.example/',
  '/chat',
  'balie.example',
  ' https://balie.example/',
  'https://balie.example/ ',
  'https://balie.example/\n',
  'ht\ntps://balie.example/',
  'https://balie.example\\@evil.example/',
  'https://user@balie.example/',
  'https://user:password@balie.example/',
  'https://balie.example:99999/',
  'https://a\u0000b/',
  'https://balie.example/\u0007',
  'javascript:alert(1)',
  'javascript://balie.example/%0aalert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'ftp://balie.example/',
  'ws://balie.example/',
  'blob:https://balie.example/1',
  'tel:',
  'tel: 112',
  'tel:112\n',
  'tel://112',
  'TEL:112',
  'sip:a@b',
  `tel:${'1'.repeat(130)}`,
  `https://balie.example/${'x'.repeat(9000)}`,
]

test('a web address is http or https, and reads the same to every parser', () => {
  for (const url of WEB) assert(isHttpUrl(url), url)
  for (const url of [...NEITHER, ...PHONE]) assert(!isHttpUrl(url), JSON.stringify(url))
})

test('a client URL is a web address or a phone number (B12)', () => {
  for (const url of [...WEB, ...PHONE]) assert(isClientUrl(url), url)
  for (const url of NEITHER) assert(!isClientUrl(url), JSON.stringify(url))
  for (const url of WEB) assert(!isTelUrl(url), url)
})

test('a query parameter is added and nothing else changes', () => {
  for (const [url, expected] of [
    ['http://a', 'http://a?type=logout'],
    ['http://a/', 'http://a/?type=logout'],
    ['http://a/?', 'http://a/?type=logout'],
    ['http://a/?id=5', 'http://a/?id=5&type=logout'],
    ['http://a/?id=5&', 'http://a/?id=5&type=logout'],
    ['http://a/?q=%2f+%20&q=', 'http://a/?q=%2f+%20&q=&type=logout'],
    ['http://a/b#c?d', 'http://a/b?type=logout'],
  ] as const) {
    assert.equal(addQuery(url, 'type', 'logout'), expected)
  }
  assert.equal(addQuery('http://a', 'result', 'a&b=c#d'), 'http://a?result=a%26b%3Dc%23d')
})
