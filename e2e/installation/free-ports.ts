import { type AddressInfo, createServer } from 'node:net'

/** Ports that nothing listens on, all different: components name each other's in their configuration. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  const ports: number[] = []
  for (const server of servers) {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    ports.push((server.address() as AddressInfo).port)
  }
  for (const server of servers) await new Promise((closed) => server.close(closed))
  return ports
}
