import type { Bench } from '../row.ts'
import type { LoadOptions } from './options.ts'

/** Loads a Balie. @returns what it did to it, in sentences */
export type LoadScenario = (bench: Bench, options: LoadOptions) => Promise<readonly string[]>
