import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Secret } from '@balie/sdk'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { appointmentCalendar, appointmentFile, type CalendarFacts } from './appointment-calendar.ts'

const MINUTE = 60_000

const facts: CalendarFacts = {
  locale: 'nl',
  organisation: 'Gemeente Voorbeeld',
  starts: Date.UTC(2026, 9, 27, 9, 30),
  ends: Date.UTC(2026, 9, 27, 10, 0),
  zone: 'Europe/Amsterdam',
  way: 'chat',
  link: 'https://balie.voorbeeld.example/appointment/s/Zm9v',
  id: '0197-abc',
  host: 'balie.voorbeeld.example',
  sequence: 0,
  stampedAt: Date.UTC(2026, 9, 1, 12),
  from: 'Gemeente Voorbeeld <balie@voorbeeld.example>',
  attendee: new Secret('address', 'sanne@voorbeeld.example'),
}

/** What a parser that is not ours makes of it. */
function parse(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const [component] = calendar.getAllSubcomponents('vevent')
  assert.ok(component)
  const zones = calendar.getAllSubcomponents('vtimezone').map((one) => new ICAL.Timezone(one))
  const instant = (name: string) => {
    const property = component.getFirstProperty(name)
    const time = property?.getFirstValue()
    assert.ok(property && time instanceof ICAL.Time)
    const tzid = property.getFirstParameter('tzid')
    if (tzid) time.zone = zones.find((zone) => zone.tzid === tzid) ?? assert.fail(`no ${tzid} in it`)
    return { at: time.toUnixTime() * 1000, zone: tzid ?? 'UTC' }
  }
  return {
    method: calendar.getFirstPropertyValue('method'),
    starts: instant('dtstart'),
    ends: instant('dtend'),
    value: (name: string) => String(component.getFirstPropertyValue(name) ?? ''),
    parameter: (name: string, of: string) => component.getFirstProperty(name)?.getFirstParameter(of),
    /** Every component and property by name, in order. */
    shape: JSON.stringify(names(calendar)),
  }
}

function names(component: ICAL.Component): unknown {
  return [
    component.name,
    component.getAllProperties().map((property) => property.name),
    component.getAllSubcomponents().map(names),
  ]
}

