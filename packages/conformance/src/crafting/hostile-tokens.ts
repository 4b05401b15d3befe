import { AMBIGUOUS_CLAIMS, WRONG_TIMES } from './forged-claims.ts'
import { EPHEMERAL_KEYS, FOREIGN_HEADERS, OTHER_ALGORITHMS } from './forged-encryption.ts'
import { OTHER_SUBJECTS, WRONG_NESTING } from './forged-nesting.ts'
import { UNSIGNED, WRONG_KEYS } from './forged-signatures.ts'
import type { HostileToken } from './hostile-token.ts'
import { OUTSIZED } from './outsized-tokens.ts'

/** Every hostile token of the kit: threats T1 to T6 and T8 to T10, each with what is wrong with it. */
export const HOSTILE_TOKENS: readonly HostileToken[] = Object.freeze([
  ...UNSIGNED,
  ...WRONG_KEYS,
  ...EPHEMERAL_KEYS,
  ...WRONG_NESTING,
  ...OTHER_SUBJECTS,
  ...WRONG_TIMES,
  ...FOREIGN_HEADERS,
  ...OTHER_ALGORITHMS,
  ...OUTSIZED,
  ...AMBIGUOUS_CLAIMS,
])
