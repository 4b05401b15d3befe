import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWords } from '../ui/words/words.ts'
import { elsewhereText } from './elsewhere-text.ts'
import type { CitizenKey } from './words/citizen-key.ts'
import { citizenEn } from './words/en.ts'
import { citizenNl } from './words/nl.ts'

test('an appointment asks for a login only where one can log in', () => {
  const words = createWords<CitizenKey>({ nl: citizenNl, en: citizenEn })
  const title = (...given: Parameters<typeof elsewhereText>) => words.text(elsewhereText(...given).title)
  assert.equal(title('appointment', true), 'Log in om uw afspraak te zien')
  assert.doesNotMatch(title('appointment', false), /log/i)
  assert.equal(title('chat', true), title('chat', false))
})
