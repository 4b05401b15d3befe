import { createStore, type Store } from '../ui/store.ts'

/** A part of the desk, with an address of its own. */
export type DeskPart = 'conversations' | 'appointments' | 'hours'

/** Where the agent is. */
export interface DeskPlace {
  readonly part: DeskPart
  /** With `appointments`: the day, `2026-11-30`. Absent: today. */
  readonly date?: string
  /** With `conversations`: the row that is to have the focus. Not in the address. */
  readonly row?: string
}

/** Where the agent is, and going elsewhere: with the browser's history, without loading the page again. */
export interface DeskPlaces {
  readonly state: Store<DeskPlace>
  /** Goes there; the back button comes back. */
  go(place: DeskPlace): void
  /** The same place, told more exactly: the back button does not notice. */
  refine(place: DeskPlace): void
}

/** As much of the browser as the places stand on. */
export interface PlaceBrowser {
  readonly location: { readonly pathname: string; readonly search: string }
  readonly history: Pick<History, 'pushState' | 'replaceState'>
  addEventListener(event: 'popstate', then: () => void): void
}

const addresses: Record<DeskPart, string> = {
  conversations: '/desk',
  appointments: '/desk/appointments',
  hours: '/desk/hours',
}

/** The parts, in the order of the navigation. */
export const DESK_PARTS: readonly DeskPart[] = ['conversations', 'appointments', 'hours']

/** The address of a place. */
export function addressOf({ part, date }: DeskPlace): string {
  return part === 'appointments' && date !== undefined ? `${addresses[part]}?date=${date}` : addresses[part]
}

/** The place of an address; what is not known is the conversations, a date that is none is today. */
export function placeOf({ pathname, search }: PlaceBrowser['location']): DeskPlace {
  const path = pathname.replace(/\/+$/, '')
  const part = DESK_PARTS.find((part) => addresses[part] === path) ?? 'conversations'
  const date = new URLSearchParams(search).get('date') ?? ''
  const isDate = /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date))
  return part === 'appointments' && isDate ? { part, date } : { part }
}

export function createDeskPlaces(browser: PlaceBrowser): DeskPlaces {
  const state = createStore(placeOf(browser.location))
  browser.addEventListener('popstate', () => state.set(placeOf(browser.location)))
  return {
    state,
    go(place) {
      if (addressOf(place) !== addressOf(state.get())) browser.history.pushState(null, '', addressOf(place))
      state.set(place)
    },
    refine(place) {
      browser.history.replaceState(null, '', addressOf(place))
      state.set(place)
    },
  }
}
