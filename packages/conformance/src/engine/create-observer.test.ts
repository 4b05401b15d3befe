import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Stop } from '../verdict.ts'
import { createObserver, readObservation, sharing } from './create-observer.ts'

test('takes what the command prints as what agents see', async () => {
  const look = createObserver('echo "at $CONFORMANCE_PLUGIN_URL"', {
    CONFORMANCE_PLUGIN_URL: 'http://plugin',
  })
  assert.equal((await look()).text, 'at http://plugin\n')
})

test('a command that fails makes it not observable', async () => {
  const look = createObserver('echo nobody is signed in >&2; exit 3', {})
  await assert.rejects(look(), (cause) => {
    assert.ok(cause instanceof Stop && cause.verdict.verdict === 'not_observable')
    assert.match(cause.verdict.because, /nobody is signed in/)
    return true
  })
  // And the next one is tried anew.
  await assert.rejects(look(), Stop)
})

test('finds what is about one conversation by its handle', () => {
  const observation = readObservation('conversation 5\nname = A\n\nconversation 6\nname = B\n')
  assert.match(observation.about('6') ?? '', /name = B/)
  assert.doesNotMatch(observation.about('6') ?? '', /name = A/)
  assert.equal(observation.about('7'), undefined)
  assert.equal(observation.about(''), undefined)
})

test('who asks while one looks gets the next look, together with everybody else who does', async () => {
  let looks = 0
  const waiting: (() => void)[] = []
  const look = sharing(async () => {
    const mine = ++looks
    await new Promise<void>((go) => waiting.push(go))
    return mine
  })
  const first = look()
  await new Promise((resolve) => setImmediate(resolve))
  const [second, third] = [look(), look()]
  waiting.shift()?.()
  assert.equal(await first, 1)
  await new Promise((resolve) => setImmediate(resolve))
  waiting.shift()?.()
  assert.deepEqual(await Promise.all([second, third]), [2, 2])
})