describe('an appointment in a calendar', () => {
  const moments: [string, string, number, string][] = [
    ['a day in autumn', 'Europe/Amsterdam', Date.UTC(2026, 9, 27, 9, 30), 'Europe/Amsterdam'],
    ['before the clock goes back', 'Europe/Amsterdam', Date.UTC(2026, 9, 24, 23, 30), 'Europe/Amsterdam'],
    ['the hour that comes twice, first', 'Europe/Amsterdam', Date.UTC(2026, 9, 25, 0, 15), 'UTC'],
    ['the hour that comes twice, second', 'Europe/Amsterdam', Date.UTC(2026, 9, 25, 1, 15), 'UTC'],
    ['after the clock went back', 'Europe/Amsterdam', Date.UTC(2026, 9, 25, 9, 30), 'Europe/Amsterdam'],
    [
      'just before the clock goes forward',
      'Europe/Amsterdam',
      Date.UTC(2027, 2, 28, 0, 30),
      'Europe/Amsterdam',
    ],
    [
      'just after the clock went forward',
      'Europe/Amsterdam',
      Date.UTC(2027, 2, 28, 1, 0),
      'Europe/Amsterdam',
    ],
    ['half an hour off', 'Asia/Kolkata', Date.UTC(2026, 9, 27, 9, 30), 'Asia/Kolkata'],
    ['the south in its summer', 'America/Santiago', Date.UTC(2026, 11, 27, 12, 30), 'America/Santiago'],
    ['the south in its winter', 'America/Santiago', Date.UTC(2026, 6, 27, 12, 30), 'America/Santiago'],
    ['a year of which the yearly rule is a week off', 'America/Santiago', Date.UTC(2029, 3, 4, 12), 'UTC'],
    ['a zone that keeps no summer time', 'Etc/UTC', Date.UTC(2026, 6, 27, 12), 'Etc/UTC'],
  ]
  for (const [what, zone, starts, written] of moments) {
    it(`is at the very moment: ${what}, ${zone}`, () => {
      const ends = starts + 20 * MINUTE
      const read = parse(appointmentCalendar({ ...facts, zone, starts, ends }, 'REQUEST'))
      assert.deepEqual(
        [read.starts, read.ends],
        [
          { at: starts, zone: written },
          { at: ends, zone: written },
        ],
      )
    })
  }

  it('is at the very moment whenever and wherever', () => {
    const zones = fc.constantFrom(
      ...['Europe/Amsterdam', 'Asia/Kolkata', 'America/Santiago', 'Australia/Lord_Howe', 'America/St_Johns'],
      ...['Africa/Casablanca', 'America/Curacao', 'Asia/Calcutta', 'Europe/Dublin', 'Pacific/Apia', 'UTC'],
    )
    const quarter = 15 * MINUTE
    const quarters = fc.integer({ min: Date.UTC(2026, 0) / quarter, max: Date.UTC(2037, 0) / quarter })
    fc.assert(
      fc.property(zones, quarters, fc.integer({ min: 1, max: 12 }), (zone, at, length) => {
        const starts = at * quarter
        const ends = starts + length * quarter
        const read = parse(appointmentCalendar({ ...facts, zone, starts, ends }, 'REQUEST'))
        assert.deepEqual([read.starts.at, read.ends.at], [starts, ends])
      }),
      { numRuns: 500 },
    )
  })

  it('is the same appointment when it moves and when it is cancelled', () => {
    const first = parse(appointmentCalendar(facts, 'REQUEST'))
    const moved = parse(
      appointmentCalendar(
        { ...facts, sequence: 1, starts: facts.ends, ends: facts.ends + 30 * MINUTE },
        'REQUEST',
      ),
    )
    const off = parse(appointmentCalendar({ ...facts, sequence: 2 }, 'CANCEL'))
    const all = [first, moved, off]
    assert.deepEqual(
      all.map(({ value }) => value('uid')),
      Array(3).fill('0197-abc@balie.voorbeeld.example'),
    )
    assert.deepEqual(
      all.map(({ value }) => value('sequence')),
      ['0', '1', '2'],
    )
    assert.deepEqual(
      all.map(({ method }) => method),
      ['REQUEST', 'REQUEST', 'CANCEL'],
    )
    assert.deepEqual(
      all.map(({ value }) => value('status')),
      ['CONFIRMED', 'CONFIRMED', 'CANCELLED'],
    )
  })

  it('says who, what and where, and when it was written', () => {
    const purpose = { nl: 'Vraag over een vergunning', en: 'Question about a permit' }
    const { value, parameter } = parse(appointmentCalendar({ ...facts, purpose }, 'REQUEST'))
    assert.equal(value('summary'), 'Afspraak met Gemeente Voorbeeld')
    assert.equal(
      value('description'),
      `Onderwerp: Vraag over een vergunning\nVia chat op internet, op uw telefoon of computer\nUw afspraak: ${facts.link}`,
    )
    assert.equal(value('url'), facts.link)
    assert.equal(value('dtstamp'), '2026-10-01T12:00:00Z')
    assert.equal(value('organizer'), 'mailto:balie@voorbeeld.example')
    assert.equal(parameter('organizer', 'cn'), 'Gemeente Voorbeeld')
    assert.equal(value('attendee').toLowerCase(), 'mailto:sanne@voorbeeld.example')
    assert.equal(parameter('attendee', 'rsvp'), 'FALSE')
  })

  it('P1: says what it is about only where that is given, and names nobody in a file to save', () => {
    assert.doesNotMatch(appointmentCalendar(facts, 'REQUEST'), /Onderwerp|vergunning/)
    const file = appointmentFile(facts)
    assert.doesNotMatch(file, /ATTENDEE|sanne/i)
    assert.equal(parse(file).method, 'PUBLISH')
    assert.equal(parse(file).value('uid'), '0197-abc@balie.voorbeeld.example')
  })
})

