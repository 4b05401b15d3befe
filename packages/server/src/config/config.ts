import type { Words } from '@balie/desk-api'
import type { DecryptionKey, Keyring, Limits, Purpose, Secret, SigningKey, VerificationKey } from '@balie/sdk'
import type { LogLevel } from '../log.ts'
import type { Hours } from '../scheduling/hours.ts'

/** Appointments for a purpose. Times in minutes unless said otherwise. */
export interface AppointmentConfig {
  readonly duration: number
  readonly before: number
  readonly after: number
  readonly every: number
  readonly shortestNotice: number
  readonly horizonDays: number
  /** 0: no limit. */
  readonly mostPerDay: number
  readonly ways: readonly 'chat'[]
  readonly wayIn: number
  readonly hold: number
  readonly reminders: readonly number[]
  readonly emailAttribute?: string
  readonly keepUntilMeeting: readonly string[]
  readonly mailNamesPurpose: boolean
}

/** When the organisation works. */
export interface ScheduleConfig {
  readonly zone: string
  /** Seven lists of hours, Monday first. */
  readonly weekly: readonly (readonly Hours[])[]
  /** Days such as `2026-12-25`. */
  readonly holidays: ReadonlySet<string>
}

/** How mail is sent. */
export interface MailConfig {
  readonly url: Secret<string>
  readonly from: string
  readonly replyTo?: string
}

/** A purpose: what the steps need of it, and what people and desk need. */
export interface PurposeConfig extends Purpose {
  readonly name: Words
  readonly team: string
  /** Together they say who somebody is. */
  readonly identifying: readonly string[]
  /** Masked until an agent opens one. */
  readonly sensitive: ReadonlySet<string>
  /** For every tag of `required` and `allowed`. */
  readonly labels: ReadonlyMap<string, Words>
  /** After the end of the conversation, 0 to 28. */
  readonly retentionDays: number
  readonly limits: Limits
  readonly allowUnauthenticated: boolean
  /** Absent: no appointments for this purpose. */
  readonly appointment?: AppointmentConfig
}

/** Where a listener listens. Port 0 is any free one. */
export interface ListenAt {
  readonly address: string
  readonly port: number
}

/** The configuration, checked: everything in it can be used as it is. Frozen; keys never print. */
export interface Config {
  readonly displayName: string
  /** Without a slash at the end. */
  readonly externalUrl: string
  readonly internalUrl: string
  readonly publicListener: ListenAt
  readonly internalListener: ListenAt
  readonly trustProxy: readonly string[]
  /** 0: no limit. */
  readonly requestsPerMinute: number
  readonly logLevel: LogLevel

  readonly decryptionKey: DecryptionKey
  readonly verificationKey: VerificationKey
  readonly useAttrUrl: boolean
  /** Besides the usual one. */
  readonly otherSubjects: readonly string[]
  /** What authentication during communication needs; absent when it is not configured. */
  readonly startAuthentication?: {
    readonly coreUrl: string
    readonly signingKey: SigningKey
    readonly keyId: string
    /** Where a citizen may be sent to authenticate (B12). */
    readonly authenticationOrigins: readonly string[]
  }
  /** Where session URLs may be called; others are not kept (O1). */
  readonly sessionUrlOrigins: readonly string[]

  readonly schedule: ScheduleConfig
  /** Absent: no mail is sent. */
  readonly mail?: MailConfig

  readonly teams: readonly string[]
  readonly purposes: ReadonlyMap<string, PurposeConfig>

  /** Absent: its own PostgreSQL in `dataDirectory`. */
  readonly databaseUrl?: Secret<string>
  /** PEM. Absent: with TLS, the CAs that Node trusts. */
  readonly databaseCa?: string
  readonly databaseConnections: number
  readonly databaseStatementSeconds: number
  readonly databaseWaitSeconds: number
  /** Absent: the database carries what nodes tell each other. */
  readonly redisUrl?: Secret<string>
  /** How long a node that stops takes to let go of its pages, milliseconds. */
  readonly drainTime: number
  /** How long the record of reveals is kept. */
  readonly revealsDays: number
  /** Absolute. */
  readonly dataDirectory: string
  /** Absent, which only happens without `databaseUrl`: made and kept in `dataDirectory`. */
  readonly keyring?: Keyring

  /** What is dangerous and was allowed by name, or may surprise: sentences for the log at the start. */
  readonly warnings: readonly string[]
}
