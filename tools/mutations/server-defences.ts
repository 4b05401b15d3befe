import { type Defence, inServer } from './defence.ts'

const HEADERS = 'http/safe-headers.ts'

/** What Balie itself adds: `packages/server/src`. */
export const serverDefences: readonly Defence[] = [
  inServer(
    'F6 unsafe requests from pages of our own',
    'http/public-listener.ts',
    '  requireOwnOrigin(app, options.addresses)\n',
    '',
    'F6 begin sent by another site',
    'F6 logout sent by another site',
  ),
  {
    id: 'F6 no frames',
    edits: [
      { file: `packages/server/src/${HEADERS}`, find: 'frameAncestors: none,', replace: '' },
      {
        file: `packages/server/src/${HEADERS}`,
        find: "frameguard: { action: 'deny' },",
        replace: 'frameguard: false,',
      },
    ],
    cases: ['F6 no page can be framed'],
  },
  inServer(
    'F6 no hold on our window',
    HEADERS,
    "crossOriginOpenerPolicy: { policy: 'same-origin' }",
    'crossOriginOpenerPolicy: false',
    'F6 no page keeps a hold',
  ),
  inServer(
    'F4 scripts of our own',
    HEADERS,
    `defaultSrc: ["'self'"],`,
    `defaultSrc: ["'self'", "'unsafe-inline'"],`,
    'F4 every page has a content security policy',
  ),
  inServer(
    'F1 no referrer from pages',
    HEADERS,
    "referrerPolicy: { policy: 'no-referrer' }",
    "referrerPolicy: { policy: 'unsafe-url' }",
    'F1 a genuine result in the landing reaches no other site',
  ),
  inServer(
    'B2 only the owner acts',
    'conversation/expect-owner.ts',
    'if (session?.owner && session.owner.browser === browser) return session',
    'if (session?.owner) return session',
    'B2 a leaked client URL gives no say',
    'B2 a leaked address of the page gives no say',
  ),
  inServer(
    'B2 who may see',
    'conversation/may-see.ts',
    'if (owner) return owner.browser === browser',
    'if (owner) return true',
    'B2 a leaked client URL gives no say',
    'R1 another browser cannot log the citizen out',
  ),
  inServer(
    'B11 the panel claims no more than is known',
    'desk/identity-panel.ts',
    '      state: known.state,',
    "      state: 'verified',",
    'B11 agents see whether',
  ),
  inServer(
    'F7 pages are not kept',
    'http/serve-pages.ts',
    "return reply.header('cache-control', 'no-store')",
    "return reply.header('cache-control', 'max-age=600')",
    'F7 no page of a conversation',
  ),
  inServer(
    'R4 size of a frame',
    'http/live-server.ts',
    'maxHttpBufferSize: FRAME,',
    'maxHttpBufferSize: 1e9,',
    'R4 a frame of a megabyte',
  ),
  inServer(
    'R2 sockets of our own pages',
    'http/live-server.ts',
    'if (request.headers.origin !== addresses.origin) return false',
    '',
    'R2 ',
  ),
]
