import type { AgentHours, BusyTime, HoursException, Outcome } from '@balie/desk-api/client'
import { type Remote, readyValue, type Trouble } from '../../ui/remote.ts'
import { createStore, type Store } from '../../ui/store.ts'
import type { DeskKey } from '../words/desk-key.ts'
import { type BusyDraft, busyAgain, busyProblem } from './busy-draft.ts'
import { type ExceptionDraft, exceptionOf, isExceptionRight } from './exception-draft.ts'
import { hasProblem, weekProblems } from './hours-problems.ts'
import type { HoursServer } from './hours-server.ts'
import { draftOf, hoursOf, sameWeek, type WeekDraft } from './week-draft.ts'

/** A part of the page that saves by itself and says by itself what became of it. */
export type HoursSection = 'weekly' | 'exceptions' | 'busy'

/** What became of the last thing that was done in a section. */
export interface HoursNotice {
  readonly section: HoursSection
  readonly text: DeskKey
  readonly wrong: boolean
  /** Brings back what was removed. */
  readonly undo?: () => Promise<void>
}

/** What the part shows. */
export interface HoursState {
  readonly hours: Remote<AgentHours>
  /** The week as it is being written; undefined while nothing was changed. */
  readonly draft: WeekDraft | undefined
  /** Saving was tried: from now on each field says what is wrong with it. */
  readonly tried: boolean
  readonly busy: HoursSection | undefined
  readonly notice: HoursNotice | undefined
}

/** When an agent works, without its looks. It lives as long as the desk: what is not saved outlasts a look elsewhere. */
export interface HoursPage {
  readonly state: Store<HoursState>
  /** Looks it up; what is being written stays. */
  load(): Promise<void>
  write(draft: WeekDraft): void
  /** Throws away what was written. */
  drop(): void
  save(): Promise<void>
  /** The organisation's hours again. */
  useDefault(): Promise<void>
  /** True when it was saved. */
  saveException(draft: ExceptionDraft): Promise<boolean>
  removeException(exception: HoursException): Promise<void>
  /** True when it was saved. */
  addBusy(draft: BusyDraft): Promise<boolean>
  removeBusy(busy: BusyTime): Promise<void>
}

/** What the working hours stand on. */
export interface HoursPageParts {
  readonly server: HoursServer
  readonly onTrouble: (trouble: Trouble) => void
}

export function createHoursPage({ server, onTrouble }: HoursPageParts): HoursPage {
  const state = createStore<HoursState>({
    hours: { state: 'first' },
    draft: undefined,
    tried: false,
    busy: undefined,
    notice: undefined,
  })
  const change = (part: Partial<HoursState>) => state.set((now) => ({ ...now, ...part }))
  let asked = 0

  async function load(): Promise<void> {
    const quiet = state.get().hours.state === 'ready'
    if (!quiet) change({ hours: { state: 'loading' } })
    asked += 1
    const mine = asked
    const outcome = await server.hours()
    if (mine !== asked) return
    if (outcome.ok) return change({ hours: { state: 'ready', value: outcome.value } })
    if (!quiet) change({ hours: { state: 'failed', trouble: outcome.problem } })
    onTrouble(outcome.problem)
  }

  async function act(
    section: HoursSection,
    run: () => Promise<Outcome<unknown>>,
    done: { text: DeskKey; saved?: () => void; undo?: () => Promise<void> },
  ): Promise<boolean> {
    if (state.get().busy !== undefined) return false
    change({ busy: section, notice: undefined })
    const outcome = await run()
    if (outcome.ok) {
      await load()
      done.saved?.()
      const undo = done.undo === undefined ? {} : { undo: done.undo }
      change({ busy: undefined, notice: { section, text: done.text, wrong: false, ...undo } })
    } else {
      change({ busy: undefined, notice: { section, text: failureOf(outcome.problem), wrong: true } })
      onTrouble(outcome.problem)
    }
    return outcome.ok
  }

  const forgetDraft = () => change({ draft: undefined, tried: false })

  return {
    state,
    load,
    write(draft) {
      const hours = readyValue(state.get().hours)
      const same = hours !== undefined && sameWeek(draft, weekOf(hours))
      change({ draft: same ? undefined : draft, notice: undefined, ...(same && { tried: false }) })
    },
    drop: forgetDraft,
    async save() {
      const { draft } = state.get()
      if (draft === undefined) return
      change({ tried: true })
      if (hasProblem(weekProblems(draft))) {
        change({ notice: { section: 'weekly', text: 'hours.problem', wrong: true } })
        return
      }
      await act('weekly', () => server.saveWeekly(draft.map(hoursOf)), {
        text: 'hours.saved',
        saved() {
          // What was written while it was being saved is not saved.
          if (state.get().draft === draft) forgetDraft()
        },
      })
    },
    async useDefault() {
      await act('weekly', () => server.saveWeekly(null), { text: 'hours.default.saved', saved: forgetDraft })
    },
    async saveException(draft) {
      if (!isExceptionRight(draft, readyValue(state.get().hours)?.today ?? '')) return false
      return act('exceptions', () => server.saveException(exceptionOf(draft)), { text: 'exception.saved' })
    },
    async removeException(exception) {
      await act('exceptions', () => server.removeException(exception.date), {
        text: 'exception.removed',
        async undo() {
          await act('exceptions', () => server.saveException(exception), { text: 'exception.back' })
        },
      })
    },
    async addBusy(draft) {
      if (busyProblem(draft, readyValue(state.get().hours)?.today ?? '') !== undefined) return false
      return act('busy', () => server.addBusy(draft), { text: 'busy.saved' })
    },
    async removeBusy(busy) {
      const again = busyAgain(busy, readyValue(state.get().hours)?.zone ?? 'UTC')
      await act('busy', () => server.removeBusy(busy.id), {
        text: 'busy.removed',
        async undo() {
          await act('busy', () => server.addBusy(again), { text: 'busy.back' })
        },
      })
    },
  }
}

/** The week of the server as it is written. */
export function weekOf({ weekly }: AgentHours): WeekDraft {
  return weekly.map(draftOf)
}

function failureOf(problem: Trouble): DeskKey {
  if (problem === 'unreachable') return 'hours.unreachable'
  return problem.code === 'HOURS_INVALID' ? 'hours.invalid' : 'hours.failed'
}
