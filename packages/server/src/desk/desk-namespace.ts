import type { Agent } from '@balie/desk-api'
import type { Clock } from '@balie/sdk'
import type { Server } from 'socket.io'
import type { Bus } from '../conversation/bus.ts'
import type { ConversationChannel } from '../conversation/conversation-channel.ts'
import { problemFor } from '../errors/problem.ts'
import { createLimit } from '../http/limit.ts'
import type { Metrics } from '../http/metrics.ts'
import type { Log } from '../log.ts'
import { deskCommands } from './desk-commands.ts'
import { createDeskNews } from './desk-news.ts'
import { agentRoom, type DeskNamespace, type DeskSocket, teamRoom } from './desk-socket.ts'
import type { DeskView } from './desk-view.ts'
import { createFollowers } from './followers.ts'
import type { SignedInAgents } from './signed-in.ts'
import { startStandingCheck } from './standing-check.ts'

/** Of one socket within ten seconds (R4). */
const COMMANDS = 200
const PACKETS = 400
const WINDOW = 10_000

export interface DeskNamespaceOptions {
  readonly bus: Bus
  readonly agents: SignedInAgents
  readonly view: DeskView
  readonly channel: ConversationChannel
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Pick<Metrics, 'socketOpened' | 'socketClosed'>
}

/** The desk's side of the sockets, until it is closed. */
export interface OpenDeskNamespace {
  /** Looks at once whose sockets must close. */
  check(): Promise<void>
  close(): void
}

/**
 * The namespace `/desk`, on a server that lets in pages of ours only (R2). A socket gets in with an agent's
 * cookie, hears of its teams, and follows the conversations of its agent that it opened.
 */
export function openDeskNamespace(io: Server, options: DeskNamespaceOptions): OpenDeskNamespace {
  const { bus, agents, view, channel, clock, log, metrics } = options
  const namespace: DeskNamespace = io.of('/desk')
  const followers = createFollowers()
  const news = createDeskNews({ bus, namespace, followers, view, channel, log, onMissed: allOver })
  const limits = {
    commands: createLimit(clock, COMMANDS, WINDOW),
    packets: createLimit(clock, PACKETS, WINDOW),
  }

  namespace.use(async (socket, next) => {
    try {
      Object.assign(socket.data, await agents.ofCookie(socket.handshake.headers.cookie))
      next()
    } catch (error) {
      const problem = problemFor(error)
      if (problem.status >= 500) log.error({ err: error }, 'a socket of the desk could not be let in')
      next(Object.assign(new Error(problem.title), { data: problem }))
    }
  })

  /** Sockets whose list could not be read. They stay, so that a database that is away for a moment empties no desk. */
  const behind = new Set<DeskSocket>()

  /** The list, and from then on every change of it. */
  async function join(socket: DeskSocket): Promise<void> {
    const { agent } = socket.data
    const missed = news.collect()
    try {
      socket.emit('list', await view.list(agent))
      await socket.join([agentRoom(agent.id), ...agent.teams.map(teamRoom)])
    } catch (error) {
      if (behind.size === 0) log.warn({ err: error }, 'the list of the desk could not be read; tried again')
      if (socket.connected) behind.add(socket)
    } finally {
      for (const conversation of missed()) news.tellRow(conversation)
    }
  }

  function changed(socket: DeskSocket, agent: Agent): void {
    for (const team of socket.data.agent.teams) void socket.leave(teamRoom(team))
    socket.data.agent = agent
    for (const conversation of followers.openIn(socket)) news.tellDetail(conversation)
    void join(socket)
  }

  /** As after a reconnection: its list, and what it has open. */
  function allOver(): void {
    for (const socket of namespace.sockets.values()) {
      for (const conversation of followers.openIn(socket)) news.tellAll(conversation)
      void join(socket)
    }
    void standing.check()
  }

  function catchUp(): void {
    for (const socket of behind) {
      behind.delete(socket)
      void join(socket)
    }
  }

  const standing = startStandingCheck({ namespace, agents, log, onChanged: changed, onChecked: catchUp })

  namespace.on('connection', (socket) => {
    deskCommands(socket, { agents, view, channel, followers, news, limits, log })
    metrics.socketOpened('agent')
    socket.on('disconnect', () => {
      metrics.socketClosed('agent')
      behind.delete(socket)
      followers.removeAll(socket)
    })
    void join(socket)
  })

  return {
    check: standing.check,
    close() {
      standing.close()
      news.close()
    },
  }
}
