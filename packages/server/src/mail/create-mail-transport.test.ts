import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { Secret } from '@balie/sdk'
import { SMTPServer } from 'smtp-server'
import { type SmtpSink, startSmtpSink } from '../cli/demo/smtp-sink.ts'
import { BalieError } from '../errors/balie-error.ts'
import { createLog } from '../log.ts'
import { createMailTransport, type MailTransport } from './create-mail-transport.ts'
import type { Mail } from './mail.ts'

const person = 'canary.sanne@voorbeeld.example'
const from = 'Gemeente Voorbeeld <balie@gemeente.example>'
const short = { connect: 200, greeting: 200, silence: 200, whole: 2_000 }
const quick = { patient: short, prompt: short }

const calendar = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nX-TEXT:één afspraak 📅\r\nEND:VCALENDAR\r\n'

function mailTo(address: string, more: Partial<Mail> = {}): Mail {
  return {
    to: new Secret('address', address),
    subject: 'Afspraak op één dag 📅',
    text: 'Tot ziens, één keer.\n',
    messageId: '<one@balie.example>',
    ...more,
  }
}

/** What a failed send throws, after a search for the address in all that a log or inspector shows of it. */
async function failure(sending: Promise<void>): Promise<BalieError> {
  const error = await sending.then(
    () => assert.fail('it was sent'),
    (error: unknown) => error,
  )
  assert.ok(error instanceof BalieError)
  const lines: string[] = []
  createLog({ level: 'trace', destination: { write: (line) => lines.push(line) } }).error(error, 'failed')
  const shown = [
    inspect(error, { depth: 20, showHidden: true, getters: true }),
    JSON.stringify(error),
    ...lines,
  ]
  assert.equal(lines.length, 1)
  for (const text of shown) assert.ok(!text.toLowerCase().includes('canary'), text)
  return error
}

