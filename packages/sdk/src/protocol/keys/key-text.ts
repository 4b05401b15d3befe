/** A key as it is written in the configuration of ID Contact components. */
export interface KeyText {
  /** `EC` is always on the curve P-256. */
  readonly type: 'RSA' | 'EC'
  /** PEM: PKCS#8, PKCS#1 or SEC1 for a private key, SPKI or PKCS#1 for a public one. */
  readonly key: string
}
