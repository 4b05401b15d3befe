import { CASES } from './all-cases.ts'
import { createKits } from './engine/create-kit.ts'
import { createObserver } from './engine/create-observer.ts'
import { startFarSide } from './engine/start-far-side.ts'
import type { Options } from './read-options.ts'
import { REGISTRY } from './registry/registry.ts'
import type { Report } from './report/report.ts'
import { runCases } from './run-cases.ts'

/**
 * Judges a running communication plugin: every case of the kit, as the options say.
 *
 * @throws {Error} when the far side cannot listen where it should
 */
export async function judgePlugin(options: Omit<Options, 'json' | 'junit'>): Promise<Report> {
  const { subject, actions, observe, only, ours, slow, jobs } = options
  const began = Date.now()
  const farSide = options.farSide === undefined ? undefined : await startFarSide(options.farSide, subject)
  try {
    const observer = observe === undefined ? undefined : createObserver(observe, subject.url)
    const kit = createKits({ subject, actions, farSide, observer, seen: { forms: false } })
    const wanted = ({ id }: { id: string }) => only === undefined || only.has(id)
    const outcomes = await runCases({
      cases: CASES.filter(wanted),
      registry: REGISTRY.filter(wanted),
      kit,
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
