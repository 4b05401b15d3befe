import type { Remote } from './remote.ts'
import { createStore, type Store } from './store.ts'

/** A part of a page that is fetched only when somebody needs it. */
export interface LatePart<T> {
  readonly part: Store<Remote<T>>
  /** Fetches it. Does nothing while it is on its way or here. */
  load(): Promise<void>
}

/**
 * A part that `get` fetches. When it does not come, that is told as no connection: browsers remember that a script did not
 * come, and a newer version of the page has scripts of other names, so that only loading the page anew helps.
 */
export function createLatePart<T>(get: () => Promise<T>): LatePart<T> {
  const part = createStore<Remote<T>>({ state: 'first' })
  return {
    part,
    async load() {
      const { state } = part.get()
      if (state === 'loading' || state === 'ready') return
      part.set({ state: 'loading' })
      try {
        part.set({ state: 'ready', value: await get() })
      } catch {
        part.set({ state: 'failed', trouble: 'unreachable' })
      }
    },
  }
}
