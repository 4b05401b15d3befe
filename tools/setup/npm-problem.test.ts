import assert from 'node:assert/strict'
import { test } from 'node:test'
import { npmProblem } from './npm-problem.mjs'

const CASES = [
  ['npm error code ENOSPC\nnpm error nospc ENOSPC: no space left on device, write', /the disk is full/],
  ['npm error code EAI_AGAIN\nnpm error request to https://example.test failed', /cannot be reached/],
  ['npm error code ECONNREFUSED', /cannot be reached/],
  ['npm error code UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /certificate/],
  ['npm error code E401', /refuses this user/],
  ['npm error code ETARGET', /does not have a package/],
  ['npm error code EACCES\nnpm error syscall mkdir', /may not write/],
  ['npm error something new', /not known here/],
] as const

for (const [output, sentence] of CASES) {
  test(`npm's "${output.split('\n')[0]}" becomes a sentence, with npm's words below it`, () => {
    const { message } = npmProblem(output)
    assert.match(message, sentence)
    assert.ok(message.includes(output))
  })
}
