import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type TextPlace, visibleText } from './visible-text.ts'

const shown = (text: string, place: TextPlace = 'line') =>
  visibleText(text, place)
    .map((piece) => (piece.kind === 'plain' ? piece.text : `[${piece.code}]`))
    .join('')

test('ordinary text stays one piece as it is', () => {
  const text = 'Zoë Ångström-İnönü, Łódź 12a – « 2ᵉ » … €\u00a05 <b>&amp;</b>'
  assert.deepEqual(visibleText(text, 'line'), [{ kind: 'plain', text }])
})

test('bidirectional controls show as their code point (F4)', () => {
  for (const code of [
    0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200e, 0x200f, 0x061c,
  ]) {
    const label = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    assert.equal(shown(`a${String.fromCodePoint(code)}b`), `a[${label}]b`)
  }
})

test('control characters show, C0, DEL and C1 (F4)', () => {
  assert.equal(shown('a\0b\x1b[31m\x7f\x85'), 'a[U+0000]b[U+001B][31m[U+007F][U+0085]')
})

test('characters without width show (F4)', () => {
  assert.equal(
    shown('pay\u200bpal\u2060\ufeff\u00ad\u180e'),
    'pay[U+200B]pal[U+2060][U+FEFF][U+00AD][U+180E]',
  )
  assert.equal(shown('a\u3164b\u{e0041}\u{f0000}'), 'a[U+3164]b[U+E0041][U+F0000]')
})

test('line ends do their work in a message and show in a value', () => {
  assert.equal(shown('een\n\ttwee', 'lines'), 'een\n\ttwee')
  assert.equal(shown('een\n\ttwee', 'line'), 'een[U+000A][U+0009]twee')
  assert.equal(shown('een\r\ntwee\u2028', 'lines'), 'een[U+000D]\ntwee[U+2028]')
})

test('joiners stay in emoji and in scripts that need them, and nowhere else', () => {
  assert.equal(shown('👩🏽‍💻 👨‍👩‍👧 ❤️‍🔥'), '👩🏽‍💻 👨‍👩‍👧 ❤️‍🔥')
  assert.equal(shown('می\u200cخواهم'), 'می\u200cخواهم')
  assert.equal(shown('ad\u200dmin'), 'ad[U+200D]min')
  assert.equal(shown('\u200dالف'), '[U+200D]الف')
})

test('half a surrogate pair does not break it', () => {
  assert.equal(shown('a\ud83db'), 'a[U+D83D]b')
})

test('an empty text has no pieces', () => {
  assert.deepEqual(visibleText('', 'line'), [])
})
