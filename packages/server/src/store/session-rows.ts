import type { SealedSlot, Session, SessionRecord } from '@balie/sdk'
import type { RecordRow } from './session-statements.ts'

/** A row of the database as the record that it holds. */
export function recordOf(row: RecordRow): SessionRecord {
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

/** Sealed slots as two lists: their names, and what is in them. */
export function slotsOf(
  sealed: Readonly<Partial<Record<SealedSlot, Uint8Array>>>,
): readonly [readonly string[], readonly Buffer[]] {
  const given = Object.entries(sealed)
  return [given.map(([slot]) => slot), given.map(([, bytes]) => Buffer.from(bytes))]
}

/** The values of `columns`, in their order. */
export function columnsOf(session: Session): readonly unknown[] {
  const { purpose, method, attributes, conversation, owner, startedAt } = session
  const since =
    conversation.state === 'not_begun'
      ? startedAt
      : conversation.state === 'ended'
        ? conversation.at
        : conversation.since
  return [
    JSON.stringify(session),
    purpose,
    method,
    conversation.state,
    since,
    owner?.browser ?? null,
    owner?.at ?? null,
    'agent' in conversation ? conversation.agent : null,
    attributes.state === 'awaiting',
  ]
}
