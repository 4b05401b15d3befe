import type { Postgres } from './postgres.ts'

/** What a ratio of ours to bare must be, or ours alone where nothing bare does the same. */
export type Goal =
  | {
      readonly ratio: number
      /** `least` for rates, `most` for times and memory. */
      readonly at: 'least' | 'most'
    }
  | { readonly amount: number; readonly at: 'most' }

/** One figure of a row: a line of the table. */
export interface Line {
  /** Under which both sides give their figure. */
  readonly key: string
  readonly what: string
  readonly unit: '/s' | 'ms' | 's' | 'kB' | 'MB'
  /** Absent: for information. */
  readonly goal?: Goal
}

/** Figures of one measured stretch, by the keys of the lines. */
export type Figures = Readonly<Record<string, number>>

/** The two sides of a row, started and warm. Each call measures one stretch, of about so many seconds where a row has stretches. */
export interface Contest {
  /** Absent where nothing bare does the same. */
  bare?(seconds: number): Promise<Figures>
  ours(seconds: number): Promise<Figures>
}

/** What a row is given. */
export interface Bench {
  readonly postgres: Postgres
  /** How many ended sessions a grown store has. */
  readonly sessions: number
  /** What is started is handed to it, and stopped after the row. */
  readonly started: AsyncDisposableStack
  /** Tells the person what happens. */
  say(sentence: string): void
}

/** A row of the table: Balie and its bare counterpart, and how they are compared. */
export interface Row {
  readonly number: number
  readonly name: string
  readonly lines: readonly Line[]
  /** Starts both sides, and warms them up for about so many seconds each. */
  prepare(bench: Bench, warmUpSeconds: number): Promise<Contest>
}
