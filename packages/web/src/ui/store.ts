/** One value that changes, and who wants to know. */
export interface Store<T> {
  get(): T
  /** Sets the next value, or makes it from the present one; tells the listeners when it is another one. */
  set(next: T | ((now: T) => T)): void
  /** Calls `listener` after each change; the answer stops that. */
  subscribe(listener: () => void): () => void
}

/** A store that begins with `first`. */
export function createStore<T>(first: T): Store<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      const made = typeof next === 'function' ? (next as (now: T) => T)(value) : next
      if (Object.is(made, value)) return
      value = made
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
