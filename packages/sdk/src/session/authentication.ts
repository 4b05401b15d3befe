/**
 * An authentication during communication: begun by one browser, it counts when that browser has come back
 * and a result has come, in either order (AC-3, B1).
 */
export interface Authentication {
  /** SHA-256 of the secret in the URL on which the browser comes back: also its name. */
  readonly id: string
  /** SHA-256 of the secret in its attr URL. Absent with reception 2. */
  readonly attr?: string
  /** The browser that began it. */
  readonly browser: string
  /** Name of the method, as the core gives it. */
  readonly method: string
  readonly at: number
  /** When that browser came back. */
  readonly returned?: number
  readonly outcome: AuthenticationOutcome
}

/** A verified result that waits for its browser, or was adopted. */
export interface AuthenticationResult {
  readonly at: number
  readonly names: readonly string[]
  readonly digest: string
  readonly person?: string
}

/**
 * What became of it. `spoiled`: another browser came back on its URL first, so it never counts; `elsewhere`
 * is that browser. `replaced`: the result of a later one took its place. `refused`: it is not certain that it is the person
 * whose appointment it is (AC-9).
 */
export type AuthenticationOutcome =
  | { readonly state: 'awaited' }
  | { readonly state: 'pending'; readonly result: AuthenticationResult }
  | { readonly state: 'failed'; readonly at: number }
  | { readonly state: 'cancelled'; readonly at: number }
  | { readonly state: 'spoiled'; readonly at: number; readonly elsewhere: string }
  | { readonly state: 'replaced'; readonly at: number }
  | { readonly state: 'refused'; readonly at: number }
  | {
      readonly state: 'done'
      readonly at: number
      readonly resultAt: number
      /** The browser from which it took the conversation, where it did. */
      readonly from?: string
    }
