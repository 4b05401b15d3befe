import { stringify } from 'smol-toml'
import type { KeyPair } from './key-pairs.ts'

/** What differs between installations. */
export interface Variant {
  /** Type of the signing and of the decryption key. */
  readonly keyType: 'RSA' | 'EC'
  /** False: reception 2. */
  readonly useAttrUrl: boolean
  /** True: the core's shim posts for an authentication plugin that can only append. */
  readonly disableAttrUrl?: boolean
  /** True: the core turns reception 1 into 3, or into 2. */
  readonly disableAttributesAtStart?: boolean
  /** True: for a general question the core offers `Reservelogin` too, so that there is something to choose (AC-7). */
  readonly twoMethods?: boolean
  /** Origins of session URLs besides the authentication plugin's. */
  readonly sessionUrlOrigins?: readonly string[]
  /** True: the core offers appointments too. */
  readonly appointments?: boolean
  /** Present: the components have a clock that the test moves; so many milliseconds ahead to begin with. */
  readonly clockAhead?: number
  /** Other keys of Balie's configuration, such as those for mail. */
  readonly balie?: Readonly<Record<string, unknown>>
  /** Keys of Balie's purposes to replace or add, by the tag of the purpose. */
  readonly purposes?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** Where each component is to be reached. */
export interface Addresses {
  readonly core: number
  readonly auth: number
  /** Where browsers reach Balie: a proxy before its listener. */
  readonly balie: number
  readonly listener: number
  readonly internal: number
}

/** The keys of an installation: the authentication plugin signs, Balie decrypts. */
export interface InstallationKeys {
  readonly signing: KeyPair
  readonly decryption: KeyPair
  /** Balie signs start requests with it. */
  readonly start: KeyPair
}

const words = (nl: string, en: string) => ({ nl, en })
const LABELS = {
  fullname: words('Naam', 'Name'),
  address: words('Adres', 'Address'),
  email: words('E-mailadres', 'E-mail address'),
  bsn: words('Burgerservicenummer', 'Citizen service number'),
}

/** What the test authentication plugin says of the citizen, unless the tester says otherwise. */
export const SANNE = {
  fullname: 'Sanne Jansen',
  address: 'Dorpsstraat 12, Voorbeeld',
  email: 'sanne@example.nl',
  bsn: '999993653',
}

export function coreToml(ports: Addresses, keys: InstallationKeys, variant: Variant): string {
  return stringify({
    global: {
      address: '127.0.0.1',
      port: ports.core,
      server_url: `http://localhost:${ports.core}`,
      internal_url: `http://localhost:${ports.core}`,
      internal_secret: 'a secret of this test of more than 32 characters',
      organisation: 'Gemeente Voorbeeld',
      authonly_request_keys: { balie: { ...keys.start.publicKey } },
      auth_methods: [
        {
          tag: 'test',
          name: 'Testinlog',
          image_path: '',
          start: `http://localhost:${ports.auth}`,
          disable_attr_url: variant.disableAttrUrl ?? false,
        },
        ...(variant.twoMethods
          ? [{ tag: 'spare', name: 'Reservelogin', image_path: '', start: `http://localhost:${ports.auth}` }]
          : []),
      ],
      comm_methods: [
        {
          tag: 'chat',
          name: 'Chat',
          image_path: '',
          start: `http://127.0.0.1:${ports.internal}/chat`,
          disable_attributes_at_start: variant.disableAttributesAtStart ?? false,
        },
        ...(variant.appointments
          ? [
              {
                tag: 'appointment',
                name: 'Afspraak',
                image_path: '',
                start: `http://127.0.0.1:${ports.internal}/appointment`,
              },
            ]
          : []),
      ],
      purposes: [
        {
          tag: 'report_move',
          attributes: Object.keys(SANNE),
          allowed_auth: ['test'],
          allowed_comm: ['*'],
          name: words('Verhuizing doorgeven', 'Report a move'),
        },
        {
          tag: 'general_question',
          attributes: ['email'],
          allowed_auth: ['*'],
          allowed_comm: ['*'],
          allow_unauthenticated: true,
          name: words('Algemene vraag', 'General question'),
        },
      ],
    },
  })
}

export function authTestToml(ports: Addresses, keys: InstallationKeys): string {
  return stringify({
    global: {
      address: '127.0.0.1',
      port: ports.auth,
      server_url: `http://localhost:${ports.auth}`,
      internal_url: `http://localhost:${ports.auth}`,
      with_session: true,
      attributes: SANNE,
      encryption_pubkey: { ...keys.decryption.publicKey },
      signing_privkey: { ...keys.signing.privateKey },
    },
  })
}

/** @param change keys to replace or add */
export function balieToml(
  ports: Addresses,
  keys: InstallationKeys,
  variant: Variant,
  dataDirectory: string,
  change: Readonly<Record<string, unknown>> = {},
): string {
  return stringify({
    display_name: 'Gemeente Voorbeeld',
    external_url: `http://localhost:${ports.balie}`,
    internal_url: `http://127.0.0.1:${ports.internal}`,
    public_port: ports.listener,
    internal_port: ports.internal,
    dangerously_allow_http: true,
    data_directory: dataDirectory,
    decryption_privkey: { ...keys.decryption.privateKey },
    signature_pubkey: { ...keys.signing.publicKey },
    use_attr_url: variant.useAttrUrl,
    core_url: `http://localhost:${ports.core}`,
    start_auth_signing_privkey: { ...keys.start.privateKey },
    start_auth_key_id: 'balie',
    authentication_origins: [`http://localhost:${ports.auth}`],
    session_url_origins: [`http://localhost:${ports.auth}`, ...(variant.sessionUrlOrigins ?? [])],
    teams: ['burgerzaken', 'vergunningen'],
    purposes: [
      {
        tag: 'report_move',
        name: words('Verhuizing doorgeven', 'Report a move'),
        team: 'burgerzaken',
        required: ['fullname', 'address'],
        allowed: ['email', 'bsn'],
        identifying: ['bsn'],
        sensitive: ['bsn'],
        labels: LABELS,
        ...variant.purposes?.['report_move'],
      },
      {
        tag: 'general_question',
        name: words('Algemene vraag', 'General question'),
        team: 'burgerzaken',
        allowed: ['email'],
        labels: { email: LABELS.email },
        allow_unauthenticated: true,
        ...variant.purposes?.['general_question'],
      },
    ],
    ...variant.balie,
    ...change,
  })
}
