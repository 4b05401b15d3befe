import { CASES } from './all-cases.ts'
import type { Actions } from './engine/actions.ts'
import { createKits } from './engine/create-kit.ts'
import { createLock } from './engine/create-lock.ts'
import type { Observer } from './engine/create-observer.ts'
import { startFarSide } from './engine/start-far-side.ts'
import type { Subject } from './engine/subject.ts'
import { REGISTRY } from './registry/registry.ts'
import type { Report } from './report/report.ts'
import { runCases } from './run-cases.ts'

/** How a plugin is to be judged. */
export interface Judging {
  readonly subject: Subject
  readonly actions: Actions
  /** Looks at what agents see; undefined: nobody does. */
  readonly observer: Observer | undefined
  /** Makes an agent ask for an authentication in the conversation with this handle. */
  readonly askAuthentication: ((handle: string) => Promise<void>) | undefined
  /** Origin at which to listen as core and authentication plugin; undefined: nowhere. */
  readonly farSide: string | undefined
  /** Whether what Balie promises beyond the specification counts. */
  readonly ours: boolean
  /** Whether cases run that need more than half a minute. */
  readonly slow: boolean
  /** How many cases at the same time. */
  readonly jobs: number
  /** Ids of requirements and threats; all when absent. */
  readonly only?: ReadonlySet<string> | undefined
}

/**
 * Judges a running communication plugin: every case of the kit, as said.
 *
 * @throws {Error} when the far side cannot listen where it should
 */
export async function judgePlugin(judging: Judging): Promise<Report> {
  const { subject, actions, observer, askAuthentication, only, ours, slow, jobs } = judging
  const began = Date.now()
  const farSide = judging.farSide === undefined ? undefined : await startFarSide(judging.farSide, subject)
  try {
    const lock = createLock()
    const bench = {
      subject,
      actions,
      farSide,
      observer,
      askAuthentication,
      seen: { forms: false },
      lock,
    }
    const wanted = ({ id }: { readonly id: string }) => only === undefined || only.has(id)
    const outcomes = await runCases({
      cases: CASES.filter(wanted),
      registry: REGISTRY.filter(wanted),
      kit: createKits(bench),
      lock,
      declared: subject.declared,
      ours,
      slow,
      jobs,
    })
    const declared = [...subject.declared]
    return { plugin: subject.url, declared, ours, outcomes, milliseconds: Date.now() - began }
  } finally {
    await farSide?.close()
  }
}
