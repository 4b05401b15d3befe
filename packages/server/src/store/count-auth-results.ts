import type { Store } from '@balie/sdk'

/** The store, and `onAccepted` at each auth result that a session got by it for the first time. */
export function countAuthResults<S extends Store>(store: S, onAccepted: () => void): S {
  return {
    ...store,
    async insert(record, claim) {
      const outcome = await store.insert(record, claim)
      if (claim && outcome === 'inserted') onAccepted()
      return outcome
    },
    async transact(id, decide, claim) {
      let isFirst = false
      const value = await store.transact(
        id,
        (record, outcome) => {
          isFirst = outcome === 'claimed'
          return decide(record, outcome)
        },
        claim,
      )
      if (isFirst) onAccepted()
      return value
    },
  }
}
