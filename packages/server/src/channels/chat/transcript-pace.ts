import { setTimeout as wait } from 'node:timers/promises'
import { createPace } from '../../http/pace.ts'
import { createTurns } from '../../store/turns.ts'

/** Reads for a browser, one after the other, and not too many messages in a time (R4). */
export type TranscriptPace = <T>(browser: string, read: () => Promise<readonly T[]>) => Promise<readonly T[]>

/**
 * So many messages a browser is brought as fast as can be, all but the longest conversations; of more some 100 a second: a page
 * that is opened again and again costs the others no more than that.
 */
const MESSAGES = { atOnce: 300, each: 10 }

export function createTranscriptPace(): TranscriptPace {
  const inTurn = createTurns()
  const pace = createPace(MESSAGES)
  return (browser, read) =>
    inTurn(browser, async () => {
      const pause = pace.wait(browser)
      if (pause > 0) await wait(pause)
      const messages = await read()
      pace.take(browser, messages.length)
      return messages
    })
}
