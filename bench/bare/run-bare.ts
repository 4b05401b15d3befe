import { createInterface } from 'node:readline'

/** What a bare server is told, as one line of JSON on its standard input. */
export interface BareSettings {
  readonly databaseUrl: string
  /** Row 2. The decryption key and the verification key, as PEM. */
  readonly decryptionKey?: string
  readonly verificationKey?: string
  /** `RSA` or `EC`, of both keys. */
  readonly keyType?: 'RSA' | 'EC'
}

/** Runs a bare server as a process: settings in, its port out, and it ends with its standard input. */
export async function runBare(listen: (settings: BareSettings) => Promise<number>): Promise<void> {
  const lines = createInterface({ input: process.stdin })
  lines.once('close', () => process.exit())
  for await (const line of lines) {
    const port = await listen(JSON.parse(line))
    process.stdout.write(`${JSON.stringify({ port })}\n`)
  }
}
