/** What one comes to a citizen's page for. */
export type Channel = 'chat' | 'appointment'

/** The channel of a citizen's page, from its path: `…/appointment/s/{handle}` is an appointment's. */
export function channelOf(path: string): Channel {
  const parts = path.split('/').filter((part) => part !== '')
  return parts.at(-3) === 'appointment' ? 'appointment' : 'chat'
}
