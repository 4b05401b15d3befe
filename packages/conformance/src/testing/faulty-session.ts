import { randomBytes } from 'node:crypto'
import type { Fault } from './faults.ts'
import { FaultyAppointment } from './faulty-appointment.ts'
import type { SessionFeedback } from './session-feedback.ts'

/** What a purpose means to the plugin. */
export interface FaultyPurpose {
  readonly required: readonly string[]
  readonly allowed: readonly string[]
  readonly identifying?: string
  readonly unauthenticated?: boolean
}

/** An authentication that a browser was sent to during the conversation. */
export interface Attempt {
  readonly commSecret: string
  readonly attrSecret: string | undefined
  readonly browser: string
  result?: Result
  returned: boolean
  spoiled: boolean
}

/** What of a result the session keeps. */
export interface Result {
  readonly attributes: Readonly<Record<string, string>> | undefined
  readonly sessionUrl: string | undefined
}

interface Identity {
  readonly attributes: Readonly<Record<string, string>>
  readonly at: number
  readonly fromAttempt: boolean
  withheld: boolean
}

type Has = (fault: Fault) => boolean

/** 256 random bits, as they stand in a URL. */
export const secret = (): string => randomBytes(32).toString('base64url')

/** One conversation: who owns it, who it is, and what of it agents see. */
export class FaultySession {
  readonly handle = randomBytes(16).toString('base64url')
  readonly clientSecret = secret()
  readonly attrSecret: string | undefined
  readonly purposeTag: string
  readonly feedback: SessionFeedback
  readonly attempts: Attempt[] = []
  readonly alerts = new Set<string>()
  readonly messages: { readonly text: string; hidden: boolean }[] = []
  readonly #landings = new Map<string, { first: number; last: number }>()
  readonly #purpose: FaultyPurpose
  readonly #has: Has
  owner: { readonly browser: string; readonly at: number } | undefined
  identity: Identity | undefined
  appointment: FaultyAppointment | undefined
  note: 'awaiting' | 'failed' | 'insufficient' = 'awaiting'
  /** How the last authentication during communication went. */
  lastAttempt: '' | 'failed' | 'cancelled' = ''
  blocked = false
  /** An agent has asked the citizen to authenticate. */
  asked = false
  ended = false

  constructor(
    purposeTag: string,
    purpose: FaultyPurpose,
    attrSecret: string | undefined,
    feedback: SessionFeedback,
    has: Has,
  ) {
    this.purposeTag = purposeTag
    this.#purpose = purpose
    this.attrSecret = attrSecret
    this.feedback = feedback
    this.#has = has
  }

  get purpose(): FaultyPurpose {
    return this.#purpose
  }

  land(browser: string): void {
    const now = Date.now()
    this.#landings.set(browser, { first: this.#landings.get(browser)?.first ?? now, last: now })
    this.#doubt()
  }

