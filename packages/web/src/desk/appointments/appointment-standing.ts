import type { DeskAppointment } from '@balie/desk-api/client'
import type { IconName } from '../../ui/icons/icon.tsx'
import type { DeskKey } from '../words/desk-key.ts'

/** Where an appointment stands: a drawing and words. */
export interface AppointmentStanding {
  readonly icon: IconName
  readonly text: DeskKey
  /** Whether it is over, in whatever way. */
  readonly over: boolean
}

const outcomes = {
  held: { icon: 'check', text: 'appointment.held', over: true },
  citizen_absent: { icon: 'away', text: 'appointment.citizenAbsent', over: true },
  agent_absent: { icon: 'away', text: 'appointment.agentAbsent', over: true },
  cancelled: { icon: 'cross', text: 'appointment.cancelled', over: true },
} as const satisfies Record<NonNullable<DeskAppointment['outcome']>, AppointmentStanding>

const cancelled = {
  citizen: { icon: 'cross', text: 'appointment.cancelledByCitizen', over: true },
  agent: { icon: 'cross', text: 'appointment.cancelledByAgent', over: true },
} as const satisfies Record<NonNullable<DeskAppointment['cancelledBy']>, AppointmentStanding>

/** Where an appointment stands. */
export function appointmentStanding(
  appointment: Pick<DeskAppointment, 'state' | 'outcome' | 'cancelledBy'>,
): AppointmentStanding {
  const { state, outcome, cancelledBy } = appointment
  switch (state) {
    case 'scheduled':
      return { icon: 'clock', text: 'appointment.scheduled', over: false }
    case 'waiting':
      return { icon: 'hourglass', text: 'appointment.waiting', over: false }
    case 'open':
      return { icon: 'chat', text: 'appointment.open', over: false }
    case 'ended':
      if (outcome === undefined) return { icon: 'check', text: 'appointment.ended', over: true }
      return outcome === 'cancelled' && cancelledBy !== undefined ? cancelled[cancelledBy] : outcomes[outcome]
  }
}
