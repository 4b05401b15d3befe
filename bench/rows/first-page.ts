import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { Contest, Row } from '../row.ts'

/** Row 5: all JavaScript and CSS that a first page loads, as it is sent. */
export const firstPageRow: Row = {
  number: 5,
  name: 'first page',
  lines: [
    { key: 'citizen', what: 'first page, citizen, gzipped', unit: 'kB', goal: { amount: 100, at: 'most' } },
    { key: 'desk', what: 'first page, desk, gzipped', unit: 'kB', goal: { amount: 180, at: 'most' } },
  ],
  async prepare(): Promise<Contest> {
    return { ours: async () => ({ citizen: await sizeOf('citizen'), desk: await sizeOf('desk') }) }
  },
}

const PAGES = new URL('../../packages/web/dist/', import.meta.url)

/** Of the built page; kB. @throws {Error} when the pages are not built */
async function sizeOf(page: 'citizen' | 'desk'): Promise<number> {
  const html = await readFile(new URL(`${page}.html`, PAGES), 'utf8').catch((cause) => {
    throw new Error('the pages are not built; run npm run build', { cause })
  })
  // Everything that is needed before the page shows stands in it: what is imported is preloaded.
  const files = new Set(
    [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file = '']) => file),
  )
  if (files.size === 0) throw new Error(`${page}.html loads nothing`)
  let bytes = 0
  for (const file of files) bytes += gzipSync(await readFile(new URL(file, PAGES)), { level: 9 }).length
  return bytes / 1000
}
