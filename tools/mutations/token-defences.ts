// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the text of other files, as it stands there

import { type Defence, inSdk, sdk } from './defence.ts'

const JWE = 'protocol/token/decrypt-jwe.ts'
const JWS = 'protocol/token/verify-jws.ts'
const HEADER = 'protocol/token/read-protected-header.ts'
const TIMES = 'protocol/token/read-times.ts'
const RESULT = 'protocol/auth-result/verify-auth-result.ts'
const SCHEMA = 'protocol/auth-result/auth-result-schema.ts'
const ATTRIBUTES = 'protocol/auth-result/read-attributes.ts'
const STRICT = 'protocol/token/parse-strict-json.ts'

/** What is off when an error is not thrown. */
const unthrown = (id: string, file: string, message: string, ...cases: string[]): Defence =>
  inSdk(id, file, `throw new TokenRefused(${message})`, 'void 0', ...cases)

/** Any member may stand in a header. */
const ANY_MEMBER = sdk(
  HEADER,
  'if (!HARMLESS.includes(member)) throw new TokenRefused(`${what} has a member that is not allowed`)',
  'if (!HARMLESS.includes(member)) continue',
)

/** The door that every result comes through: `packages/sdk/src/protocol`. */
export const tokenDefences: readonly Defence[] = [
  inSdk(
    'T1 signature',
    JWS,
    'throw new TokenRefused(`the signature of ${what} does not verify`)',
    "return { payload: Buffer.from(jws.token.split('.')[1] ?? '', 'base64url') }",
    "T2 not delivered: signed with a stranger's key",
    'T1 not delivered: a signature of zeros',
  ),
  {
    id: 'T1 signature and algorithm',
    edits: [
      sdk(
        JWS,
        'throw new TokenRefused(`the signature of ${what} does not verify`)',
        "return { payload: Buffer.from(jws.token.split('.')[1] ?? '', 'base64url') }",
      ),
      sdk(JWS, "expectHeader(jws.header, 'alg', key.algorithm, `the header of ${what}`)", ''),
    ],
    cases: [
      'T1 not delivered: alg "none" and some signature',
      'T1 not delivered: HS256 keyed with the public key as PEM',
    ],
  },
  {
    id: 'T2 algorithm of the envelope',
    edits: [
      sdk(JWE, "expectHeader(header, 'alg', key.algorithm, HEADER)", ''),
      sdk(JWE, 'keyManagementAlgorithms: [key.algorithm],', ''),
      sdk(JWE, "if ((key.algorithm === 'ECDH-ES') !== (encryptedKey === '')) {", 'if (false) {'),
    ],
    cases: ['T8 not delivered: ECDH-ES+A128KW'],
  },
  {
    id: 'T8 algorithm of the content',
    edits: [
      sdk(JWE, "expectHeader(header, 'enc', CONTENT_ENCRYPTION, HEADER)", ''),
      sdk(JWE, 'contentEncryptionAlgorithms: [CONTENT_ENCRYPTION],', ''),
      sdk(JWE, 'if (bytes.length !== 16) throw new TokenRefused(`${what} does not have 16 bytes`)', ''),
    ],
    cases: ['T8 not delivered: content by A128GCM'],
  },
  { id: 'T6 members of a header', edits: [ANY_MEMBER], cases: ['T6 not delivered: jku in the JWS header'] },
  {
    id: 'T8 compression',
    edits: [ANY_MEMBER, sdk(JWE, 'maxDecompressedLength: 0,', 'maxDecompressedLength: 1e9,')],
    cases: ['T8 not delivered: a small result, compressed'],
  },
  inSdk(
    'T3 exactly one member',
    SCHEMA,
    "{ title: 'AuthResultPlaintext', additionalProperties: false }",
    "{ title: 'AuthResultPlaintext' }",
    'T3 not delivered: an extra member beside njwt',
  ),
  inSdk(
    'T3 no byte order mark',
    'protocol/token/decode-part.ts',
    'ignoreBOM: true',
    'ignoreBOM: false',
    'T3 not delivered: a byte order mark',
  ),
  unthrown(
    'T4 subject',
    RESULT,
    "'sub is not that of an auth result'",
    'T4 not delivered: sub id-contact-widget',
  ),
  unthrown('T5 expiry', TIMES, "'the token has expired'", 'T5 not delivered: expired a minute ago'),
  unthrown('T5 longest life', TIMES, "'the token lives too long'", 'T5 not delivered: a life of a day'),
  unthrown(
    'T5 issued in the future',
    TIMES,
    "'iat is in the future'",
    'T5 not delivered: an iat five minutes ahead',
  ),
  unthrown('T5 not before', TIMES, "'nbf is in the future'", 'T5 not delivered: an nbf five minutes ahead'),
  unthrown('T5 exp after iat', TIMES, "'exp is not after iat'", 'T5 not delivered: an exp before its iat'),
  {
    id: 'T5 exp is there',
    edits: [
      sdk(SCHEMA, 'exp: Type.Integer(),', 'exp: Type.Optional(Type.Integer()),'),
      sdk(
        RESULT,
        "if (issuedAt === undefined || expiresAt === undefined) throw new TokenRefused('iat or exp is missing')",
        '',
      ),
    ],
    cases: ['T5 not delivered: no exp'],
  },
  {
    id: 'T9 size of a header',
    edits: [
      sdk(
        HEADER,
        'if (text.length > LIMITS.tokenHeaderCharacters) throw new TokenRefused(`${what} is too long`)',
        '',
      ),
      sdk(HEADER, '|| value.length > MAXIMUM_HARMLESS_CHARACTERS', ''),
    ],
    cases: ['T9 not delivered: a JWS header of 5,000 characters'],
  },
  unthrown(
    'T9 number of attributes',
    ATTRIBUTES,
    "'there are too many attributes'",
    'T9 not delivered: 100 attributes',
  ),
  unthrown(
    'T9 length of a key',
    ATTRIBUTES,
    "'an attribute has too long a key'",
    'T9 not delivered: a key of 300',
  ),
  unthrown(
    'T9 length of a value',
    ATTRIBUTES,
    "'an attribute has too long a value'",
    'T9 not delivered: a value of 5,000',
  ),
  unthrown(
    'T9 whole characters',
    ATTRIBUTES,
    "'an attribute holds half a character'",
    'T9 not delivered: an attribute that is half',
  ),
  inSdk(
    'T9 depth',
    STRICT,
    "return 'is nested too deeply'",
    'void 0',
    'T9 not delivered: deep lists in the claims',
  ),
  inSdk(
    'T10 a member twice',
    STRICT,
    "return 'has a member twice'",
    'void 0',
    'T10 not delivered: an attribute twice',
  ),
  inSdk(
    'T10 attributes with failed',
    RESULT,
    "if (claims.status === 'failed') {",
    "if (claims.status === 'failed' && claims.attributes == null) {",
    'T10 not delivered: attributes with failed',
  ),
  inSdk(
    'T10 spelling of the status',
    SCHEMA,
    "status: Type.Union([Type.Literal('succes'), Type.Literal('success'), Type.Literal('failed')]),",
    'status: Type.String(),',
    'T10 not delivered: status "SUCCESS"',
  ),
  inSdk(
    'T11 one answer to every refusal',
    'route.ts',
    'description: cause.message }',
    'description: cause.detail }',
    'T11 every refusal at the attr URL',
  ),
  {
    id: 'T7 fingerprint of the bytes',
    edits: [
      sdk(
        'protocol/token/decode-part.ts',
        "if (bytes.toString('base64url') !== part) throw new TokenRefused(`${what} is not canonical base64url`)",
        '',
      ),
      sdk(JWE, "decodePart(ciphertext, 'the ciphertext')", 'ciphertext'),
    ],
    cases: ['T7 a used result with its ciphertext with padding'],
  },
]
