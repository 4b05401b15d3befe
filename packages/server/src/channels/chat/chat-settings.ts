import type { Channel, Clock, Keyring, Outbound, Outbox, Random, Settings, Store } from '@balie/sdk'
import type { Config } from '../../config/config.ts'
import type { Addresses } from '../../http/addresses.ts'

export interface ChatSettingsParts {
  readonly config: Config
  /** Known for certain once the listeners listen. */
  readonly addresses: Addresses
  readonly keyring: Keyring
  readonly store: Store
  readonly channel: Channel
  readonly outbound: Outbound
  readonly outbox: Outbox
  readonly clock: Clock
  readonly random: Random
  readonly report: (cause: unknown) => void
}

/** What the steps of the flow need for the communication method `chat`. */
export function chatSettings({ config, addresses, ...parts }: ChatSettingsParts): Settings {
  const { method } = parts.channel
  const { startAuthentication: start } = config
  return {
    ...parts,
    purposes: config.purposes,
    decryptionKey: config.decryptionKey,
    verificationKey: config.verificationKey,
    otherSubjects: config.otherSubjects,
    useAttrUrl: config.useAttrUrl,
    sessionUrlOrigins: config.sessionUrlOrigins,
    ...(start && { core: { ...start, url: start.coreUrl } }),
    get externalUrl() {
      return `${addresses.externalUrl}/${method}`
    },
    get internalUrl() {
      return `${addresses.internalUrl}/${method}`
    },
  }
}
