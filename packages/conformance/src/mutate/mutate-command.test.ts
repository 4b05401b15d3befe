import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { mutateCommand } from './mutate-command.ts'

describe('idcontact-conformance mutate', () => {
  const run = async (...args: string[]) => {
    let printed = ''
    const status = await mutateCommand(args, (text) => {
      printed += text
    })
    return { status, printed }
  }

  test('tells how it is used', async () => {
    const { status, printed } = await run('--help')
    assert.equal(status, 0)
    assert.match(printed, /--count N/)
  })

  test('says what is missing or wrong', async () => {
    const { status, printed } = await run('http://127.0.0.1:9/chat')
    assert.equal(status, 2)
    assert.match(printed, /--keys is missing/)
    assert.match((await run('http://127.0.0.1:9/chat', '--count', 'many')).printed, /--count is no number/)
  })
})
