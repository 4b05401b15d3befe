import { CitizenHandshake } from '@balie/desk-api'
import { IdContactError, readBrowser } from '@balie/sdk'
import type { Server } from 'socket.io'
import { Value } from 'typebox/value'
import type { Announcement, Bus, Missed } from '../../conversation/bus.ts'
import { createCoalescedWork } from '../../conversation/coalesced-work.ts'
import { BalieError } from '../../errors/balie-error.ts'
import { problemFor } from '../../errors/problem.ts'
import type { Metrics } from '../../http/metrics.ts'
import { createTurns } from '../../store/turns.ts'
import { type CitizenCommandsOfSocket, citizenCommands } from './citizen-commands.ts'
import { type CitizenFollower, followForCitizen } from './citizen-follower.ts'
import { createCitizenLimits } from './citizen-limits.ts'
import type { CitizenParts } from './citizen-parts.ts'
import type { CitizenNamespace, CitizenSocket, CitizenSocketData } from './citizen-socket.ts'
import { createLineWatch } from './line-watch.ts'
import type { Presence } from './presence.ts'

/** Most pages of one browser on one conversation. */
const PAGES = 20
/** How many pages are brought up to date at once after something was missed. */
const LOOK_AT_ONCE = 8

export interface CitizenNamespaceOptions extends CitizenParts {
  readonly bus: Bus
  readonly presence: Presence
  readonly metrics: Pick<Metrics, 'socketOpened' | 'socketClosed' | 'tooMany'>
}

/** The citizens' side of the sockets. */
export interface OpenCitizenNamespace {
  /** Tries again what could not be read or noted, and tells how lines moved; call it every second or so. */
  retry(): void
  /** Stops listening, after what the sockets left behind is noted. Close the sockets before. */
  close(): Promise<void>
}

/**
 * The namespace `/citizen`. A socket gets in with the cookie of a browser that landed on the conversation
 * (nobody's yet) or owns it; everybody else is refused alike, whether there is such a conversation or not
 * (R1, B2).
 */
export function openCitizenNamespace(io: Server, options: CitizenNamespaceOptions): OpenCitizenNamespace {
  const { bus, settings, views, presence, metrics } = options
  const namespace: CitizenNamespace = io.of('/citizen')
  const followers = new Map<string, Set<CitizenFollower>>()
  const retries = new Map<string, CitizenCommandsOfSocket>()
  const limits = createCitizenLimits(settings.clock, metrics)
  const parts = { ...options, limits, inTurn: createTurns() }

  async function admit({ handshake }: CitizenSocket): Promise<CitizenSocketData> {
    if (!Value.Check(CitizenHandshake, handshake.auth)) {
      throw new BalieError('REQUEST_INVALID', 'a handshake of another shape')
    }
    const { handle, after } = handshake.auth
    const browser = readBrowser(settings.externalUrl, handshake.headers.cookie)
    if (browser !== undefined && !limits.arrives(browser)) {
      throw new BalieError('TOO_MANY_REQUESTS', 'sockets or commands of one browser')
    }
    const { view } = await views.of(handle, browser)
    if (browser === undefined || view.state === 'elsewhere') {
      throw new IdContactError('NOT_THE_OWNER', 'a socket for a conversation of another browser, or none')
    }
    if ((followers.get(handle)?.size ?? 0) >= PAGES) {
      throw new BalieError('TOO_MANY_REQUESTS', 'pages of one browser on one conversation')
    }
    return { handle, browser, after }
  }

  namespace.use(async (socket, next) => {
    try {
      Object.assign(socket.data, await admit(socket))
      next()
    } catch (error) {
      const problem = problemFor(error)
      if (problem.status >= 500) settings.report(error)
      next(Object.assign(new Error(problem.title), { data: problem }))
    }
  })

  namespace.on('connection', (socket) => {
    const { handle } = socket.data
    const follower = followForCitizen(socket, options, presence)
    followers.set(handle, (followers.get(handle) ?? new Set()).add(follower))
    metrics.socketOpened('citizen')
    retries.set(
      socket.id,
      citizenCommands(socket, parts, () => follower.talks),
    )
    socket.on('disconnect', (reason) => {
      metrics.socketClosed('citizen')
      retries.delete(socket.id)
      // This node stops: the page comes back on another one, and whoever does not is noticed there.
      if (reason !== 'server shutting down' && !socket.data.isLetGo) follower.close()
      const others = followers.get(handle)
      others?.delete(follower)
      if (others?.size === 0) followers.delete(handle)
    })
  })

  function hear(announcement: Announcement | Missed): void {
    if (announcement.tag === 'missed') {
      everybodyLooks.ask()
      return
    }
    if (announcement.tag === 'agent_gone' || announcement.tag === 'appointments') return
    if (announcement.tag === 'line') {
      const team = views.teamOf(announcement.purpose)
      if (team !== undefined) line.moved(team)
      return
    }
    for (const follower of followers.get(announcement.conversation) ?? []) follower.hear(announcement)
  }

  function all(): CitizenFollower[] {
    return [...followers.values()].flatMap((of) => [...of])
  }

  const line = createLineWatch({
    views,
    tell(team, places) {
      for (const follower of all()) follower.placed(team, places)
    },
    report: settings.report,
  })

  /** Some at a time, so that what citizens do meanwhile does not wait behind it. */
  const everybodyLooks = createCoalescedWork(async () => {
    const left = all()
    while (left.length > 0) await Promise.all(left.splice(0, LOOK_AT_ONCE).map((follower) => follower.look()))
  }, settings.report)

  const deaf = bus.listen(hear)
  return {
    retry() {
      for (const follower of all()) follower.retry()
      for (const commands of retries.values()) commands.retry()
      presence.retry()
      line.beat()
    },
    async close() {
      await presence.settled()
      deaf()
    },
  }
}
