import type { Words } from '../../ui/words/words.ts'
import { createWhen } from '../when.ts'
import type { CitizenKey } from '../words/citizen-key.ts'

/** What the citizen's own clock shows at a moment. */
export interface OwnTime {
  /** In words, with the day where it is another one. Nothing where it is the organisation's time too. */
  text(moment: number): string | undefined
  /** The same, for where there are many. */
  short(moment: number): string | undefined
}

/**
 * The citizen's own time beside the organisation's. Two names of zones can stand for the same time, and zones can differ for
 * a few weeks only, so that it is the clocks that are compared.
 *
 * @param own the browser's zone; nothing where it is not known
 */
export function createOwnTime(words: Words<CitizenKey>, zone: string, own: string | undefined): OwnTime {
  if (own === undefined || own === zone) return { text: () => undefined, short: () => undefined }
  const theirs = wallTime(zone)
  const ours = wallTime(own)
  const when = createWhen(words, own)
  const days = new Intl.DateTimeFormat(words.locale.get() === 'nl' ? 'nl-NL' : 'en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'short' },
    timeZone: own,
  })
  function said(
    moment: number,
    sameDay: (moment: number) => string,
    otherDay: (moment: number) => string,
  ): string | undefined {
    const [there, here] = [theirs(moment), ours(moment)]
    if (there === here) return undefined
    return there.slice(0, 10) === here.slice(0, 10) ? sameDay(moment) : otherDay(moment)
  }
  return {
    text: (moment) => said(moment, when.time, when.moment),
    short: (moment) => said(moment, when.clock, (at) => `${days.format(at)} ${when.clock(at)}`),
  }
}

/** Such as `2026-10-27 10:30`, in one zone. */
function wallTime(timeZone: string): (moment: number) => string {
  const form = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  return (moment) => form.format(moment)
}
