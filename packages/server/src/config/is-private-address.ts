import { BlockList, isIP } from 'node:net'

const ranges = new BlockList()
ranges.addSubnet('127.0.0.0', 8)
ranges.addSubnet('10.0.0.0', 8)
ranges.addSubnet('172.16.0.0', 12)
ranges.addSubnet('192.168.0.0', 16)
ranges.addSubnet('100.64.0.0', 10)
ranges.addSubnet('169.254.0.0', 16)
ranges.addAddress('::1', 'ipv6')
ranges.addSubnet('fc00::', 7, 'ipv6')
ranges.addSubnet('fe80::', 10, 'ipv6')

/** Whether an IP address is loopback, private or link-local. `0.0.0.0` and `::` are not: they are everything. */
export function isPrivateAddress(address: string): boolean {
  return ranges.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
