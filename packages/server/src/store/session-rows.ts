import { dueAt, type Session, type SessionRecord } from '@balie/sdk'
import type { RecordRow } from './session-statements.ts'

/** A row of the database as the record that it holds. */
export function recordOf(row: RecordRow): SessionRecord {
  const { record } = row
  return {
    // JSON leaves out what is undefined.
    session: { ...record, owner: record.owner, asked: record.asked, hiddenUntil: record.hiddenUntil },
    keys: bytesOf(row.keys),
    sealed: bytesOf(row.sealed),
    clientSecretHash: row.client_secret_hash,
    attrSecretHash: row.attr_secret_hash ?? undefined,
  }
}

function bytesOf<Name extends string>(
  texts: Readonly<Partial<Record<Name, string>>> | null,
): Partial<Record<Name, Uint8Array>> {
  const named = Object.entries<string | undefined>(texts ?? {})
  const bytes = named.map(([name, text = '']) => [name, Buffer.from(text, 'base64')])
  return Object.fromEntries(bytes)
}

/** Named bytes, keys or slots, as two lists: their names, and what is in them. */
export function listsOf(
  given: Readonly<Partial<Record<string, Uint8Array>>>,
): readonly [readonly string[], readonly Buffer[]] {
  const named = Object.entries(given).flatMap(([name, bytes]) => (bytes ? [{ name, bytes }] : []))
  return [named.map(({ name }) => name), named.map(({ bytes }) => Buffer.from(bytes))]
}

/** The values of `columns`, in their order. */
export function columnsOf(session: Session): readonly unknown[] {
  const { purpose, method, conversation, owner } = session
  return [
    JSON.stringify(session),
    purpose,
    method,
    conversation.state,
    since(session),
    owner?.browser ?? null,
    'agent' in conversation ? conversation.agent : null,
    dueAt(session) ?? null,
  ]
}

function since({ conversation, startedAt }: Session): number {
  if (conversation.state === 'not_begun') return startedAt
  return conversation.state === 'ended' ? conversation.at : conversation.since
}
