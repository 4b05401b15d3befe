import type { CitizenView, Outcome, Planning } from '@balie/desk-api/client'
import type { Trouble } from '../../ui/remote.ts'
import { createStore, type Store } from '../../ui/store.ts'
import type { Locale } from '../../ui/words/words.ts'
import type { CitizenServer } from '../citizen-server.ts'
import { createTimesList, type TimesList } from './times-list.ts'

/** What one asks of the server while making or moving an appointment. */
export type PlanningAct = 'hold' | 'release' | 'address' | 'code' | 'book'

/** A time that cannot be had any more, or has to be chosen again. */
export interface LostTime {
  readonly starts: number
  /** `taken`: somebody else has it. `ran_out`: it was kept for this citizen, and that time is over. */
  readonly why: 'taken' | 'ran_out'
  /** With `taken`: the next time that is free, where there is one. */
  readonly next?: number | undefined
}

/** Where somebody is in making or moving an appointment, besides what the server says of it. */
export interface PlanningState {
  /** What was asked for and has no answer. */
  readonly doing: PlanningAct | undefined
  /** With `hold`: which time. */
  readonly choosing: number | undefined
  /** What did not succeed, and why. */
  readonly failed: { readonly doing: PlanningAct; readonly trouble: Trouble } | undefined
  readonly lost: LostTime | undefined
  /** The address as it was last given on this page. Kept in memory only. */
  readonly address: string
  /** An address is asked for, though a code is under way to another, or another is confirmed. */
  readonly otherAddress: boolean
  /** An appointment that was made is to be moved. */
  readonly moving: boolean
  /** What was done on this page just now. */
  readonly booked: 'made' | 'moved' | undefined
}

/** Making and moving an appointment, without its looks. What is asked again while it is under way is not done twice. */
export interface PlanningDesk {
  readonly state: Store<PlanningState>
  readonly times: TimesList
  /** Has a time kept free for some minutes. SLOT_TAKEN becomes `lost`, and the list is asked for anew. */
  hold(starts: number): Promise<void>
  /** Another time is wanted: gives the one that is held back. */
  release(): Promise<void>
  /** Has a code sent to an address. */
  giveAddress(address: string, locale: Locale): Promise<void>
  /** Confirms that address. Anything but the digits is left out. */
  giveCode(code: string): Promise<void>
  /** Asks for another address than the one that a code went to. */
  wantOtherAddress(): void
  /** Makes or moves the appointment to the time that is held. */
  book(locale: Locale): Promise<void>
  /** Begins to choose another time for an appointment, or leaves it as it is. */
  move(on: boolean): Promise<void>
  /** What the server says now. Where there is nothing to plan any more, nothing that was given stays. */
  see(view: CitizenView): void
}

/** What it works with. */
export interface PlanningParts {
  readonly server: Pick<
    CitizenServer,
    'freeTimes' | 'holdTime' | 'releaseTime' | 'contactAddress' | 'contactCode' | 'book'
  >
  /** The browser's own time zone, for mail. The organisation's where it is not known. */
  readonly zone: string | undefined
  /** Asks where things stand, and shows it. */
  readonly reload: () => Promise<void>
  /** The server's time, milliseconds since 1970. */
  readonly serverNow: () => number
}

const first: PlanningState = {
  doing: undefined,
  choosing: undefined,
  failed: undefined,
  lost: undefined,
  address: '',
  otherAddress: false,
  moving: false,
  booked: undefined,
}

// Two clocks never agree quite.
const grace = 2000

/** Making an appointment, from the first time that is looked at to the booking (FL-7). */
export function createPlanning({ server, zone, reload, serverNow }: PlanningParts): PlanningDesk {
  const state = createStore(first)
  const times = createTimesList((from) => server.freeTimes(from))
  const change = (part: Partial<PlanningState>) => state.set((now) => ({ ...now, ...part }))
  let planned: Planning | undefined
  let wasMade = false
  // Another person's page, or none, has nothing to do with what was under way.
  let turn = 0
  let running: Promise<void> = Promise.resolve()

  /** One after the other: what is pressed while something else is still being answered comes after it. */
  function act<T>(
    doing: PlanningAct,
    ask: () => Promise<Outcome<T>>,
    done: Partial<PlanningState>,
    starts?: number,
  ): Promise<void> {
    if (state.get().doing === doing) return Promise.resolve()
    const mine = turn
    const before = running
    running = before.then(() => (mine === turn ? acted(mine, doing, ask, done, starts) : undefined))
    return running
  }

  async function acted<T>(
    mine: number,
    doing: PlanningAct,
    ask: () => Promise<Outcome<T>>,
    done: Partial<PlanningState>,
    starts: number | undefined,
  ): Promise<void> {
    change({ doing, choosing: starts, failed: undefined })
    const outcome = await ask()
    if (mine !== turn) return
    const lost = outcome.ok ? undefined : lostTime(outcome.problem, starts)
    if (lost !== undefined) void times.refresh()
    // Also after a refusal: what was held may be gone. Still at it meanwhile, so that what goes now is not news.
    await reload()
    if (outcome.ok) change({ doing: undefined, choosing: undefined, ...done })
    else if (mine === turn)
      change({
        doing: undefined,
        choosing: undefined,
        ...(lost === undefined ? { failed: { doing, trouble: outcome.problem } } : { lost }),
      })
  }

  return {
    state,
    times,
    hold: (starts) =>
      act('hold', () => server.holdTime(starts), { lost: undefined, booked: undefined }, starts),
    async release() {
      await act('release', () => server.releaseTime(), { lost: undefined })
      await times.refresh()
    },
    async giveAddress(address, locale) {
      change({ address })
      await act('address', () => server.contactAddress(address, locale), { otherAddress: false })
    },
    giveCode: (code) => act('code', () => server.contactCode(code.replace(/\D/g, '')), {}),
    wantOtherAddress: () => change({ otherAddress: true, failed: undefined }),
    book(locale) {
      const starts = planned?.held?.starts
      if (starts === undefined) return Promise.resolve()
      const done = { ...first, booked: wasMade ? 'moved' : 'made' } as const
      return act('book', () => server.book(starts, locale, zone ?? planned?.zone ?? 'UTC'), done, starts)
    },
    async move(on) {
      if (!on && planned?.held !== undefined)
        await act('release', () => server.releaseTime(), { lost: undefined })
      // A time that could not be given back is still kept, and shown.
      if (state.get().failed?.doing === 'release') return
      change({ moving: on, lost: undefined, failed: undefined, booked: undefined })
      if (on) await times.refresh()
    },
    see(view) {
      const before = planned?.held
      planned = 'planning' in view ? view.planning : undefined
      wasMade = view.state === 'scheduled'
      if (planned === undefined) {
        turn += 1
        times.forget()
        state.set(first)
        return
      }
      const { doing } = state.get()
      const isOwnDoing = doing === 'release' || doing === 'book'
      if (before === undefined || planned.held !== undefined || isOwnDoing) return
      if (serverNow() >= before.until - grace) change({ lost: { starts: before.starts, why: 'ran_out' } })
      void times.refresh()
    },
  }
}

function lostTime(trouble: Trouble, starts: number | undefined): LostTime | undefined {
  if (trouble === 'unreachable' || trouble.code !== 'SLOT_TAKEN' || starts === undefined) return undefined
  return { starts, why: 'taken', next: trouble.next }
}
