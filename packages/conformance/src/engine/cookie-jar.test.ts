import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCookieJar } from './cookie-jar.ts'

const PAGE = 'https://plugin.example/chat/s/5'

function jarWith(...lines: readonly string[]) {
  const jar = createCookieJar()
  const headers = new Headers()
  for (const line of lines) headers.append('set-cookie', line)
  jar.take(PAGE, headers)
  return jar
}

test('sends cookies back to their host and path', () => {
  const jar = jarWith('a=1; Path=/', 'b=2; Path=/chat; HttpOnly', 'c=3; Path=/elsewhere')
  assert.equal(jar.header(PAGE), 'a=1; b=2')
  assert.equal(jar.header('https://other.example/chat'), undefined)
})

test('a secure cookie does not go over plain http, except to this machine', () => {
  const jar = jarWith('a=1; Path=/; Secure')
  assert.equal(jar.header('http://plugin.example/'), undefined)
  const own = createCookieJar()
  own.take('http://localhost:8000/', new Headers({ 'set-cookie': 'a=1; Path=/; Secure' }))
  assert.equal(own.header('http://localhost:8000/'), 'a=1')
})

test('a cookie that says it is bound to its host must be', () => {
  assert.deepEqual(jarWith('__Host-a=1; Path=/').pairs, [])
  assert.deepEqual(jarWith('__Host-a=1; Path=/; Secure').pairs, ['__Host-a=1'])
})

test('a cookie is replaced, and goes when it is told to', () => {
  const jar = jarWith('a=1; Path=/', 'a=2; Path=/')
  assert.deepEqual(jar.pairs, ['a=2'])
  jar.take(PAGE, new Headers({ 'set-cookie': 'a=; Path=/; Max-Age=0' }))
  assert.deepEqual(jar.pairs, [])
})
