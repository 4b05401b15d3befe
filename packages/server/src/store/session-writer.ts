import { type Claim, type Decision, SLOTS_OF_KEY } from '@balie/sdk'
import { columnLists, createBatches } from './batches.ts'
import { columnsOf, listsOf } from './session-rows.ts'
import { changeSession, changeSessions, type RecordRow } from './session-statements.ts'
import { type Connection, run } from './statement.ts'

/** What was decided on a row as it was read. */
export interface Write {
  readonly row: RecordRow
  readonly decision: Decision<unknown>
  /** Made with the change, or neither. */
  readonly claim: Claim | undefined
}

/**
 * Writes changes over the versions that they were decided on; those of one moment together. False where the
 * row has another version, or the claim is another's: then nothing of it was written.
 */
export function createSessionWriter(pool: Connection): (write: Write) => Promise<boolean> {
  return createBatches<Write, boolean>({
    async together(writes) {
      // In one order everywhere, so that no two statements wait for each other's rows.
      const ordered = writes.toSorted((a, b) => (a.row.record.id < b.row.record.id ? -1 : 1))
      const beside = ordered.map(besideOf)
      const values = [
        ...columnLists(ordered.map(valuesOf)),
        ...listsWithSession(ordered, 1, (i) => [beside[i]?.destroyed]),
        ...listsWithSession(ordered, 1, (i) => [beside[i]?.deleted]),
        ...listsWithSession(ordered, 2, (i) => beside[i]?.keys),
        ...listsWithSession(ordered, 2, (i) => beside[i]?.slots),
        ...listsWithSession(ordered, 1, (i) => [beside[i]?.secrets]),
      ]
      const rows = await run(pool, changeSessions, values)
      const changed = new Set(rows.map(({ id }) => id))
      return writes.map(({ row }) => changed.has(row.record.id))
    },

    async alone(write) {
      const { destroyed, deleted, keys, slots, secrets } = besideOf(write)
      try {
        const values = [...valuesOf(write), destroyed, deleted, ...keys, ...slots, secrets]
        return (await run(pool, changeSession, values)).length === 1
      } catch (error) {
        if (isUsedResult(error)) return false
        throw error
      }
    },
  })
}

/** Whether a statement failed because another session has used the result. */
export function isUsedResult(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === '23505' &&
    'constraint' in error &&
    error.constraint === 'used_results_pkey'
  )
}

function valuesOf({ row, decision, claim }: Write): readonly unknown[] {
  return [
    row.record.id,
    ...columnsOf(decision.session ?? row.record),
    row.version,
    claim?.fingerprint ?? null,
    claim?.until ?? null,
  ]
}

/** What a change writes and deletes beside the session's row. */
interface Beside {
  readonly destroyed: readonly string[]
  readonly deleted: readonly string[]
  readonly keys: readonly [readonly string[], readonly Buffer[]]
  readonly slots: readonly [readonly string[], readonly Buffer[]]
  readonly secrets: readonly string[]
}

/** What is destroyed and written by the same change is only written: that leaves nothing of the old. */
function besideOf({ decision }: Write): Beside {
  const { effects = [], keys = {}, sealed = {}, secrets = [] } = decision
  const gone = [...new Set(effects.flatMap((effect) => (effect.tag === 'destroy_key' ? [effect.key] : [])))]
  return {
    destroyed: gone.filter((name) => !keys[name]),
    deleted: gone.flatMap((name) => SLOTS_OF_KEY[name]).filter((slot) => !sealed[slot]),
    keys: listsOf(keys),
    slots: listsOf(sealed),
    secrets,
  }
}

/** Lists of several changes as one list each, before them one of the sessions that the entries belong to. */
function listsWithSession(
  writes: readonly Write[],
  width: number,
  listsAt: (i: number) => readonly (readonly unknown[] | undefined)[] | undefined,
): unknown[][] {
  const rows = writes.flatMap(({ row }, i) => {
    const [first = [], ...more] = listsAt(i) ?? []
    return first.map((value, at) => [row.record.id, value, ...more.map((list) => list?.[at])])
  })
  return rows.length === 0 ? Array.from({ length: width + 1 }, () => []) : columnLists(rows)
}
