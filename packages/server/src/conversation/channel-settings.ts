import type { Channel, Clock, Keyring, Outbound, Outbox, Random, Settings, Store } from '@balie/sdk'
import type { Config } from '../config/config.ts'
import { browserLifetime } from './browser-lifetime.ts'

/** What the steps of the flow of a communication method stand on. */
export interface ChannelSettingsParts {
  readonly config: Config
  /** Known for certain once the listeners listen. */
  readonly addresses: { readonly externalUrl: string; readonly internalUrl: string }
  readonly keyring: Keyring
  readonly store: Store
  readonly channel: Channel
  readonly outbound: Outbound
  readonly outbox: Outbox
  readonly clock: Clock
  readonly random: Random
  readonly report: (cause: unknown) => void
  /** True: a meeting is scheduled first (FL-7). */
  readonly schedules?: boolean
}

/** What the steps of the flow need for the communication method of a channel. */
export function channelSettings({ config, addresses, ...parts }: ChannelSettingsParts): Settings {
  const { method } = parts.channel
  const { startAuthentication: start } = config
  return {
    ...parts,
    purposes: config.purposes,
    decryptionKey: config.decryptionKey,
    verificationKey: config.verificationKey,
    otherSubjects: config.otherSubjects,
    useAttrUrl: config.useAttrUrl,
    browserLifetime: browserLifetime(config.purposes.values()),
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
