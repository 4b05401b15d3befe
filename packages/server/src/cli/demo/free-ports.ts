import { createServer } from 'node:net'
import { BalieError } from '../../errors/balie-error.ts'
import type { DemoPorts } from './demo-tables.ts'

/**
 * Six ports in a row, tried before anything is started.
 *
 * @throws {BalieError} START_REFUSED naming the port that is taken and how to choose others
 */
export async function freePorts(first: number): Promise<DemoPorts> {
  const ports = {
    ...{ core: first, authTest: first + 1, public: first + 2, internal: first + 3 },
    ...{ mailPage: first + 4, smtp: first + 5 },
  }
  for (const port of Object.values(ports)) {
    const code = await tryPort(port)
    if (code === undefined) continue
    const reason =
      code === 'EADDRINUSE' ? 'is in use by something else, perhaps another demo' : `cannot be used (${code})`
    throw new BalieError(
      'START_REFUSED',
      `port ${port} ${reason}; the demo needs ${first} to ${first + 5}. Choose six others with --port ${first + 1000}, or BALIE_DEMO_PORT=${first + 1000}`,
    )
  }
  return ports
}

function tryPort(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve('code' in error ? String(error.code) : error.name))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}
