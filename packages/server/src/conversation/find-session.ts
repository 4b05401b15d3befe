import type { Session, Settings } from '@balie/sdk'

/** The session of a handle. What cannot be a handle of ours does not come near the database. */
export async function findSession(
  settings: Pick<Settings, 'store'>,
  handle: string,
): Promise<Session | undefined> {
  if (!/^[\w-]{1,64}$/.test(handle)) return undefined
  return (await settings.store.find({ by: 'id', id: handle }))?.session
}
