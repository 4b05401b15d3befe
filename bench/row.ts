import type { Postgres } from './postgres.ts'

/** What a ratio of ours to bare must be. */
export interface Goal {
  readonly ratio: number
  /** `least` for rates, `most` for times. */
  readonly at: 'least' | 'most'
}

/** One figure of a row: a line of the table. */
export interface Line {
  /** Under which both sides give their figure. */
  readonly key: string
  readonly what: string
  readonly unit: '/s' | 'ms'
  /** Absent: for information. */
  readonly goal?: Goal
}

/** Figures of one measured stretch, by the keys of the lines. */
export type Figures = Readonly<Record<string, number>>

/** The two sides of a row, started and warm. Each call measures one stretch of about so many seconds. */
export interface Contest {
  bare(seconds: number): Promise<Figures>
  ours(seconds: number): Promise<Figures>
}

/** What a row is given. */
export interface Bench {
  readonly postgres: Postgres
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
