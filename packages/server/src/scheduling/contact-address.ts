import { openAttributes, type SessionRecord, type Settings } from '@balie/sdk'
import type { PurposeConfig } from '../config/config.ts'
import { isMailAddress } from '../mail/is-mail-address.ts'

/** The verified address, where the purpose names an attribute for it and it can be written to. */
export function addressFrom(
  record: SessionRecord,
  purpose: PurposeConfig,
  { keyring }: Pick<Settings, 'keyring'>,
): string | undefined {
  const tag = purpose.appointment?.emailAttribute
  if (tag === undefined) return undefined
  const values = openAttributes(keyring, record)?.reveal()
  const address = values && Object.hasOwn(values, tag) ? values[tag]?.trim() : undefined
  return address !== undefined && isMailAddress(address) ? address : undefined
}
