import { HOSTILE_TOKENS } from '../../crafting/hostile-tokens.ts'

/** One or two of each kind: behind another door the lock is the same, but it must be in every door. */
const TITLES = new Set([
  'alg "none" and no signature',
  'HS256 keyed with the public key as PEM',
  "signed with a stranger's key",
  'sealed for a stranger',
  'bare claims in the JWE',
  'a bare JWS, well signed',
  'no token at all: {}',
  'sub id-contact-widget',
  'expired a minute ago',
  'no exp',
  'an exp of the year 2100',
  'jku in the JWS header',
  'a compression bomb: 5 MB from 5 kB',
  '100 attributes',
  'attributes with failed',
  'an attribute twice',
])

/** Hostile tokens for the doors other than the attr URL of a session. */
export const HOSTILE_SAMPLE = Object.freeze(HOSTILE_TOKENS.filter(({ title }) => TITLES.has(title)))
