import { changeSession } from '../session/change-session.ts'
import type { Settings } from '../settings.ts'

/** How long after beginning a session is still said to await its attributes, milliseconds (B11). */
export const AWAITING_AFTER_BEGIN = 30_000

/**
 * Ends the waiting of sessions that began half a minute ago and still have no result: from then on they
 * are shown as not verified. A result that comes later still counts. Call it every second or so; several
 * nodes may do so at once.
 *
 * @returns how many sessions were looked at
 */
export async function giveUpAwaiting(settings: Settings): Promise<number> {
  const at = settings.clock.now()
  const ids = await settings.store.awaitingSince(at - AWAITING_AFTER_BEGIN, 100)
  for (const id of ids) await changeSession(settings, id, { tag: 'waited_in_vain', at })
  return ids.length
}
