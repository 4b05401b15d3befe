import type { Action } from './browser.ts'

/**
 * One request that a page's script sends. Placeholders: {page} {origin} {handle} {purpose} {method}, and what earlier steps of
 * the same list kept.
 */
export interface Step {
  /** `POST` by default; `GET` in `view`. */
  readonly method?: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** A text is sent as it is, anything else as JSON. */
  readonly body?: unknown
  /** What later steps need of the answer: by its name, where it stands in the JSON; dots and numbers lead inwards. */
  readonly keep?: Readonly<Record<string, string>>
}

/** When a page shows a control: this member of the JSON at this URL is true, or equals what is said. */
export interface Shown {
  readonly url: string
  /** Dots lead into it: `authentication.possible`. */
  readonly member: string
  /** One of these; `true` by default. */
  readonly equals?: unknown
}

/** A row of the actions file: one step or several, one after another. */
export interface ActionRow {
  readonly steps: readonly Step[]
  readonly shown?: Shown | undefined
}

/** How the parts of a plugin that are no plain forms are worked, and what its words look like. */
export interface Actions {
  readonly rows: Readonly<Partial<Record<Action, ActionRow>>>
  /** What the citizen's page loads to show how things stand. */
  readonly view: readonly Step[]
  /** Address of the page's WebSocket, for R2. */
  readonly socket: string | undefined
  /** Regular expressions for what citizens and agents are shown, by name; see the README. */
  readonly says: Readonly<Record<string, RegExp>>
}

export const NO_ACTIONS: Actions = Object.freeze({ rows: {}, view: [], socket: undefined, says: {} })

const NAMES = [
  ...(['begin', 'interact', 'logout', 'authenticate', 'stay', 'end', 'withdraw'] as const),
  ...(['schedule', 'meet', 'unschedule'] as const),
]
const PLACEHOLDERS = ['page', 'origin', 'handle', 'purpose', 'method']

/**
 * Reads an actions file.
 *
 * @throws {Error} that says what is wrong in it
 */
export function readActions(json: unknown): Actions {
  const file = expectObject(json, 'the actions file')
  const known = new Set<string>([...NAMES, 'view', 'socket', 'says'])
  const strange = Object.keys(file).find((name) => !known.has(name))
  if (strange !== undefined) throw new Error(`actions: "${strange}" is no action`)
  const rows = Object.fromEntries(
    NAMES.flatMap((name) => (file[name] === undefined ? [] : [[name, readRow(file[name], name)]])),
  )
  const says = Object.entries(expectObject(file['says'] ?? {}, 'says')).map(
    ([name, pattern]) => [name, new RegExp(String(pattern), 'i')] as const,
  )
  const socket = file['socket'] === undefined ? undefined : String(file['socket'])
  return { rows, view: readSteps(file['view'] ?? [], 'view'), socket, says: Object.fromEntries(says) }
}

function readRow(value: unknown, name: string): ActionRow {
  if (Array.isArray(value)) return { steps: readSteps(value, name) }
  const { shown, ...step } = expectObject(value, name)
  const steps =
    'steps' in step ? readSteps(step['steps'], name) : 'url' in step ? readSteps([step], name) : []
  return { steps, ...(shown !== undefined && { shown: readShown(shown, `${name}.shown`) }) }
}

function readSteps(value: unknown, name: string): readonly Step[] {
  if (!Array.isArray(value)) throw new Error(`actions: ${name} is not a list`)
  return value.map((step) => {
    const { method, url, headers, body, keep } = expectObject(step, name)
    if (typeof url !== 'string') throw new Error(`actions: ${name} has a step without url`)
    return {
      url,
      ...(method !== undefined && { method: String(method) }),
      ...(headers !== undefined && { headers: readTexts(headers, `${name}.headers`) }),
      ...(body !== undefined && { body }),
      ...(keep !== undefined && { keep: readKeep(keep, `${name}.keep`) }),
    }
  })
}

function readTexts(value: unknown, name: string): Readonly<Record<string, string>> {
  const entries = Object.entries(expectObject(value, name))
  return Object.fromEntries(entries.map(([key, text]) => [key, String(text)]))
}

function readKeep(value: unknown, name: string): Readonly<Record<string, string>> {
  const keep = readTexts(value, name)
  const strange = Object.keys(keep).find((key) => !/^[a-z]+$/.test(key) || PLACEHOLDERS.includes(key))
  if (strange !== undefined) throw new Error(`actions: ${name} cannot have the name "${strange}"`)
  return keep
}

function readShown(value: unknown, name: string): Shown {
  const { url, member, equals } = expectObject(value, name)
  if (typeof url !== 'string' || typeof member !== 'string')
    throw new Error(`actions: ${name} needs url and member`)
  return { url, member, ...(equals !== undefined && { equals }) }
}

function expectObject(value: unknown, name: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw new Error(`actions: ${name} is not an object`)
}
