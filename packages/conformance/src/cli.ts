#!/usr/bin/env node
import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { importEncryptionKey, importSigningKey, type KeyText, systemClock } from '@balie/sdk'
import { runCases } from './run-cases.ts'
import type { Subject } from './subject.ts'

const HELP = `idcontact-conformance <internal URL of a communication method> [options]

Plays the core, the authentication plugin and the browser against a running communication plugin, and says
per numbered requirement what was seen. Use it on a test installation only.

  --purpose TAG           a purpose that the plugin knows
  --attributes JSON       attributes to send for it, such as '{"email":"test@example.nl"}'
  --signing-key FILE      PEM: the authentication plugin's private signing key
  --encryption-key FILE   PEM: the public half of the plugin's decryption key
  --help

Exit status: 0 nothing failed, 1 something failed, 2 the command is not complete.
`

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const subject = readSubject(args)
  if (typeof subject === 'string') {
    process.stdout.write(subject)
    return args.includes('--help') ? 0 : 2
  }
  const outcomes = await runCases(subject)
  for (const { case: one, verdict } of outcomes) {
    const why = verdict.verdict === 'failed' ? `: ${verdict.found}` : ''
    const because = verdict.verdict === 'not_applicable' ? `: ${verdict.because}` : ''
    process.stdout.write(
      `${verdict.verdict.padEnd(15)} ${one.profile.padEnd(5)} ${one.id.padEnd(5)} ${one.title}${why}${because}\n`,
    )
  }
  return outcomes.some(({ verdict }) => verdict.verdict === 'failed') ? 1 : 0
}

function readSubject(args: string[]): Subject | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        purpose: { type: 'string' },
        attributes: { type: 'string' },
        'signing-key': { type: 'string' },
        'encryption-key': { type: 'string' },
        help: { type: 'boolean' },
      },
    })
    const [url] = positionals
    const { purpose, attributes, 'signing-key': signing, 'encryption-key': encryption } = values
    if (values.help || !url || !purpose || !attributes || !signing || !encryption) return HELP
    return {
      url: url.replace(/\/$/, ''),
      purpose,
      attributes: JSON.parse(attributes),
      signingKey: importSigningKey(readKey(signing)),
      encryptionKey: importEncryptionKey(readKey(encryption)),
      clock: systemClock,
    }
  } catch (cause) {
    return `${cause instanceof Error ? cause.message : cause}\n\n${HELP}`
  }
}

function readKey(file: string): KeyText {
  const key = readFileSync(file, 'utf8')
  // Of a private key too: only its type is wanted.
  return { type: createPublicKey(key).asymmetricKeyType === 'rsa' ? 'RSA' : 'EC', key }
}
