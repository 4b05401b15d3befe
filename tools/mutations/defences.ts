import { appointmentDefences } from './appointment-defences.ts'
import type { Defence } from './defence.ts'
import { serverDefences } from './server-defences.ts'
import { sessionDefences } from './session-defences.ts'
import { tokenDefences } from './token-defences.ts'

/** Every defence that can be switched off, by what it is tried on. */
export const DEFENCES: Readonly<Record<'sdk' | 'server' | 'appointments', readonly Defence[]>> =
  Object.freeze({
    sdk: [...tokenDefences, ...sessionDefences],
    server: serverDefences,
    appointments: appointmentDefences,
  })
