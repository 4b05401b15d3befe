import { type Applied, announce, changed, goneFrom } from './applied.ts'
import { letGo } from './feedback.ts'
import type { Session } from './session.ts'

/**
 * What an appointment was made with goes: data of an authentication is used in that session only. Its authentication plugin is
 * let go of: it still hears of a logout, for an hour, and of no activity any more (FL-7, AC-5).
 */
export function released(session: Session, at: number): Applied {
  const { attributes } = session
  const feedback = letGo(session.feedback, at)
  if (attributes.state !== 'verified' && attributes.state !== 'withheld')
    return changed({ ...session, feedback })
  return changed(
    {
      ...session,
      attributes: {
        state: 'released',
        at,
        ...(attributes.state === 'verified' && {
          from: attributes.person === undefined ? {} : { person: attributes.person },
        }),
      },
      shared: goneFrom(session.shared, at, 'booked'),
      feedback,
    },
    { tag: 'destroy_key', key: 'attributes' },
    announce('attributes'),
  )
}

/**
 * The citizen logged out of the browser in which the appointment was made, which stands: from now on that browser is like any
 * other, and gets in by authenticating again (F7).
 */
export function leftAlone(session: Session, at: number): Applied {
  const { session: next, effects } = released(session, at)
  const left: Session = { ...next, owner: undefined, landings: [], authentications: [] }
  return changed(left, ...effects, { tag: 'destroy_key', key: 'pending' }, announce('conversation'))
}
