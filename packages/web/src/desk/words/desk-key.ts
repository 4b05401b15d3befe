import type { KeyOf } from '../../ui/words/words.ts'
import type { deskNl } from './nl.ts'

/** The keys of the desk's own words. */
export type DeskKey = KeyOf<typeof deskNl>
