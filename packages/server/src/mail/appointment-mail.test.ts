import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { Secret } from '@balie/sdk'
import type { AppointmentFacts } from './appointment-facts.ts'
import { type AppointmentMailKind, appointmentMail } from './appointment-mail.ts'
import { codeMail } from './code-mail.ts'

const KINDS = ['booked', 'moved', 'cancelled', 'reminder', 'missed', 'agent_absent'] as const
const LOCALES = ['nl', 'en'] as const
const link = 'https://balie.voorbeeld.example/appointment/s/Zm9v'

const facts: AppointmentFacts = {
  locale: 'nl',
  organisation: 'Gemeente Voorbeeld',
  starts: Date.UTC(2026, 9, 27, 9, 30),
  ends: Date.UTC(2026, 9, 27, 10, 0),
  zone: 'Europe/Amsterdam',
  way: 'chat',
  link,
  waysInMinutes: 15,
  id: '0197-abc',
  host: 'balie.voorbeeld.example',
  sequence: 0,
  stampedAt: Date.UTC(2026, 9, 1, 12),
  from: 'balie@voorbeeld.example',
  needsLogin: true,
}
const write = (kind: AppointmentMailKind, more: Partial<AppointmentFacts> = {}) =>
  appointmentMail(kind, { ...facts, ...more })
const each = LOCALES.flatMap((locale) => KINDS.map((kind) => [locale, kind] as const))

