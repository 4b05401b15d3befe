import type { Settings } from '@balie/sdk'
import type { Activity } from '../../conversation/activity.ts'
import type { CitizenViews } from '../../conversation/citizen-view.ts'
import type { ConversationChannel } from '../../conversation/conversation-channel.ts'

/** What the citizen's side of the chat stands on. */
export interface CitizenParts {
  readonly settings: Settings
  readonly channel: ConversationChannel
  readonly views: CitizenViews
  readonly activity: Pick<Activity, 'note'>
}
