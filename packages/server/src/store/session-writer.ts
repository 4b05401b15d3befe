import type { Claim, Decision } from '@balie/sdk'
import type { Pool } from 'pg'
import { columnLists, createBatches } from './batches.ts'
import { columnsOf, slotsOf } from './session-rows.ts'
import { changeSession, changeSessions, type RecordRow } from './session-statements.ts'
import { run } from './statement.ts'

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
export function createSessionWriter(pool: Pool): (write: Write) => Promise<boolean> {
  return createBatches<Write, boolean>({
    async together(writes) {
      // In one order everywhere, so that no two statements wait for each other's rows.
      const ordered = writes.toSorted((a, b) => (a.row.record.id < b.row.record.id ? -1 : 1))
      const values = ordered.map(valuesOf)
      const slots = ordered.flatMap(({ row, decision }) => {
        const [names, bytes] = slotsOf(sealedOf(decision))
        return names.map((name, i) => [row.record.id, name, bytes[i]])
      })
      const [ids = [], names = [], bytes = []] = columnLists(slots)
      const rows = await run(pool, changeSessions, [...columnLists(values), ids, names, bytes])
      const changed = new Set(rows.map(({ id }) => id))
      return writes.map(({ row }) => changed.has(row.record.id))
    },

    async alone(write) {
      try {
        const values = [...valuesOf(write), ...slotsOf(sealedOf(write.decision))]
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
    isForgetting(decision),
  ]
}

function sealedOf(decision: Decision<unknown>): NonNullable<Decision<unknown>['sealed']> {
  return isForgetting(decision) ? {} : (decision.sealed ?? {})
}

function isForgetting({ effects = [] }: Decision<unknown>): boolean {
  return effects.some(({ tag }) => tag === 'forget_attributes')
}
