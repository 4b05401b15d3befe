import type { Problem } from '@balie/desk-api/client'

/** Why something did not come: a refusal of the server, or no answer at all. */
export type Trouble = Problem | 'unreachable'

/** A value that comes from the server. A view that takes one must draw all four states. */
export type Remote<T> =
  /** Nobody has asked for it yet. */
  | { readonly state: 'first' }
  /** Asked for, not here. */
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly trouble: Trouble }
  | { readonly state: 'ready'; readonly value: T }

/** What to make of each state of a remote value. */
export interface RemoteCases<T, R> {
  readonly first: () => R
  readonly loading: () => R
  readonly failed: (trouble: Trouble) => R
  readonly ready: (value: T) => R
}

/** Picks the case of a remote value's state. Total: a case that is left out does not compile. */
export function matchRemote<T, R>(remote: Remote<T>, cases: RemoteCases<T, R>): R {
  switch (remote.state) {
    case 'first':
      return cases.first()
    case 'loading':
      return cases.loading()
    case 'failed':
      return cases.failed(remote.trouble)
    case 'ready':
      return cases.ready(remote.value)
  }
}

/** The value when it is there. */
export function readyValue<T>(remote: Remote<T>): T | undefined {
  return remote.state === 'ready' ? remote.value : undefined
}
