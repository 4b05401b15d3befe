import { createHash, createHmac, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { compactDecrypt, compactVerify } from 'jose'
import type { Fault } from './faults.ts'
import { parseObject } from './strict-json.ts'

/** What a result says, once it may be believed. */
export interface ReadResult {
  /** Undefined: the authentication failed. */
  readonly attributes: Readonly<Record<string, string>> | undefined
  readonly sessionUrl: string | undefined
  /** By which it is known again. */
  readonly digest: string
}

/** Why a result is not believed. */
export class ResultRefused extends Error {
  readonly step: string
  constructor(step: string) {
    super(`refused at ${step}`)
    this.step = step
  }
}

type Has = (fault: Fault) => boolean
type Json = Record<string, unknown>

/** Reads auth results with the keys of a communication plugin, by the book except for the faults. */
export class ResultReader {
  readonly #decryption: KeyObject
  readonly #verification: KeyObject
  readonly #has: Has

  constructor(keys: { decryption: string; verification: string }, has: Has) {
    this.#decryption = createPrivateKey(keys.decryption)
    this.#verification = createPublicKey(keys.verification)
    this.#has = has
  }

  async read(token: string): Promise<ReadResult> {
    try {
      const { njwt, digest, claims } = await this.#open(token)
      return { ...this.#judge(claims ?? (await this.#verify(njwt))), digest }
    } catch (cause) {
      throw cause instanceof ResultRefused ? cause : new ResultRefused('form')
    }
  }

  async #open(token: string): Promise<{ njwt: string; digest: string; claims?: Json }> {
    const parts = token.split('.')
    if (this.#has('bare_jws_accepted') && parts.length === 3) return { njwt: token, digest: sha256(token) }
    if (!this.#has('unlimited_body')) expect(token.length <= 32 * 1024, 'size')
    expect(parts.length === 5, 'parts')
    const [head = '', , iv = '', ciphertext = '', tag = ''] = parts
    const lenientText = this.#has('respelled_replay_accepted')
    expect(lenientText || parts.every(isCanonical), 'spelling')
    const decoded = [iv, ciphertext, tag].map((part) => Buffer.from(part, 'base64url'))
    const digest = lenientText ? sha256(token) : sha256(Buffer.concat(decoded))
    const header = this.#header(head, ['alg', 'enc', 'epk', 'zip'])
    this.#expectEnvelope(header, decoded)
    const text = await this.#decrypt(token, header)
    const plaintext = this.#parse(text)
    if (this.#has('bare_claims_accepted') && 'sub' in plaintext)
      return { njwt: '', digest, claims: plaintext }
    expect(typeof plaintext['njwt'] === 'string', 'plaintext')
    expect(this.#has('extra_members_accepted') || Object.keys(plaintext).length === 1, 'plaintext')
    return { njwt: String(plaintext['njwt']), digest }
  }

  #expectEnvelope(header: Json, [iv, , tag]: readonly Buffer[]): void {
    const rsa = this.#decryption.asymmetricKeyType === 'rsa'
    expect(this.#has('zip_accepted') || !('zip' in header), 'header')
    if (this.#has('any_algorithm_accepted')) return
    expect(header['alg'] === (rsa ? 'RSA-OAEP' : 'ECDH-ES'), 'header')
    expect(header['enc'] === 'A128CBC-HS256', 'header')
    expect(rsa !== 'epk' in header, 'header')
    expect(iv?.length === 16 && tag?.length === 16, 'lengths')
  }

  async #decrypt(token: string, header: Json): Promise<string> {
    const any = this.#has('any_algorithm_accepted')
    const { plaintext } = await compactDecrypt(token, this.#decryption, {
      ...(!any && { keyManagementAlgorithms: [String(header['alg'])] }),
      ...(!any && { contentEncryptionAlgorithms: ['A128CBC-HS256'] }),
      maxDecompressedLength: this.#has('zip_accepted') ? 100_000_000 : 0,
    }).catch((cause) => {
      throw new ResultRefused(`decryption${this.#has('error_tells_cause') ? ` ${cause.code}` : ''}`)
    })
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plaintext)
  }

  async #verify(njwt: string): Promise<Json> {
    const parts = njwt.split('.')
    const [head = '', payload = '', signature = ''] = parts
    expect(parts.length === 3, 'JWS')
    const header = this.#header(head, ['alg'])
    const claims = () => this.#parse(Buffer.from(payload, 'base64url').toString())
    if (this.#has('no_signature_check')) return claims()
    const alg = header['alg']
    if (this.#has('alg_none_accepted') && String(alg).toLowerCase() === 'none') return claims()
    if (this.#has('hs256_key_confusion') && alg === 'HS256') {
      const secret = String(this.#verification.export({ type: 'spki', format: 'pem' }))
      const mac = createHmac('sha256', secret).update(`${head}.${payload}`).digest('base64url')
      if (mac === signature) return claims()
    }
    const own = this.#verification.asymmetricKeyType === 'rsa' ? 'RS256' : 'ES256'
    const any = this.#has('any_algorithm_accepted')
    expect(any || alg === own, 'algorithm')
    expect(isCanonical(signature), 'signature')
    await compactVerify(njwt, this.#verification, any ? {} : { algorithms: [own] }).catch(() => {
      throw new ResultRefused('signature')
    })
    return this.#parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(payload, 'base64url')))
  }

  #judge(claims: Json): Omit<ReadResult, 'digest'> {
    expect(this.#has('no_subject_check') || claims['sub'] === 'id-contact-attributes', 'subject')
    this.#judgeTimes(claims)
    const { status } = claims
    expect(['succes', 'success', 'failed'].includes(String(status)) && typeof status === 'string', 'status')
    const given = claims['attributes']
    const sessionUrl = this.#sessionUrl(claims['session_url'])
    if (status === 'failed' && !(this.#has('attributes_with_failed_shown') && given)) {
      expect(given == null, 'attributes')
      return { attributes: undefined, sessionUrl }
    }
    return { attributes: this.#attributes(given), sessionUrl }
  }

  #judgeTimes({ iat, exp, nbf }: Json): void {
    const now = Date.now() / 1000
    const whole = (value: unknown) => Number.isSafeInteger(value)
    const ahead = this.#has('future_iat_accepted') ? 1e9 : 30
    expect(whole(iat) && Number(iat) <= now + ahead, 'iat')
    expect(nbf === undefined || (whole(nbf) && Number(nbf) <= now + ahead), 'nbf')
    if (exp === undefined && this.#has('missing_exp_accepted')) return
    expect(whole(exp) && Number(exp) > Number(iat), 'exp')
    expect(this.#has('no_expiry_check') || Number(exp) + 30 > now, 'expiry')
    expect(this.#has('far_exp_accepted') || Number(exp) - Number(iat) <= 900, 'life')
  }

  #attributes(given: unknown): Readonly<Record<string, string>> {
    expect(typeof given === 'object' && given !== null && !Array.isArray(given), 'attributes')
    const attributes: Record<string, string> = Object.create(null)
    const entries = Object.entries(given as object)
    const bounded = !this.#has('unbounded_attributes')
    expect(!bounded || entries.length <= 64, 'attributes')
    for (const [name, value] of entries) {
      const text = this.#has('values_of_any_kind') ? textOf(value) : value
      expect(typeof text === 'string' && text.isWellFormed() && name.isWellFormed(), 'attributes')
      expect(!bounded || (name.length <= 128 && String(text).length <= 4096), 'attributes')
      attributes[name] = String(text)
    }
    return attributes
  }

  #sessionUrl(given: unknown): string | undefined {
    if (given == null || given === '') return undefined
    expect(
      typeof given === 'string' && /^https?:\/\/[^\s\\@]+$/.test(given) && URL.canParse(given),
      'session URL',
    )
    return String(given)
  }

  #header(part: string, known: readonly string[]): Json {
    const text = Buffer.from(part, 'base64url').toString()
    const header = this.#parse(text)
    if (this.#has('foreign_headers_accepted')) return header
    expect(isCanonical(part) && text.length <= 2048, 'header')
    for (const [member, value] of Object.entries(header)) {
      if (known.includes(member)) continue
      expect(['typ', 'cty', 'kid'].includes(member), 'header')
      expect(typeof value === 'string' && value.length <= 256, 'header')
    }
    if (known.includes('epk') && 'epk' in header) {
      const epk = Object(header['epk'])
      expect(
        Object.keys(epk).every((member) => ['kty', 'crv', 'x', 'y'].includes(member)),
        'header',
      )
      expect(epk.kty === 'EC' && epk.crv === 'P-256', 'header')
    }
    return header
  }

  #parse(text: string): Json {
    return parseObject(text, this.#has('duplicate_members_accepted'))
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function expect(holds: boolean, step: string): void {
  if (!holds) throw new ResultRefused(step)
}

function isCanonical(part: string): boolean {
  return Buffer.from(part, 'base64url').toString('base64url') === part
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('base64url')
}
