import { randomBytes } from 'node:crypto'

/** Randomness as it is given to the steps: `count` bytes that nobody can guess. */
export type Random = (count: number) => Uint8Array

/** The operating system's randomness. */
export const systemRandom: Random = (count) => randomBytes(count)

/** `count` random bytes as base64url, for identifiers and URL secrets. */
export function randomText(random: Random, count: number): string {
  return Buffer.from(random(count)).toString('base64url')
}
