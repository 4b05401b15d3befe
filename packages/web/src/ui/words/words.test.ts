import assert from 'node:assert/strict'
import { test } from 'node:test'
import { citizenEn } from '../../citizen/words/en.ts'
import { citizenNl } from '../../citizen/words/nl.ts'
import { deskEn } from '../../desk/words/en.ts'
import { deskNl } from '../../desk/words/nl.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { uiEn } from './en.ts'
import { uiNl } from './nl.ts'
import { createWords, type Table } from './words.ts'

const pairs: [string, Table, Table][] = [
  ['ui', uiNl, uiEn],
  ['citizen', citizenNl, citizenEn],
  ['desk', deskNl, deskEn],
]
const values = (text: string | undefined) =>
  [...(text?.matchAll(/\{\{\w+\}\}/g) ?? [])].map(([all]) => all).sort()

for (const [name, nl, en] of pairs) {
  test(`${name}: both languages say the same things with the same values`, () => {
    assert.deepEqual(Object.keys(en), Object.keys(nl))
    for (const key of Object.keys(nl)) {
      assert.notEqual(en[key], '')
      assert.deepEqual(values(en[key]), values(nl[key]), key)
    }
  })
}

test('one and many have their own words', () => {
  const words = createWords({ nl: {}, en: {} })
  assert.equal(words.text('age.minutes', { count: 1 }), '1 minuut geleden')
  assert.equal(words.text('age.minutes', { count: 5 }), '5 minuten geleden')
})

test('a name is put in as it is: the page makes text of it', () => {
  const words = createWords({ nl: {}, en: {} })
  assert.equal(words.text('chat.typing', { name: '<b> $t(loading) {{x}}' }).includes('<b>'), true)
})

test('begins in the first language of the browser that we speak, else in Dutch', () => {
  const spoken = (languages: string[]) =>
    createWords({ nl: {}, en: {} }, memoryStorage(), languages).locale.get()
  assert.equal(spoken(['en-GB', 'nl']), 'en')
  assert.equal(spoken(['nl-BE', 'en']), 'nl')
  assert.equal(spoken(['tr-TR', 'EN']), 'en')
  assert.equal(spoken(['tr-TR']), 'nl')
})

test('Dutch first; a choice stays in this browser', () => {
  const storage = memoryStorage()
  const words = createWords({ nl: {}, en: {} }, storage)
  assert.equal(words.locale.get(), 'nl')
  words.choose('en')
  assert.equal(words.text('chat.send'), 'Send')
  assert.equal(words.pick({ nl: 'Verhuizing', en: 'Moving house' }), 'Moving house')
  assert.equal(createWords({ nl: {}, en: {} }, storage).text('chat.send'), 'Send')
})
