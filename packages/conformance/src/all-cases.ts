import type { Case } from './case.ts'

/** Every case of the kit. */
export const CASES: readonly Case[] = Object.freeze([])
