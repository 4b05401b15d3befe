import { type Clock, type Random, randomText, type StartAuthenticationRequest } from '@balie/sdk'
import { CoreError } from '../errors/core-error.ts'
import { BoundedMap } from './bounded-map.ts'

const MOST = 1000
const LIFE_MS = 30 * 60 * 1000
const HANDLE_BYTES = 24

/** What the core asked, kept until the tester has decided. */
export interface Authentication extends StartAuthenticationRequest {
  /** In the path of its page; cannot be guessed. */
  readonly handle: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
}

/**
 * The authentications that were asked for, in memory: at most 1000, for 30 minutes each. One can be finished
 * more than once, which lets a tester send a second result.
 */
export class Authentications {
  readonly #entries = new BoundedMap<Authentication>(MOST)
  readonly #clock: Clock
  readonly #random: Random

  constructor(clock: Clock, random: Random) {
    this.#clock = clock
    this.#random = random
  }

  start(request: StartAuthenticationRequest): Authentication {
    const handle = randomText(this.#random, HANDLE_BYTES)
    const authentication = { ...request, handle, startedAt: this.#clock.now() }
    this.#entries.set(handle, authentication)
    return authentication
  }

  /** @throws AUTHENTICATION_UNKNOWN when it never was, is too old, or made way for newer ones. */
  find(handle: string): Authentication {
    const found = this.#entries.get(handle)
    if (found === undefined || this.#clock.now() - found.startedAt > LIFE_MS) {
      throw new CoreError('AUTHENTICATION_UNKNOWN', 'no such authentication, or older than 30 minutes')
    }
    return found
  }
}
