import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where on the disk one of the texts or bytes is: as it is, in hexadecimal, or in base64. */
export async function findInFiles(
  directory: string,
  wanted: readonly (string | Uint8Array)[],
): Promise<string[]> {
  const forms = wanted.flatMap((one) => {
    const bytes = Buffer.from(one)
    const texts = [bytes.toString('hex'), bytes.toString('base64').replace(/.{0,3}=*$/, '')]
    return [bytes, ...texts.map((text) => Buffer.from(text)), Buffer.from(bytes.toString('utf8'), 'utf16le')]
  })
  const files = await readdir(directory, { recursive: true, withFileTypes: true })
  const places: string[] = []
  for (const file of files) {
    if (!file.isFile()) continue
    const path = join(file.parentPath, file.name)
    const bytes = await readFile(path)
    if (forms.some((form) => form.length > 0 && bytes.includes(form))) places.push(path)
  }
  return places
}
