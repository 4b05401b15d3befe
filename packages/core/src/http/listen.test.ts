import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startTestCore } from '../testing/test-core.ts'

test('a port that is taken stops the start with a sentence that names it', async (t) => {
  const first = await startTestCore(t)
  const port = Number(new URL(first.url).port)
  await assert.rejects(
    startTestCore(t, { port }),
    (error: Error & { code?: string }) =>
      error.code === 'ADDRESS_IN_USE' &&
      error.message.includes(String(port)) &&
      error.message.includes('EADDRINUSE'),
  )
})
