import {
  AgentHours,
  BusyTimeId,
  ChosenTime,
  DeskAppointments,
  DeskAppointmentsQuery,
  ExceptionDate,
  Extension,
  FreeTimes,
  FreeTimesQuery,
  HoursException,
  NewBusyTime,
  paths,
  WeeklyHours,
} from '@balie/desk-api'
import Type, { type TSchema } from 'typebox'
import type { Bus } from '../conversation/bus.ts'
import { BalieError } from '../errors/balie-error.ts'
import type { FastifyRequest, Listener } from '../http/listener.ts'
import { isDate } from '../scheduling/is-date.ts'
import type { HoursOfAgents } from './agent-hours.ts'
import type { DeskAppointmentsOf } from './desk-appointments.ts'
import type { SignedInAgents } from './signed-in.ts'
import { whoAsks } from './who-asks.ts'

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) })
const Done = Type.Object({})

export interface AppointmentRoutesOptions {
  readonly agents: Pick<SignedInAgents, 'ofCookie'>
  readonly appointments: DeskAppointmentsOf
  readonly hours: HoursOfAgents
  readonly bus: Pick<Bus, 'announce'>
}

/** What the desk asks of appointments and of the agent's own hours. Who asks is found out first (G1, G2, G3). */
export async function deskAppointmentRoutes(app: Listener, options: AppointmentRoutesOptions): Promise<void> {
  const { appointments, hours, bus } = options
  const who = whoAsks(app, options.agents)

  const list = {
    summary: 'Appointments of some days, of the teams of the agent',
    querystring: DeskAppointmentsQuery,
    response: { 200: DeskAppointments },
  }
  app.get(paths.deskAppointments, { schema: list }, (request) => {
    const { from, days } = request.query
    return appointments.list(who(request), expectDate(from), days ?? 7)
  })

  const free = {
    summary: 'Times to which an appointment can be moved',
    params: Id,
    querystring: FreeTimesQuery,
    response: { 200: FreeTimes },
  }
  app.get(paths.deskFreeTimes, { schema: free }, (request) =>
    appointments.freeTimes(who(request), request.params.id, expectDate(request.query.from)),
  )

  const move = { summary: 'Move an appointment', params: Id, body: ChosenTime, response: { 200: Done } }
  app.post(paths.deskMoveAppointment, { schema: move }, async (request) => {
    await appointments.move(who(request), request.params.id, request.body.starts)
    return {}
  })

  const cancel = { summary: 'Cancel an appointment', params: Id, response: { 200: Done } }
  app.post(paths.deskCancelAppointment, { schema: cancel }, async (request) => {
    await appointments.cancel(who(request), request.params.id)
    return {}
  })

  const noShow = { summary: 'The citizen did not come', params: Id, response: { 200: Done } }
  app.post(paths.noShow, { schema: noShow }, async (request) => {
    await appointments.noShow(who(request), request.params.id)
    return {}
  })

  const extend = { summary: 'Make a meeting longer', params: Id, body: Extension, response: { 200: Done } }
  app.post(paths.extend, { schema: extend }, async (request) => {
    await appointments.extend(who(request), request.params.id, request.body.minutes)
    return {}
  })

  app.get(
    paths.hours,
    { schema: { summary: 'When this agent works', response: { 200: AgentHours } } },
    (request) => hours.of(who(request).id),
  )

  /** A change of the agent's own hours, which answers them as they are then. */
  function change<S extends TSchema>(
    path: string,
    summary: string,
    body: S,
    act: (agent: string, body: Type.Static<S>) => Promise<void>,
  ): void {
    app.post(path, { schema: { summary, body, response: { 200: AgentHours } } }, async (request) => {
      const agent = who(request as FastifyRequest)
      await act(agent.id, request.body as Type.Static<S>)
      for (const team of agent.teams) bus.announce({ tag: 'appointments', team })
      return hours.of(agent.id)
    })
  }

  change(paths.hours, 'Set the weekly hours', WeeklyHours, (agent, { weekly }) =>
    hours.setWeekly(agent, weekly),
  )
  change(paths.exceptions, 'Set the hours of one day', HoursException, (agent, exception) =>
    hours.setException(agent, exception),
  )
  change(paths.removeException, 'The usual hours again', ExceptionDate, (agent, { date }) =>
    hours.removeException(agent, date),
  )
  change(paths.busyTimes, 'Add a busy time', NewBusyTime, (agent, time) => hours.addBusy(agent, time))
  change(paths.removeBusyTime, 'Remove a busy time', BusyTimeId, (agent, { id }) =>
    hours.removeBusy(agent, id),
  )
}

function expectDate(date: string | undefined): string | undefined {
  if (date === undefined || isDate(date)) return date
  throw new BalieError('REQUEST_INVALID', 'a day that does not exist')
}
