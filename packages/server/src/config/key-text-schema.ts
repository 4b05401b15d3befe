import Type from 'typebox'
import { key } from './config-key.ts'

const type = Type.Union(
  [Type.Literal('RSA'), Type.Literal('EC')],
  key({
    title: 'Kind of key',
    description: '`RSA` (2048 bits or more) or `EC` (on the curve P-256).',
  }),
)

/** A private key as ID Contact components write it. */
export function privateKeyTable(title: string, description: string) {
  return Type.Object(
    {
      type,
      key: Type.String(
        key({
          title: 'The private key, PEM',
          description: 'PKCS#8, PKCS#1 or SEC1. Better in a file of its own: `key_file`.',
          secret: true,
          fromFile: true,
          expects: 'a PEM text',
        }),
      ),
    },
    { ...key({ title, description }), additionalProperties: false },
  )
}

/** A public key as ID Contact components write it. */
export function publicKeyTable(title: string, description: string) {
  return Type.Object(
    {
      type,
      key: Type.String(
        key({
          title: 'The public key, PEM',
          description: 'SPKI or PKCS#1. Can be in a file of its own: `key_file`.',
          secret: true,
          fromFile: true,
          expects: 'a PEM text',
        }),
      ),
    },
    { ...key({ title, description }), additionalProperties: false },
  )
}
