import { resolve } from 'node:path'
import { Secret } from '@balie/sdk'
import { readPeriod } from '../scheduling/period.ts'
import { warnOfDatabase } from './check-database.ts'
import type { AppointmentConfig, Config, PurposeConfig, ScheduleConfig } from './config.ts'
import type { ConfigText } from './config-schema.ts'
import type { ConfigKeys } from './import-config-keys.ts'
import { masterKeyring } from './master-keyring.ts'

const MINUTE = 60_000

/** The checked configuration in the form in which it is used. */
export function buildConfig(text: ConfigText, keys: ConfigKeys, directory: string): Config {
  const masterKeys = [text.master_key, text.previous_master_key].filter((one) => one !== undefined)
  return Object.freeze<Config>({
    displayName: text.display_name,
    externalUrl: new URL(text.external_url).origin,
    internalUrl: new URL(text.internal_url).origin,
    publicListener: Object.freeze({ address: text.public_address, port: text.public_port }),
    internalListener: Object.freeze({ address: text.internal_address, port: text.internal_port }),
    trustProxy: Object.freeze(text.trust_proxy),
    requestsPerMinute: text.requests_per_minute,
    logLevel: text.log_level,
    decryptionKey: keys.decryptionKey,
    verificationKey: keys.verificationKey,
    useAttrUrl: text.use_attr_url,
    otherSubjects: Object.freeze(text.auth_result_subjects),
    ...(text.core_url !== undefined &&
      text.start_auth_key_id !== undefined &&
      text.authentication_origins !== undefined &&
      keys.signingKey && {
        startAuthentication: Object.freeze({
          coreUrl: text.core_url.replace(/\/+$/, ''),
          signingKey: keys.signingKey,
          keyId: text.start_auth_key_id,
          authenticationOrigins: originsOf(text.authentication_origins),
        }),
      }),
    sessionUrlOrigins: originsOf(text.session_url_origins),
    schedule: buildSchedule(text),
    ...buildMail(text),
    teams: Object.freeze(text.teams),
    purposes: new Map(text.purposes.map((purpose) => [purpose.tag, buildPurpose(purpose)])),
    ...(text.database_url !== undefined && {
      databaseUrl: new Secret('database address', text.database_url),
    }),
    ...(text.database_ca !== undefined && { databaseCa: text.database_ca }),
    databaseConnections: text.database_connections,
    databaseStatementSeconds: text.database_statement_seconds,
    databaseWaitSeconds: text.database_wait_seconds,
    ...(text.redis_url !== undefined && { redisUrl: new Secret('Redis address', text.redis_url) }),
    drainTime: text.drain_seconds * 1000,
    revealsDays: text.reveals_days,
    dataDirectory: resolve(directory, text.data_directory),
    ...(text.master_key !== undefined && { keyring: masterKeyring(masterKeys) }),
    warnings: Object.freeze([...warnings(text)]),
  })
}

function buildAppointment(
  text: NonNullable<ConfigText['purposes'][number]['appointment']>,
): AppointmentConfig {
  return Object.freeze({
    duration: text.duration_minutes,
    before: text.before_minutes,
    after: text.after_minutes,
    every: text.every_minutes ?? text.duration_minutes,
    shortestNotice: text.shortest_notice_minutes,
    horizonDays: text.horizon_days,
    mostPerDay: text.most_per_day,
    ways: Object.freeze(text.ways),
    wayIn: text.way_in_minutes,
    hold: text.hold_minutes,
    reminders: Object.freeze(text.reminder_minutes.toSorted((a, b) => b - a)),
    ...(text.email_attribute !== undefined && { emailAttribute: text.email_attribute }),
    keepUntilMeeting: Object.freeze(text.keep_until_meeting),
    mailNamesPurpose: text.mail_names_purpose,
  })
}

function buildSchedule({ time_zone, working_hours, holidays }: ConfigText): ScheduleConfig {
  const { monday, tuesday, wednesday, thursday, friday, saturday, sunday } = working_hours
  const days = [monday, tuesday, wednesday, thursday, friday, saturday, sunday]
  return Object.freeze({
    zone: time_zone,
    weekly: days.map((periods) => periods.map(readPeriod)),
    holidays: new Set(holidays),
  })
}

function buildMail({ smtp_url, mail_from, mail_reply_to }: ConfigText): Pick<Config, 'mail'> {
  if (smtp_url === undefined || mail_from === undefined) return {}
  const replyTo = mail_reply_to === undefined ? {} : { replyTo: mail_reply_to }
  return { mail: Object.freeze({ url: new Secret('mail server', smtp_url), from: mail_from, ...replyTo }) }
}

function buildPurpose(text: ConfigText['purposes'][number]): PurposeConfig {
  const tags = new Set([...text.required, ...text.allowed])
  return Object.freeze({
    tag: text.tag,
    name: Object.freeze(text.name),
    team: text.team,
    required: Object.freeze(text.required),
    allowed: Object.freeze(text.allowed),
    identifying: Object.freeze(text.identifying),
    sensitive: new Set(text.sensitive),
    labels: new Map([...tags].map((tag) => [tag, text.labels[tag] ?? { nl: tag, en: tag }])),
    retentionDays: text.retention_days,
    allowUnauthenticated: text.allow_unauthenticated,
    ...(text.appointment && { appointment: buildAppointment(text.appointment) }),
    beginWithin: text.begin_within_minutes * MINUTE,
    limits: Object.freeze({
      idle: text.idle_minutes * MINUTE,
      longest: text.longest_minutes * MINUTE,
      pause: text.reauthenticate_after_minutes * MINUTE,
      retention: text.retention_days * 24 * 60 * MINUTE,
    }),
  })
}

function originsOf(texts: readonly string[]): readonly string[] {
  return Object.freeze(texts.map((text) => new URL(text).origin))
}

function* warnings(text: ConfigText): Generator<string> {
  for (const { tag, idle_minutes, longest_minutes } of text.purposes) {
    if (idle_minutes === 0 && longest_minutes === 0) {
      yield `conversations for ${tag} never end by themselves: what was shared in one that nobody ends is never erased (idle_minutes and longest_minutes are 0)`
    }
  }
  if (text.smtp_url === undefined && text.purposes.some(({ appointment }) => appointment)) {
    yield 'smtp_url is not set: no mail is sent about appointments'
  }
  if (text.dangerously_allow_http && text.external_url.startsWith('http:')) {
    yield 'external_url is plain http: everyone on the way can read along (dangerously_allow_http)'
  }
  if (text.dangerously_allow_example_keys) {
    yield 'published example keys are accepted: anyone can make auth results (dangerously_allow_example_keys)'
  }
  yield* warnOfDatabase(text)
  if (text.dangerously_open_internal_listener) {
    yield 'the internal listener may be reached from outside (dangerously_open_internal_listener)'
  }
  if (text.session_url_origins.length === 0) {
    yield 'session_url_origins is empty: no authentication plugin can be told that a citizen is active or has logged out'
  }
}