describe('mail over SMTP', () => {
  let sink: SmtpSink
  let transport: MailTransport

  beforeEach(async () => {
    sink = await startSmtpSink({ refuses: (address) => address.startsWith('canary.nobody@') })
    transport = createMailTransport({ url: new Secret('url', sink.url), from, timeouts: quick })
  })
  afterEach(async () => {
    transport.close()
    await sink.close()
  })

  it('arrives whole, with its calendar as a part and as a file', async () => {
    await transport.send(
      mailTo(person, {
        html: '<!doctype html><p>Tot ziens, één keer.</p>',
        calendar: { method: 'REQUEST', content: calendar, fileName: 'afspraak.ics' },
      }),
    )
    const mail = await sink.until(() => true)
    assert.deepEqual(mail.recipients, [person])
    assert.equal(mail.from, 'balie@gemeente.example')
    assert.equal(mail.subject, 'Afspraak op één dag 📅')
    assert.equal(mail.messageId, '<one@balie.example>')
    assert.equal(mail.text.trim(), 'Tot ziens, één keer.')
    assert.match(mail.html, /<p>Tot ziens, één keer\.<\/p>/)
    assert.deepEqual(mail.calendar, { method: 'REQUEST', content: calendar, fileName: 'afspraak.ics' })
    assert.equal(header(mail, 'auto-submitted'), 'auto-generated')
    // The order that Outlook and Gmail want: the calendar as the last alternative, with its method named.
    const types = [
      ...mail.raw.matchAll(/^Content-Type: ([^;\r]+)(?:;[ \r\n]+charset=utf-8; method=(\w+))?/gm),
    ]
    assert.deepEqual(
      types.map(([, type, method]) => [type, method]),
      [
        ['multipart/mixed', undefined],
        ['multipart/alternative', undefined],
        ['text/plain', undefined],
        ['text/html', undefined],
        ['text/calendar', 'REQUEST'],
        ['application/ics', undefined],
      ],
    )
  })

  it('answers go where the organisation wants them', async () => {
    const own = createMailTransport({
      url: new Secret('url', sink.url),
      from,
      replyTo: 'vragen@gemeente.example',
    })
    await own.send(mailTo(person))
    assert.equal(header(await sink.until(() => true), 'reply-to'), 'vragen@gemeente.example')
  })

  it('F4: no text can add a header, a recipient or a line', async () => {
    const evil = '\r\nBcc: thief@evil.example\r\n\r\nBody of a thief\n'
    const own = createMailTransport({
      url: new Secret('url', sink.url),
      from: `Gemeente${evil}"Voorbeeld" <balie@gemeente.example>`,
      replyTo: `Vragen${evil} <vragen@gemeente.example>`,
      timeouts: quick,
    })
    await own.send(
      mailTo(person, {
        subject: `Afspraak${evil}`,
        messageId: `<one@balie.example>${evil}`,
        headers: { 'X-Balie': `appointment${evil}`, 'Auto-Submitted': `no${evil}` },
      }),
    )
    const mail = await sink.until(() => true)
    assert.deepEqual(mail.recipients, [person])
    assert.deepEqual(mail.headers.map(({ name }) => name.toLowerCase()).sort(), [
      'auto-submitted',
      'content-transfer-encoding',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'reply-to',
      'subject',
      'to',
      'x-balie',
    ])
    assert.equal(header(mail, 'auto-submitted'), 'auto-generated')
    assert.equal(mail.text.trim(), 'Tot ziens, één keer.')
  })

  for (const address of [
    'canary.a@voorbeeld.example, canary.b@voorbeeld.example',
    'Canary <canary.a@voorbeeld.example>',
    'canary.a@voorbeeld.example\r\nRCPT TO:<thief@evil.example>',
    'canary.a@voorbeeld.example>\r\nDATA',
    'canary.nowhere',
    '"canary a"@voorbeeld.example',
    `canary.${'a'.repeat(300)}@voorbeeld.example`,
    '',
  ]) {
    it(`${JSON.stringify(address.slice(0, 40))} is not an address: MAIL_REFUSED, and nothing is sent`, async () => {
      assert.equal((await failure(transport.send(mailTo(address)))).code, 'MAIL_REFUSED')
      await transport.send(mailTo(person))
      assert.deepEqual(
        sink.mails().map(({ recipients }) => recipients),
        [[person]],
      )
    })
  }

  it('P1: a recipient whom the server does not know is MAIL_REFUSED, without the address that it quotes', async () => {
    const error = await failure(transport.send(mailTo('canary.nobody@voorbeeld.example')))
    assert.equal(error.code, 'MAIL_REFUSED')
    assert.equal(error.status, 422)
    assert.equal(error.detail, 'the mail server answered 550 at RCPT TO')
    assert.equal(error.cause, undefined)
  })

  it('a server that wants to be left alone for now is MAIL_UNAVAILABLE, and may take it later', async () => {
    sink.become('busy')
    const error = await failure(transport.send(mailTo(person)))
    assert.equal(error.code, 'MAIL_UNAVAILABLE')
    assert.equal(error.status, 503)
    assert.match(error.detail, /421/)
    sink.become('takes')
    await transport.send(mailTo(person))
    assert.equal(sink.mails().length, 1)
  })

  it('a server that never answers is MAIL_UNAVAILABLE within the timeout', async () => {
    sink.become('silent')
    const began = performance.now()
    const error = await failure(transport.send(mailTo(person)))
    assert.equal(error.code, 'MAIL_UNAVAILABLE')
    assert.match(error.detail, /ETIMEDOUT/)
    assert.ok(performance.now() - began < 4_000, 'far sooner than the defaults')
  })

  it('a server that is not there is MAIL_UNAVAILABLE', async () => {
    await sink.close()
    assert.equal((await failure(transport.send(mailTo(person)))).code, 'MAIL_UNAVAILABLE')
  })
})

