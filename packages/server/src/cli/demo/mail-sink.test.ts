import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { Secret } from '@balie/sdk'
import { createMailTransport, type MailTransport } from '../../mail/create-mail-transport.ts'
import type { Mail } from '../../mail/mail.ts'
import { type MailSink, startMailSink } from './mail-sink.ts'
import { startSmtpSink } from './smtp-sink.ts'

const mail = (to: string, more: Partial<Mail> = {}): Mail => ({
  to: new Secret('address', to),
  subject: 'Afspraak',
  text: 'Tot ziens',
  messageId: '<one@balie.example>',
  ...more,
})

describe('the mail of the demo', () => {
  let sink: MailSink
  let transport: MailTransport
  const open = async (path: string) => {
    const answer = await fetch(`${sink.pageUrl}${path}`)
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }

  beforeEach(async () => {
    sink = await startMailSink({ smtpPort: 0, pagePort: 0, address: '127.0.0.1' })
    transport = createMailTransport({ url: new Secret('url', sink.smtpUrl), from: 'balie@gemeente.example' })
  })
  afterEach(async () => {
    transport.close()
    await sink.close()
  })

  it('says that there is none yet', async () => {
    assert.match((await open('/')).text, /No mail yet/)
    assert.equal((await open('/mails/1')).status, 404)
    assert.equal((await open('/elsewhere')).status, 404)
  })

  it('lists them, the newest first, and shows one with its calendar', async () => {
    const content = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'
    await transport.send(mail('sanne@voorbeeld.example', { subject: 'The first' }))
    await transport.send(
      mail('sanne@voorbeeld.example', {
        subject: 'The second',
        text: 'Naar https://balie.example/appointment/s/x gaan',
        calendar: { method: 'REQUEST', content, fileName: 'afspraak.ics' },
      }),
    )
    const list = (await open('/')).text
    assert.ok(list.indexOf('The second') < list.indexOf('The first'))
    const one = (await open('/mails/2')).text
    assert.match(one, /<a href="https:\/\/balie\.example\/appointment\/s\/x" rel="noreferrer">/)
    assert.match(one, /BEGIN:VCALENDAR/)
    const file = await open('/mails/2/calendar')
    assert.equal(file.text, content)
    assert.equal(file.headers.get('content-disposition'), 'attachment; filename="afspraak.ics"')
    assert.equal((await open('/mails/1/calendar')).status, 404)
  })

  it('F4: shows what is in a mail as text, and runs nothing', async () => {
    const evil = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>'
    await transport.send(
      mail('sanne@voorbeeld.example', {
        subject: evil,
        text: `${evil} https://x.example/"onmouseover="alert(1)`,
        html: evil,
        calendar: { method: 'CANCEL', content: evil, fileName: `${evil}\r\nx.ics` },
      }),
    )
    for (const path of ['/', '/mails/1']) {
      const { text, headers } = await open(path)
      assert.doesNotMatch(text, /<script|<img|"onmouseover/)
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/)
      assert.equal(headers.get('cache-control'), 'no-store')
    }
    assert.match(
      (await open('/mails/1/calendar')).headers.get('content-disposition') ?? '',
      /^attachment; filename="[\w.-]+"$/,
    )
  })

  for (const to of ['weg@voorbeeld.example', 'Bounce@voorbeeld.example']) {
    it(`does not know ${to}, so that a bounce can be tried`, async () => {
      await assert.rejects(transport.send(mail(to)), { code: 'MAIL_REFUSED' })
      assert.deepEqual(sink.mails(), [])
    })
  }

  it('leaves nothing behind when a port is taken', async () => {
    const pagePort = Number(new URL(sink.pageUrl).port)
    await assert.rejects(startMailSink({ smtpPort: 0, pagePort, address: '127.0.0.1' }), {
      code: 'EADDRINUSE',
    })
    const smtpPort = Number(new URL(sink.smtpUrl).port)
    await assert.rejects(startMailSink({ smtpPort, pagePort: 0, address: '127.0.0.1' }), {
      code: 'EADDRINUSE',
    })
  })
})

describe('a sink for mail', () => {
  it('keeps the last 200', async () => {
    const sink = await startSmtpSink()
    const transport = createMailTransport({
      url: new Secret('url', sink.url),
      from: 'balie@gemeente.example',
    })
    await Promise.all(Array.from({ length: 202 }, () => transport.send(mail('sanne@voorbeeld.example'))))
    assert.equal(sink.mails().length, 200)
    assert.deepEqual([sink.mails()[0]?.id, sink.mails().at(-1)?.id], [3, 202])
    await sink.close()
  })

  it('waits for a mail that is still to come, and no longer than it is open', async () => {
    const sink = await startSmtpSink()
    const transport = createMailTransport({
      url: new Secret('url', sink.url),
      from: 'balie@gemeente.example',
    })
    const coming = sink.until(({ subject }) => subject === 'The second')
    const never = assert.rejects(
      sink.until(({ subject }) => subject === 'The third'),
      /closed/,
    )
    await transport.send(mail('sanne@voorbeeld.example'))
    await transport.send(mail('sanne@voorbeeld.example', { subject: 'The second' }))
    assert.equal((await coming).id, 2)
    await sink.close()
    await never
  })
})
