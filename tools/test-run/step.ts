/** A step of `npm test`: a program that succeeds or fails. */
export interface Step {
  readonly title: string
  readonly parts: readonly Part[]
  readonly program: string
  readonly args: readonly string[]
  /** Set when its tests need a PostgreSQL. */
  readonly database?: true
}

export type Part = 'checks' | 'unit' | 'e2e'
