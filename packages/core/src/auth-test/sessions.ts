import { type Clock, type Random, randomText, type SessionUpdate } from '@balie/sdk'
import { CoreError } from '../errors/core-error.ts'
import { BoundedMap } from './bounded-map.ts'

const MOST_SESSIONS = 200
const MOST_UPDATES = 100
const ID_BYTES = 16

/** An update that arrived. */
export interface ReceivedUpdate {
  readonly type: SessionUpdate
  /** Milliseconds since 1970. */
  readonly at: number
  /** It came after a logout, which no plugin may do (SF-6). */
  readonly afterLogout: boolean
}

/** A session of somebody who authenticated, as far as this plugin sees it. Holds no attribute values. */
export interface TestSession {
  readonly id: string
  readonly startedAt: number
  /** Names of the attributes that were shared. */
  readonly attributes: readonly string[]
  /** Oldest first, at most 100. */
  readonly updates: readonly ReceivedUpdate[]
  /** Updates that arrived, those no longer kept included. */
  readonly count: number
  readonly loggedOut: boolean
}

/** The sessions behind the session URLs, in memory: the newest 200 (AU-1). */
export class Sessions {
  readonly #entries = new BoundedMap<TestSession>(MOST_SESSIONS)
  readonly #clock: Clock
  readonly #random: Random

  constructor(clock: Clock, random: Random) {
    this.#clock = clock
    this.#random = random
  }

  start(attributes: readonly string[]): TestSession {
    const id = randomText(this.#random, ID_BYTES)
    const session = { id, startedAt: this.#clock.now(), attributes, updates: [], count: 0, loggedOut: false }
    this.#entries.set(id, session)
    return session
  }

  /**
   * Notes an update. A second logout is fine, as a sender that missed the answer repeats it.
   *
   * @throws SESSION_UNKNOWN for a session that is not here; SESSION_ENDED for activity after a logout, which is
   * noted all the same.
   */
  update(id: string, type: SessionUpdate): void {
    const session = this.#entries.get(id)
    if (session === undefined) throw new CoreError('SESSION_UNKNOWN', 'no such session')
    const afterLogout = session.loggedOut && type === 'user_active'
    const update = { type, at: this.#clock.now(), afterLogout }
    this.#entries.set(id, {
      ...session,
      updates: [...session.updates, update].slice(-MOST_UPDATES),
      count: session.count + 1,
      loggedOut: session.loggedOut || type === 'logout',
    })
    if (afterLogout) throw new CoreError('SESSION_ENDED', 'activity after a logout')
  }

  /** A number that grows with everything that happens here. */
  get changes(): number {
    return this.#entries.changes
  }

  newestFirst(): readonly TestSession[] {
    return this.#entries.newestFirst()
  }
}
