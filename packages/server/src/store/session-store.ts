import {
  type Claim,
  type ClaimOutcome,
  type Clock,
  type Decision,
  dueAt,
  IdContactError,
  type Session,
  type SessionRecord,
  type Store,
} from '@balie/sdk'
import { isDatabaseUnavailable } from './database-unavailable.ts'
import { createFoundRows } from './found-rows.ts'
import { createSessionFinder } from './session-finder.ts'
import { createSessionInserter } from './session-inserter.ts'
import { recordOf } from './session-rows.ts'
import {
  dueSessions,
  eraseSession,
  findForChange,
  forgetUsedResults,
  presentOnes,
  type RecordRow,
} from './session-statements.ts'
import { createSessionWriter, isUsedResult, type Write } from './session-writer.ts'
import { type Connection, run } from './statement.ts'
import { createTurns } from './turns.ts'

/** The sdk's store on PostgreSQL, with what only its owner calls. */
export interface SessionStore extends Store {
  /** Forgets results that no longer could be accepted anyway (T7). */
  forgetUsedResults(): Promise<void>
  /** The running conversations whose citizen is said to be there, while no node has a page of it. */
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
 *
 * @param pool one connection instead, to change sessions within a transaction that is open there
 */
export function createSessionStore(pool: Connection, clock: Clock): SessionStore {
  const turns = createTurns()
  const found = createFoundRows(FOUND)
  const find = createSessionFinder(pool)
  const insert = createSessionInserter(pool)
  const access: Access = { pool, write: createSessionWriter(pool) }
  return {
    async insert(record, claim) {
      try {
        await orUnavailable(insert(record, claim))
        return 'inserted'
      } catch (error) {
        if (isUsedResult(error)) return 'elsewhere'
        throw error
      }
    },

    async find(key) {
      const row = await orUnavailable(find(key))
      if (row && key.by !== 'id') found.keep(row)
      return row && recordOf(row)
    },

    transact: (id, decide, claim) =>
      turns(id, async () => {
        const row = found.take(id)
        const guessed = row && (await changeFound(access, row, decide, claim))
        return guessed ? guessed.value : change(access, id, decide, claim)
      }),

    async due(moment, limit) {
      return (await orUnavailable(run(pool, dueSessions, [moment, limit]))).map(({ id }) => id)
    },

    erase: (id, moment, mayErase) =>
      turns(id, () => {
        found.take(id)
        return erase(pool, id, moment, mayErase)
      }),

    async present() {
      return (await orUnavailable(run(pool, presentOnes, []))).map(({ id }) => id)
    },

    async forgetUsedResults() {
      await orUnavailable(run(pool, forgetUsedResults, [clock.now()]))
    },
  }
}

/** @throws {IdContactError} STORE_UNAVAILABLE where the database cannot serve now */
async function orUnavailable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    if (!isDatabaseUnavailable(cause)) throw cause
    throw new IdContactError('STORE_UNAVAILABLE', 'the database cannot serve now', { cause })
  }
}

interface Access {
  readonly pool: Connection
  readonly write: (write: Write) => Promise<boolean>
}

type Decide<T> = (record: SessionRecord, claim: ClaimOutcome | undefined) => Decision<T>

/** Undefined where only a new read can tell: nothing to write, a refusal, or a row that was no longer so. */
async function changeFound<T>(
  { write }: Access,
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
  return (await orUnavailable(write({ row, decision, claim }))) ? { value } : undefined
}

async function change<T>(
  { pool, write }: Access,
  id: string,
  decide: Decide<T>,
  claim: Claim | undefined,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const [row] = await orUnavailable(run(pool, findForChange, [id, claim?.fingerprint ?? null]))
    if (!row) throw new IdContactError('SESSION_UNKNOWN', 'no such session')
    const outcome = claim && outcomeOf(row.claimed_by, id)
    const decision = decide(recordOf(row), outcome)
    const claims = outcome === 'claimed' ? claim : undefined
    if (isNothing(decision, claims)) return decision.value
    if (await orUnavailable(write({ row, decision, claim: claims }))) return decision.value
    if (attempt === ATTEMPTS) throw new Error('a session was changed by others all the time')
  }
}

/** One read and one delete of what was read, with everything that refers to it: a change between the two wins. */
async function erase(
  pool: Connection,
  id: string,
  moment: number,
  mayErase: (session: Session) => boolean,
): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const [row] = await orUnavailable(run(pool, findForChange, [id, null]))
    if (!row) return false
    const { session } = recordOf(row)
    const due = dueAt(session)
    if (due === undefined || due > moment || !mayErase(session)) return false
    if ((await orUnavailable(run(pool, eraseSession, [id, row.version]))).length === 1) return true
  }
  return false
}

function isNothing(
  { session, sealed, keys, secrets, effects }: Decision<unknown>,
  claim: Claim | undefined,
): boolean {
  return !claim && !session && !sealed && !keys && !secrets?.length && !effects?.length
}

function outcomeOf(claimedBy: string | null, id: string): ClaimOutcome {
  if (claimedBy === null) return 'claimed'
  return claimedBy === id ? 'ours' : 'elsewhere'
}
