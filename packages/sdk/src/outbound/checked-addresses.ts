import { isIP } from 'node:net'
import { IdContactError } from '../errors/id-contact-error.ts'
import { isRefusedAddress } from './is-refused-address.ts'
import type { Address, Lookup } from './lookup.ts'

/**
 * Where the host of a URL is, asked once. One refused address among several refuses them all: whoever answers
 * for the name is not to be trusted with the choice (O1).
 *
 * @throws {IdContactError} ADDRESS_REFUSED; or what `lookup` says
 */
export async function checkedAddresses(url: URL, lookup: Lookup): Promise<Address[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const addresses = family === 0 ? await ask(host, lookup) : [{ address: host, family }]
  if (addresses.length === 0) throw new Error('the name has no address')
  const refused = addresses.find(({ address }) => isRefusedAddress(address))
  if (refused) throw new IdContactError('ADDRESS_REFUSED', `${url.origin} is at ${refused.address}`)
  return addresses
}

function ask(host: string, lookup: Lookup): Promise<Address[]> {
  return new Promise((resolve, reject) => {
    lookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)))
  })
}
