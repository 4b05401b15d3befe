/** Another way to write the bytes of one part of a token. */
export interface Respelling {
  readonly title: string
  /** Undefined where the part cannot be written so. */
  readonly change: (part: string) => string | undefined
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Spellings that a lenient decoder takes for the same bytes (T7). */
export const RESPELLINGS: readonly Respelling[] = Object.freeze([
  {
    title: 'with padding',
    change: (part) => (part.length % 4 ? part.padEnd(part.length + 4 - (part.length % 4), '=') : `${part}=`),
  },
  {
    title: 'in the other alphabet',
    change: (part) => differs(part, part.replaceAll('-', '+').replaceAll('_', '/')),
  },
  { title: 'with other last bits', change: withOtherLastBits },
  { title: 'with a line break in it', change: (part) => `${part.slice(0, 4)}\n${part.slice(4)}` },
  { title: 'with a space in it', change: (part) => `${part.slice(0, 4)} ${part.slice(4)}` },
  {
    title: 'with a percent-encoded character',
    change: (part) => `%${part.charCodeAt(0).toString(16)}${part.slice(1)}`,
  },
  { title: 'with a zero byte after it', change: (part) => `${part}\0` },
])

/** The last character of a part carries bits that no byte needs: another one with the same useful bits. */
function withOtherLastBits(part: string): string | undefined {
  const spare = { 2: 16, 3: 4 }[part.length % 4]
  const last = part.at(-1)
  if (!spare || last === undefined) return undefined
  const value = ALPHABET.indexOf(last)
  const other = value - (value % spare) + ((value + 1) % spare)
  return part.slice(0, -1) + ALPHABET[other]
}

function differs(before: string, after: string): string | undefined {
  return before === after ? undefined : after
}