describe('F4: text of others in a calendar', () => {
  const evil = fc.constantFrom(
    ...[
      '\r\n',
      '\n',
      '\r',
      'BEGIN:VEVENT',
      'END:VEVENT\r\n',
      '\r\nATTENDEE:mailto:thief@evil.example\r\n',
      ';',
      ',',
    ],
    ...[
      ':',
      '"',
      "'",
      '\\',
      '\\n',
      '^',
      '^n',
      '\u202e',
      '\u2066',
      '\u2028',
      '\u0000',
      '\u0007',
      '\t',
      '\ud83d',
    ],
    ...['📅', '👩‍👩‍👧', 'é', '漢字', ' ', 'x'.repeat(200), '漢'.repeat(80), '%0D%0A', '</b>', '=', '@'],
  )
  const text = fc.array(fc.oneof(evil, fc.string({ unit: 'grapheme', maxLength: 20 })), { maxLength: 12 })
  const texts = text.map((parts) => parts.join(''))

  /** What must be left of a text: written here by its code points, apart from the code under test. */
  const visible = (given: string) =>
    [...given]
      .filter(
        (sign) =>
          !['\u061c', '\u200e', '\u200f'].includes(sign) && !/[\u202a-\u202e\u2066-\u2069]/.test(sign),
      )
      .map((sign) => {
        const point = sign.codePointAt(0) ?? 0
        if (point >= 0xd800 && point <= 0xdfff) return '\ufffd'
        return point < 0x20 || (point >= 0x7f && point < 0xa0) || point === 0x2028 || point === 0x2029
          ? ' '
          : sign
      })
      .join('')
  const words = (given: string) => given.split(/\s+/).filter(Boolean).join(' ')

  for (const method of ['REQUEST', 'CANCEL'] as const) {
    it(`changes nothing of its structure and comes back whole (${method})`, () => {
      const shape = parse(appointmentCalendar({ ...facts, purpose: { nl: 'x', en: 'x' } }, method)).shape
      fc.assert(
        fc.property(texts, texts, (organisation, purpose) => {
          const written = appointmentCalendar(
            { ...facts, organisation: `G${organisation}`, purpose: { nl: purpose, en: '' } },
            method,
          )
          const read = parse(written)
          assert.equal(read.shape, shape)
          assert.equal(words(read.value('summary')), words(`Afspraak met G${visible(organisation)}`))
          // In a parameter this parser undoes what is undone in text only (RFC 6868).
          const name = visible(organisation).replace(/\\([\\;,nN])/g, (_, sign) =>
            /n/i.test(sign) ? ' ' : sign,
          )
          assert.equal(words(String(read.parameter('organizer', 'cn'))), words(`G${name}`))
          assert.ok(
            words(read.value('description')).startsWith(words(`Onderwerp: ${visible(purpose)} Via chat`)),
          )
          for (const line of written.split('\r\n')) {
            assert.ok(Buffer.byteLength(line) <= 75, line)
            assert.ok(line.isWellFormed())
            assert.doesNotMatch(line, /[\r\n]/)
          }
        }),
        { numRuns: 500 },
      )
    })
  }

  it('an address in any form is no more than a value', () => {
    const shape = parse(appointmentCalendar(facts, 'REQUEST')).shape
    fc.assert(
      fc.property(texts, texts, texts, (from, attendee, link) => {
        const written = appointmentCalendar(
          {
            ...facts,
            from: `Voorbeeld <a${from}@voorbeeld.example>`,
            attendee: new Secret('address', `a${attendee}@voorbeeld.example`),
            link: `https://balie.example/${link}`,
            id: `x${from}`,
          },
          'REQUEST',
        )
        assert.equal(parse(written).shape, shape)
      }),
    )
  })

  it('an organisation without a name is known by its host', () => {
    const { parameter } = parse(appointmentCalendar({ ...facts, organisation: '\r\n' }, 'REQUEST'))
    assert.equal(parameter('organizer', 'cn'), 'balie.voorbeeld.example')
  })
})
