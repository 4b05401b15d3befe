import type { FreeTimes } from '@balie/desk-api/client'
import type { Remote, Trouble } from '../../ui/remote.ts'
import { createStore, type Store } from '../../ui/store.ts'
import type { DeskKey } from '../words/desk-key.ts'
import type { AppointmentServer } from './appointment-server.ts'

/** What the dialog for another time shows. */
export interface MoveState {
  readonly times: Remote<FreeTimes>
  readonly chosen: number | undefined
  readonly busy: boolean
  readonly failed: DeskKey | undefined
  /** The time that was chosen is gone; this is the next that is free. */
  readonly offered: number | undefined
}

/** Choosing another time for an appointment, and moving it there. */
export interface MoveChoice {
  readonly state: Store<MoveState>
  /** Shows the free times from a date on; without one, from the first. */
  load(from: string | undefined): Promise<void>
  choose(starts: number): void
  /** Moves it to the chosen time; true when that succeeded. */
  move(): Promise<boolean>
}

/** What it stands on. */
export interface MoveChoiceParts {
  readonly id: string
  /** When it begins now: that is no other time, and never offered. */
  readonly starts: number
  readonly server: Pick<AppointmentServer, 'times' | 'move'>
  readonly onTrouble: (trouble: Trouble) => void
}

export function createMoveChoice({ id, starts, server, onTrouble }: MoveChoiceParts): MoveChoice {
  const state = createStore<MoveState>({
    times: { state: 'first' },
    chosen: undefined,
    busy: false,
    failed: undefined,
    offered: undefined,
  })
  const change = (part: Partial<MoveState>) => state.set((now) => ({ ...now, ...part }))
  let asked = 0
  let shownFrom: string | undefined

  async function load(from: string | undefined): Promise<void> {
    asked += 1
    const mine = asked
    shownFrom = from
    if (state.get().times.state !== 'ready') change({ times: { state: 'loading' } })
    const outcome = await server.times(id, from)
    if (mine !== asked) return
    if (outcome.ok) return change({ times: { state: 'ready', value: without(outcome.value, starts) } })
    change({ times: { state: 'failed', trouble: outcome.problem } })
    onTrouble(outcome.problem)
  }

  return {
    state,
    load(from) {
      change({ chosen: undefined })
      return load(from)
    },
    choose: (chosen) => change({ chosen, failed: undefined, offered: undefined }),
    async move() {
      const { chosen, busy } = state.get()
      if (busy) return false
      if (chosen === undefined) {
        change({ failed: 'move.none' })
        return false
      }
      change({ busy: true, failed: undefined, offered: undefined })
      const outcome = await server.move(id, chosen)
      change({ busy: false })
      if (outcome.ok) return true
      const { problem } = outcome
      const taken = problem !== 'unreachable' && problem.code === 'SLOT_TAKEN'
      if (taken) {
        const offered = problem.next === starts ? undefined : problem.next
        change({ failed: 'move.taken', chosen: undefined, offered })
        void load(shownFrom)
      } else change({ failed: problem === 'unreachable' ? 'appointment.unreachable' : 'move.failed' })
      onTrouble(problem)
      return false
    },
  }
}

/** The page without one time, and without a day on which there is no other. */
function without(page: FreeTimes, time: number): FreeTimes {
  const days = page.days.map(({ date, starts }) => ({ date, starts: starts.filter((one) => one !== time) }))
  return { ...page, days: days.filter(({ starts }) => starts.length > 0) }
}
