import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusedAddress } from './is-refused-address.ts'

const REFUSED = [
  ['link-local', '169.254.0.0', '169.254.1.1', '169.254.255.255', 'fe80::1', 'febf::ffff', 'fe80::1%eth0'],
  ['metadata', '169.254.169.254', 'fd00:ec2::254', 'fd00:0ec2:0:0::254', 'fd20:ce::254', '100.100.100.200'],
  ['metadata', '168.63.129.16'],
  ['multicast', '224.0.0.1', '239.255.255.255', 'ff02::1', 'ff0e::1'],
  ['unspecified', '0.0.0.0', '0.1.2.3', '0.255.255.255', '::', '0:0:0:0:0:0:0:0'],
  ['broadcast', '255.255.255.255'],
  ['IPv4-mapped', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', '::ffff:0.0.0.0', '::ffff:224.0.0.1'],
  ['IPv4-mapped', '0:0:0:0:0:ffff:a9fe:a9fe', '::FFFF:255.255.255.255', '::ffff:0.0.0.1'],
  ['IPv4-compatible', '::169.254.169.254', '::a9fe:a9fe', '::255.255.255.255'],
  ['IPv4-translated', '::ffff:0:169.254.169.254', '::ffff:0:0.0.0.0'],
  ['NAT64', '64:ff9b::169.254.169.254', '64:ff9b::a9fe:1', '64:ff9b::0.0.0.0', '64:ff9b:1::169.254.169.254'],
  ['6to4', '2002:a9fe:a9fe::', '2002:a9fe:a9fe:1::1', '2002:0:0::1', '2002:e000:1::', '2002:ffff:ffff::1'],
  ['no address', '', 'localhost', '1.2.3', '0x7f.0.0.1', '127.0.0.1 ', '[::1]', '1.2.3.4/0', '%'],
]

const USED = [
  ['loopback', '127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1', '64:ff9b::127.0.0.1'],
  ['private', '10.0.0.5', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fd12:3456::1', 'fc00::1'],
  ['private', '::ffff:10.0.0.5', '64:ff9b::10.0.0.5', '2002:a00:5::1', 'fd00:ec2::1', '100.64.0.1'],
  ['public', '1.1.1.1', '8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8'],
  ['beside a refused one', '169.253.255.255', '169.255.0.0', '223.255.255.255', '1.0.0.0', '255.255.255.254'],
  ['beside a refused one', 'fec0::1', 'fe7f::1', 'feff::1', '64:ff9b::a9fd:1', '2002:a9fd:1::', '::2'],
]

for (const [what, ...addresses] of REFUSED) {
  test(`nothing is sent to what is ${what}: ${addresses.join(', ')} (O1)`, () => {
    for (const address of addresses) assert.equal(isRefusedAddress(address), true, address)
  })
}

for (const [what, ...addresses] of USED) {
  test(`components may live at what is ${what}: ${addresses.join(', ')} (O1)`, () => {
    for (const address of addresses) assert.equal(isRefusedAddress(address), false, address)
  })
}
