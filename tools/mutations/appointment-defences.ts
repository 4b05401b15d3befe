import { type Defence, inSdk, inServer } from './defence.ts'

const MEETING = 'session/appointment-transitions.ts'

/** Appointments: who comes to their meeting, and what is left of the booking until then. */
export const appointmentDefences: readonly Defence[] = [
  inSdk(
    'AC-5 a new authentication for the meeting',
    MEETING,
    "if (appointment.booker && attributes.state !== 'verified') {",
    'if (false) {',
    'AC-5 the browser that booked does not come',
    'AC-5 a failed authentication',
  ),
  inSdk(
    'AC-9 the meeting is for who booked it',
    'session/authentication-transitions.ts',
    'if (appointment && isNotTheirs(session, appointment, result, isOther, at)) return kept(session, one, at)',
    '',
    'AC-5 a different person who authenticates',
  ),
  inSdk(
    'FL-7 the booking lets go of its attributes',
    MEETING,
    'const { session: next, effects } = released(session, at)',
    'const { session: next, effects } = changed(session)',
    'AC-5 the browser that booked does not come',
  ),
  inServer(
    'FL-7 who may see an appointment',
    'conversation/may-see.ts',
    'if (owner) return owner.browser === browser',
    'if (owner) return true',
    'FL-7 the client URL in another browser',
    'AC-5 a different person who authenticates',
  ),
]
