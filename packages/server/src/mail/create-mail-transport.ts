import type { Secret } from '@balie/sdk'
import type { Transporter } from 'nodemailer'
import { BalieError } from '../errors/balie-error.ts'
import { isMailAddress } from './is-mail-address.ts'
import type { Mail } from './mail.ts'
import { mailError } from './mail-error.ts'
import { mailServer } from './mail-server.ts'
import { oneLine } from './one-line.ts'

/** How long a mail server may take, milliseconds. */
export interface MailTimeouts {
  /** To find it and to connect. */
  readonly connect: number
  /** To say its first word. */
  readonly greeting: number
  /** Between any two of its words after that. */
  readonly silence: number
  /** For the whole mail, however often it says something. */
  readonly whole: number
}

/**
 * How long a mail may take: `patient` where nobody waits for it, because a server that looks through a mail before it answers has it,
 * and would get it again; `prompt` while somebody looks at a page.
 */
export type MailPace = 'patient' | 'prompt'

export interface MailTransportOptions {
  /** `smtp://user:password@host:port` (TLS when it is offered) or `smtps://`; see `mailServer`. */
  readonly url: Secret<string>
  /** Who the mails are from: an address, or a name and an address, `Name <address>`. */
  readonly from: string
  /** Where answers go, when not to `from`. */
  readonly replyTo?: string
  /** `MAIL_TIMEOUTS` when absent. */
  readonly timeouts?: Readonly<Record<MailPace, MailTimeouts>>
}

/** The one door through which mail leaves. */
export interface MailTransport {
  /**
   * Hands a mail to the mail server. When it resolves, the server has it.
   *
   * @param pace `patient` when absent
   * @throws {BalieError} MAIL_REFUSED when this mail will never arrive at this address, MAIL_UNAVAILABLE when
   *   it may be tried again later; neither holds the address (P1)
   */
  send(mail: Mail, pace?: MailPace): Promise<void>
  /** No more mails. One that is under way ends within its timeouts. */
  close(): void
}

const MINUTE = 60_000

/** Patience as RFC 5321 4.5.3.2 asks for: a server may think for minutes after the last dot. */
export const MAIL_TIMEOUTS: Readonly<Record<MailPace, MailTimeouts>> = Object.freeze({
  patient: { connect: 5_000, greeting: 5_000, silence: 5 * MINUTE, whole: 6 * MINUTE },
  prompt: { connect: 5_000, greeting: 5_000, silence: 10_000, whole: 20_000 },
})

/**
 * Mail over SMTP, a connection for each mail.
 *
 * @throws {BalieError} CONFIG_INVALID when the address is not that of a mail server
 */
export function createMailTransport(options: MailTransportOptions): MailTransport {
  const server = mailServer(options.url)
  if (server === undefined) {
    throw new BalieError('CONFIG_INVALID', 'the address of the mail server is not like smtp://host:port')
  }
  const timeouts = options.timeouts ?? MAIL_TIMEOUTS
  const transporters = new Map<MailPace, Promise<Transporter>>()
  const transporterOf = (pace: MailPace) => {
    const known = transporters.get(pace) ?? createTransporter(server, timeouts[pace])
    transporters.set(pace, known)
    return known
  }
  const from = oneLine(options.from)
  const replyTo = options.replyTo === undefined ? undefined : oneLine(options.replyTo)
  return {
    async send(mail, pace = 'patient') {
      const to = mail.to.reveal()
      if (!isMailAddress(to)) throw new BalieError('MAIL_REFUSED', 'the recipient is not an address')
      try {
        const transporter = await transporterOf(pace)
        await transporter.sendMail({
          signal: AbortSignal.timeout(timeouts[pace].whole),
          from,
          ...(replyTo !== undefined && { replyTo }),
          // Not as text, which may be a list.
          to: { name: '', address: to },
          ...contentOf(mail),
        })
      } catch (error) {
        throw mailError(error)
      }
    },
    close() {
      for (const made of transporters.values()) void made.then((transporter) => transporter.close())
    },
  }
}

/** The library is loaded with the first mail: a server that sends none has no use for it. */
async function createTransporter(
  server: NonNullable<ReturnType<typeof mailServer>>,
  { connect, greeting, silence }: MailTimeouts,
): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  return createTransport({
    ...server,
    dnsTimeout: connect,
    connectionTimeout: connect,
    greetingTimeout: greeting,
    socketTimeout: silence,
    // All content is given as text: nothing in a mail may name a file or an address to read.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

function contentOf({ subject, text, html, calendar, messageId, headers = {} }: Mail) {
  return {
    subject: oneLine(subject),
    text,
    ...(html !== undefined && { html }),
    messageId: oneLine(messageId),
    headers: {
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, oneLine(value)])),
      'Auto-Submitted': 'auto-generated',
    },
    // As an alternative for who reads calendars in mail (Outlook, Gmail) and as a file for who does not (Apple).
    ...(calendar && {
      icalEvent: { method: calendar.method, content: calendar.content, filename: calendar.fileName },
    }),
  }
}
