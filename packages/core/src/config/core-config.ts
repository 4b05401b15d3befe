import type { Secret, SigningKey, VerificationKey } from '@balie/sdk'
import type { Words } from './words.ts'

/** What both kinds of method have in common. */
export interface ConfiguredMethod {
  readonly tag: string
  /** The name in the session options. */
  readonly name: string
  /** Relative to the core's external URL; empty when there is no picture. */
  readonly imagePath: string
  /** Internal base URL of the plugin, without trailing slash. */
  readonly start: string
  /** The name on the initiator's page, per language; `name` where absent. */
  readonly label: Words
  /** One line under the name on the initiator's page. */
  readonly description: Words
}

/** An authentication plugin as the core knows it. */
export interface AuthMethod extends ConfiguredMethod {
  /** The plugin cannot POST: it gets no attr_url, and its redirect passes by the core (CO-3). */
  readonly disableAttrUrl: boolean
  /** A `tel:` continuation is handed over as a page that shows it (CO-3). */
  readonly shimTelUrl: boolean
}

/** A communication plugin as the core knows it. */
export interface CommMethod extends ConfiguredMethod {
  /** The plugin takes no result in its start request: it is sent afterwards (CO-3). */
  readonly disableAttributesAtStart: boolean
}

/** Something a person can come for. */
export interface Purpose {
  readonly tag: string
  /** Attributes that are asked of the authentication plugin. */
  readonly attributes: readonly string[]
  /** Tags of the methods allowed, in the order of the configuration; `"*"` is written out. */
  readonly allowedAuth: readonly string[]
  readonly allowedComm: readonly string[]
  /** Whether it can be started without a result at all (UN-4). */
  readonly allowUnauthenticated: boolean
  readonly name: Words
  readonly description: Words
}

/** Everything the core must know, with keys that are imported and references that are checked. */
export interface CoreConfig {
  readonly address: string
  readonly port: number
  /** External base URL, without trailing slash. */
  readonly serverUrl: string
  /** Signs the state of the auth_attr_shim. */
  readonly internalSecret: Secret<string>
  /** A page that shows a telephone number: the signed continuation is put directly behind this URL. */
  readonly tel?: { readonly uiTelUrl: string; readonly signingKey: SigningKey }
  /** Keys of plugins that may ask for authentication during communication, by `kid`. */
  readonly startAuthKeys: ReadonlyMap<string, VerificationKey>
  /** By tag, in the order of the configuration. */
  readonly authMethods: ReadonlyMap<string, AuthMethod>
  readonly commMethods: ReadonlyMap<string, CommMethod>
  readonly purposes: ReadonlyMap<string, Purpose>
  /** Who offers this, at the top of the initiator's page. */
  readonly organisation: string | undefined
  /** Words for attribute tags on the initiator's page. */
  readonly attributeLabels: ReadonlyMap<string, Words>
}
