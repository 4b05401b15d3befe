import { type Killed, VICTIMS, type Victim } from './killer.ts'
import type { Ledger } from './ledger.ts'

/** How many times each thing took place that a soak must try, or it promises nothing about it. */
export interface Deeds {
  readonly loggedOut: number
  readonly taken: number
  /** Conversations whose agent saw the values of the citizen, and compared them. */
  readonly shown: number
  /** Those whose masked value was opened, and compared. */
  readonly opened: number
}

/** Once each of them was killed: the killer begins with one of each kind. */
const ENOUGH_KILLS = 3

export function countDeeds({ accounts }: Pick<Ledger, 'accounts'>): Deeds {
  const all = [...accounts.values()]
  return {
    loggedOut: all.filter(({ isLoggedOut }) => isLoggedOut).length,
    taken: all.filter(({ takenBy }) => takenBy !== undefined).length,
    shown: all.filter(({ isShown }) => isShown).length,
    opened: all.filter(({ isOpened }) => isOpened).length,
  }
}

/** Says of each thing that never took place that it did not: a soak without it would pass with it wholly broken. */
export function notDone({ loggedOut, taken, shown, opened }: Deeds): string[] {
  return [
    ...(loggedOut === 0 ? ['nobody was logged out'] : []),
    ...(taken === 0 ? ['no conversation was taken'] : []),
    ...(shown === 0 ? ['no agent was shown whose conversation it is'] : []),
    ...(opened === 0 ? ['no agent opened a masked value'] : []),
  ]
}

/** The same of those who should have been killed. */
export function notKilled(kills: readonly Pick<Killed, 'victims'>[]): string[] {
  if (kills.length === 0) return ['nobody was killed']
  return kills.length < ENOUGH_KILLS ? [] : spared(kills).map((victim) => `${victim} was never killed`)
}

/** Who was not killed yet. */
export function spared(kills: readonly Pick<Killed, 'victims'>[]): Victim[] {
  const victims = new Set(kills.flatMap((one) => one.victims))
  return VICTIMS.filter((victim) => !victims.has(victim))
}
