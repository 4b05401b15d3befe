import { applyEvent } from '../session/apply-event.ts'
import { carryOut, expectOpen } from '../session/change-session.ts'
import type { Session } from '../session/session.ts'
import type { Settings } from '../settings.ts'

/**
 * Step 3, second half: a person pressed the button. The first browser that begins owns the conversation,
 * and only a browser that landed can begin (B1, B3). Again by the owner changes nothing.
 *
 * @param id the session's handle, from the clean page URL
 * @param browser hash of the browser's cookie
 * @throws {IdContactError} SESSION_UNKNOWN, NOT_LANDED, NOT_THE_OWNER
 */
export async function begin(settings: Settings, id: string, browser: string): Promise<Session> {
  const applied = await settings.store.transact(id, (record) => {
    const at = settings.clock.now()
    expectOpen(record, at)
    const next = applyEvent(record.session, {
      tag: 'begun',
      at,
      browser,
      ...(record.session.schedules && { schedules: true }),
    })
    if (next.session === record.session) return { value: next }
    return { value: next, session: next.session, effects: next.effects }
  })
  await carryOut(settings, applied.session, applied.effects)
  return applied.session
}
