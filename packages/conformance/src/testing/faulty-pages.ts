import type { Fault } from './faults.ts'
import type { FaultySession } from './faulty-session.ts'

type Has = (fault: Fault) => boolean

/** What a browser is shown of a session, as HTML. */
export function pageOf(
  session: FaultySession,
  browser: string | undefined,
  canAuthenticate: boolean,
  has: Has,
): string {
  const html = (text: string) => (has('values_unescaped') ? text : escaped(text))
  const action = (what: string) => `/chat/s/${session.handle}/${what}`
  const form = (what: string, fields: string, label: string) =>
    `<form method="post" data-idcontact="${what}" action="${action(what)}">${fields}<button>${label}</button></form>`
  const authenticate = canAuthenticate ? form('authenticate', '', 'Log in') : ''
  const mine = session.owns(browser) || (session.owner && has('shown_to_other_browsers'))

  if (session.ended) {
    const more = has('activity_after_logout') ? form('interact', '', 'Send') : ''
    return document(`<p>This conversation has ended.</p>${more}`)
  }
  if (!session.owner || has('second_browser_takes_over')) {
    if (!mine) return document(form('begin', '', 'Begin the conversation'))
  }
  const { appointment } = session
  if (appointment && !appointment.met && (mine || has('appointment_shown_to_any'))) {
    const meet = appointment.isOpen ? form('meet', '', 'Come in') : ''
    const cancel = form('unschedule', '', 'Cancel the appointment')
    const last = session.lastAttempt ? `<p>Your last authentication: ${session.lastAttempt}.</p>` : ''
    return document(`<p>Your appointment is booked.</p>${last}${meet}${authenticate}${cancel}`)
  }
  if (!mine) return document(`<p>This conversation is going on in another browser.</p>${authenticate}`)

  const { identity, feedback, messages } = session
  const shown = identity && !identity.withheld ? Object.entries(identity.attributes) : []
  const logout = feedback.isOpen ? !has('no_logout_button') : has('logout_without_session_url')
  return document(
    [
      `<p>${shown.length > 0 ? 'We know who you are.' : 'We do not know who you are.'}</p>`,
      appointment ? '<p>This is the meeting.</p>' : '',
      session.asked ? '<p>You are asked to log in.</p>' : '',
      session.lastAttempt ? `<p>Your last authentication: ${session.lastAttempt}.</p>` : '',
      `<dl>${shown.map(([name, value]) => `<dt>${html(name)}</dt><dd>${html(value)}</dd>`).join('')}</dl>`,
      `<ul>${messages
        .filter(({ hidden }) => !hidden)
        .map(({ text }) => `<li>${html(text)}</li>`)
        .join('')}</ul>`,
      form('interact', '<input name="text" value="a message">', 'Send'),
      authenticate,
      session.canSchedule ? form('schedule', '', 'Make an appointment') : '',
      form('end', '', 'End the conversation'),
      logout ? form('logout', '', 'Log out') : '',
      has('feedback_by_browser') && feedback.newest
        ? `<img src="${escaped(feedback.newest)}&amp;type=user_active">`
        : '',
    ].join('\n'),
  )
}

/** The headers of every page. */
export function pageHeaders(has: Has): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    ...(has('pages_cacheable') ? { 'cache-control': 'max-age=3600' } : { 'cache-control': 'no-store' }),
    ...(!has('framing_allowed') && { 'x-frame-options': 'DENY' }),
    ...(!has('no_content_policy') && {
      'content-security-policy': `default-src 'none'; base-uri 'none'${has('framing_allowed') ? '' : "; frame-ancestors 'none'"}`,
    }),
  }
}

function document(body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Conversation</title></head><body>\n${body}\n</body></html>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}
