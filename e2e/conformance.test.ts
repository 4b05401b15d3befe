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

it('docs/conformance.md is what the kit found', async () => {
  const { path, text } = conformanceDocument(runs)
  const file = fileURLToPath(new URL(`../${path}`, import.meta.url))
  if (process.env['CONFORMANCE_WRITE'] === '1') await writeFile(file, text)
  assert.equal(await readFile(file, 'utf8'), text, 'CONFORMANCE_WRITE=1 writes it anew')
})
