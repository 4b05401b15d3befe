import type { Browser } from '../engine/browser.ts'
import type { Kit } from '../engine/kit.ts'
import { expect, notObservable, type Verdict } from '../verdict.ts'

const PATIENCE = 40_000

/**
 * Whether agents are shown something about a conversation that matches the words of this name in the actions
 * file (`says`), within forty seconds: a
 * result may come long after its browser has returned, so a plugin waits before it says that none will.
 */
export async function sees(kit: Kit, { page }: Browser, name: string): Promise<Verdict> {
  const words = kit.actions.says[name]
  if (words === undefined)
    return notObservable(`how the plugin says "${name}" is not known (says in --actions)`)
  let about: string | undefined
  const seen = await kit.until(async () => {
    const observation = await kit.observe()
    if (observation === undefined) return 'without'
    about = observation.about(page?.handle ?? '')
    return about !== undefined && words.test(about) && 'seen'
  }, PATIENCE)
  if (seen === 'without') return notObservable('needs --observe')
  if (about === undefined) return notObservable('--observe does not print the handle of the conversation')
  kit.log.say(`agents see of it: ${about}`)
  return expect(seen !== undefined, `agents are not shown ${words}`)
}

/** The same, for what the citizen is shown. */
export async function isShown(kit: Kit, browser: Browser, name: string): Promise<Verdict> {
  const words = kit.actions.says[name]
  if (words === undefined)
    return notObservable(`how the plugin says "${name}" is not known (says in --actions)`)
  const shown = await kit.until(async () => words.test(await browser.sees()), PATIENCE)
  return expect(shown !== undefined, `the citizen is not shown ${words}`)
}
