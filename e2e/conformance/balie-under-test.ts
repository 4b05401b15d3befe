import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { ConformanceReport } from '../../tools/generate/conformance-document.ts'
import { BALIE_COMMAND, startComponent } from '../installation/component.ts'
import { balieToml, SANNE, type Variant } from '../installation/configuration.ts'
import { freePorts } from '../installation/free-ports.ts'
import { createKeyPair } from '../installation/key-pairs.ts'
import { type Judged, runKit, runKitWithReport } from './run-kit.ts'

const words = (text: string) => ({ nl: text, en: text })
const AGENT = { email: 'conformance@example.nl', name: 'Conformance', password: 'long enough, and only here' }

/** What Balie declares of what the specification allows. FL-7 and AC-5 are for its appointments. */
const DECLARED = 'FL-5,UN-1,UN-2,UN-3,AC-1,AC-4,AC-6,AR-1,AR-2,AR-3,verder-helpen'

/** Balie alone, whose core and authentication plugin the kit is going to play. */
export interface BalieUnderTest {
  /** Runs the kit on it with everything that it must be given, and `more`. */
  judge(more: readonly string[]): Promise<Judged>
  /** Every case, the slow ones too, with the report for machines; undefined when the kit did not get as far. */
  judgeAll(): Promise<Judged & { readonly report: ConformanceReport | undefined }>
  /** The same for the communication method `appointment`, without the slow ones; these ids only. */
  judgeAppointments(
    ids: readonly string[],
  ): Promise<Judged & { readonly report: ConformanceReport | undefined }>
  close(): Promise<void>
}

/** Starts `balie serve` with fresh keys, and makes an agent. */
export async function startBalieUnderTest(variant: Variant): Promise<BalieUnderTest> {
  const directory = await mkdtemp(join(tmpdir(), 'balie-kit-'))
  // Its own PostgreSQL runs as another user when the tests run as root.
  await chmod(directory, 0o755)
  const [kit = 0, balie = 0, internal = 0] = await freePorts(3)
  const ports = { core: kit, auth: kit, balie, listener: balie, internal }
  const [signing, decryption, start] = [variant.keyType, variant.keyType, variant.keyType].map(createKeyPair)
  if (!signing || !decryption || !start) throw new Error('no keys')
  const origin = `http://127.0.0.1:${kit}`
  const config = join(directory, 'balie.toml')
  await writeFile(
    config,
    balieToml(ports, { signing, decryption, start }, variant, join(directory, 'data'), {
      core_url: origin,
      authentication_origins: [origin],
      session_url_origins: [origin],
      auth_result_subjects: ['verder-helpen-attributes'],
      trust_proxy: ['127.0.0.1', '::1'],
      // The kit sends in a minute what a town sends in a day, and part of it from one address.
      requests_per_minute: 0,
      purposes: PURPOSES,
      working_hours: DAY_AND_NIGHT,
    }),
  )
  const running = await startComponent(['serve', '--config', config], `http://127.0.0.1:${internal}/readyz`)
  const environment = {
    ...process.env,
    DESK_ORIGIN: `http://localhost:${balie}`,
    DESK_EMAIL: AGENT.email,
    DESK_PASSWORD: AGENT.password,
    DESK_COOKIE_FILE: join(directory, 'agent-cookie'),
  }
  const close = async () => {
    await running.stop()
    await rm(directory, { recursive: true, force: true })
  }
  try {
    await addAgent(config)
    const keys = {
      authentication_signing_key: signing.privateKey.key,
      plugin_encryption_key: decryption.publicKey.key,
      start_verification_key: start.publicKey.key,
      start_key_id: 'balie',
    }
    await writeFile(join(directory, 'keys.json'), JSON.stringify(keys))
  } catch (cause) {
    await close()
    throw cause
  }
  const script = (name: string) => `"${process.execPath}" --conditions=source "${file(name)}"`
  const inCommon = [
    ...[
      '--keys',
      join(directory, 'keys.json'),
      '--attributes',
      JSON.stringify(SANNE),
      '--identifying',
      'bsn',
    ],
    ...['--unauthenticated-purpose', 'general_question'],
    ...['--unauthenticated-attributes', JSON.stringify({ email: SANNE.email })],
    ...['--light-purpose', 'general_question', '--light-attributes', JSON.stringify({ email: SANNE.email })],
    ...['--heavy-purpose', 'permit', '--heavy-attributes', JSON.stringify(HEAVY)],
    ...['--observe', script('./observe-desk.ts'), '--agent-asks', script('./ask-at-desk.ts')],
    ...['--far-side', origin, '--ours', '--forwarded-for'],
  ]
  const needed = [
    ...[`http://127.0.0.1:${internal}/chat`, '--actions', file('./balie-actions.json')],
    ...['--purpose', 'report_move', '--may', DECLARED, ...inCommon],
  ]
  const neededForAppointments = [
    ...[`http://127.0.0.1:${internal}/appointment`, '--actions', file('./balie-appointment-actions.json')],
    ...['--purpose', 'passport', '--may', `${DECLARED},FL-7,AC-5`, ...inCommon],
  ]
  return {
    judge: (more) => runKit([...needed, ...more], environment),
    judgeAll: () => runKitWithReport([...needed, '--slow', '--jobs', '24'], environment),
    judgeAppointments: (ids) =>
      runKitWithReport([...neededForAppointments, '--only', ids.join(), '--jobs', '24'], environment),
    close,
  }
}

const HEAVY = { ...SANNE, iban: 'NL91ABNA0417164300' }
/** Anybody comes to the next free time at once: the way in is open a day before. */
const APPOINTMENT = {
  ...{ duration_minutes: 5, every_minutes: 5, shortest_notice_minutes: 0 },
  ...{ way_in_minutes: 1440, horizon_days: 7, reminder_minutes: [] },
}
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const DAY_AND_NIGHT = Object.fromEntries(DAYS.map((day) => [day, ['00:00-24:00']]))

const PURPOSES = [
  {
    ...purpose('report_move', ['fullname', 'address'], ['email', 'bsn']),
    ...{ identifying: ['bsn'], sensitive: ['bsn'] },
  },
  {
    ...purpose('passport', ['fullname', 'bsn'], ['address', 'email']),
    ...{ identifying: ['bsn'], sensitive: ['bsn'], appointment: APPOINTMENT },
  },
  {
    ...purpose('general_question', [], ['email']),
    ...{ allow_unauthenticated: true, appointment: APPOINTMENT },
  },
  {
    ...purpose('permit', ['fullname', 'bsn', 'iban'], ['email']),
    ...{ identifying: ['bsn'], appointment: APPOINTMENT },
  },
]

function purpose(tag: string, required: readonly string[], allowed: readonly string[]) {
  const labels = Object.fromEntries(
    [...required, ...allowed].map((attribute) => [attribute, words(attribute)]),
  )
  return { tag, name: words(tag), team: 'burgerzaken', required, allowed, labels }
}

async function addAgent(config: string): Promise<void> {
  const who = ['--email', AGENT.email, '--name', AGENT.name, '--team', 'burgerzaken', '--password-stdin']
  const adding = promisify(execFile)(process.execPath, [
    ...BALIE_COMMAND,
    ...['agent', 'add', '--config', config],
    ...who,
  ])
  adding.child.stdin?.end(`${AGENT.password}\n`)
  await adding
}

function file(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}
