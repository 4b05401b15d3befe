import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Defence } from './defence.ts'

/**
 * Switches a defence off in a copy of the repository.
 *
 * @returns switches it on again
 * @throws {Error} where the text to find does not stand in its file exactly once: then the table is out of date
 */
export async function switchOff(folder: string, { id, edits }: Defence): Promise<() => Promise<void>> {
  const before = new Map<string, string>()
  const after = new Map<string, string>()
  for (const { file, find, replace } of edits) {
    const path = join(folder, file)
    if (!before.has(path)) before.set(path, await readFile(path, 'utf8'))
    const text = after.get(path) ?? before.get(path) ?? ''
    const times = text.split(find).length - 1
    if (times !== 1) throw new Error(`${id}: in ${file} this stands ${times} times: ${find}`)
    after.set(
      path,
      text.replace(find, () => replace),
    )
  }
  for (const [path, text] of after) await writeFile(path, text)
  return async () => {
    for (const [path, text] of before) await writeFile(path, text)
  }
}
