/** Control characters, format characters (the directions are among them), and the two separators. */
const HIDDEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/**
 * The text with every character that does not show, or that turns others around, written as its number, so
 * that a name cannot pretend to be another one (threat F4).
 */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, (found) => {
    const number = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return `[U+${number}]`
  })
}
