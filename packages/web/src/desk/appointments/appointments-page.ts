import type { DeskAppointment, DeskAppointments, Outcome } from '@balie/desk-api/client'
import { type Remote, readyValue, type Trouble } from '../../ui/remote.ts'
import { createStore, type Store } from '../../ui/store.ts'
import type { DeskKey } from '../words/desk-key.ts'
import type { AppointmentServer } from './appointment-server.ts'
import { type DateRange, dateIn, rangeOf, type Scope } from './calendar-date.ts'

/** What can be done with an appointment, and looking at it. */
export type AppointmentTask = 'details' | 'move' | 'cancel' | 'noShow' | 'extend'

/** The dialog that stands open: what for, and for which appointment. */
export interface OpenedTask {
  readonly task: AppointmentTask
  /** As it is now; as it was last, when it is no longer in the range. */
  readonly appointment: DeskAppointment
}

/** What was done, to be said. */
export interface AppointmentNotice {
  readonly text: DeskKey
  readonly appointment: DeskAppointment
}

/** What the part shows. */
export interface AppointmentsState {
  readonly scope: Scope
  /** Whether the week is a table. A day always is. */
  readonly table: boolean
  readonly whose: 'mine' | 'team'
  readonly range: DateRange
  readonly shown: Remote<DeskAppointments>
  readonly opened: OpenedTask | undefined
  /** The task of the open dialog is at work. */
  readonly busy: boolean
  /** Why it did not succeed. */
  readonly failed: DeskKey | undefined
  readonly notice: AppointmentNotice | undefined
}

/** The appointments of the desk, without their looks. */
export interface AppointmentsPage {
  readonly state: Store<AppointmentsState>
  /** Shows the day or week of a date; without one, of today. The same one again is looked up quietly. */
  show(date: string | undefined): Promise<void>
  /** Looks again, and leaves what is on the screen until the answer is there. */
  refresh(): Promise<void>
  choose(part: Partial<Pick<AppointmentsState, 'scope' | 'table' | 'whose'>>): void
  open(task: AppointmentTask, appointment: DeskAppointment): void
  /** Closes the dialog of this task; another one that came in its place stays. */
  shut(task: AppointmentTask): void
  /** Does what needs no more to be known. The dialog closes when it succeeded. */
  cancel(): Promise<void>
  noShow(): Promise<void>
  extend(minutes: number): Promise<void>
  /** It was moved: says so. */
  moved(): Promise<void>
  /** Another part is shown: no dialog waits, and what was done is not news any more. */
  leave(): void
}

/** What the appointments stand on. */
export interface AppointmentsPageParts {
  readonly server: AppointmentServer
  /** Whether there is room for a week: it is shown first. */
  readonly wide: boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly onTrouble: (trouble: Trouble) => void
}

export function createAppointmentsPage(parts: AppointmentsPageParts): AppointmentsPage {
  const { server, now, onTrouble } = parts
  const scope = parts.wide ? 'week' : 'day'
  let date: string | undefined
  let today = dateIn(undefined, now())
  let asked = 0
  const state = createStore<AppointmentsState>({
    scope,
    table: false,
    whose: 'mine',
    range: rangeOf(scope, today),
    shown: { state: 'first' },
    opened: undefined,
    busy: false,
    failed: undefined,
    notice: undefined,
  })
  const change = (part: Partial<AppointmentsState>) => state.set((now) => ({ ...now, ...part }))

  async function look(): Promise<void> {
    const range = rangeOf(state.get().scope, date ?? today)
    const before = state.get()
    const same = before.range.from === range.from && before.range.days === range.days
    const quiet = same && before.shown.state === 'ready'
    if (!same) change({ notice: undefined })
    if (!quiet) change({ range, shown: { state: 'loading' } })
    asked += 1
    const mine = asked
    const outcome = await server.appointments(range)
    // An answer about a week that was leafed past.
    if (mine !== asked) return
    if (outcome.ok) return take(outcome.value)
    if (!quiet) change({ shown: { state: 'failed', trouble: outcome.problem } })
    onTrouble(outcome.problem)
  }

  async function take(value: DeskAppointments): Promise<void> {
    const guessed = today
    today = value.today
    // The organisation's day had already changed, or not yet.
    if (date === undefined && guessed !== today) return look()
    const opened = state.get().opened
    const now = value.appointments.find(({ id }) => id === opened?.appointment.id)
    change({
      shown: { state: 'ready', value },
      ...(opened !== undefined && now !== undefined && { opened: { ...opened, appointment: now } }),
    })
  }

  async function act(done: DeskKey, run: (id: string) => Promise<Outcome<unknown>>): Promise<void> {
    const { opened, busy } = state.get()
    if (opened === undefined || busy) return
    change({ busy: true, failed: undefined })
    const outcome = await run(opened.appointment.id)
    if (outcome.ok) return finish(opened, done)
    change({ busy: false, failed: failureOf(outcome.problem) })
    onTrouble(outcome.problem)
    // What the row says may have become untrue: somebody else did something.
    void look()
  }

  function finish({ appointment }: OpenedTask, text: DeskKey): Promise<void> {
    change({ busy: false, failed: undefined, opened: undefined, notice: { text, appointment } })
    return look()
  }

  return {
    state,
    show(next) {
      date = next
      return look()
    },
    refresh: () => (readyValue(state.get().shown) === undefined ? Promise.resolve() : look()),
    choose(part) {
      change(part)
      if (part.scope !== undefined) void look()
    },
    open: (task, appointment) =>
      change({ opened: { task, appointment }, busy: false, failed: undefined, notice: undefined }),
    shut(task) {
      if (state.get().opened?.task === task) change({ opened: undefined, busy: false, failed: undefined })
    },
    cancel: () => act('cancel.done', (id) => server.cancel(id)),
    noShow: () => act('noShow.done', (id) => server.noShow(id)),
    extend: (minutes) => act('extend.done', (id) => server.extend(id, minutes)),
    leave: () => change({ opened: undefined, busy: false, failed: undefined, notice: undefined }),
    async moved() {
      const { opened } = state.get()
      if (opened !== undefined) await finish(opened, 'move.done')
    },
  }
}

/** What to say of a refusal. */
function failureOf(problem: Trouble): DeskKey {
  if (problem === 'unreachable') return 'appointment.unreachable'
  if (problem.code === 'EXTENSION_REFUSED') return 'extend.refused'
  return problem.status === 409 || problem.status === 404 ? 'appointment.changed' : 'appointment.failed'
}
