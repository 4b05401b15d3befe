import type { KeyOf } from '../../ui/words/words.ts'
import type { citizenNl } from './nl.ts'

/** The keys of the citizen page's own words. */
export type CitizenKey = KeyOf<typeof citizenNl>
