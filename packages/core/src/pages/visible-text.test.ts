import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visibleText } from './visible-text.ts'

test('F4: characters that do not show are written as their number', () => {
  assert.equal(visibleText('bsn\u202Eliame'), 'bsn[U+202E]liame')
  assert.equal(visibleText('a\u0000b\nc\u200Bd\uFEFF'), 'a[U+0000]b[U+000A]c[U+200B]d[U+FEFF]')
})

test('what shows is left alone', () => {
  assert.equal(
    visibleText('eu.europa.ec.eudi.pid.1:naam – Łódź 😀'),
    'eu.europa.ec.eudi.pid.1:naam – Łódź 😀',
  )
})
