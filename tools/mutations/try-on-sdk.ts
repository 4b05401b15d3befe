import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  importEncryptionKey,
  importSigningKey,
  importVerificationKey,
  type KeyText,
  systemClock,
} from '@balie/sdk'
import type { Case } from '../../packages/conformance/src/case.ts'
import { NO_ACTIONS } from '../../packages/conformance/src/engine/actions.ts'
import { createKits } from '../../packages/conformance/src/engine/create-kit.ts'
import { createLock } from '../../packages/conformance/src/engine/create-lock.ts'
import { readObservation, sharing } from '../../packages/conformance/src/engine/create-observer.ts'
import { startFarSide } from '../../packages/conformance/src/engine/start-far-side.ts'
import type { Subject } from '../../packages/conformance/src/engine/subject.ts'
import type { Outcome } from '../../packages/conformance/src/outcome.ts'
import { REGISTRY } from '../../packages/conformance/src/registry/registry.ts'
import { runCases } from '../../packages/conformance/src/run-cases.ts'

/** What `e2e/installation/example-plugin.ts` of a copy gives. */
interface ExamplePlugin extends AsyncDisposable {
  readonly internalUrl: string
  observe(): Promise<string>
  readonly keys: { readonly signing: KeyText; readonly encryption: KeyText; readonly start: KeyText }
}

const PURPOSES = [
  purpose('report_move', ['fullname'], ['bsn', 'email']),
  purpose('question', [], ['email']),
  purpose('permit', ['fullname', 'bsn', 'iban'], []),
]

/**
 * Runs cases on the minimal plugin of a copy of the repository, in a process of its own. The kit itself is not the
 * copy's: what is switched off there is not off in it.
 */
export async function tryOnSdk(
  folder: string,
  cases: readonly Case[],
  port: number,
): Promise<readonly Outcome[]> {
  const far = `http://127.0.0.1:${port}`
  const { startExamplePlugin } = await import(
    pathToFileURL(join(folder, 'e2e/installation/example-plugin.ts')).href
  )
  const change = {
    purposes: PURPOSES,
    sessionUrlOrigins: [far],
    core: { url: far, keyId: 'chat', authenticationOrigins: [far] },
  }
  const plugin: ExamplePlugin = await startExamplePlugin(
    'minimal-plugin.ts',
    change,
    join(folder, 'examples'),
  )
  const subject = subjectOf(plugin)
  const farSide = await startFarSide(far, subject)
  try {
    const lock = createLock()
    const kit = createKits({
      subject,
      actions: { ...NO_ACTIONS, says: { another_person: /another_person/, unverified: /awaiting|none/ } },
      farSide,
      observer: sharing(async () => readObservation(await plugin.observe())),
      askAuthentication: undefined,
      seen: { forms: false },
      lock,
    })
    const ids = new Set(cases.map(({ id }) => id))
    const registry = REGISTRY.filter(({ id }) => ids.has(id))
    const { declared } = subject
    return await runCases({ cases, registry, kit, lock, declared, ours: true, slow: false, jobs: 4 })
  } finally {
    await farSide.close()
    await plugin[Symbol.asyncDispose]()
  }
}

function subjectOf({ internalUrl, keys }: ExamplePlugin): Subject {
  const person = { fullname: 'Test', bsn: '999993653', email: 'test@example.nl' }
  return {
    url: internalUrl,
    purpose: 'report_move',
    attributes: person,
    unauthenticated: { purpose: 'question', attributes: { email: person.email } },
    heavy: { purpose: 'permit', attributes: { ...person, iban: 'NL91ABNA0417164300' } },
    light: { purpose: 'question', attributes: { email: person.email } },
    identifying: 'bsn',
    signing: keys.signing,
    encryption: keys.encryption,
    signingKey: importSigningKey(keys.signing),
    encryptionKey: importEncryptionKey(keys.encryption),
    startKey: importVerificationKey(keys.start),
    startKeyId: 'chat',
    clock: systemClock,
    declared: new Set(['UN-1', 'UN-2', 'AC-1', 'AC-4', 'AC-6', 'AC-8', 'AR-1', 'AR-2', 'AR-3', 'FL-5']),
  }
}

function purpose(tag: string, required: readonly string[], allowed: readonly string[]) {
  return { tag, required, allowed, identifying: ['bsn'], beginWithin: 600_000 }
}
