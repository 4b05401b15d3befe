import type { FreeTimes, Outcome } from '@balie/desk-api/client'
import type { Remote } from '../../ui/remote.ts'
import { createStore, type Store } from '../../ui/store.ts'

/** Free times, a page of days at a time. */
export interface TimesList {
  readonly page: Store<Remote<FreeTimes>>
  /** Shows the page that begins with a day such as `2026-10-27`; the first page when left out. */
  turn(from?: string): Promise<void>
  /** Asks for this page again: what was free may be taken. It stays in sight until there is an answer. */
  refresh(): Promise<void>
  /** Nothing of it stays; an answer that is under way is not shown. */
  forget(): void
}

/**
 * A list that asks the server for each page.
 *
 * @param ask the page from a day on, or the first
 */
export function createTimesList(ask: (from?: string) => Promise<Outcome<FreeTimes>>): TimesList {
  const page = createStore<Remote<FreeTimes>>({ state: 'first' })
  let from: string | undefined
  let asked = 0

  async function load(): Promise<void> {
    const mine = ++asked
    if (page.get().state !== 'ready') page.set({ state: 'loading' })
    const outcome = await ask(from)
    // Asked for again since, or for another page.
    if (mine !== asked) return
    page.set(
      outcome.ok ? { state: 'ready', value: outcome.value } : { state: 'failed', trouble: outcome.problem },
    )
  }

  return {
    page,
    turn(next) {
      from = next
      page.set({ state: 'loading' })
      return load()
    },
    refresh: load,
    forget() {
      asked += 1
      from = undefined
      page.set({ state: 'first' })
    },
  }
}
