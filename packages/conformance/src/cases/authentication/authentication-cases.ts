import type { Case } from '../../case.ts'
import { coreDownCases } from './core-down-cases.ts'
import { personCases } from './person-cases.ts'
import { returnCases } from './return-cases.ts'
import { scheduledCases } from './scheduled-cases.ts'
import { startRequestCases } from './start-request-cases.ts'

/** Authentication during communication: AC, and what of SF, AR and V2 goes with it. */
export const authenticationCases: readonly Case[] = [
  ...startRequestCases,
  ...returnCases,
  ...personCases,
  ...scheduledCases,
  ...coreDownCases,
]
