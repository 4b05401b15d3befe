import type { Config } from '../config/config.ts'

/**
 * The addresses that Balie says about itself. They come from configuration only, never from a request
 * (Host header, F6). With port 0 the real ports are known once the listeners listen: read these when needed,
 * do not copy them.
 */
export interface Addresses {
  /** Where browsers reach the public listener, without a slash at the end. */
  readonly externalUrl: string
  /** Where components reach the internal listener, without a slash at the end. */
  readonly internalUrl: string
  /** Of our own pages, as browsers send it in `Origin`. */
  readonly origin: string
  /** Whether browsers come by https. */
  readonly secure: boolean
}

/** The addresses, and the way to tell them the ports once these are known. */
export function createAddresses(config: Config): {
  addresses: Addresses
  listening(ports: { readonly public: number; readonly internal: number }): void
} {
  let { externalUrl, internalUrl } = config
  const addresses: Addresses = {
    get externalUrl() {
      return externalUrl
    },
    get internalUrl() {
      return internalUrl
    },
    get origin() {
      return new URL(externalUrl).origin
    },
    get secure() {
      return externalUrl.startsWith('https:')
    },
  }
  return {
    addresses,
    listening(ports) {
      externalUrl = withPort(externalUrl, ports.public)
      internalUrl = withPort(internalUrl, ports.internal)
    },
  }
}

function withPort(address: string, port: number): string {
  const url = new URL(address)
  if (url.port !== '0') return address
  url.port = String(port)
  return url.origin
}
