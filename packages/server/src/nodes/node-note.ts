import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { Announcement } from '../conversation/bus.ts'

/** What a node tells the others. Its announcements are numbered, so that one that got lost leaves a gap. */
export const NodeNote = Type.Object({
  /** Who tells: another name after each start. */
  node: Type.String({ minLength: 1, maxLength: 100 }),
  /** The number of the first announcement, or of the next one where there is none. */
  first: Type.Integer({ minimum: 0 }),
  said: Type.Array(Type.Unknown(), { maxItems: 1_000 }),
  /** It stops, in order: nothing of it is missing. */
  bye: Type.Optional(Type.Boolean()),
})
export type NodeNote = Static<typeof NodeNote>

const note = Compile(NodeNote)
const announcement = Compile(Announcement)

/** The note in a text; undefined when it is none. */
export function parseNodeNote(text: string): NodeNote | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return note.Check(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Whether this Balie knows what was said: a newer one may say more. */
export function isAnnouncement(value: unknown): value is Announcement {
  return announcement.Check(value)
}
