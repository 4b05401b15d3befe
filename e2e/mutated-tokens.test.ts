import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type BalieUnderTest, startBalieUnderTest } from './conformance/balie-under-test.ts'

// A million by hand: `idcontact-conformance mutate --help`.
const EACH = 10_000

for (const keyType of ['RSA', 'EC'] as const) {
  describe(`mutants of genuine results at Balie, with ${keyType} keys`, () => {
    let balie: BalieUnderTest
    before(async () => {
      balie = await startBalieUnderTest({ keyType, useAttrUrl: true })
    })
    after(() => balie?.close())

    it(`T1 to T10: of ${EACH} none is taken, nothing breaks, and a refusal costs little more than a lookup`, async () => {
      const { status, printed } = await balie.judge(['mutate', '--count', String(EACH), '--seed', '20261124'])
      assert.equal(status, 0, printed)
      assert.match(printed, /^taken: 0; broken on: 0; what agents see: passed/m)
      assert.match(printed, new RegExp(`^${EACH} mutants of seed 20261124`))
    })
  })
}
