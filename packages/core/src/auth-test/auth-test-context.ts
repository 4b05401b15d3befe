import type { Clock } from '@balie/sdk'
import type { AuthTestConfig } from '../config/auth-test-config.ts'
import type { Logger } from '../http/logger.ts'
import type { Outbound } from '../http/post-to-component.ts'
import type { Authentications } from './authentications.ts'
import type { Deliveries } from './deliveries.ts'
import type { Sessions } from './sessions.ts'

/** What every part of the test plugin works with. */
export interface AuthTestContext {
  readonly config: AuthTestConfig
  readonly clock: Clock
  readonly outbound: Outbound
  readonly logger: Logger
  readonly authentications: Authentications
  readonly sessions: Sessions
  readonly deliveries: Deliveries
}