describe('mail servers that answer in their own way', () => {
  let server: SMTPServer
  const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode })
  const started = (options: ConstructorParameters<typeof SMTPServer>[0]) => {
    server = new SMTPServer({ authOptional: true, closeTimeout: 1, ...options })
    server.on('error', () => {})
    return new Promise<number>((resolve) => {
      const listening = server.listen(0, '127.0.0.1', () => {
        const at = listening.address()
        resolve(typeof at === 'object' && at ? at.port : 0)
      })
    })
  }
  const send = async (port: number, login = '') => {
    const url = new Secret('url', `smtp://${login}127.0.0.1:${port}`)
    await createMailTransport({ url, from, timeouts: quick }).send(mailTo(person))
  }
  afterEach(() => new Promise<void>((resolve) => server.close(resolve)))

  const rows: [string, ConstructorParameters<typeof SMTPServer>[0], string, string][] = [
    [
      'the sender refused for good',
      { onMailFrom: (_address, _session, done) => done(refusal(550, `${person} may not be mailed by you`)) },
      'MAIL_UNAVAILABLE',
      'the mail server answered 550 at MAIL FROM',
    ],
    [
      'the recipient put off',
      { onRcptTo: ({ address }, _session, done) => done(refusal(451, `greylisted ${address}`)) },
      'MAIL_UNAVAILABLE',
      'the mail server answered 451 at RCPT TO',
    ],
    [
      'the mail itself refused for good',
      {
        onData: (stream, _session, done) => {
          stream.resume().once('end', () => done(refusal(554, `no such mail to ${person}`)))
        },
      },
      'MAIL_REFUSED',
      'the mail server answered 554 at DATA',
    ],
    [
      'the mail itself put off',
      {
        onData: (stream, _session, done) => {
          stream.resume().once('end', () => done(refusal(452, 'disk full')))
        },
      },
      'MAIL_UNAVAILABLE',
      'the mail server answered 452 at DATA',
    ],
  ]
  for (const [what, options, code, detail] of rows) {
    it(`${what} is ${code}`, async () => {
      const error = await failure(send(await started({ disabledCommands: ['STARTTLS'], ...options })))
      assert.deepEqual([error.code, error.detail], [code, detail])
    })
  }

  /** Takes each mail, and says so when the test lets it. */
  async function slow() {
    const answers: (() => void)[] = []
    const came = Promise.withResolvers<void>()
    const port = await started({
      disabledCommands: ['STARTTLS'],
      onData: (stream, _session, done) => {
        stream.resume().once('end', () => {
          answers.push(() => done())
          came.resolve()
        })
      },
    })
    const transport = createMailTransport({
      url: new Secret('url', `smtp://127.0.0.1:${port}`),
      from,
      timeouts: { prompt: short, patient: { ...short, silence: 20_000, whole: 20_000 } },
    })
    return { transport, came: came.promise, answer: () => answers.forEach((one) => void one()) }
  }

  it('V1: one that answers late has the mail, which is not sent again; nobody at a page waits for it', async () => {
    const { transport, came, answer } = await slow()
    const sent = transport.send(mailTo(person))
    await came
    const error = await failure(transport.send(mailTo(person), 'prompt'))
    assert.equal(error.code, 'MAIL_UNAVAILABLE')
    answer()
    await sent
  })

  it('one that keeps saying something does not hold a mail for longer than it may take', async () => {
    const chatty = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.write('220 here\r\n')
      const talk = setInterval(() => socket.write('250-still\r\n'), 20)
      socket.once('close', () => clearInterval(talk))
    })
    await once(chatty.listen(0, '127.0.0.1'), 'listening')
    const at = chatty.address()
    const url = new Secret('url', `smtp://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`)
    const timeouts = { ...quick, patient: { ...short, whole: 400 } }
    const error = await failure(createMailTransport({ url, from, timeouts }).send(mailTo(person)))
    assert.equal(error.code, 'MAIL_UNAVAILABLE')
    await started({})
    chatty.close()
  })

  it('a wrong password is MAIL_UNAVAILABLE, and in no error', async () => {
    const port = await started({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, done) => done(refusal(535, `wrong password ${password} of ${person}`)),
    })
    const error = await failure(send(port, 'balie:canary%2Fpassword@'))
    assert.equal(error.code, 'MAIL_UNAVAILABLE')
    assert.match(error.detail, /535 at AUTH/)
  })

  it('a server whose certificate nobody vouches for gets no mail', async () => {
    let came = false
    const port = await started({
      onMailFrom: (_address, _session, done) => {
        came = true
        done()
      },
    })
    assert.equal((await failure(send(port))).code, 'MAIL_UNAVAILABLE')
    assert.equal(came, false)
  })
})

describe('a mail server that is no mail server', () => {
  for (const url of ['http://localhost', 'localhost:25', 'smtp://localhost?logger=true', '']) {
    it(`${JSON.stringify(url)} is refused at once`, () => {
      assert.throws(() => createMailTransport({ url: new Secret('url', url), from }), {
        code: 'CONFIG_INVALID',
      })
    })
  }
})

function header(mail: { headers: readonly { name: string; value: string }[] }, name: string) {
  return mail.headers.find((one) => one.name.toLowerCase() === name)?.value
}
