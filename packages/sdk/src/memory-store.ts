import type { Clock } from './clock.ts'
import { IdContactError } from './errors/id-contact-error.ts'
import type { Claim, ClaimOutcome, SessionKey, SessionRecord, Store } from './ports/store.ts'

/**
 * The reference store: everything in this process, gone when it ends. For tests, examples and trying out;
 * `storeSuite` holds it to the same promises as a real one.
 */
export function createMemoryStore(clock: Clock): Store {
  const records = new Map<string, SessionRecord>()
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
      return [...records.values()].find((record) => secretHash(record, key) === key.hash)
    },

    async transact(id, decide, claim) {
      const record = records.get(id)
      if (!record) throw new IdContactError('SESSION_UNKNOWN', 'no such session')
      const outcome = claim && look(claim, id)
      const decision = decide(record, outcome)
      if (claim && outcome === 'claimed') claims.set(claim.fingerprint, { sessionId: id, until: claim.until })
      const forget = decision.effects?.some(({ tag }) => tag === 'forget_attributes')
      const sealed = forget ? {} : { ...record.sealed, ...decision.sealed }
      records.set(id, { ...record, session: decision.session ?? record.session, sealed })
      return decision.value
    },

    async awaitingSince(moment, limit) {
      return [...records.values()]
        .map(({ session }) => session)
        .filter(
          ({ attributes, conversation }) => attributes.state === 'awaiting' && conversation.state !== 'ended',
        )
        .flatMap(({ id, owner }) => (owner && owner.at <= moment ? [{ id, at: owner.at }] : []))
        .sort((a, b) => a.at - b.at)
        .slice(0, limit)
        .map(({ id }) => id)
    },
  }
}

function secretHash(record: SessionRecord, key: Exclude<SessionKey, { by: 'id' }>): string | undefined {
  return key.by === 'client_secret' ? record.clientSecretHash : record.attrSecretHash
}
