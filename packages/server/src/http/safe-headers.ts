import helmet from '@fastify/helmet'
import type { Addresses } from './addresses.ts'
import type { Listener } from './listener.ts'

/**
 * The headers that keep pages safe: only our own scripts, styles and connections, no frames, no referrer, no
 * sniffing, text nodes only (F1, F4, F6).
 */
export async function safeHeaders(app: Listener, addresses: Addresses): Promise<void> {
  const none = ["'none'"]
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Safari before 16 does not take 'self' for a WebSocket.
        connectSrc: ["'self'", () => addresses.origin.replace(/^http/, 'ws')],
        imgSrc: ["'self'", 'data:'],
        objectSrc: none,
        baseUri: none,
        formAction: ["'self'"],
        frameAncestors: none,
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: none,
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    // Plain http is for a demo on one's own machine; a browser must not remember https for localhost.
    strictTransportSecurity: false,
  })
  app.addHook('onRequest', async (_request, reply) => {
    if (addresses.secure) reply.header('strict-transport-security', 'max-age=31536000')
  })
}
