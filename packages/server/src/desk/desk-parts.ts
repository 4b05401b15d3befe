import type { Clock, Settings } from '@balie/sdk'
import type { Config } from '../config/config.ts'
import type { ConversationChannel } from '../conversation/conversation-channel.ts'
import type { ListedConversations } from '../conversation/listed-conversations.ts'
import type { NamesOfAgents } from './agent-names.ts'
import type { RecordReveal } from './record-reveal.ts'

/** What the desk's reading and acting stand on. */
export interface DeskParts {
  readonly purposes: Config['purposes']
  readonly settings: Settings
  readonly channel: ConversationChannel
  readonly clock: Clock
  readonly conversations: ListedConversations
  readonly names: NamesOfAgents
  readonly recordReveal: RecordReveal
}
