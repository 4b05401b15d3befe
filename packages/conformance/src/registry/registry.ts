import type { Entry } from './entry.ts'
import { REQUIREMENTS } from './requirements.ts'
import { THREATS } from './threats.ts'

/** Every numbered requirement and threat, in the order of the documents. */
export const REGISTRY: readonly Entry[] = Object.freeze([...REQUIREMENTS, ...THREATS])
