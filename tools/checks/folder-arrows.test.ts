import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryFrom } from '../source/repository.ts'
import { folderArrows } from './folder-arrows.ts'

const SERVER = 'packages/server/src'

/** What is found when the file at `from` imports the file at `to`. */
function findArrow(from: string, to: string): number {
  const up = '../'.repeat(from.split('/').length - 1) || './'
  const files = { [from]: `import { x } from '${up}${to}'`, [to]: 'export const x = 1' }
  return folderArrows.find(repositoryFrom(files)).length
}

test('a channel imports neither another channel nor the desk', () => {
  assert.equal(findArrow(`${SERVER}/channels/chat/send.ts`, `${SERVER}/channels/video/call.ts`), 1)
  assert.equal(findArrow(`${SERVER}/channels/chat/send.ts`, `${SERVER}/desk/take.ts`), 1)
  assert.equal(findArrow(`${SERVER}/channels/chat/send.ts`, `${SERVER}/channels/chat/line.ts`), 0)
  assert.equal(findArrow(`${SERVER}/channels/chat/send.ts`, `${SERVER}/conversation/bus.ts`), 0)
  assert.equal(findArrow(`${SERVER}/channels/chat/send.test.ts`, `${SERVER}/desk/take.ts`), 0)
})

test('channels and desk are joined in app, and only at the top is app known', () => {
  assert.equal(findArrow(`${SERVER}/app.ts`, `${SERVER}/channels/chat/send.ts`), 0)
  assert.equal(findArrow(`${SERVER}/conversation/bus.ts`, `${SERVER}/channels/chat/send.ts`), 1)
  assert.equal(findArrow(`${SERVER}/store/pool.ts`, `${SERVER}/app.ts`), 1)
  assert.equal(findArrow(`${SERVER}/cli/serve.ts`, `${SERVER}/main.ts`), 0)
})

test('the wire and the steps of the sdk keep apart', () => {
  const sdk = 'packages/sdk/src'
  assert.equal(findArrow(`${sdk}/protocol/landing/x.ts`, `${sdk}/session/session.ts`), 1)
  assert.equal(findArrow(`${sdk}/session/session.ts`, `${sdk}/protocol/limits.ts`), 0)
  assert.equal(findArrow(`${sdk}/flow.ts`, `${sdk}/adapters/web.ts`), 1)
  assert.equal(findArrow(`${sdk}/session/session.ts`, `${sdk}/arrival/begin.ts`), 1)
})

test('the two pages keep apart, and what both use knows neither', () => {
  const web = 'packages/web/src'
  assert.equal(findArrow(`${web}/citizen/a.tsx`, `${web}/desk/b.tsx`), 1)
  assert.equal(findArrow(`${web}/desk/a.tsx`, `${web}/citizen/b.tsx`), 1)
  assert.equal(findArrow(`${web}/ui/a.tsx`, `${web}/desk/b.tsx`), 1)
  assert.equal(findArrow(`${web}/desk/a.tsx`, `${web}/ui/b.tsx`), 0)
})

test('what is made for tests is used by tests only', () => {
  assert.equal(findArrow(`${SERVER}/store/pool.ts`, `${SERVER}/testing/database.ts`), 1)
  assert.equal(findArrow(`${SERVER}/store/pool.test.ts`, `${SERVER}/testing/database.ts`), 0)
})
