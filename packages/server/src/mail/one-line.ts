/** Control characters and the two separators: they end a line, or do what nobody sees. */
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu
/** Characters that turn the direction of text around; left out, they cannot make words pretend to be others. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/**
 * Text of others, fit for a place of one line: a subject, a name in a calendar. No line ends, no control
 * characters, nothing that turns the direction around, no half characters. The rest stays as it is (F4).
 */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(DIRECTION, '').replace(CONTROL, ' ').trim()
}
