import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance } from 'fastify'
import { closePromptly } from '../../http/close-promptly.ts'
import { listPage, mailPage, nothingPage } from './mail-sink-page.ts'
import { MAIL_SINK_STYLE } from './mail-sink-style.ts'
import { startSmtpSink } from './smtp-sink.ts'
import type { SunkMail } from './sunk-mail.ts'

export interface MailSinkOptions {
  /** Any free port when 0. */
  readonly smtpPort: number
  /** Any free port when 0. */
  readonly pagePort: number
  /** Where both listen; a loopback address, for whoever gets there reads all mail. */
  readonly address: string
}

/** All mail of the demo: a server that takes it, and a page that shows it. */
export interface MailSink {
  /** For `createMailTransport`. */
  readonly smtpUrl: string
  readonly pageUrl: string
  /** The last 200, oldest first. */
  mails(): readonly SunkMail[]
  close(): Promise<void>
}

/** Whom nobody knows here, so that mail that cannot be delivered can be tried. */
const NOBODY = /^(weg|bounce)@/i

/** Starts both; mail to `weg@...` and `bounce@...` is refused with 550. Rejects when a port is taken. */
export async function startMailSink({ smtpPort, pagePort, address }: MailSinkOptions): Promise<MailSink> {
  const smtp = await startSmtpSink({ port: smtpPort, address, refuses: (to) => NOBODY.test(to) })
  const app = Fastify({ logger: false })
  try {
    closePromptly(app)
    await app.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          styleSrc: ["'self'"],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
        },
      },
      referrerPolicy: { policy: 'no-referrer' },
      strictTransportSecurity: false,
    })
    addRoutes(app, smtp.mails)
    const pageUrl = await app.listen({ host: address, port: pagePort, listenTextResolver: () => '' })
    return {
      smtpUrl: smtp.url,
      pageUrl,
      mails: smtp.mails,
      async close() {
        await app.close()
        await smtp.close()
      },
    }
  } catch (error) {
    await app.close()
    await smtp.close()
    throw error
  }
}

function addRoutes(app: FastifyInstance, mails: () => readonly SunkMail[]): void {
  const find = (id: string) => mails().find((mail) => String(mail.id) === id)
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  app.get('/style.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(MAIL_SINK_STYLE),
  )
  app.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(listPage(mails())))
  app.get<{ Params: { id: string } }>('/mails/:id', async (request, reply) => {
    const mail = find(request.params.id)
    reply.type('text/html; charset=utf-8')
    return mail ? reply.send(mailPage(mail)) : reply.code(404).send(nothingPage())
  })
  app.get<{ Params: { id: string } }>('/mails/:id/calendar', async (request, reply) => {
    const mail = find(request.params.id)
    if (!mail?.calendar) return reply.code(404).type('text/html; charset=utf-8').send(nothingPage())
    return reply
      .type('text/calendar; charset=utf-8')
      .header(
        'content-disposition',
        `attachment; filename="${mail.calendar.fileName.replace(/[^\w.-]/g, '_')}"`,
      )
      .send(mail.calendar.content)
  })
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).type('text/html; charset=utf-8').send(nothingPage()),
  )
}
