import { createHash } from 'node:crypto'
import { type Random, randomText } from './random.ts'

/** A secret that stands in a URL path: 256 random bits (threat B4). Only its hash is ever stored. */
export function createUrlSecret(random: Random): string {
  return randomText(random, 32)
}

/** SHA-256 as base64url: how URL secrets and browser cookies are stored and looked up. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
