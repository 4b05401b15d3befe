import { IdContactError } from '../errors/id-contact-error.ts'
import { applyEvent } from '../session/apply-event.ts'
import { carryOut, expectOpen } from '../session/change-session.ts'
import type { Session } from '../session/session.ts'
import type { Settings } from '../settings.ts'

/**
 * The citizen comes to the meeting, by a button: from when the way in is open, and where somebody verified had booked, with a new
 * authentication by the same person only (FL-7, AC-5, AC-9). Again changes nothing.
 *
 * @param browser hash of the cookie: the browser that booked, or that the same person authenticated in since
 * @throws {IdContactError} SESSION_UNKNOWN, NOT_THE_OWNER, AUTHENTICATION_NEEDED; TRANSITION_REFUSED before the way in is open
 *   and after the end
 */
export async function arrive(settings: Settings, id: string, browser: string): Promise<Session> {
  const applied = await settings.store.transact(id, (record) => {
    const at = settings.clock.now()
    const { session } = expectOpen(record, at)
    if (session.owner?.browser !== browser) {
      throw new IdContactError('NOT_THE_OWNER', 'to a meeting from a browser that does not own the session')
    }
    const next = applyEvent(session, { tag: 'arrived', at })
    if (next.session === session) return { value: next }
    return { value: next, session: next.session, effects: next.effects }
  })
  await carryOut(settings, applied.session, applied.effects)
  return applied.session
}
