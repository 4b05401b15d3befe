import { migrate } from '../store/migrate.ts'
import { type RecordedReveal, recordedReveals } from '../store/recorded-reveals.ts'
import type { Command } from './command.ts'
import { openConfiguredStore } from './open-configured-store.ts'
import { readOptions } from './read-options.ts'
import { findStorePlace, PLACE_HELP, PLACE_OPTIONS } from './store-place.ts'
import { UsageError } from './usage-error.ts'

/** `balie reveals`: which agent saw which attribute when, for the privacy officer. */
export const reveals: Command = {
  help: `balie reveals [--since DATE] [--session HANDLE] [--json]

Lists which agent saw which attribute of which conversation, and when (UTC): names of attributes, never
values. "shown" stood in the identity panel; "opened" was masked until the agent opened it. Kept for
reveals_days. Works while Balie runs too.

  --since DATE       from then on, such as 2026-11-01 or 2026-11-01T09:00Z (default: everything kept)
  --session HANDLE   of one conversation: the last part of its address
  --json             one JSON object per line
${PLACE_HELP}`,
  async run(words, terminal) {
    const options = readOptions(words, {
      ...PLACE_OPTIONS,
      since: { type: 'string' },
      session: { type: 'string' },
      json: { type: 'boolean', default: false },
    })
    const since = options.since === undefined ? 0 : moment(options.since)
    const { place } = findStorePlace(options, terminal)
    const { store, close } = await openConfiguredStore(place, terminal.stop)
    try {
      await migrate(store.pool, { note: terminal.note, signal: terminal.stop })
      const wanted = { since, ...(options.session !== undefined && { session: options.session }) }
      let found = 0
      for await (const reveal of recordedReveals(store.db, wanted)) {
        found += 1
        terminal.say(options.json ? asJson(reveal) : asLine(reveal))
      }
      if (found === 0 && !options.json) terminal.say('Nothing was shown to anybody.')
    } finally {
      await close()
    }
    return 0
  },
}

function asJson({ at, ...reveal }: RecordedReveal): string {
  return JSON.stringify({ at: new Date(at).toISOString(), ...reveal })
}

function asLine({ at, agent, tag, how, session }: RecordedReveal): string {
  return [new Date(at).toISOString(), agent.email, agent.name, how, tag, session].join('\t')
}

function moment(text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) throw new UsageError('--since takes a date, such as 2026-11-01 or 2026-11-01T09:00Z')
  return at
}
