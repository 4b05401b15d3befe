import { isIP } from 'node:net'
import { parse } from 'pg-connection-string'
import { isPrivateAddress } from './is-private-address.ts'

/** What an address of a database says about the way to it. */
export interface DatabasePlace {
  /** The address without its words about TLS, for the driver, which would take some of them more lightly. */
  readonly address: string
  /** Verified: certificate and host name. Absent: no word about it. */
  readonly tls?: 'verified' | 'unverified' | 'none'
  /** A socket or loopback; a network of one's own, as far as can be told; or anything else. */
  readonly where: 'here' | 'private' | 'elsewhere'
  /** Files of a client's certificate and its key. */
  readonly certificate?: { readonly file: string; readonly keyFile: string }
}

const ABOUT_TLS = ['ssl', 'sslmode', 'sslcert', 'sslkey', 'sslrootcert', 'sslpassword', 'uselibpqcompat']

/** As the driver reads them today: each of the middle three verifies the certificate and the name in it. */
const MODES = new Map<string, NonNullable<DatabasePlace['tls']>>([
  ['disable', 'none'],
  ['require', 'verified'],
  ['verify-ca', 'verified'],
  ['verify-full', 'verified'],
  ['no-verify', 'unverified'],
])

/**
 * Reads the address of a database. Never throws, and says nothing of a value.
 *
 * @returns the place, or what is wrong with the address
 */
export function readDatabasePlace(url: string): DatabasePlace | { readonly problem: string } {
  const [start = '', query = ''] = url.split(/\?(.*)/s)
  const words = new URLSearchParams(query)
  const given = (name: string) => words.get(name) ?? undefined
  if (given('sslrootcert') !== undefined)
    return { problem: 'has sslrootcert; name the file in database_ca_file instead' }
  const tls = tlsOf(given('sslmode'), given('ssl'), given('sslnegotiation'))
  if (tls === 'unknown')
    return { problem: 'has an unknown sslmode; expected disable, require, verify-ca or verify-full' }
  const [file, keyFile] = [given('sslcert'), given('sslkey')]
  if ((file === undefined) !== (keyFile === undefined))
    return { problem: 'has one of sslcert and sslkey; give both' }
  for (const name of ABOUT_TLS) words.delete(name)
  const address = words.size === 0 ? start : `${start}?${words}`
  const host = hostOf(address)
  // Without a host the driver would take one from the environment, which nobody has looked at.
  if (!host) return { problem: 'expected an address that begins with postgres:// and names a host' }
  return {
    address,
    where: whereIs(host),
    ...(tls !== undefined && { tls }),
    ...(file !== undefined && keyFile !== undefined && { certificate: { file, keyFile } }),
  }
}

function tlsOf(mode: string | undefined, ssl: string | undefined, negotiation: string | undefined) {
  if (mode !== undefined) return MODES.get(mode) ?? 'unknown'
  if (ssl !== undefined) return ['true', '1'].includes(ssl) ? 'verified' : 'none'
  return negotiation === 'direct' ? 'verified' : undefined
}

function hostOf(address: string): string | undefined {
  try {
    return parse(address).host ?? undefined
  } catch {
    return undefined
  }
}

function whereIs(host: string): DatabasePlace['where'] {
  const name = host.toLowerCase().replace(/\.$/, '')
  if (name.startsWith('/') || /(^|\.)localhost$/.test(name)) return 'here'
  if (isIP(name) !== 0) {
    if (/^127\./.test(name) || name === '::1') return 'here'
    return isPrivateAddress(name) ? 'private' : 'elsewhere'
  }
  // Names that the internet does not have: of a container network, and those set aside for networks of one's own.
  return !name.includes('.') || /\.(internal|local|lan|home\.arpa)$/.test(name) ? 'private' : 'elsewhere'
}
