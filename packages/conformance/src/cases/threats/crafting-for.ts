import { type AuthResultTwist, type Crafting, craftAuthResult } from '../../crafting/craft-auth-result.ts'
import type { Canary } from '../../engine/canary.ts'
import type { Kit } from '../../engine/kit.ts'

/** What tokens for this plugin are crafted with, now. */
export function craftingFor({ subject }: Kit, canary: Canary): Crafting {
  return {
    keys: { signing: subject.signingKey.keyObject, encryption: subject.encryptionKey.keyObject },
    attributes: canary.attributes,
    now: Math.floor(subject.clock.now() / 1000),
  }
}

/** A result for this plugin that is genuine, except for a twist. */
export function craftFor(kit: Kit, canary: Canary, twist: AuthResultTwist = {}): string {
  return craftAuthResult(craftingFor(kit, canary), twist)
}
