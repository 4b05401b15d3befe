import type { FastifyInstance } from 'fastify'
import { CoreError } from '../errors/core-error.ts'

/** A component that listens. */
export interface Running {
  /** Where it listens, such as `http://127.0.0.1:8500`; not its external URL. */
  readonly url: string
  /** Stops listening, after the requests that are being answered. */
  close(): Promise<void>
}

/**
 * Lets the server listen; port 0 takes any free port.
 *
 * @throws ADDRESS_IN_USE when the port is taken, forbidden, or the address is not of this machine.
 */
export async function listen(
  app: FastifyInstance,
  place: { address: string; port: number },
): Promise<Running> {
  try {
    const url = await app.listen({ host: place.address, port: place.port })
    return { url, close: () => app.close() }
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason'
    const detail = `Cannot listen at ${place.address}, port ${place.port} (${reason}). Stop what listens there or choose another port.`
    throw new CoreError('ADDRESS_IN_USE', detail, { cause })
  }
}
