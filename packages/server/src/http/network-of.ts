import { isIPv6 } from 'node:net'

/**
 * Whose an address is, as far as limits go (threat R4): an IPv4 address, or the /64 of an IPv6 address, which is what one household or
 * machine is given and may choose its addresses from. An IPv4 address in IPv6 is that IPv4 address. Anything else is itself.
 */
export function networkOf(ip: string): string {
  const [address = '', zone] = ip.split('%')
  if (!isIPv6(address)) return ip
  const groups = groupsOf(address)
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.')
  }
  const network = groups.slice(0, 4).map((group) => group.toString(16))
  return `${network.join(':')}::/64${zone === undefined ? '' : `%${zone}`}`
}

/** The eight numbers of an IPv6 address. The URL parser writes all forms in one. */
function groupsOf(address: string): readonly number[] {
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const numbers = (text = '') =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))
  const [before, after] = [numbers(head), numbers(tail)]
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
}
