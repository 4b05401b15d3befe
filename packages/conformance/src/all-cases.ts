import type { Case } from './case.ts'
import { authenticationCases } from './cases/authentication/authentication-cases.ts'
import { privacyCases } from './cases/defences/privacy-cases.ts'
import { socketCases } from './cases/defences/socket-cases.ts'
import { strangerCases } from './cases/defences/stranger-cases.ts'
import { feedbackCases } from './cases/feedback/feedback-cases.ts'
import { orderCases } from './cases/flow/order-cases.ts'
import { schedulingCases } from './cases/flow/scheduling-cases.ts'
import { sessionCases } from './cases/flow/session-cases.ts'
import { startCases } from './cases/flow/start-cases.ts'
import { unauthenticatedCases } from './cases/flow/unauthenticated-cases.ts'
import { receptionCases } from './cases/reception/reception-cases.ts'
import { threatCases } from './cases/threats/threat-cases.ts'

/** Every case of the kit. */
export const CASES: readonly Case[] = Object.freeze([
  ...startCases,
  ...sessionCases,
  ...schedulingCases,
  ...orderCases,
  ...receptionCases,
  ...unauthenticatedCases,
  ...feedbackCases,
  ...authenticationCases,
  ...strangerCases,
  ...socketCases,
  ...privacyCases,
  ...threatCases,
])
