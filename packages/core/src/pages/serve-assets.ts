import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { CoreError } from '../errors/core-error.ts'

const TYPES = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', woff2: 'font/woff2' } as const

type Extension = keyof typeof TYPES

const OWN = [
  'pages.css',
  'sessions.js',
  'icon.svg',
  'chat.svg',
  'phone.svg',
  'video.svg',
  'appointment.svg',
  'login.svg',
] as const

const WEIGHTS = [400, 600] as const

interface Asset {
  readonly type: string
  readonly etag: string
  readonly content: Buffer
}

/** Serves the style sheet, script, pictures and typeface of the pages at `/static/`; they revalidate by ETag. */
export function serveAssets(app: FastifyInstance): void {
  const assets = readAssets()
  app.get<{ Params: { file: string } }>('/static/:file', async (request, reply) => {
    const asset = assets.get(request.params.file)
    if (asset === undefined) throw new CoreError('NOT_FOUND', 'There is no such asset.')
    reply.header('cache-control', 'public, no-cache').header('etag', asset.etag)
    if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send()
    return reply.type(asset.type).send(asset.content)
  })
}

function readAssets(): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>()
  for (const name of OWN) assets.set(name, read(new URL(`../../assets/${name}`, import.meta.url), name))
  for (const weight of WEIGHTS) {
    const name = `source-sans-3-${weight}.woff2`
    const source = `@fontsource/source-sans-3/files/source-sans-3-latin-${weight}-normal.woff2`
    assets.set(name, read(new URL(import.meta.resolve(source)), name))
  }
  return assets
}

function read(file: URL, name: string): Asset {
  const content = readFileSync(file)
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1) as Extension]
  const charset = type.startsWith('text/') ? '; charset=utf-8' : ''
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
  return { type: type + charset, etag, content }
}
