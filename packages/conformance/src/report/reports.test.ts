import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createExchangeLog } from '../engine/create-exchange-log.ts'
import { failed, notApplicable, notObservable, passed } from '../verdict.ts'
import { jsonReport } from './json-report.ts'
import { junitReport } from './junit-report.ts'
import type { Report } from './report.ts'
import { textReport } from './text-report.ts'

const TOKEN = `${'a'.repeat(40)}.${'b'.repeat(40)}..${'c'.repeat(40)}.${'d'.repeat(20)}`
const log = createExchangeLog()
log.note(`POST http://plugin/attr\n${TOKEN}`, {
  status: 200,
  headers: new Headers({ 'content-type': 'text/html' }),
  text: '<b>"taken"</b>\u0001',
  json: undefined,
  location: undefined,
})
const rest = { exchanges: [], milliseconds: 5 }
const report: Report = {
  plugin: 'http://plugin/chat',
  declared: ['AR-3'],
  ours: true,
  milliseconds: 1500,
  outcomes: [
    { ...rest, id: 'FL-1', profile: 'MUST', title: 'it starts', verdict: passed },
    { ...rest, id: 'AR-1', profile: 'MAY', title: 'at the start', verdict: notApplicable('not declared') },
    {
      ...rest,
      id: 'T1',
      profile: 'OURS',
      title: 'alg "none" & co',
      verdict: failed('taken'),
      exchanges: log.exchanges,
    },
    { ...rest, id: 'V1', profile: undefined, title: 'a crash', verdict: notObservable('inside') },
  ],
}

test('people read by profile what was found, and of a failure what was sent and what came back', () => {
  const text = textReport(report)
  assert.match(text, /MUST: .*\n\n {2}passed +FL-1 +it starts\n/)
  assert.match(text, /not applicable +AR-1 .*\n +not declared\n/)
  assert.match(text, /FAILED +T1 /)
  assert.match(text, /> POST http:\/\/plugin\/attr/)
  assert.match(text, /< 200 \| text\/html/)
  assert.match(text, /1 passed, 1 failed, 1 not applicable, 1 not observable; 1\.5 s/)
})

test('no report holds a token', () => {
  for (const text of [textReport(report), jsonReport(report), junitReport(report)]) {
    assert.ok(!text.includes(TOKEN))
    assert.ok(!text.includes('b'.repeat(40)))
  }
})

test('machines read JSON', () => {
  const read = JSON.parse(jsonReport(report))
  assert.deepEqual(read.summary, { passed: 1, failed: 1, not_applicable: 1, not_observable: 1 })
  assert.deepEqual(read.profiles, ['MUST', 'MAY', 'OURS'])
  assert.equal(read.outcomes[2].exchanges.length, 1)
  assert.equal(read.outcomes[3].profile, null)
})

test('CI reads JUnit, whatever characters a plugin sends', () => {
  const xml = junitReport(report)
  assert.match(xml, /tests="4" failures="1" skipped="2"/)
  assert.match(xml, /classname="OURS.T1" name="alg &quot;none&quot; &amp; co"/)
  assert.ok(!xml.includes('\u0001'))
  assert.match(xml, /&lt;b&gt;/)
})
