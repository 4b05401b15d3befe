import type { Defence } from './defence.ts'
import { serverDefences } from './server-defences.ts'
import { sessionDefences } from './session-defences.ts'
import { tokenDefences } from './token-defences.ts'

/** Every defence that can be switched off, by what it is tried on. */
export const DEFENCES: Readonly<Record<'sdk' | 'server', readonly Defence[]>> = Object.freeze({
  sdk: [...tokenDefences, ...sessionDefences],
  server: serverDefences,
})
