import { type Applied, announce, changed, goneFrom } from './applied.ts'
import type { Appointment, AppointmentOutcome } from './appointment.ts'
import type { EndedBy, Session } from './session.ts'

/** The end, whoever or whatever brought it: the identity goes at once, the transcript later (B8, P2). */
export function ended(session: Session, at: number, by: EndedBy): Applied {
  const { conversation, appointment, contact } = session
  const agent = conversation.state === 'open' ? { agent: conversation.agent } : {}
  const { contact: _, contactAt: __, ...rest } = session
  return changed(
    {
      ...(appointment ? session : rest),
      conversation: { state: 'ended', at, by, ...agent },
      shared: goneFrom(session.shared, at, 'ended'),
      authentications: [],
      asked: undefined,
      ...(appointment && { appointment: endedAppointment(session, appointment, at, by) }),
    },
    { tag: 'destroy_key', key: 'attributes' },
    { tag: 'destroy_key', key: 'pending' },
    ...(appointment ? [{ tag: 'destroy_key', key: 'kept' } as const] : []),
    // Nobody writes about an appointment that was never made.
    ...(contact && !appointment ? [{ tag: 'destroy_key', key: 'contact' } as const] : []),
    announce('conversation'),
  )
}

/** What became of the meeting, where that is not known yet. */
function endedAppointment(session: Session, appointment: Appointment, at: number, by: EndedBy): Appointment {
  const { kept: _, ...rest } = appointment
  const outcome = appointment.outcome ?? outcomeOf(session, appointment, at, by)
  if (outcome !== 'cancelled') return { ...rest, outcome }
  return { ...rest, outcome, cancelledBy: by === 'agent' ? 'agent' : 'citizen' }
}

function outcomeOf(
  { conversation }: Session,
  { starts }: Appointment,
  at: number,
  by: EndedBy,
): AppointmentOutcome {
  if (conversation.state === 'open') return 'held'
  if (conversation.state === 'waiting') return at < starts || by === 'agent' ? 'cancelled' : 'agent_absent'
  return by === 'time' ? 'citizen_absent' : 'cancelled'
}
