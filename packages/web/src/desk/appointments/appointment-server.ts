import { call, type DeskAppointments, type FreeTimes, type Outcome, paths } from '@balie/desk-api/client'
import type { DateRange } from './calendar-date.ts'

/** What the appointments ask of the server. */
export interface AppointmentServer {
  appointments(range: DateRange): Promise<Outcome<DeskAppointments>>
  /** Times to which it can be moved, from a date on; without one, from the first. */
  times(id: string, from: string | undefined): Promise<Outcome<FreeTimes>>
  /** 409 SLOT_TAKEN: somebody was first; `next` in the problem is the next free time. */
  move(id: string, starts: number): Promise<Outcome<unknown>>
  cancel(id: string): Promise<Outcome<unknown>>
  noShow(id: string): Promise<Outcome<unknown>>
  /** 409 EXTENSION_REFUSED: another appointment begins. */
  extend(id: string, minutes: number): Promise<Outcome<unknown>>
}

/** The server, with this browser's cookie. */
export const appointmentServer: AppointmentServer = {
  appointments: ({ from, days }) =>
    call<DeskAppointments>('GET', `${paths.deskAppointments}?from=${from}&days=${days}`),
  times: (id, from) =>
    call<FreeTimes>('GET', `${paths.deskFreeTimes}${from === undefined ? '' : `?from=${from}`}`, { id }),
  move: (id, starts) => call('POST', paths.deskMoveAppointment, { id }, { starts }),
  cancel: (id) => call('POST', paths.deskCancelAppointment, { id }),
  noShow: (id) => call('POST', paths.noShow, { id }),
  extend: (id, minutes) => call('POST', paths.extend, { id }, { minutes }),
}
