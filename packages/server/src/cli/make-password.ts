import type { Random } from '@balie/sdk'

const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Five groups of four, without signs that look alike: 98 bits that can be read aloud. */
export function makePassword(random: Random): string {
  const signs: string[] = []
  while (signs.length < 20) {
    // Bytes above the last whole multiple would make some signs likelier than others.
    const usable = [...random(32)].filter((byte) => byte < 256 - (256 % SIGNS.length))
    signs.push(...usable.map((byte) => SIGNS[byte % SIGNS.length] ?? ''))
  }
  const text = signs.slice(0, 20).join('')
  return text.replace(/(.{4})(?=.)/g, '$1-')
}
