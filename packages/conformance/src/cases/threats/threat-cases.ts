import type { Case } from '../../case.ts'
import { addressCases } from './address-cases.ts'
import { attrUrlCases } from './attr-url-cases.ts'
import { coreAnswerCases } from './core-answer-cases.ts'
import { fetchedKeyCases } from './fetched-key-cases.ts'
import { hostileReturnCases } from './hostile-return-cases.ts'
import { hostileStartCases } from './hostile-start-cases.ts'
import { hostileTokenCases } from './hostile-token-cases.ts'
import { hugeBodyCases } from './huge-body-cases.ts'
import { identityCases } from './identity-cases.ts'
import { ownerCases } from './owner-cases.ts'
import { pageCases } from './page-cases.ts'
import { publicOriginCases } from './public-origin-cases.ts'
import { replayCases } from './replay-cases.ts'
import { sameRefusalCases } from './same-refusal-cases.ts'

/** The attacks of docs/threats.md that tokens, links and browsers can make: T1 to T12, B1 to B12, F1 to F7. */
export const threatCases: readonly Case[] = Object.freeze([
  ...hostileTokenCases,
  ...fetchedKeyCases,
  ...hugeBodyCases,
  ...sameRefusalCases,
  ...replayCases,
  ...ownerCases,
  ...attrUrlCases,
  ...identityCases,
  ...hostileStartCases,
  ...hostileReturnCases,
  ...publicOriginCases,
  ...coreAnswerCases,
  ...addressCases,
  ...pageCases,
])