  /** @returns false for a browser that has not landed, or is not the one that began */
  begin(browser: string): boolean {
    if (this.ended || !this.#landings.has(browser)) return false
    if (!this.owner || this.#has('second_browser_takes_over')) {
      this.owner = this.owner?.browser === browser ? this.owner : { browser, at: Date.now() }
    }
    this.#doubt()
    return this.owns(browser)
  }

  owns(browser: string | undefined): boolean {
    return browser !== undefined && this.owner?.browser === browser
  }

  /** A result of the first exchange: it never replaces a person. */
  take(result: Result): void {
    if ((this.ended && !this.#has('delivered_after_end')) || this.blocked || this.appointment) return
    const attributes = this.#filtered(result)
    if (!attributes) return
    if (this.identity && !this.#has('second_identity_overwrites')) {
      if (!same(this.identity.attributes, attributes)) this.alerts.add('a second identity was brought')
      return
    }
    this.identity = { attributes, at: Date.now(), fromAttempt: false, withheld: false }
    this.feedback.open(result.sessionUrl)
    this.#doubt()
  }

  /** An authentication during communication that is complete: its result has come and its browser is back. */
  complete(attempt: Attempt): void {
    if (this.ended || !attempt.result || !attempt.returned || attempt.spoiled) return
    const attributes = this.#filtered(attempt.result)
    const { sessionUrl } = attempt.result
    delete attempt.result
    this.lastAttempt = attributes ? '' : 'failed'
    this.asked = false
    if (this.appointment) {
      if (attributes) this.#prove(this.appointment, attempt.browser, attributes, sessionUrl)
      else this.appointment.failed()
      return
    }
    if (!attributes) return
    const before = this.identity
    const key = this.#purpose.identifying
    const samePerson = before && (!key || before.attributes[key] === attributes[key])
    if (before && !samePerson && !this.#has('no_alert')) this.alerts.add('another person authenticated')
    const ownBefore = !before && this.owns(attempt.browser)
    if (!samePerson && !ownBefore && !this.#has('person_change_ignored')) {
      for (const message of this.messages) message.hidden = true
    }
    this.owner = { browser: attempt.browser, at: this.owner?.at ?? Date.now() }
    if (before && !samePerson && this.#has('person_change_ignored')) return
    this.identity = { attributes, at: Date.now(), fromAttempt: true, withheld: false }
    this.feedback.open(sessionUrl)
  }

  /** Whether one can make an appointment now: somebody is known, and by what to know that person again. */
  get canSchedule(): boolean {
    const { identity } = this
    return !this.appointment && this.#purpose.identifying !== undefined && !!identity && !identity.withheld
  }

  /** Books an appointment, and forgets who booked it as far as agents go. @returns false when it cannot be booked */
  schedule(): boolean {
    const { identifying } = this.#purpose
    if (!this.canSchedule || !this.identity || identifying === undefined) return false
    this.appointment = new FaultyAppointment(this.identity.attributes, identifying, this.#has)
    if (!this.#has('booking_attributes_kept')) this.identity = undefined
    return true
  }

  /** The owner comes to the meeting. @returns false when it is not open for that browser */
  meet(): boolean {
    if (!this.appointment?.isOpen) return false
    this.appointment.met = true
    return true
  }

  /** Before an appointment who authenticates may be anybody: nothing changes for the owner unless it is the same person. */
  #prove(
    appointment: FaultyAppointment,
    browser: string,
    attributes: Readonly<Record<string, string>>,
    sessionUrl: string | undefined,
  ): void {
    const shown = appointment.prove(attributes)
    if (!shown) {
      this.alerts.add('somebody else authenticated for the appointment')
      return
    }
    this.owner = { browser, at: this.owner?.at ?? Date.now() }
    this.identity = { attributes: shown, at: Date.now(), fromAttempt: true, withheld: false }
    this.feedback.open(sessionUrl)
  }

  end(): void {
    if (this.appointment?.met && this.#has('goes_on_after_meeting')) return
    this.ended = true
    if (!this.#has('delivered_after_end')) this.identity = undefined
  }

  /** What agents are shown. */
  describe(): string {
    const scheduled = this.appointment && !this.appointment.met
    const state = this.ended ? 'ended' : scheduled ? 'scheduled' : this.owner ? 'open' : 'not begun'
    const verified = this.identity && !this.identity.withheld
    return [
      `conversation ${this.handle}: ${this.purposeTag}, ${state}`,
      `  identity: ${verified || this.#has('none_looks_verified') ? 'verified' : `not verified (${this.identity ? 'withheld' : this.note})`}`,
      ...(verified ? Object.entries(this.identity?.attributes ?? {}).map(([k, v]) => `  ${k} = ${v}`) : []),
      ...(this.lastAttempt ? [`  the last authentication: ${this.lastAttempt}`] : []),
      ...[...this.alerts].map((alert) => `  ! ${alert}`),
      ...this.messages.filter(({ hidden }) => !hidden).map(({ text }) => `  > ${text}`),
    ]
      .map((line) => line.replace(/[\n\r]/g, ' '))
      .join('\n')
  }

  #filtered({ attributes }: Result): Readonly<Record<string, string>> | undefined {
    if (!attributes) {
      if (!this.identity) this.note = 'failed'
      this.blocked = this.#has('failed_blocks')
      return undefined
    }
    const missing = this.#purpose.required.some((name) => !attributes[name])
    if (missing && !this.#has('required_attributes_not_checked')) {
      if (!this.identity) this.note = 'insufficient'
      return undefined
    }
    const wanted = [...this.#purpose.required, ...this.#purpose.allowed]
    const entries = Object.entries(attributes)
    return Object.fromEntries(
      this.#has('extra_attributes_kept') ? entries : entries.filter(([name]) => wanted.includes(name)),
    )
  }

  /** Another browser came with the result or after it, to a conversation that was waiting for it (B1). */
  #doubt(): void {
    const { identity, owner } = this
    if (!identity || !owner || identity.fromAttempt || this.#has('doubt_ignored')) return
    const foreign = [...this.#landings].filter(([browser]) => browser !== owner.browser).map(([, at]) => at)
    const ownFirst = this.#landings.get(owner.browser)?.first ?? owner.at
    const begunBefore = owner.at <= identity.at && foreign.some(({ last }) => last >= owner.at)
    const waitedBefore = ownFirst < identity.at && foreign.some(({ last }) => last >= identity.at)
    if (begunBefore || waitedBefore) identity.withheld = true
    if (foreign.some(({ last }) => last >= identity.at)) this.alerts.add('another browser came')
  }
}

function same(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => one[name] === other[name])
}
