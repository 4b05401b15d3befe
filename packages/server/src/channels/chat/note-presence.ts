import { changeSession, IdContactError, type Settings } from '@balie/sdk'
import type { CitizenPlaces } from '../../store/citizen-places.ts'

/** Notes on the session that its citizen is there. Nothing happens when the session is gone. */
export function notePresent(settings: Settings, conversation: string): Promise<void> {
  return note(settings, conversation, 'citizen_present')
}

/**
 * Notes on the session that its citizen is gone, unless a page is open on some node. A page may come on another one
 * between looking and noting; what that one noted would be undone, so it is looked at again.
 */
export async function noteGone(
  settings: Settings,
  places: Pick<CitizenPlaces, 'isSomewhere'>,
  conversation: string,
): Promise<void> {
  if (await places.isSomewhere(conversation)) return
  await note(settings, conversation, 'citizen_gone')
  if (await places.isSomewhere(conversation)) await notePresent(settings, conversation)
}

async function note(
  settings: Settings,
  conversation: string,
  tag: 'citizen_present' | 'citizen_gone',
): Promise<void> {
  try {
    await changeSession(settings, conversation, { tag, at: settings.clock.now() })
  } catch (cause) {
    // There is nothing to note it on.
    if (!(cause instanceof IdContactError) || cause.code !== 'SESSION_UNKNOWN') throw cause
  }
}
