import PostalMime, { type Attachment, type RawEmail } from 'postal-mime'

/** A calendar part of a mail, or the file beside it. */
export interface SunkCalendar {
  /** `REQUEST`, `CANCEL`; empty where the part names none. */
  readonly method: string
  /** Of the attachment. */
  readonly fileName: string
  readonly content: string
}

/** A mail as it arrived, taken apart by a parser that is not ours. */
export interface SunkMail {
  /** Counts up from 1. */
  readonly id: number
  /** Whom the server was told to give it to, which is not always what the mail says. */
  readonly recipients: readonly string[]
  readonly from: string
  readonly subject: string
  readonly messageId: string
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly text: string
  readonly html: string
  readonly calendar?: SunkCalendar
  /** As it came over the wire. */
  readonly raw: string
}

/** Takes a mail apart. */
export async function readMail(id: number, raw: Buffer, recipients: readonly string[]): Promise<SunkMail> {
  const mail = await PostalMime.parse(new Uint8Array(raw) satisfies RawEmail)
  const calendar = calendarOf(mail.attachments)
  return {
    id,
    recipients,
    from: mail.from?.address ?? '',
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? '',
    headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    text: mail.text ?? '',
    html: mail.html ?? '',
    ...(calendar && { calendar }),
    raw: raw.toString('utf8'),
  }
}

function calendarOf(attachments: readonly Attachment[]): SunkCalendar | undefined {
  const part = attachments.find(({ mimeType }) => mimeType === 'text/calendar')
  const file = attachments.find(({ mimeType }) => mimeType === 'application/ics') ?? part
  if (file === undefined) return undefined
  const content = typeof file.content === 'string' ? file.content : new TextDecoder().decode(file.content)
  return {
    method: part?.method ?? '',
    fileName: file.filename ?? 'calendar.ics',
    // The parser makes line ends those of Unix; calendars have those of the wire (RFC 5545, 3.1).
    content: content.replace(/\r?\n/g, '\r\n'),
  }
}
