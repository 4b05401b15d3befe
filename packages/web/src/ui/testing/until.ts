import type { Store } from '../store.ts'

/** Waits until a store holds what `is` asks for. A test that waits in vain is ended by the runner's own limit. */
export function until<T>(store: Store<T>, is: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const look = () => {
      const value = store.get()
      if (!is(value)) return
      stop()
      resolve(value)
    }
    const stop = store.subscribe(look)
    look()
  })
}
