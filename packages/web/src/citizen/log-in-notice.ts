import type { Authentication, IdentityState } from '@balie/desk-api/client'
import type { IconName } from '../ui/icons/icon.tsx'
import type { CitizenKey } from './words/citizen-key.ts'

/** What to tell the citizen about logging in. */
export interface LogInNotice {
  /** Another one is news, also when the last was put away. */
  readonly key: string
  readonly icon: IconName
  /** Something did not go as the citizen wanted. */
  readonly wrong: boolean
  readonly title: CitizenKey
  readonly lines: readonly CitizenKey[]
  /** The button that begins, if there is something to begin. */
  readonly button: 'logIn.button' | 'logIn.again' | undefined
  /** The button that puts the notice away. */
  readonly away: 'logIn.later' | 'logIn.close'
}

const doneIsNews = 2 * 60_000

/**
 * What to say about logging in during the conversation (AC-2, AC-8), or nothing.
 *
 * @param serverNow the server's time: that one is logged in is news for two minutes
 * @param awaits in the waiting room of an appointment, where no employee is yet
 */
export function logInNotice(
  authentication: Authentication,
  identity: { readonly state: IdentityState; readonly unauthenticatedAllowed: boolean },
  serverNow: number,
  awaits = false,
): LogInNotice | undefined {
  const { possible, state, at = 0, reason = 'agent' } = authentication
  const key = `${state}-${reason}-${at}`
  const may: CitizenKey[] = identity.unauthenticatedAllowed ? ['logIn.go_on'] : []
  if (state === 'done') {
    const old = serverNow - at > doneIsNews
    if (old || identity.state !== 'verified') return undefined
    const said = { key, icon: 'check', wrong: false, button: undefined, away: 'logIn.close' } as const
    return { ...said, title: 'logIn.done', lines: [awaits ? 'meeting.logIn.done' : 'logIn.done.text'] }
  }
  if (!possible || state === 'none') return undefined
  if (state === 'not_theirs') {
    const said = { key, icon: 'warning', wrong: true, button: 'logIn.again', away: 'logIn.close' } as const
    return { ...said, title: 'logIn.not_theirs', lines: ['logIn.not_theirs.text'] }
  }
  if (state === 'asked') {
    const lines: CitizenKey[] = [`logIn.${reason}.text`, 'logIn.back']
    const icon = reason === 'uncertain' ? 'question' : 'person'
    const said = { key, icon, wrong: false, button: 'logIn.button', away: 'logIn.later' } as const
    return { ...said, title: `logIn.${reason}`, lines }
  }
  const wrong = state !== 'under_way'
  const lines: CitizenKey[] = [`logIn.${state}.text`, ...(wrong ? may : [])]
  const icon = state === 'under_way' ? 'clock' : state === 'cancelled' ? 'info' : 'warning'
  return { key, icon, wrong, title: `logIn.${state}`, lines, button: 'logIn.again', away: 'logIn.close' }
}
