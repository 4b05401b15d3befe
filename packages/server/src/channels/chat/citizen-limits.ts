import type { Clock } from '@balie/sdk'
import { createLimit } from '../../http/limit.ts'
import type { Metrics, TooMany } from '../../http/metrics.ts'

/** What one browser may do by sockets, all its pages together (R4). Each counts one, and says false when there are too many. */
export interface CitizenLimits {
  /** A socket that comes in. It is a command as well. */
  arrives(browser: string): boolean
  /** A packet of any name, also one that means nothing. */
  commands(browser: string): boolean
  sends(browser: string): boolean
}

/** More than a person does, less than would hurt. A page that was away brings many messages; pages come back all at once. */
const MESSAGES = 100
const COMMANDS = 300
const ARRIVALS = 30
const WINDOW = 10_000

/** Counted by browser: whoever was closed for too many does not begin anew with another socket. */
export function createCitizenLimits(clock: Clock, metrics: Pick<Metrics, 'tooMany'>): CitizenLimits {
  function counted(what: TooMany, most: number) {
    const limit = createLimit(clock, most, WINDOW)
    return (browser: string) => {
      const isAllowed = limit.take(browser)
      if (!isAllowed) metrics.tooMany(what)
      return isAllowed
    }
  }

  const comes = counted('connections', ARRIVALS)
  const commands = counted('commands', COMMANDS)
  return {
    arrives: (browser) => comes(browser) && commands(browser),
    commands,
    sends: counted('messages', MESSAGES),
  }
}
