import type { Channel, Clock, Keyring, Random, Settings, Store } from '@balie/sdk'
import type { Config } from '../../config/config.ts'
import type { Addresses } from '../../http/addresses.ts'

export interface ChatSettingsParts {
  readonly config: Config
  /** Known for certain once the listeners listen. */
  readonly addresses: Addresses
  readonly keyring: Keyring
  readonly store: Store
  readonly channel: Channel
  readonly clock: Clock
  readonly random: Random
  readonly report: (cause: unknown) => void
}

/** What the steps of the flow need for the communication method `chat`. */
export function chatSettings({ config, addresses, ...parts }: ChatSettingsParts): Settings {
  const { method } = parts.channel
  return {
    ...parts,
    purposes: config.purposes,
    decryptionKey: config.decryptionKey,
    verificationKey: config.verificationKey,
    otherSubjects: config.otherSubjects,
    useAttrUrl: config.useAttrUrl,
    get externalUrl() {
      return `${addresses.externalUrl}/${method}`
    },
    get internalUrl() {
      return `${addresses.internalUrl}/${method}`
    },
  }
}
