import type {
  Claim,
  ClaimOutcome,
  Clock,
  Decision,
  SealedSlot,
  SessionKey,
  SessionRecord,
  Store,
} from '@balie/sdk'
import { IdContactError } from '@balie/sdk'
import type { Pool, QueryResultRow } from 'pg'
import { isDatabaseUnavailable } from './database-unavailable.ts'
import { createFoundRows } from './found-rows.ts'
import {
  awaitingSince,
  changeSession,
  columnsOf,
  findByAttrSecret,
  findByClientSecret,
  findById,
  findForChange,
  forgetUsedResults,
  insertSession,
  presentOnes,
  type RecordRow,
} from './session-statements.ts'
import { run as runStatement, type Statement } from './statement.ts'
import { createTurns } from './turns.ts'

/** The sdk's store on PostgreSQL, with what only its owner calls. */
export interface SessionStore extends Store {
  /** Forgets results that no longer could be accepted anyway (T7). */
  forgetUsedResults(): Promise<void>
  /** The running conversations whose citizen is said to be there. */
  present(): Promise<readonly string[]>
}

/** How often a change is decided again because another node was first; each time somebody made progress. */
const ATTEMPTS = 50

/** How many sessions that were found by a secret are remembered until they are changed. */
const FOUND = 500

/**
 * Sessions in PostgreSQL. A change is one read and one write without a lock between them: the write counts
 * only over the version that was read, otherwise it is decided again. Changes of one session by this process
 * take turns, so that only another node can come between. What is acknowledged is committed (threats B8, V1).
 *
 * A session that was just found by the secret of a URL is about to be changed: then the first read is spared,
 * and a decision on it counts only if it could be written.
 */
export function createSessionStore(pool: Pool, clock: Clock): SessionStore {
  const turns = createTurns()
  const found = createFoundRows(FOUND)
  return {
    async insert(record, claim) {
      const { session, sealed, wrappedKey, clientSecretHash, attrSecretHash } = record
      try {
        await run(pool, insertSession, [
          session.id,
          ...columnsOf(session),
          clientSecretHash,
          attrSecretHash ?? null,
          wrappedKey ?? null,
          claim?.fingerprint ?? null,
          claim?.until ?? null,
          ...slots(sealed),
        ])
        return 'inserted'
      } catch (error) {
        if (isUsedResult(error)) return 'elsewhere'
        throw error
      }
    },

    async find(key) {
      const [statement, value] = lookUp(key)
      const [row] = await run(pool, statement, [value])
      if (row && key.by !== 'id') found.keep(row)
      return row && recordOf(row)
    },

    transact: (id, decide, claim) =>
      turns(id, async () => {
        const row = found.take(id)
        const guessed = row && (await changeFound(pool, row, decide, claim))
        return guessed ? guessed.value : change(pool, id, decide, claim)
      }),

    async awaitingSince(moment, limit) {
      return (await run(pool, awaitingSince, [moment, limit])).map(({ id }) => id)
    },

    async present() {
      return (await run(pool, presentOnes, [])).map(({ id }) => id)
    },

    async forgetUsedResults() {
      await run(pool, forgetUsedResults, [clock.now()])
    },
  }
}

/** @throws {IdContactError} STORE_UNAVAILABLE where the database cannot serve now */
async function run<Row extends QueryResultRow>(
  pool: Pool,
  statement: Statement<Row>,
  values: readonly unknown[],
): Promise<Row[]> {
  try {
    return await runStatement(pool, statement, values)
  } catch (cause) {
    if (!isDatabaseUnavailable(cause)) throw cause
    throw new IdContactError('STORE_UNAVAILABLE', 'the database cannot serve now', { cause })
  }
}

type Decide<T> = (record: SessionRecord, claim: ClaimOutcome | undefined) => Decision<T>

/** Undefined where only a new read can tell: nothing to write, a refusal, or a row that was no longer so. */
async function changeFound<T>(
  pool: Pool,
  row: RecordRow,
  decide: Decide<T>,
  claim: Claim | undefined,
): Promise<{ readonly value: T } | undefined> {
  let decision: Decision<T>
  try {
    decision = decide(recordOf(row), claim && 'claimed')
  } catch {
    return undefined
  }
  const { value } = decision
  if (isNothing(decision, claim)) return undefined
  return (await written(pool, row, decision, claim)) ? { value } : undefined
}

async function change<T>(pool: Pool, id: string, decide: Decide<T>, claim: Claim | undefined): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const [row] = await run(pool, findForChange, [id, claim?.fingerprint ?? null])
    if (!row) throw new IdContactError('SESSION_UNKNOWN', 'no such session')
    const outcome = claim && outcomeOf(row.claimed_by, id)
    const record = recordOf(row)
    const decision = decide(record, outcome)
    const claims = outcome === 'claimed' ? claim : undefined
    if (isNothing(decision, claims) || (await written(pool, row, decision, claims))) return decision.value
    if (attempt === ATTEMPTS) throw new Error('a session was changed by others all the time')
  }
}

function isNothing({ session, sealed, effects }: Decision<unknown>, claim: Claim | undefined): boolean {
  return !claim && !session && !sealed && !effects?.length
}

async function written(
  pool: Pool,
  row: RecordRow,
  { session = row.record, sealed = {}, effects = [] }: Decision<unknown>,
  claim: Claim | undefined,
): Promise<boolean> {
  const forget = effects.some(({ tag }) => tag === 'forget_attributes')
  try {
    const rows = await run(pool, changeSession, [
      row.record.id,
      ...columnsOf(session),
      row.version,
      claim?.fingerprint ?? null,
      claim?.until ?? null,
      forget,
      ...slots(forget ? {} : sealed),
    ])
    return rows.length === 1
  } catch (error) {
    // Another session claimed the result after it was read: decided again, it is 'elsewhere'.
    if (isUsedResult(error)) return false
    throw error
  }
}

function lookUp(key: SessionKey): [Statement<RecordRow>, string] {
  switch (key.by) {
    case 'id':
      return [findById, key.id]
    case 'client_secret':
      return [findByClientSecret, key.hash]
    case 'attr_secret':
      return [findByAttrSecret, key.hash]
  }
}

function outcomeOf(claimedBy: string | null, id: string): ClaimOutcome {
  if (claimedBy === null) return 'claimed'
  return claimedBy === id ? 'ours' : 'elsewhere'
}

function recordOf(row: RecordRow): SessionRecord {
  const sealed = Object.entries(row.sealed ?? {}).map(([slot, text]) => [slot, Buffer.from(text, 'base64')])
  return {
    // JSON leaves out what is undefined.
    session: { ...row.record, owner: row.record.owner },
    wrappedKey: row.wrapped_key ?? undefined,
    sealed: Object.fromEntries(sealed),
    clientSecretHash: row.client_secret_hash,
    attrSecretHash: row.attr_secret_hash ?? undefined,
  }
}

function slots(sealed: Readonly<Partial<Record<SealedSlot, Uint8Array>>>): [string[], Buffer[]] {
  const given = Object.entries(sealed)
  return [given.map(([slot]) => slot), given.map(([, bytes]) => Buffer.from(bytes))]
}

function isUsedResult(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === '23505' &&
    'constraint' in error &&
    error.constraint === 'used_results_pkey'
  )
}
