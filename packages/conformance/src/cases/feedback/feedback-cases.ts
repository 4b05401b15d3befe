import type { Case } from '../../case.ts'
import { activityCases } from './activity-cases.ts'
import { coalescingCases } from './coalescing-cases.ts'
import { logoutCases } from './logout-cases.ts'
import { outboundCases } from './outbound-cases.ts'

/** Session feedback: SF, and the threats O1 to O3 and V2 that go with it. */
export const feedbackCases: readonly Case[] = [
  ...activityCases,
  ...logoutCases,
  ...coalescingCases,
  ...outboundCases,
]
