/** All addresses of a host name: `lookup` of `node:dns` is one of these. */
export type Lookup = (
  hostname: string,
  options: { all: true },
  callback: (error: Error | null, addresses: Address[]) => void,
) => void

/** An IP address that a name leads to. `family` is 4 or 6. */
export interface Address {
  address: string
  family: number
}
