import type { Clock, Settings } from '@balie/sdk'
import type { Server } from 'socket.io'
import type { Config } from '../config/config.ts'
import type { AgentNames } from '../conversation/agent-names.ts'
import type { Bus } from '../conversation/bus.ts'
import type { ConversationChannel } from '../conversation/conversation-channel.ts'
import { createListedConversations } from '../conversation/listed-conversations.ts'
import type { Addresses } from '../http/addresses.ts'
import type { Listener } from '../http/listener.ts'
import type { Metrics } from '../http/metrics.ts'
import type { Log } from '../log.ts'
import type { AgentCalendars } from '../scheduling/agent-calendars.ts'
import type { Bookings } from '../scheduling/bookings.ts'
import type { FreeTimesOfPurposes } from '../scheduling/free-times.ts'
import type { Store } from '../store/pool.ts'
import { createAgentAuth } from './agent-auth.ts'
import { createAgentHours } from './agent-hours.ts'
import { createAgentNames } from './agent-names.ts'
import { deskAppointmentRoutes } from './appointment-routes.ts'
import { createDeskActions } from './desk-actions.ts'
import { createDeskAppointments } from './desk-appointments.ts'
import { type OpenDeskNamespace, openDeskNamespace } from './desk-namespace.ts'
import { deskRoutes } from './desk-routes.ts'
import { createDeskView } from './desk-view.ts'
import { createRecordReveal } from './record-reveal.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { createSignedInAgents } from './signed-in.ts'

export interface DeskOptions {
  readonly config: Pick<Config, 'purposes' | 'schedule'>
  /** Read once the listeners listen. */
  readonly addresses: Addresses
  readonly database: Store
  readonly bus: Bus
  readonly settings: Settings
  readonly channel: ConversationChannel
  readonly log: Log
  readonly clock: Clock
  readonly metrics: Pick<Metrics, 'socketOpened' | 'socketClosed'>
  /** What schedules meetings. */
  readonly scheduling: {
    readonly bookings: Bookings
    readonly freeTimes: FreeTimesOfPurposes
    readonly calendars: AgentCalendars
    beat(): void
  }
}

/** Where agents work. */
export interface Desk {
  /** Mounts `/api/auth` (signing in and out only) and `/api/desk`. */
  routes(app: Listener): Promise<void>
  /** Opens the namespace `/desk`. */
  namespace(io: Server): void
  readonly agentNames: AgentNames
  /** Stops listening and looking; the sockets themselves are closed with their server. */
  close(): void
}

/** The desk: who works there, what they see and do, and how they hear of it. */
export function createDesk(options: DeskOptions): Desk {
  const { config, addresses, bus, settings, channel, log, clock, metrics } = options
  const { db: database, pool } = options.database
  const auth = createAgentAuth({ addresses, database, keyring: settings.keyring, clock })
  const agents = createSignedInAgents(pool, clock, auth)
  const names = createAgentNames(database)
  const parts = {
    purposes: config.purposes,
    settings,
    channel,
    clock,
    conversations: createListedConversations(database),
    names,
    recordReveal: createRecordReveal(database, clock),
  }
  const view = createDeskView(parts)
  const actions = createDeskActions(parts, view)
  const { bookings, freeTimes, calendars, beat } = options.scheduling
  const { schedule } = config
  const appointments = createDeskAppointments({
    ...{ ...parts, database, schedule, bookings, times: freeTimes, calendars, view, onChanged: beat },
  })
  const hours = createAgentHours({ database, schedule, calendars, clock, random: settings.random })
  let open: OpenDeskNamespace | undefined

  return {
    async routes(app) {
      const onSignedOut = () => void open?.check()
      await signInRoutes(app, { auth, addresses, clock, onSignedOut })
      await app.register((scope: Listener) => deskRoutes(scope, { agents, view, actions }))
      await app.register((scope: Listener) =>
        deskAppointmentRoutes(scope, { agents, appointments, hours, bus }),
      )
    },
    namespace(io) {
      open = openDeskNamespace(io, { bus, agents, view, channel, clock, log, metrics })
    },
    agentNames: names,
    close() {
      open?.close()
    },
  }
}
