import type { Case } from '../../case.ts'
import { expect, failed, notObservable } from '../../verdict.ts'
import { converseWithFeedback, interact, othersAreTold, told } from '../../words/feedback.ts'

/** SF-6, O2: much activity is told once a minute. */
export const coalescingCases: readonly Case[] = [
  {
    id: 'SF-6',
    profile: 'OURS',
    title: 'ten interactions at once are told once',
    run: (kit) => flood(kit, 10),
  },
  {
    id: 'O2',
    profile: 'OURS',
    title: 'a hundred interactions, twenty at a time, are told once',
    run: (kit) => flood(kit, 100),
  },
  {
    id: 'SF-6',
    profile: 'OURS',
    title: 'activity that was held back is told a minute later, once',
    slow: true,
    async run(kit) {
      const { feedback, browser } = await converseWithFeedback(kit)
      if (!(await told(kit, feedback, 'user_active'))) await interact(browser)
      if (!(await told(kit, feedback, 'user_active'))) return failed('no user_active arrived')
      if (!browser.can('interact')) return notObservable('no interaction but beginning is known')
      for (let times = 0; times < 5; times++) await browser.act('interact')
      if (!(await told(kit, feedback, 'user_active', { count: 2, within: 80_000 })))
        return failed('what came after the first update was never told')
      await othersAreTold(kit)
      const times = feedback.updates('user_active').map(({ at }) => at)
      const gap = (times[1] ?? 0) - (times[0] ?? 0)
      return expect(times.length === 2 && gap > 50_000, `${times.length} updates, the second ${gap} ms later`)
    },
  },
]

async function flood(kit: Parameters<Case['run']>[0], interactions: number) {
  const { feedback, browser } = await converseWithFeedback(kit)
  await interact(browser)
  if (!browser.can('interact')) return notObservable('no interaction but beginning is known')
  for (let sent = 1; sent < interactions; sent += 20) {
    const some = Math.min(20, interactions - sent)
    await Promise.all(Array.from({ length: some }, () => browser.act('interact')))
  }
  if (!(await told(kit, feedback, 'user_active'))) return failed('no user_active arrived')
  await othersAreTold(kit)
  const { length } = feedback.updates('user_active')
  return expect(length === 1, `${interactions} interactions made ${length} updates`)
}
