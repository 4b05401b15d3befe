import {
  type AgentHours,
  call,
  type DayHours,
  type HoursException,
  type NewBusyTime,
  type Outcome,
  paths,
} from '@balie/desk-api/client'

/** What the working hours ask of the server. Refusals of what was filled in: HOURS_INVALID. */
export interface HoursServer {
  hours(): Promise<Outcome<AgentHours>>
  /** `null`: the organisation's hours again. */
  saveWeekly(weekly: DayHours[][] | null): Promise<Outcome<unknown>>
  saveException(exception: HoursException): Promise<Outcome<unknown>>
  removeException(date: string): Promise<Outcome<unknown>>
  addBusy(busy: NewBusyTime): Promise<Outcome<unknown>>
  removeBusy(id: string): Promise<Outcome<unknown>>
}

/** The server, with this browser's cookie. */
export const hoursServer: HoursServer = {
  hours: () => call<AgentHours>('GET', paths.hours),
  saveWeekly: (weekly) => call('POST', paths.hours, {}, { weekly }),
  saveException: (exception) => call('POST', paths.exceptions, {}, exception),
  removeException: (date) => call('POST', paths.removeException, {}, { date }),
  addBusy: (busy) => call('POST', paths.busyTimes, {}, busy),
  removeBusy: (id) => call('POST', paths.removeBusyTime, {}, { id }),
}
