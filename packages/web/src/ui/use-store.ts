import { useLayoutEffect, useState } from 'preact/hooks'
import type { Store } from './store.ts'

/** The value of a store; the component is drawn again when it changes. */
export function useStore<T>(store: Store<T>): T {
  const [, draw] = useState(0)
  useLayoutEffect(() => {
    const before = store.get()
    const stop = store.subscribe(() => draw((count) => count + 1))
    // It may have changed between drawing and subscribing.
    if (!Object.is(before, store.get())) draw((count) => count + 1)
    return stop
  }, [store])
  return store.get()
}
