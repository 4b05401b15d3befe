import type { Kit } from './engine/kit.ts'
import type { Verdict } from './verdict.ts'

/** By which profile a case counts: the specification's demands, what it allows, or what Balie promises beyond it. */
export type Profile = 'MUST' | 'MAY' | 'OURS'

/** One case: a question about a plugin that can be answered from outside. */
export interface Case {
  /** The requirement or threat, as in docs/requirements.md and docs/threats.md. */
  readonly id: string
  readonly profile: Profile
  /** What holds when it passes; unique within its id. */
  readonly title: string
  /** True: never at the same time as another exclusive case. For what changes how the far side answers the core's part. */
  readonly exclusive?: boolean
  /** True: takes longer than half a minute; only with `--slow`. */
  readonly slow?: boolean
  /** May throw `Stop`. Anything else that it throws makes it failed. */
  readonly run: (kit: Kit) => Promise<Verdict>
}
