import assert from 'node:assert/strict'
import { it } from 'node:test'
import { networkOf } from './network-of.ts'

const rows: readonly (readonly [string, string])[] = [
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::ffff:c000:207', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['2001:db8:1:3::9', '2001:db8:1:3::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64%eth0'],
  ['no address', 'no address'],
  ['', ''],
]
for (const [ip, network] of rows) {
  it(`R4: ${JSON.stringify(ip)} counts as ${JSON.stringify(network)}`, () => {
    assert.equal(networkOf(ip), network)
  })
}
