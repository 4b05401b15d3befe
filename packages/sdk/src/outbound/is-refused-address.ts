import { BlockList, isIP } from 'node:net'

/** Addresses of IPv4 where no component is: first address and length of the prefix. */
const IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], // this host, unspecified
  ['100.100.100.200', 32], // metadata
  ['168.63.129.16', 32], // metadata
  ['169.254.0.0', 16], // link-local, with the metadata of most clouds
  ['192.0.0.192', 32], // metadata
  ['224.0.0.0', 4], // multicast
  ['255.255.255.255', 32], // broadcast
]

const IPV6: readonly (readonly [string, number])[] = [
  ['::', 128], // unspecified
  ['2001::', 32], // Teredo, which carries addresses of IPv4 in disguise
  ['fd00:42::42', 128], // metadata
  ['fd00:ec2::254', 128], // metadata
  ['fd20:ce::254', 128], // metadata
  ['fe80::', 10], // link-local
  ['ff00::', 8], // multicast
]

/** Prefixes below which an address of IPv4 is written as one of IPv6, in hexadecimal words. */
const EMBEDDINGS: readonly ((words: string) => readonly [string, number])[] = [
  (words) => [`::${words}`, 96], // IPv4-compatible
  (words) => [`::ffff:${words}`, 96], // IPv4-mapped
  (words) => [`::ffff:0:${words}`, 96], // IPv4-translated
  (words) => [`64:ff9b::${words}`, 96], // NAT64
  (words) => [`64:ff9b:1::${words}`, 96], // NAT64 of one's own network
  (words) => [`2002:${words}::`, 16], // 6to4
]

const REFUSED = refusedAddresses()

/**
 * Whether nothing may be sent to this address, whatever the configuration says (O1): link-local, metadata of a
 * cloud, multicast, broadcast, unspecified, in any form. Private and loopback addresses are normal: components
 * live there. What is no IP address is refused.
 */
export function isRefusedAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '')
  const family = isIP(plain)
  return family === 0 || REFUSED.check(plain, family === 4 ? 'ipv4' : 'ipv6')
}

function refusedAddresses(): BlockList {
  const list = new BlockList()
  for (const [first, length] of IPV6) list.addSubnet(first, length, 'ipv6')
  for (const [first, length] of IPV4) {
    list.addSubnet(first, length, 'ipv4')
    const [a = 0, b = 0, c = 0, d = 0] = first.split('.').map(Number)
    const words = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
    for (const embed of EMBEDDINGS) {
      const [embedded, prefix] = embed(words)
      // `::1` is loopback, not the IPv4-compatible form of 0.0.0.1.
      if (embedded !== '::0:0') list.addSubnet(embedded, prefix + length, 'ipv6')
    }
  }
  return list
}
