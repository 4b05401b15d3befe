import type { Clock } from '@balie/sdk'
import type { CoreConfig } from '../config/core-config.ts'
import type { Logger } from '../http/logger.ts'
import type { Outbound } from '../http/post-to-component.ts'

/** What every step of the core works with. */
export interface CoreContext {
  readonly config: CoreConfig
  readonly clock: Clock
  readonly outbound: Outbound
  readonly logger: Logger
}
