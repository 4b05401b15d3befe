import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import { IdContactError } from '../errors/id-contact-error.ts'
import type { KeyName } from '../ports/store.ts'
import type { Random } from '../random.ts'
import { Secret } from '../secret.ts'

/** A 256-bit key of one session, for one of its purposes. A key object: with plain bytes each use costs Node thrice as much. */
export type DataKey = Secret<KeyObject>

/** The master keys: the first wraps, all unwrap. So a new one can be put in front and the old dropped later. */
export interface Keyring {
  readonly keys: readonly MasterKey[]
}

/** A master key with the name that is stored beside what it wrapped. */
export interface MasterKey {
  /** 1 to 16 ASCII characters. */
  readonly id: string
  readonly key: Secret<Uint8Array>
}

const IV = 12
const TAG = 16

/**
 * A new data key for a session, with its wrapped form for the store. A wrapped key opens only under its own name.
 *
 * @throws {IdContactError} KEY_INVALID when a master key is not 32 bytes
 */
export function createDataKey(
  keyring: Keyring,
  sessionId: string,
  name: KeyName,
  random: Random,
): { dataKey: DataKey; wrappedKey: Uint8Array } {
  const [master] = keyring.keys
  if (!master) throw new IdContactError('KEY_INVALID', 'the keyring is empty')
  const key = random(32)
  const masterName = Buffer.from(master.id, 'ascii')
  const box = encrypt(masterKey(master), key, `key:${name}:${sessionId}`, random)
  return {
    dataKey: new Secret('data key', createSecretKey(key)),
    wrappedKey: Buffer.concat([Buffer.from([masterName.length]), masterName, box]),
  }
}

/**
 * The data key of a session, from its wrapped form.
 *
 * @throws {IdContactError} SEAL_BROKEN when it was destroyed, altered, or wrapped by a master key that is not there
 */
export function unwrapDataKey(
  keyring: Keyring,
  sessionId: string,
  name: KeyName,
  wrappedKey: Uint8Array | undefined,
): DataKey {
  if (!wrappedKey) throw new IdContactError('SEAL_BROKEN', 'the data key was destroyed')
  const length = wrappedKey[0] ?? 0
  const masterName = Buffer.from(wrappedKey.subarray(1, 1 + length)).toString('ascii')
  const master = keyring.keys.find(({ id }) => id === masterName)
  if (!master) throw new IdContactError('SEAL_BROKEN', 'no master key of the name that wrapped this data key')
  const key = decrypt(masterKey(master), wrappedKey.subarray(1 + length), `key:${name}:${sessionId}`)
  return new Secret('data key', createSecretKey(key))
}

/**
 * Seals a text under a session's key (AES-256-GCM).
 *
 * @param context what it is and where it belongs; opening needs the same, so that sealed data cannot be moved
 */
export function seal(dataKey: DataKey, context: string, text: string, random: Random): Uint8Array {
  return encrypt(dataKey.reveal(), Buffer.from(text, 'utf8'), context, random)
}

/**
 * Opens what `seal` made.
 *
 * @throws {IdContactError} SEAL_BROKEN when key or context is another, or the data was altered
 */
export function unseal(dataKey: DataKey, context: string, sealed: Uint8Array): string {
  return decrypt(dataKey.reveal(), sealed, context).toString('utf8')
}

function masterKey({ key }: MasterKey): KeyObject {
  const bytes = key.reveal()
  if (bytes.length !== 32) throw new IdContactError('KEY_INVALID', 'a master key is not 32 bytes')
  return createSecretKey(bytes)
}

function encrypt(key: KeyObject, plain: Uint8Array, context: string, random: Random): Uint8Array {
  const iv = random(IV)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG }).setAAD(Buffer.from(context))
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: KeyObject, box: Uint8Array, context: string): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, IV), { authTagLength: TAG })
    decipher.setAAD(Buffer.from(context)).setAuthTag(box.subarray(box.length - TAG))
    return Buffer.concat([decipher.update(box.subarray(IV, box.length - TAG)), decipher.final()])
  } catch (cause) {
    throw new IdContactError('SEAL_BROKEN', 'sealed data could not be opened', { cause })
  }
}
