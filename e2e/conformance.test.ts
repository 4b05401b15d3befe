import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type ConformanceRun, conformanceDocument } from '../tools/generate/conformance-document.ts'
import { type BalieUnderTest, startBalieUnderTest } from './conformance/balie-under-test.ts'

const VARIANTS = [
  { name: 'RSA', keyType: 'RSA', useAttrUrl: true },
  { name: 'EC', keyType: 'EC', useAttrUrl: true },
  { name: 'EC, results in the landing', keyType: 'EC', useAttrUrl: false },
] as const

/**
 * What is looked at in a session that begins with choosing a time. Agents see nothing of it before its meeting, so that what they
 * are to see can only be looked at for FL-7 and AC-5.
 */
const OF_APPOINTMENTS = [
  ...['FL-1', 'FL-2', 'FL-3', 'FL-7', 'SF-1', 'SF-2', 'SF-3', 'SF-4', 'SF-5', 'SF-6'],
  ...['AC-1', 'AC-2', 'AC-4', 'AC-5', 'AC-7', 'AR-4'],
  ...['B2', 'B3', 'B12', 'F1', 'F3', 'F4', 'F6', 'F7', 'R2', 'R4', 'O1', 'O2', 'O3', 'P1'],
]

/** Of the variants that ran: what the document is made from. */
const runs: ConformanceRun[] = []

for (const variant of VARIANTS) {
  describe(`the conformance kit on Balie: ${variant.name}`, () => {
    let balie: BalieUnderTest
    before(async () => {
      balie = await startBalieUnderTest(variant)
    })
    after(() => balie?.close())

    it('finds nothing wrong', async () => {
      const { status, printed, report } = await balie.judgeAll()
      if (report) runs.push({ name: variant.name, report })
      assert.equal(status, 0, printed)
      // Looking works: else most would be "not observable", and nothing would fail.
      const passed = report?.outcomes.filter(({ verdict }) => verdict === 'passed') ?? []
      assert.ok(passed.length > 500, `only ${passed.length} passed:\n${printed}`)
    })
  })
}

describe("FL-7, AC-5: the kit on Balie's appointments", () => {
  let balie: BalieUnderTest
  before(async () => {
    balie = await startBalieUnderTest({ keyType: 'EC', useAttrUrl: true })
  })
  after(() => balie?.close())

  it('finds nothing wrong, and sees all of it', async () => {
    const { status, printed, report } = await balie.judgeAppointments(OF_APPOINTMENTS)
    if (report) runs.push({ name: 'EC, appointments', report })
    assert.equal(status, 0, printed)
    const outcomes = report?.outcomes ?? []
    const passed = (id: string) => outcomes.filter((one) => one.id === id && one.verdict === 'passed').length
    assert.deepEqual({ 'FL-7': passed('FL-7'), 'AC-5': passed('AC-5') }, { 'FL-7': 6, 'AC-5': 6 }, printed)
    const unseen = outcomes.filter(({ verdict, why }) => verdict !== 'passed' && !why.includes('--slow'))
    assert.deepEqual(unseen, [], printed)
  })
})

it('docs/conformance.md is what the kit found', async () => {
  const { path, text } = conformanceDocument(runs)
  const file = fileURLToPath(new URL(`../${path}`, import.meta.url))
  if (process.env['CONFORMANCE_WRITE'] === '1') await writeFile(file, text)
  assert.equal(await readFile(file, 'utf8'), text, 'CONFORMANCE_WRITE=1 writes it anew')
})
