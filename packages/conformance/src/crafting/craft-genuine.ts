import { type Crafting, craftAuthResult } from './craft-auth-result.ts'
import type { Genuine } from './mutate-token.ts'

/** A genuine result, and the JWS inside it: what mutants are made of. */
export function craftGenuine(crafting: Crafting): Genuine {
  let inside = ''
  const jwe = craftAuthResult(crafting, {
    plaintext(jws) {
      inside = jws
      return JSON.stringify({ njwt: jws })
    },
  })
  return { jwe, jws: inside }
}
