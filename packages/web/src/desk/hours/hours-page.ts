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
  /** The forms that stand open, as they are being written. */
  readonly exception: ExceptionDraft | undefined
  readonly busyTime: BusyDraft | undefined
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
  /** Opens, writes or, with undefined, closes a form. */
  fill(form: Partial<Pick<HoursState, 'exception' | 'busyTime'>>): void
  /** Saves what stands in the form, and closes it when that succeeded. Sends nothing in which something is wrong. */
  saveException(): Promise<void>
  removeException(exception: HoursException): Promise<void>
  addBusy(): Promise<void>
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
    exception: undefined,
    busyTime: undefined,
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
    fill: change,
    async saveException() {
      const { exception, hours } = state.get()
      if (exception === undefined || !isExceptionRight(exception, readyValue(hours)?.today ?? '')) return
      await act('exceptions', () => server.saveException(exceptionOf(exception)), {
        text: 'exception.saved',
        saved: () => change({ exception: undefined }),
      })
    },
    async removeException(exception) {
      await act('exceptions', () => server.removeException(exception.date), {
        text: 'exception.removed',
        async undo() {
          await act('exceptions', () => server.saveException(exception), { text: 'exception.back' })
        },
      })
    },
    async addBusy() {
      const { busyTime, hours } = state.get()
      if (busyTime === undefined || busyProblem(busyTime, readyValue(hours)?.today ?? '') !== undefined)
        return
      await act('busy', () => server.addBusy(busyTime), {
        text: 'busy.saved',
        saved: () => change({ busyTime: undefined }),
      })
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

/** Whether something was written that is not saved. A form that was only opened holds nothing. */
export function isUnsaved({ draft, exception, busyTime }: HoursState): boolean {
  const hasBusy = busyTime !== undefined && (busyTime.from.time !== '' || busyTime.until.time !== '')
  return draft !== undefined || (exception !== undefined && exception.date !== '') || hasBusy
}

/** The week of the server as it is written. */
export function weekOf({ weekly }: AgentHours): WeekDraft {
  return weekly.map(draftOf)
}

function failureOf(problem: Trouble): DeskKey {
  if (problem === 'unreachable') return 'hours.unreachable'
  return problem.code === 'HOURS_INVALID' ? 'hours.invalid' : 'hours.failed'
}
