import type { Claim, SessionRecord } from '@balie/sdk'
import { columnLists, createBatches } from './batches.ts'
import { columnsOf, listsOf } from './session-rows.ts'
import { insertSession, insertSessions } from './session-statements.ts'
import { type Connection, run } from './statement.ts'

/** Adds sessions; those without a result that come at one moment together. Throws where a claim is another's. */
export function createSessionInserter(
  pool: Connection,
): (record: SessionRecord, claim: Claim | undefined) => Promise<void> {
  async function insert(record: SessionRecord, claim?: Claim): Promise<void> {
    const ofClaim = [claim?.fingerprint ?? null, claim?.until ?? null]
    const values = [...plainValues(record), ...ofClaim, ...listsOf(record.keys), ...listsOf(record.sealed)]
    await run(pool, insertSession, values)
  }
  const insertPlain = createBatches<SessionRecord, void>({
    async together(records) {
      const keys = records.flatMap(({ session, keys }) => {
        const [names, wrapped] = listsOf(keys)
        return names.map((name, i) => [session.id, name, wrapped[i]])
      })
      const [ids = [], names = [], wrapped = []] = columnLists(keys)
      await run(pool, insertSessions, [...columnLists(records.map(plainValues)), ids, names, wrapped])
      return records.map(() => undefined)
    },
    alone: (record) => insert(record),
  })
  return (record, claim) => {
    const isPlain = !claim && Object.keys(record.sealed).length === 0
    return isPlain ? insertPlain(record) : insert(record, claim)
  }
}

function plainValues(record: SessionRecord): readonly unknown[] {
  const { session, clientSecretHash, attrSecretHash } = record
  return [session.id, ...columnsOf(session), clientSecretHash, attrSecretHash ?? null]
}