describe('a mail about an appointment', () => {
  it('says in its subject who and when', () => {
    assert.equal(
      write('booked').subject,
      'Afspraak met Gemeente Voorbeeld op dinsdag 27 oktober 2026, 10.30 uur',
    )
    assert.equal(
      write('booked', { locale: 'en' }).subject,
      'Appointment with Gemeente Voorbeeld on Tuesday 27 October 2026, 10:30',
    )
    const subjects = each.map(([locale, kind]) => write(kind, { locale }).subject)
    assert.equal(new Set(subjects).size, subjects.length, 'no two kinds look alike in a list of mails')
  })

  for (const [locale, kind] of each) {
    it(`P1: ${kind} in ${locale} says what it is about only where that is given`, () => {
      const purpose = { nl: 'Vraag over een vergunning', en: 'Question about a permit' }
      const told = write(kind, { locale, purpose })
      assert.ok(told.text.includes(purpose[locale]) && told.html.includes(purpose[locale]))
      assert.ok(!told.subject.includes(purpose[locale]), 'a subject is read on a locked telephone')
      const untold = write(kind, { locale })
      assert.doesNotMatch(inspect(untold), /vergunning|permit|Onderwerp|Subject:/)
    })

    it(`${kind} in ${locale} is one text, in two forms`, () => {
      const { text, html } = write(kind, { locale })
      const shown = textOf(html)
      for (const line of text.split('\n').filter((one) => one !== '' && one !== '-- ')) {
        assert.ok(shown.toLowerCase().includes(line.replace(/:$/, '').toLowerCase()), line)
      }
      assert.match(html, new RegExp(`<html lang="${locale}">`))
      assert.equal([...html.matchAll(/<h1 /g)].length, 1)
      assert.doesNotMatch(html, /<(img|script|link|iframe|form)|url\(|@import/i, 'it loads nothing')
    })
  }

  for (const locale of LOCALES) {
    it(`says how to get in, in ${locale}: when, with what, and that the link alone shows nothing`, () => {
      for (const kind of ['booked', 'moved', 'reminder'] as const) {
        const { text, html } = write(kind, { locale })
        assert.ok(text.includes(`\n${link}\n`) && html.includes(`<a href="${link}"`))
        assert.match(text, locale === 'nl' ? /vanaf 15 minuten voor/ : /from 15 minutes before/)
        assert.match(text, locale === 'nl' ? /Log dan opnieuw in/ : /log in again/)
        assert.match(text, locale === 'nl' ? /De link alleen laat niets/ : /The link alone shows nothing/)
        assert.match(text, locale === 'nl' ? /andere tijd kiezen of .* afzeggen/ : /another time or cancel/)
        assert.match(text, locale === 'nl' ? /chat op internet/ : /chat on the web/)
      }
      const without = write('booked', { locale, needsLogin: false }).text
      assert.doesNotMatch(without, /opnieuw in|log in/i)
      assert.match(without, locale === 'nl' ? /dezelfde browser/ : /same browser/)
      assert.match(
        write('booked', { locale, waysInMinutes: 0 }).text,
        /als de afspraak begint|when the appointment starts/,
      )
    })

    it(`does not send anybody to an appointment that is over, in ${locale}`, () => {
      for (const kind of ['cancelled', 'missed', 'agent_absent'] as const) {
        const { text, html } = write(kind, { locale })
        assert.ok(!`${text}${html}`.includes(link))
        assert.match(text, locale === 'nl' ? /nieuwe afspraak/ : /new appointment/)
      }
    })
  }

  it('says who cancelled, and is sorry where it was us', () => {
    assert.match(write('cancelled', { cancelledBy: 'citizen' }).text, /U heeft de afspraak afgezegd/)
    assert.match(write('cancelled', { cancelledBy: 'agent' }).text, /Wij moeten .* afzeggen. Dat spijt ons/)
    assert.match(write('cancelled').text, /De afspraak is afgezegd/)
    assert.match(write('agent_absent').text, /Onze excuses/)
  })

  it('brings a calendar where a calendar must change, for the address that it goes to', () => {
    const attendee = new Secret('address', 'sanne@voorbeeld.example')
    const methods = KINDS.map((kind) => write(kind, { attendee }).calendar?.method)
    assert.deepEqual(methods, ['REQUEST', 'REQUEST', 'CANCEL', undefined, undefined, undefined])
    const { calendar, text, html, subject } = write('booked', { attendee, locale: 'en' })
    assert.equal(calendar?.fileName, 'appointment.ics')
    assert.match(calendar?.content ?? '', /MAILTO:sanne@voorbeeld\.example/)
    assert.doesNotMatch(`${text}${html}${subject}`, /sanne/)
    assert.doesNotMatch(write('booked').calendar?.content ?? '', /ATTENDEE/)
  })

  it('F4: what others named is text in it', () => {
    const name = '<b>G</b>\r\nBcc: x@evil.example\u202e & "Zn"'
    const mail = write('booked', { organisation: name, purpose: { nl: name, en: name } })
    assert.equal(
      mail.subject,
      'Afspraak met <b>G</b> Bcc: x@evil.example & "Zn" op dinsdag 27 oktober 2026, 10.30 uur',
    )
    assert.doesNotMatch(mail.html, /<b>|\u202e/)
    assert.doesNotMatch(mail.text, /^Bcc|\u202e/m)
    assert.match(mail.html, /&#60;b&#62;G&#60;\/b&#62; Bcc/)
  })
})

describe('when an appointment is, in words', () => {
  const line = (label: string, more: Partial<AppointmentFacts>) =>
    new RegExp(`^${label}: (.*)$`, 'm').exec(write('booked', more).text)?.[1]

  it('names no zone where there is one', () => {
    assert.equal(line('Tijd', {}), '10.30 tot 11.00 uur')
    assert.equal(line('Time', { locale: 'en' }), '10:30 to 11:00')
    assert.equal(line('Tijd', { ownZone: 'Europe/Paris' }), '10.30 tot 11.00 uur', 'its clock shows the same')
    assert.equal(line('In uw eigen tijdzone', { ownZone: 'Europe/Paris' }), undefined)
  })

  it('names both where they differ, each with its zone and its day', () => {
    assert.equal(line('Tijd', { ownZone: 'Asia/Kolkata' }), '10.30 tot 11.00 uur (Midden-Europese tijd)')
    assert.equal(
      line('In uw eigen tijdzone', { ownZone: 'Asia/Kolkata' }),
      'dinsdag 27 oktober 2026, 15.00 tot 15.30 uur (Indiase tijd)',
    )
    assert.match(
      line('In your own time zone', { locale: 'en', ownZone: 'Pacific/Auckland' }) ?? '',
      /^Tuesday 27 October 2026, 22:30 to 23:00 \(New Zealand Time\)$/,
    )
    assert.match(
      line('In uw eigen tijdzone', { ownZone: 'Pacific/Honolulu' }) ?? '',
      /^maandag 26 oktober 2026, 23\.30 /,
    )
  })

  it('tells the two apart in the night when an hour comes twice', () => {
    const at = (hour: number, minute: number) => {
      const starts = Date.UTC(2026, 9, 25, hour, minute)
      return line('Tijd', { starts, ends: starts + 600_000 })
    }
    assert.equal(at(0, 15), '2.15 tot 2.25 uur (Midden-Europese zomertijd)')
    assert.equal(at(1, 15), '2.15 tot 2.25 uur (Midden-Europese standaardtijd)')
    assert.equal(at(8, 15), '9.15 tot 9.25 uur')
  })

  it('follows the clock when it goes forward', () => {
    const starts = Date.UTC(2027, 2, 28, 0, 45)
    assert.equal(line('Tijd', { starts, ends: starts + 1_800_000 }), '1.45 tot 3.15 uur')
  })
})

describe('the mail with a code', () => {
  for (const locale of LOCALES) {
    it(`says in ${locale} what to do with it, how long it is good, and what if nobody asked`, () => {
      const { subject, text, html } = codeMail(locale, 'Gemeente\r\n<i>Voorbeeld</i>', '012345')
      assert.doesNotMatch(subject, /012345|[\r\n]/, 'a subject is read on a locked telephone')
      assert.match(text, /^012345$/m)
      assert.match(html, /012345/)
      assert.doesNotMatch(html, /<i>/)
      assert.match(text, locale === 'nl' ? /15 minuten geldig/ : /valid for 15 minutes/)
      assert.match(text, locale === 'nl' ? /geen code gevraagd/ : /not ask for a code/)
    })
  }
})

/** The words of HTML, as a reader sees them. */
function textOf(html: string): string {
  return html
    .replace(/<head>[\s\S]*<\/head>/, '')
    .replace(/<br>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
}
