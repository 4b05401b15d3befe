import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PrivacyReceipt } from '@balie/desk-api/client'
import { createWords } from '../ui/words/words.ts'
import { receiptParts } from './receipt-parts.ts'
import { receiptFileName, receiptText } from './receipt-text.ts'
import { seenTogether } from './seen-together.ts'
import type { CitizenKey } from './words/citizen-key.ts'
import { citizenEn } from './words/en.ts'
import { citizenNl } from './words/nl.ts'

const label = (name: string) => ({ nl: name, en: `${name} (en)` })
const at = new Date(2026, 10, 24, 14, 5).getTime()
const minute = 60_000
const receipt: PrivacyReceipt = {
  shared: [
    { at, attributes: [label('Naam')], gone: { at: at + minute, why: 'replaced' } },
    { at: at + minute, method: 'DigiD', attributes: [label('Naam'), label('BSN')] },
  ],
  seen: [
    { at, agent: 'Anna de Vries', attribute: label('Naam'), opened: false },
    { at: at + 5, agent: 'Anna de Vries', attribute: label('BSN'), opened: false },
    { at: at + 9, agent: 'Anna de Vries', attribute: label('BSN'), opened: true },
  ],
  retentionDays: 1,
}
const words = createWords<CitizenKey>({ nl: citizenNl, en: citizenEn })
const about = { organisation: 'Gemeente Voorbeeld', now: at }
const text = (given: PrivacyReceipt) => receiptText(about, receiptParts(given, words), words)

test('what is kept tells what was shared and how, who saw it, what went and why, and when the rest goes', () => {
  const lines = text(receipt).split('\r\n')
  for (const line of [
    'Uw gegevens',
    '24 november 2026 om 14:05 uur',
    '  Verwijderd op 24 november 2026 om 14:06 uur, omdat u opnieuw inlogde.',
    '24 november 2026 om 14:06 uur, ingelogd met DigiD',
    '  - BSN',
    '24 november 2026 om 14:05 uur: Anna de Vries zag:',
    '24 november 2026 om 14:05 uur: Anna de Vries opende deze afgeschermde gegevens:',
    'De berichten verwijderen wij 1 dag na het einde van het gesprek.',
  ])
    assert.ok(lines.includes(line), line)
})

test('nothing shared, nothing seen, and a known moment are said too', () => {
  const empty = text({ shared: [], seen: [], retentionDays: 0, messagesGoAt: at })
  assert.match(empty, /U heeft geen gegevens gedeeld\./)
  assert.match(empty, /Niemand heeft uw gegevens gezien\./)
  assert.match(empty, /De berichten verwijderen wij op 24 november 2026 om 14:05 uur\./)
  assert.match(text({ shared: [], seen: [], retentionDays: 0 }), /De berichten verwijderen wij kort nadat/)
})

test('of an appointment it tells what went when it was made, and what is kept until the meeting', () => {
  const gone = { at: at + minute, why: 'booked' as const }
  const booked = { ...receipt, shared: [{ at, attributes: [label('Naam')], gone }], seen: [] }
  const kept = text({ ...booked, kept: { attributes: [label('Naam')], address: true } }).split('\r\n')
  for (const line of [
    '  Gewist op 24 november 2026 om 14:06 uur, toen de afspraak was gemaakt.',
    'Wat wij bewaren tot de afspraak',
    '  - Naam',
    '  - Uw e-mailadres',
    'Wat wij bewaren voor de afspraak, verwijderen wij zodra de afspraak voorbij is.',
  ])
    assert.ok(kept.includes(line), line)
  const nothing = text({ ...booked, kept: { attributes: [], address: false } })
  assert.match(nothing, /Wij bewaren geen gegevens van u\./)
})

test('what one saw within a minute stands together, once; who opened it stands apart', () => {
  const seen = (part: object) => ({ at, agent: 'Anna', attribute: label('Naam'), opened: false, ...part })
  const groups = seenTogether([
    seen({}),
    seen({ attribute: label('BSN') }),
    seen({ at: at + 10 }),
    seen({ agent: 'Ali' }),
    seen({ opened: true }),
    seen({ at: at + minute }),
  ])
  assert.deepEqual(
    groups.map(({ agent, opened, attributes }) => [agent, opened, attributes.map(({ nl }) => nl).join()]),
    [
      ['Anna', false, 'Naam,BSN'],
      ['Ali', false, 'Naam'],
      ['Anna', true, 'Naam'],
      ['Anna', false, 'Naam'],
    ],
  )
})

test('the file has a plain name in the language of the page', () => {
  assert.equal(receiptFileName(Date.UTC(2026, 10, 24), words), 'uw-gegevens-2026-11-24.txt')
})
