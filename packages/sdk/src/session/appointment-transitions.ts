import { IdContactError } from '../errors/id-contact-error.ts'
import {
  announce,
  changed,
  isEnded,
  refuseAfterEnd,
  refused,
  type Transitions,
  unchanged,
} from './applied.ts'
import type { Appointment } from './appointment.ts'
import { ended } from './ended.ts'
import { feedbackTold } from './feedback-transitions.ts'
import { released } from './released.ts'
import type { Session } from './session.ts'

/** The meeting of a session, from its scheduling until it takes place (FL-7, AC-5). */
export const appointmentTransitions = {
  scheduled(session, { tag: _, at, keeps = [], ...time }) {
    refuseAfterEnd(session, 'scheduled')
    const { conversation, appointment } = session
    if (conversation.state !== 'planning' && conversation.state !== 'scheduled')
      throw refused('scheduled', conversation.state)
    if (appointment && isSame(appointment, time)) return unchanged(session)
    const booked: Appointment = appointment
      ? { ...appointment, ...time, moved: appointment.moved + 1 }
      : { ...time, bookedAt: at, moved: 0, ...bookerOf(session, keeps) }
    const { session: next, effects } = released(session, at)
    return changed(
      {
        ...next,
        conversation: { state: 'scheduled', since: at },
        appointment: booked,
        asked: undefined,
      },
      ...effects,
      announce('conversation'),
    )
  },

  contact_kept(session, { at }) {
    refuseAfterEnd(session, 'contact_kept')
    if (session.contact && session.contactAt === at) return unchanged(session)
    return changed({ ...session, contact: true, contactAt: at }, announce('citizen'))
  },

  contact_released(session) {
    if (!session.contact) return unchanged(session)
    const { contact: _, contactAt: __, ...rest } = session
    return changed(rest, { tag: 'destroy_key', key: 'contact' })
  },

  arrived(session, { at }) {
    refuseAfterEnd(session, 'arrived')
    const { conversation, appointment, attributes } = session
    if (conversation.state === 'waiting' || conversation.state === 'open') return unchanged(session)
    if (conversation.state !== 'scheduled' || !appointment) throw refused('arrived', conversation.state)
    if (at < appointment.opens || at >= appointment.ends) throw refused('arrived', 'not open yet, or over')
    if (appointment.booker && attributes.state !== 'verified') {
      throw new IdContactError('AUTHENTICATION_NEEDED', 'to a meeting without a new authentication')
    }
    const next: Session = {
      ...session,
      conversation: { state: 'waiting', since: at },
      appointment: { ...appointment, arrivedAt: at },
      activity: { ...session.activity, citizen: at },
    }
    return feedbackTold(changed(next, announce('conversation')), at)
  },

  missed(session, { at }) {
    const { conversation, appointment } = session
    if (isEnded(session)) return unchanged(session)
    if (conversation.state !== 'scheduled' || !appointment || at < appointment.starts)
      throw refused('missed', conversation.state)
    const absent: Session = { ...session, appointment: { ...appointment, outcome: 'citizen_absent' } }
    return ended(absent, at, 'agent')
  },

  extended(session, { ends }) {
    refuseAfterEnd(session, 'extended')
    const { conversation, appointment } = session
    if (conversation.state !== 'open' || !appointment) throw refused('extended', conversation.state)
    if (ends <= appointment.ends) return unchanged(session)
    return changed({ ...session, appointment: { ...appointment, ends } }, announce('conversation'))
  },
} satisfies Partial<Transitions>

function isSame(known: Appointment, time: Pick<Appointment, 'starts' | 'ends' | 'agent' | 'way'>): boolean {
  return (
    known.starts === time.starts &&
    known.ends === time.ends &&
    known.agent === time.agent &&
    known.way === time.way
  )
}

/** Who books: what is kept of an identity is a digest that needs a key, and whether there was one. */
function bookerOf({ attributes }: Session, names: readonly string[]): Pick<Appointment, 'booker' | 'kept'> {
  if (attributes.state !== 'verified') return {}
  const { person, at } = attributes
  return {
    booker: person === undefined ? {} : { person },
    ...(names.length > 0 && { kept: { at, names } }),
  }
}
