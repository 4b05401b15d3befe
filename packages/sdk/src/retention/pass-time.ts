import { IdContactError } from '../errors/id-contact-error.ts'
import { applyToStored } from '../session/change-session.ts'
import { eraseAt } from '../session/due-at.ts'
import type { Settings } from '../settings.ts'

/**
 * What time alone brings about: waiting for a result ends (B11), authentications that nobody finished are cancelled
 * (AC-8), conversations end by their limits (FL-5), keys of transcripts are destroyed and sessions erased (P2), updates
 * that are due go out (SF-6). Call it every second or so; several nodes may do so at once.
 *
 * @returns how many sessions it changed or erased; at most `PASSED_AT_ONCE`, so call again at once if it is that many
 * @throws {IdContactError} STORE_UNAVAILABLE: the others would only wait for the same
 */
export async function passTime(settings: Settings): Promise<number> {
  const at = settings.clock.now()
  const ids = await settings.store.due(at, PASSED_AT_ONCE)
  let changed = 0
  for (const id of ids) {
    try {
      const isErased = await settings.store.erase(id, at, (session) => {
        const erase = eraseAt(session)
        return erase !== undefined && erase <= at
      })
      if (!isErased) await applyToStored(settings, id, { tag: 'time_passed', at })
      changed += 1
    } catch (cause) {
      const code = cause instanceof IdContactError ? cause.code : undefined
      if (code === 'STORE_UNAVAILABLE') throw cause
      // Another node was first. Anything else must not keep the others waiting.
      if (code !== 'SESSION_UNKNOWN') settings.report(cause)
    }
  }
  return changed
}

/** More than can be stuck at the head because the outbox takes nothing: what comes after them has its turn too. */
export const PASSED_AT_ONCE = 1_000
