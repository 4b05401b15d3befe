import type { AuthTestConfigTable, CoreConfigTable } from '@balie/core'
import type { Table } from '../../config/table.ts'
import {
  DEMO_CITIZEN,
  DEMO_IDENTIFYING,
  DEMO_PURPOSES,
  DEMO_SENSITIVE,
  DEMO_TEAMS,
  demoLabels,
} from './demo-purposes.ts'
import type { DemoSecrets } from './demo-secrets.ts'

/** Where the listeners of the demo listen, all on this machine only. */
export interface DemoPorts {
  readonly core: number
  readonly authTest: number
  readonly public: number
  readonly internal: number
  /** The page that shows the mails. */
  readonly mailPage: number
  /** The mail server, which delivers nothing. */
  readonly smtp: number
}

const ORGANISATION = 'Gemeente Voorbeeld'
const HERE = '127.0.0.1'

/** The core's configuration, as it would stand in core.toml. */
export function demoCoreTable(ports: DemoPorts, secrets: DemoSecrets): CoreConfigTable {
  return {
    global: {
      address: HERE,
      port: ports.core,
      server_url: `http://localhost:${ports.core}`,
      internal_url: `http://${HERE}:${ports.core}`,
      internal_secret: secrets.internalSecret,
      ui_tel_url: `http://localhost:${ports.core}/tel/`,
      ui_signing_privkey: { type: 'EC', key: secrets.ui.privateKey },
      organisation: ORGANISATION,
      authonly_request_keys: { balie: { type: 'EC', key: secrets.start.publicKey } },
      auth_methods: [
        {
          tag: 'test',
          name: 'Testinlog',
          image_path: '/static/login.svg',
          start: `http://${HERE}:${ports.authTest}`,
          label: { nl: 'Testinlog', en: 'Test login' },
        },
      ],
      comm_methods: [
        {
          tag: 'chat',
          name: 'Chat',
          image_path: '/static/chat.svg',
          start: `http://${HERE}:${ports.internal}/chat`,
          label: { nl: 'Chat', en: 'Chat' },
        },
        {
          tag: 'appointment',
          name: 'Afspraak',
          image_path: '/static/appointment.svg',
          start: `http://${HERE}:${ports.internal}/appointment`,
          label: { nl: 'Afspraak maken', en: 'Make an appointment' },
        },
      ],
      purposes: DEMO_PURPOSES.map(
        ({ tag, name, description, required, allowed, unauthenticated, appointment }) => ({
          tag,
          name,
          description,
          attributes: [...required, ...allowed],
          allowed_auth: ['*'],
          allowed_comm: appointment ? ['*'] : ['chat'],
          allow_unauthenticated: unauthenticated,
        }),
      ),
      attribute_labels: demoLabels(Object.keys(DEMO_CITIZEN)),
    },
  }
}

/** The test authentication plugin's configuration, as it would stand in auth-test.toml. */
export function demoAuthTestTable(ports: DemoPorts, secrets: DemoSecrets): AuthTestConfigTable {
  return {
    global: {
      address: HERE,
      port: ports.authTest,
      server_url: `http://localhost:${ports.authTest}`,
      internal_url: `http://${HERE}:${ports.authTest}`,
      with_session: true,
      attributes: { ...DEMO_CITIZEN },
      encryption_pubkey: { type: 'RSA', key: secrets.decryption.publicKey },
      signing_privkey: { type: 'EC', key: secrets.signing.privateKey },
    },
  }
}

/** Whenever somebody tries the demo, an agent works. */
const ALWAYS = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
    day,
    ['00:00-24:00'],
  ]),
)

/** Balie's configuration, as it would stand in balie.toml. */
export function demoBalieTable(ports: DemoPorts, secrets: DemoSecrets, dataDirectory: string): Table {
  return {
    display_name: ORGANISATION,
    external_url: `http://localhost:${ports.public}`,
    internal_url: `http://${HERE}:${ports.internal}`,
    public_address: HERE,
    public_port: ports.public,
    internal_address: HERE,
    internal_port: ports.internal,
    data_directory: dataDirectory,
    decryption_privkey: { type: 'RSA', key: secrets.decryption.privateKey },
    signature_pubkey: { type: 'EC', key: secrets.signing.publicKey },
    core_url: `http://${HERE}:${ports.core}`,
    start_auth_signing_privkey: { type: 'EC', key: secrets.start.privateKey },
    start_auth_key_id: 'balie',
    authentication_origins: [`http://localhost:${ports.authTest}`],
    session_url_origins: [`http://${HERE}:${ports.authTest}`],
    // On loopback only, see the addresses above; so every visitor has one address, too.
    dangerously_allow_http: true,
    requests_per_minute: 0,
    smtp_url: `smtp://${HERE}:${ports.smtp}`,
    mail_from: 'afspraken@voorbeeld.example',
    working_hours: ALWAYS,
    teams: DEMO_TEAMS,
    purposes: DEMO_PURPOSES.map((purpose) => {
      const { tag, name, team, required, allowed, retention, unauthenticated, appointment } = purpose
      const kept: readonly string[] = [...required, ...allowed]
      return {
        tag,
        name,
        team,
        required,
        allowed,
        identifying: DEMO_IDENTIFYING.filter((one) => kept.includes(one)),
        sensitive: DEMO_SENSITIVE.filter((one) => kept.includes(one)),
        labels: demoLabels(kept),
        retention_days: retention,
        allow_unauthenticated: unauthenticated,
        ...(appointment && { appointment }),
      }
    }),
  }
}
