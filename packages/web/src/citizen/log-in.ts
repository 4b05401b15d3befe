import type { AuthenticationMethods, AuthenticationStarted, Outcome } from '@balie/desk-api/client'
import type { Clock } from '../ui/clock.ts'
import type { Remote, Trouble } from '../ui/remote.ts'
import { createStore, type Store } from '../ui/store.ts'
import { isWebAddress } from './web-address.ts'

export type Method = AuthenticationMethods['methods'][number]

/** Where the citizen is between pressing the button and leaving for the login page. */
export interface LogInState {
  /** Whether it is on the screen at all. */
  readonly open: boolean
  readonly methods: Remote<readonly Method[]>
  /** Chosen: the browser is about to go there. */
  readonly going: Method | undefined
  /** Why the browser could not go to what was chosen. */
  readonly failed: Trouble | undefined
}

/** Logging in during the conversation, as far as this page takes part in it (AC-1, AC-2, AC-7). */
export interface LogIn {
  readonly state: Store<LogInState>
  /** Asks which methods there are. One needs no choice. Again after a failure. */
  begin(): Promise<void>
  choose(method: Method): Promise<void>
  /** The citizen does not want to, after all. What is under way is ignored. */
  stop(): void
}

/** What it works with. */
export interface LogInParts {
  readonly server: {
    methods(): Promise<Outcome<AuthenticationMethods>>
    authenticate(method: string): Promise<Outcome<AuthenticationStarted>>
  }
  /** Leaves this page for that address. */
  readonly go: (address: string) => void
  /** A refusal: the conversation may stand otherwise than the page shows. */
  readonly refused: () => void
  readonly clock: Clock
}

const closed: LogInState = { open: false, methods: { state: 'first' }, going: undefined, failed: undefined }
// After this long without the page being left, it did not work.
const leavingTime = 20_000

/** Takes the citizen to the login page of a method. Nothing of the conversation is lost by it: the page keeps what is typed. */
export function createLogIn({ server, go, refused, clock }: LogInParts): LogIn {
  const state = createStore(closed)
  const change = (part: Partial<LogInState>) => state.set((now) => ({ ...now, ...part }))
  let turn = 0
  let callOff = () => {}

  async function choose(method: Method): Promise<void> {
    const mine = ++turn
    change({ going: method, failed: undefined })
    const outcome = await server.authenticate(method.tag)
    if (mine !== turn) return
    if (!outcome.ok) {
      change({ going: undefined, failed: outcome.problem })
      if (outcome.problem !== 'unreachable') refused()
    } else if (isWebAddress(outcome.value.url)) {
      callOff = clock.later(leavingTime, () => change({ going: undefined, failed: 'unreachable' }))
      go(outcome.value.url)
    } else change({ going: undefined, failed: notAnAddress })
  }

  return {
    state,
    async begin() {
      callOff()
      const mine = ++turn
      state.set({ ...closed, open: true, methods: { state: 'loading' } })
      const outcome = await server.methods()
      if (mine !== turn) return
      if (!outcome.ok) {
        change({ methods: { state: 'failed', trouble: outcome.problem } })
        if (outcome.problem !== 'unreachable') refused()
        return
      }
      const { methods } = outcome.value
      change({ methods: { state: 'ready', value: methods } })
      const [only, second] = methods
      if (only !== undefined && second === undefined) await choose(only)
    },
    choose,
    stop() {
      turn += 1
      callOff()
      state.set(closed)
    },
  }
}

const notAnAddress: Trouble = {
  type: 'about:blank',
  status: 502,
  code: 'NOT_AN_ADDRESS',
  title: 'No address to go to',
}
