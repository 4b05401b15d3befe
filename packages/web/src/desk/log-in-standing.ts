import type { Authentication, ConversationDetail } from '@balie/desk-api/client'
import type { IconName } from '../ui/icons/icon.tsx'
import type { DeskKey } from './words/desk-key.ts'

/** Where logging in during the conversation stands, for the agent. */
export interface LogInStanding {
  readonly icon: IconName
  /** It did not go as it should. */
  readonly wrong: boolean
  readonly title: DeskKey
  readonly text: DeskKey | undefined
  readonly at: number | undefined
}

const icons: Record<Exclude<Authentication['state'], 'none'>, IconName> = {
  asked: 'question',
  under_way: 'clock',
  failed: 'warning',
  cancelled: 'info',
  elsewhere: 'warning',
  not_theirs: 'warning',
  done: 'person',
}

/** What to tell the agent about it, or nothing (AC-8). */
export function logInStanding({ state, at, reason }: Authentication): LogInStanding | undefined {
  if (state === 'none') return undefined
  return {
    icon: icons[state],
    wrong: state === 'failed' || state === 'elsewhere' || state === 'not_theirs',
    title: `logIn.${state}`,
    text: textOf(state, reason),
    at,
  }
}

function textOf(state: Authentication['state'], reason: Authentication['reason']): DeskKey | undefined {
  if (state === 'elsewhere' || state === 'not_theirs') return `logIn.${state}.text`
  if (state !== 'asked' || reason === undefined || reason === 'agent') return undefined
  return `logIn.asked.${reason}`
}

/** Whether the agent can ask the citizen to log in: it is possible, and the citizen is not doing so already (UN-3). */
export function mayAsk({ authentication, summary }: ConversationDetail): boolean {
  return authentication.possible && authentication.state !== 'under_way' && summary.state !== 'ended'
}
