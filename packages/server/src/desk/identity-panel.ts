import type { Identity, IdentityAlert, IdentityAttribute } from '@balie/desk-api'
import {
  type AttributeValues,
  type Keyring,
  openAttributes,
  type Session,
  type SessionRecord,
} from '@balie/sdk'
import type { PurposeConfig } from '../config/config.ts'

/** The identity panel, and whose showing must be recorded before it is sent. */
export interface IdentityPanel {
  readonly identity: Identity
  /** Tags of the attributes whose values are in it. */
  readonly shown: readonly string[]
}

/**
 * What the agent of a conversation is told about who the citizen is. Call it only for that agent (G1). It
 * claims no more than is known: without a verified result of this very conversation there is no attribute
 * (B11), nor where it is not certain whose they are (B1), nor of what was withdrawn. Sensitive values stay out.
 *
 * @throws {IdContactError} SEAL_BROKEN
 */
export function identityPanel(
  purpose: PurposeConfig,
  record: SessionRecord,
  keyring: Keyring,
): IdentityPanel {
  const { session } = record
  const known = session.attributes
  const values = openAttributes(keyring, record)?.reveal()
  const attributes = values ? attributesOf(purpose, values) : []
  return {
    identity: {
      state: known.state,
      ...(known.state === 'verified' && {
        verifiedAt: known.at,
        ...(known.method !== undefined && { method: known.method }),
      }),
      attributes,
      alerts: alertsOf(session),
      unauthenticatedAllowed: purpose.allowUnauthenticated,
    },
    shown: attributes.flatMap(({ tag, value }) => (value === undefined ? [] : [tag])),
  }
}

/** Attributes for an agent, in the order of the purpose's configuration; sensitive values stay out. */
export function attributesOf(purpose: PurposeConfig, values: AttributeValues): IdentityAttribute[] {
  const order = [...new Set([...purpose.required, ...purpose.allowed])]
  return order
    .filter((tag) => Object.hasOwn(values, tag))
    .map((tag) => {
      const sensitive = purpose.sensitive.has(tag)
      const value = values[tag]
      return {
        tag,
        label: purpose.labels.get(tag) ?? { nl: tag, en: tag },
        sensitive,
        ...(!sensitive && value !== undefined && { value }),
      }
    })
}

function alertsOf({ attributes, alerts }: Session): IdentityAlert[] {
  const failure = attributes.state === 'failed' ? [{ tag: attributes.reason, at: attributes.at }] : []
  return [...alerts, ...failure]
}
