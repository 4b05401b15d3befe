import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseLanguage, wordsOrTag } from './language.ts'

test('the link decides, then the browser, then Dutch', () => {
  assert.equal(chooseLanguage('en', 'nl'), 'en')
  assert.equal(chooseLanguage('xx', 'en-GB,en;q=0.9'), 'en')
  assert.equal(chooseLanguage(undefined, 'fr-FR,en;q=0.5,nl;q=0.8'), 'nl')
  assert.equal(chooseLanguage(undefined, 'nl;q=0, en;q=0.1'), 'en')
  assert.equal(chooseLanguage(undefined, 'de'), 'nl')
  assert.equal(chooseLanguage(undefined, undefined), 'nl')
})

test('words fall back to the other language, and then to the tag', () => {
  assert.equal(wordsOrTag({ nl: 'Verhuizing', en: 'Move' }, 'en', 'report_move'), 'Move')
  assert.equal(wordsOrTag({ nl: 'Verhuizing' }, 'en', 'report_move'), 'Verhuizing')
  assert.equal(wordsOrTag({}, 'nl', 'report_move'), 'Report move')
  assert.equal(wordsOrTag(undefined, 'nl', '__'), '__')
})
