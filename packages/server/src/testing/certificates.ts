import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']

/** A certificate authority of one test, made by openssl. */
export interface TestAuthority {
  /** Its own certificate, PEM; and the file that holds it. */
  readonly certificate: string
  readonly file: string
  /** Makes a certificate in files of its directory. @param name of a host, or of a user of a database */
  issue(name: string): Promise<{ readonly file: string; readonly keyFile: string }>
}

/** Makes one that is valid for two days. @param directory where its files come @param name of its files */
export async function createTestAuthority(directory: string, name: string): Promise<TestAuthority> {
  const at = (file: string) => join(directory, file)
  const files = { file: at(`${name}.crt`), keyFile: at(`${name}.key`) }
  const out = ['-keyout', files.keyFile, '-out', files.file, '-days', '2', '-subj', `/CN=${name}`]
  await run('openssl', ['req', '-x509', ...KEY, ...out])
  return {
    certificate: await readFile(files.file, 'utf8'),
    file: files.file,
    async issue(subject) {
      const issued = { file: at(`${subject}.crt`), keyFile: at(`${subject}.key`) }
      const [request, extensions] = [at(`${subject}.csr`), at(`${subject}.ext`)]
      await writeFile(extensions, `subjectAltName=DNS:${subject}\n`)
      await run('openssl', [
        'req',
        ...KEY,
        '-keyout',
        issued.keyFile,
        '-out',
        request,
        '-subj',
        `/CN=${subject}`,
      ])
      const by = ['-CA', files.file, '-CAkey', files.keyFile, '-CAcreateserial', '-days', '2']
      await run('openssl', [
        'x509',
        '-req',
        '-in',
        request,
        '-out',
        issued.file,
        ...by,
        '-extfile',
        extensions,
      ])
      return issued
    },
  }
}
