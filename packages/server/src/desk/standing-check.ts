import type { Agent } from '@balie/desk-api'
import type { Log } from '../log.ts'
import type { DeskNamespace, DeskSocket } from './desk-socket.ts'
import type { SignedInAgents } from './signed-in.ts'

/** Milliseconds between two checks; with the query, well within the second that is promised. */
const PAUSE = 500

export interface StandingCheckOptions {
  readonly namespace: DeskNamespace
  readonly agents: Pick<SignedInAgents, 'stillOf'>
  readonly log: Log
  /** The agent's name or teams are others now. */
  readonly onChanged: (socket: DeskSocket, agent: Agent) => void
  /** It could be looked: the database answers. */
  readonly onChecked: () => void
}

/**
 * Looks every half second, in one query for all sockets, whether each agent is still signed in and may still
 * work; a socket of one who is not is closed. So an agent who was disabled by a command line in another
 * process, or signed out on another page, is gone within a second (threats R3, G3).
 */
export function startStandingCheck({ namespace, agents, log, onChanged, onChecked }: StandingCheckOptions): {
  /** Looks at once. */
  check(): Promise<void>
  close(): void
} {
  let timer: NodeJS.Timeout | undefined
  let closed = false

  async function check(): Promise<void> {
    const sockets = [...namespace.sockets.values()]
    if (sockets.length === 0) return
    try {
      const standing = await agents.stillOf([...new Set(sockets.map(({ data }) => data.session))])
      for (const socket of sockets) {
        const agent = standing.get(socket.data.session)
        if (!agent) socket.disconnect(true)
        else if (JSON.stringify(agent) !== JSON.stringify(socket.data.agent)) onChanged(socket, agent)
      }
      onChecked()
    } catch (error) {
      // While the database is away nothing can be read or done on these sockets anyway.
      log.debug({ err: error }, 'the standing of agents could not be read')
    }
  }

  function again(): void {
    if (closed) return
    timer = setTimeout(() => void check().then(again), PAUSE).unref()
  }

  again()
  return {
    check,
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
