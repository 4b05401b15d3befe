import type { Clock } from './clock.ts'
import { IdContactError } from './errors/id-contact-error.ts'
import {
  type Claim,
  type ClaimOutcome,
  type SessionKey,
  type SessionRecord,
  SLOTS_OF_KEY,
  type Store,
} from './ports/store.ts'
import { dueAt } from './session/due-at.ts'
import type { Effect } from './session/effect.ts'

/**
 * The reference store: everything in this process, gone when it ends. For tests, examples and trying out;
 * `storeSuite` holds it to the same promises as a real one.
 */
export function createMemoryStore(clock: Clock): Store {
  const records = new Map<string, SessionRecord>()
  const secrets = new Map<string, string>()
  const claims = new Map<string, { readonly sessionId: string; readonly until: number }>()

  function look({ fingerprint }: Claim, sessionId: string): ClaimOutcome {
    for (const [name, { until }] of claims) if (until < clock.now()) claims.delete(name)
    const held = claims.get(fingerprint)
    if (!held) return 'claimed'
    return held.sessionId === sessionId ? 'ours' : 'elsewhere'
  }

  return {
    async insert(record, claim) {
      const { id } = record.session
      if (claim && look(claim, id) === 'elsewhere') return 'elsewhere'
      if (claim) claims.set(claim.fingerprint, { sessionId: id, until: claim.until })
      records.set(id, record)
      return 'inserted'
    },

    async find(key) {
      if (key.by === 'id') return records.get(key.id)
      if (key.by === 'authentication_secret') return records.get(secrets.get(key.hash) ?? '')
      return [...records.values()].find((record) => secretHash(record, key) === key.hash)
    },

    async transact(id, decide, claim) {
      const record = records.get(id)
      if (!record) throw new IdContactError('SESSION_UNKNOWN', 'no such session')
      const outcome = claim && look(claim, id)
      const decision = decide(record, outcome)
      if (claim && outcome === 'claimed') claims.set(claim.fingerprint, { sessionId: id, until: claim.until })
      for (const hash of decision.secrets ?? []) secrets.set(hash, id)
      records.set(id, {
        ...record,
        session: decision.session ?? record.session,
        keys: { ...without(record.keys, destroyed(decision.effects)), ...decision.keys },
        sealed: {
          ...without(
            record.sealed,
            destroyed(decision.effects).flatMap((key) => SLOTS_OF_KEY[key]),
          ),
          ...decision.sealed,
        },
      })
      return decision.value
    },

    async due(moment, limit) {
      return [...records.values()]
        .map(({ session }) => ({ id: session.id, at: dueAt(session) ?? Number.POSITIVE_INFINITY }))
        .filter(({ at }) => at <= moment)
        .sort((a, b) => a.at - b.at)
        .slice(0, limit)
        .map(({ id }) => id)
    },

    async erase(id, moment, mayErase) {
      const session = records.get(id)?.session
      const isDue = session && (dueAt(session) ?? Number.POSITIVE_INFINITY) <= moment
      if (!isDue || !mayErase(session)) return false
      for (const [hash, of] of secrets) if (of === id) secrets.delete(hash)
      return records.delete(id)
    },
  }
}

function destroyed(effects: readonly Effect[] = []) {
  return effects.flatMap((effect) => (effect.tag === 'destroy_key' ? [effect.key] : []))
}

function without<Name extends string, T>(
  given: Readonly<Partial<Record<Name, T>>>,
  names: readonly string[],
): Partial<Record<Name, T>> {
  const kept = Object.entries(given).filter(([name]) => !names.includes(name))
  return Object.fromEntries(kept) as Partial<Record<Name, T>>
}

function secretHash(
  record: SessionRecord,
  key: Extract<SessionKey, { by: 'client_secret' | 'attr_secret' }>,
): string | undefined {
  return key.by === 'client_secret' ? record.clientSecretHash : record.attrSecretHash
}
