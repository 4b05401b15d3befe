import { appointmentCalendar } from './appointment-calendar.ts'
import type { AppointmentFacts } from './appointment-facts.ts'
import { showTheSame, spokenTime } from './appointment-time.ts'
import type { Block } from './letter.ts'
import { letterHtml } from './letter-html.ts'
import { letterText } from './letter-text.ts'
import type { CalendarMethod, Mail } from './mail.ts'
import { oneLine } from './one-line.ts'
import { MAIL_WORDS } from './words.ts'

/** What a mail about an appointment is for. */
export type AppointmentMailKind = 'booked' | 'moved' | 'cancelled' | 'reminder' | 'missed' | 'agent_absent'

/** A mail that still needs a recipient and an id. */
export type WrittenMail = Pick<Mail, 'subject' | 'text' | 'calendar'> & { readonly html: string }

const CALENDARS: Readonly<Partial<Record<AppointmentMailKind, CalendarMethod>>> = {
  booked: 'REQUEST',
  moved: 'REQUEST',
  cancelled: 'CANCEL',
}

/**
 * A mail about an appointment, in the citizen's language. What it is about stands in it only where the facts
 * say so; nothing of the citizen does, and its link opens nothing by itself (P1).
 *
 * @param kind `missed` when the citizen did not come, `agent_absent` when nobody of the organisation did
 */
export function appointmentMail(kind: AppointmentMailKind, facts: AppointmentFacts): WrittenMail {
  const words = MAIL_WORDS[facts.locale]
  const sender = oneLine(facts.organisation)
  const { day, start } = spokenTime(facts.locale, facts)
  const what = kind === 'booked' ? words.appointmentWith(sender) : words[kind].subject(sender)
  const letter = {
    locale: facts.locale,
    title: words[kind].title,
    sender,
    blocks: [
      ...lead(kind, facts).map((text) => ({ kind: 'paragraph', text }) as const),
      { kind: 'facts', rows: rows(facts) } as const,
      ...(kind === 'booked' || kind === 'moved' || kind === 'reminder' ? toCome(facts) : over(kind, facts)),
    ],
  }
  const method = CALENDARS[kind]
  return {
    subject: words.subjectLine(what, day, start),
    text: letterText(letter),
    html: letterHtml(letter),
    ...(method && {
      calendar: { method, content: appointmentCalendar(facts, method), fileName: words.fileName },
    }),
  }
}

function lead(kind: AppointmentMailKind, { locale, cancelledBy }: AppointmentFacts): readonly string[] {
  const words = MAIL_WORDS[locale]
  if (kind !== 'cancelled' || cancelledBy === undefined) return words[kind].lead
  return cancelledBy === 'citizen' ? words.cancelled.byCitizen : words.cancelled.byAgent
}

function rows(facts: AppointmentFacts): readonly (readonly [string, string])[] {
  const { locale, starts, ends, zone, ownZone, purpose, way } = facts
  const words = MAIL_WORDS[locale]
  const differs = ownZone !== undefined && !showTheSame([zone, ownZone], [starts, ends])
  const here = spokenTime(locale, facts, differs)
  const there = differs ? spokenTime(locale, { starts, ends, zone: ownZone }, true) : undefined
  return [
    [words.date, here.day],
    [words.time, here.time],
    ...(there ? [[words.ownTime, `${there.day}, ${there.time}`] as const] : []),
    [words.how, words.ways[way]],
    ...(purpose ? [[words.subject, oneLine(purpose[locale])] as const] : []),
  ]
}

function toCome({ locale, link, waysInMinutes, needsLogin }: AppointmentFacts): readonly Block[] {
  const words = MAIL_WORDS[locale]
  const opens = waysInMinutes > 0 ? words.opens(waysInMinutes) : words.opensAtStart
  return [
    { kind: 'link', label: words.open, address: oneLine(link) },
    { kind: 'heading', text: words.wayIn },
    { kind: 'paragraph', text: `${opens} ${needsLogin ? words.logIn : words.sameBrowser}` },
    { kind: 'paragraph', text: words.private },
    { kind: 'heading', text: words.change },
    { kind: 'paragraph', text: words.changeHow },
  ]
}

function over(kind: AppointmentMailKind, { locale, cancelledBy }: AppointmentFacts): readonly Block[] {
  const words = MAIL_WORDS[locale]
  return [
    ...(kind === 'cancelled' && cancelledBy === 'citizen'
      ? [{ kind: 'paragraph', text: words.notNeeded } as const]
      : []),
    { kind: 'heading', text: words.newOne },
    { kind: 'paragraph', text: words.newOneHow },
  ]
}
