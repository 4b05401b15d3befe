import type { Page } from '../engine/browser.ts'
import { expect, notObservable, type Verdict } from '../verdict.ts'

/** Whether the citizen is at a page of the plugin. Where one is sent on to another origin, the kit does not follow. */
export function isPage({ url, answer, leadsTo }: Page): Verdict {
  if (leadsTo !== undefined) return notObservable(`it leads on to ${leadsTo.split('?')[0]}, out of sight`)
  return expect(answer.status === 200, `${url} answers ${answer.status}`)
}
