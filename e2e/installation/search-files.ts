import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a search came to. */
export interface SearchedFiles {
  /** How many files were read. */
  readonly files: number
  /** Which word is in which file. */
  readonly found: readonly string[]
}

/** Reads every file below a folder, and looks for words: as they are, in UTF-16, in hexadecimal and in base64. */
export async function searchFiles(folder: string, words: readonly string[]): Promise<SearchedFiles> {
  const needles = words.flatMap((word) => spellings(word).map((needle) => ({ word, needle })))
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: string[] = []
  let files = 0
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name)
    // A file of the database may go while the folder is read.
    const content = await readFile(path).catch(() => undefined)
    if (content === undefined) continue
    files += 1
    for (const { word, needle } of needles) if (content.includes(needle)) found.push(`${word} in ${path}`)
  }
  return { files, found }
}

function spellings(word: string): Buffer[] {
  const plain = Buffer.from(word)
  const texts = [
    word,
    plain.toString('hex'),
    plain.toString('hex').toUpperCase(),
    JSON.stringify(word).slice(1, -1),
  ]
  // In base64 a word looks otherwise at each of three places; what its neighbours touch is left out.
  for (const before of [0, 1, 2]) {
    const text = Buffer.concat([Buffer.alloc(before), plain]).toString('base64')
    texts.push(text.slice(before === 0 ? 0 : 4, -4))
  }
  return [...texts.map((text) => Buffer.from(text)), Buffer.from(word, 'utf16le')]
}
