import type { ListenAt } from '../config/config.ts'
import { BalieError } from '../errors/balie-error.ts'
import type { Listener } from './listener.ts'

/**
 * Lets a listener listen.
 *
 * @returns the port, the real one when any free one was asked
 * @throws {BalieError} START_REFUSED with the address, the port and the keys to change
 */
export async function listen(app: Listener, at: ListenAt, name: 'public' | 'internal'): Promise<number> {
  try {
    await app.listen({ host: at.address, port: at.port, listenTextResolver: () => 'listening' })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const words = trouble[code]
    if (!words) throw error
    throw new BalieError(
      'START_REFUSED',
      `the ${name} listener cannot listen on port ${at.port} of ${at.address}: ${words}; change ${name}_address or ${name}_port`,
      { cause: error },
    )
  }
  const address = app.server.address()
  return typeof address === 'object' && address ? address.port : at.port
}

const trouble: Readonly<Record<string, string | undefined>> = {
  EADDRINUSE: 'something else listens there already',
  EACCES: 'this user may not use that port',
  EADDRNOTAVAIL: 'this machine does not have that address',
}
